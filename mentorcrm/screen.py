"""Whether there is a screen for a window, and what to say when there is none.

Standard library only: run.py and the command line ask before anything of Qt is loaded.
"""

import os
import sys
from collections.abc import Mapping


def no_screen(
    command: str = "mentorcrm",
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
) -> str | None:
    """One sentence for the user when no window can open here, else None.

    `command` is what the user types to start mentorcrm. Only Linux and its kin go without a
    screen; a platform chosen by QT_QPA_PLATFORM (offscreen, vnc, …) is taken at its word.
    """
    if platform in ("win32", "darwin", "cygwin"):
        return None
    if any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        return None
    return (
        "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the window "
        "cannot open; everything else works without one, for example: "
        f"{command} people, {command} import FILE, {command} ask PERSON, {command} --help."
    )
