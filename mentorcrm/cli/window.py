"""Opening the window, or saying in one sentence why that is not possible here."""

from mentorcrm.cli.opening import folder
from mentorcrm.cli.output import complain
from mentorcrm.screen import no_screen, use_utf8_locale


def open_window(home: str | None) -> int:
    """Open the window and return the exit code."""
    reason = no_screen("mentorcrm")
    if reason:
        complain(reason)
        return 2
    use_utf8_locale()
    from mentorcrm.app import run_window

    return run_window(folder(home))
