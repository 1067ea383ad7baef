"""One line about a contact, read: who, how, when, about what, what was promised and given.

Values in, values out: the time, the zone and the known names are handed in, and every part says
where in the text it stands. The text itself is never changed.
"""
