"""`python -m mentorcrm` is the same as the `mentorcrm` command."""

from mentorcrm.cli import main

if __name__ == "__main__":
    main()
