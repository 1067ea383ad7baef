"""mentorcrm: tend the mentors in your life and make the next confident, specific ask."""

__version__ = "0.1.0"
