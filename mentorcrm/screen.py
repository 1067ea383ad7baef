"""Whether there is a screen for a window, and what to say when there is none.

Standard library only: run.py and the command line ask before anything of Qt is loaded.
"""

import os
import re
import sys
from collections.abc import Iterator, Mapping, MutableMapping

_PLAIN_LOCALES = ("C", "POSIX")
_LOCAL_X = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")


def no_screen(
    command: str = "mentorcrm",
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
) -> str | None:
    """One sentence for the user when no window can open here, else None.

    `command` is what the user types to start mentorcrm. Only Linux and its kin go without a
    screen; a platform chosen by QT_QPA_PLATFORM (offscreen, vnc, …) is taken at its word.
    """
    if platform in ("win32", "darwin", "cygwin") or environ.get("QT_QPA_PLATFORM"):
        return None
    named = [name for name in ("DISPLAY", "WAYLAND_DISPLAY") if environ.get(name)]
    if not named:
        why = "neither DISPLAY nor WAYLAND_DISPLAY is set"
    elif any(_answers(address) for address in _addresses(environ)):
        return None
    else:
        why = " and ".join(f"{name}={environ[name]}" for name in named) + " does not answer"
    return (
        f"There is no screen here ({why}), so the window cannot open; everything else works "
        f"without one, for example: {command} people, {command} import FILE, "
        f"{command} ask PERSON, {command} --help."
    )


def _addresses(environ: Mapping[str, str]) -> Iterator[str]:
    """Where the display servers listen; empty for one that is not a local socket."""
    wayland = environ.get("WAYLAND_DISPLAY")
    if wayland:
        yield os.path.join(environ.get("XDG_RUNTIME_DIR", "/"), wayland)  # noqa: PTH118
    display = environ.get("DISPLAY")
    if display:
        local = _LOCAL_X.fullmatch(display)
        yield f"/tmp/.X11-unix/X{local[1]}" if local else ""


def _answers(address: str) -> bool:
    """Whether something listens there, by its file or by Linux's abstract name."""
    import socket

    if not address:
        return True
    for name in (address, "\0" + address):
        with socket.socket(socket.AF_UNIX) as line:
            try:
                line.connect(name)
                return True
            except OSError:
                continue
    return False


def use_utf8_locale(environ: MutableMapping[str, str] = os.environ) -> None:
    """Give Qt a UTF-8 locale where the environment insists on a plain one; it warns otherwise.

    Call before the application is made.
    """
    named = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or "C"
    if sys.platform.startswith("linux") and named in _PLAIN_LOCALES:
        environ["LC_ALL"] = "C.UTF-8"
