"""Bugs: logged without personal data, shown once, and the app carries on."""

import logging
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

log = logging.getLogger("mentorcrm")


def describe(error: BaseException) -> str:
    """Where and what kind, for a report: no message and no values, which may be personal."""
    lines = [type(error).__name__]
    for frame in traceback.extract_tb(error.__traceback__):
        place = frame.filename.replace("\\", "/").rpartition("mentorcrm/")[2]
        lines.append(f"  {place}:{frame.lineno} in {frame.name}")
    return "\n".join(lines)


class FaultHook:
    """The excepthook of the window. Equal faults are told once; it never raises itself."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._seen: set[str] = set()
        self._busy = False

    def install(self) -> None:
        """Take the place of `sys.excepthook`."""
        sys.excepthook = self.handle

    def handle(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None = None,
    ) -> None:
        """Log a fault and tell the user, unless it was told before."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = describe(error)
        if report in self._seen or self._busy:
            return
        self._seen.add(report)
        log.error("fault\n%s", report)
        self._busy = True
        try:
            self._tell(report)
        except Exception:
            log.exception("the fault could not be shown")
        finally:
            self._busy = False
