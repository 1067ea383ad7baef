"""The composition root: what the command line opens is built here and handed down.

Nothing heavy is imported before it is used: the window is painted before SQLAlchemy loads.
"""

import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mentorcrm.clock import Clock, SystemClock
from mentorcrm.paths import Paths

if TYPE_CHECKING:
    from mentorcrm.services.facade import Services
    from mentorcrm.storage.lock import DataLock
    from mentorcrm.storage.opening import Probe
    from mentorcrm.ui.rescue import Remedy
    from mentorcrm.ui.start import App


def build(paths: Paths, clock: Clock | None = None, lock: "DataLock | None" = None) -> "Services":
    """Open the data and build the app without a face; `close()` it when done.

    Raises StorageError when the data cannot be used as it is; it is then untouched.
    """
    from concurrent.futures import ThreadPoolExecutor

    # SQLite checks the file while Python loads SQLAlchemy; neither waits for the other.
    with ThreadPoolExecutor(1, thread_name_prefix="look") as thread:
        seen = thread.submit(_look, paths)
        from mentorcrm.services.assembly import assemble

        return assemble(paths, clock or SystemClock(), lock, seen.result)


def _look(paths: Paths) -> "Probe":
    from mentorcrm.storage.look import look_thoroughly

    return look_thoroughly(paths)


def run_window(
    paths: Paths, clock: Clock | None = None, opened: "Callable[[App], None] | None" = None
) -> int:
    """Open the window and return its exit code; a window that is open already is raised instead.

    Breath one paints what was kept; breath two builds the services in a thread. `opened` is
    called just before the event loop begins, for programs that measure.
    """
    gc.disable()  # Nothing to find among what is only being loaded; the window collects later.
    from mentorcrm.errors import DatabaseLocked
    from mentorcrm.services import snapshot
    from mentorcrm.storage.files import create_home
    from mentorcrm.storage.lock import DataLock, Use
    from mentorcrm.ui.start import Launch, open_window, raise_other

    clock = clock or SystemClock()
    create_home(paths)
    lock = DataLock(paths.lock, Use.WINDOW, "open in a window")
    try:
        lock.acquire()
    except DatabaseLocked:
        if raise_other(paths):
            return 0
        raise
    try:
        start = snapshot.read(paths.database)
        launch = Launch(
            paths,
            clock,
            partial(build, paths, clock, lock),
            partial(_remedy, paths, clock, lock),
            start,
        )
        return open_window(launch, opened)
    finally:
        lock.release()


def _remedy(paths: Paths, clock: Clock, lock: "DataLock") -> "Remedy":
    from mentorcrm.services.safety import Safety
    from mentorcrm.ui.rescue import Remedy

    safety = Safety(paths, clock)

    def nothing_open() -> None: ...

    return Remedy(safety.newest, lambda file: safety.restore(file, lock, nothing_open))


def render_page(
    paths: Paths,
    page: str,
    out: Path,
    theme: Literal["light", "dark"],
    size: tuple[int, int],
    scale: float = 1.0,
) -> None:
    """Render a page of the window, with the data of this folder, to a PNG file.

    Raises UserError when there is no such page, StorageError when the data cannot be used.
    """
    from mentorcrm.services.safety import Safety
    from mentorcrm.ui.shot import Picture, ensure_application, shoot

    picture = Picture(page, theme, *size, scale=scale)
    picture.place()  # Refused before anything is opened.
    safety = Safety(paths, SystemClock())
    safety.prepare()
    with safety.command_lock() as lock:
        ensure_application(scale)
        services = build(paths, lock=lock)
        try:
            shoot(services, picture, out)
        finally:
            services.store.close()


def brief_pdf(services: "Services", person: int) -> bytes:
    """One page about someone for a meeting, as PDF. UserError when it cannot be made to fit."""
    from mentorcrm.errors import UserError
    from mentorcrm.services.meeting_brief import page
    from mentorcrm.ui import page_drawing
    from mentorcrm.ui.shot import ensure_application
    from mentorcrm.words import _

    ensure_application(1.0)
    page_drawing.load_fonts()
    found = services.briefs.brief(person, leaving=True)
    fitted = page_drawing.fitted(page(found, services.briefs.today()))
    if fitted is None:
        raise UserError(_("The decision and the agenda take more than one page. Shorten them."))
    return page_drawing.pdf(fitted.page)
