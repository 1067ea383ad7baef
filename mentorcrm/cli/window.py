"""Opening the window, or saying in one sentence why that is not possible here."""

from mentorcrm.cli.output import complain
from mentorcrm.paths import default_paths
from mentorcrm.screen import no_screen


def open_window(home: str | None) -> int:
    """Open the window and return the exit code."""
    reason = no_screen("mentorcrm")
    if reason:
        complain(reason)
        return 2
    from mentorcrm.app import run_window

    return run_window(default_paths(home))
