"""Opens every page with the sample network and says what is cut off: `python -m tests.ui.clipped`.

It runs in a process of its own, since a language is chosen once; MENTORCRM_LANGUAGE=x-pseudo makes
every text two fifths longer. With a folder as argument a picture of each page is left there.
"""

import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect
from PySide6.QtWidgets import QWidget

from mentorcrm.app import build
from mentorcrm.clock import FixedClock
from mentorcrm.models.health_kinds import ReviewDecision, ReviewKind
from mentorcrm.models.kinds import MessageForm, MessageKind, Tone
from mentorcrm.paths import Paths
from mentorcrm.services.commands.outreach import StartDraft
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.services.commands.reviews import BeginReview, Decide, LeaveReviewAt
from mentorcrm.services.commands.transfer import AddSample
from mentorcrm.services.facade import Services
from mentorcrm.services.review_steps import STEPS
from mentorcrm.storage.migrate import migrate
from mentorcrm.ui import theme
from mentorcrm.ui.ask_user import WindowAsker
from mentorcrm.ui.clipboard import SystemClipboard
from mentorcrm.ui.desk import Desk, Outside
from mentorcrm.ui.links import DesktopOpener
from mentorcrm.ui.main_window import MainWindow
from mentorcrm.ui.pages.composer import ComposerPage
from mentorcrm.ui.places import Place
from mentorcrm.ui.shot import ensure_application
from mentorcrm.ui.tasks import TaskRunner
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.chips import Chip, Tag
from mentorcrm.ui.widgets.fields import SearchField
from mentorcrm.ui.widgets.text import Label
from mentorcrm.ui.window_state import Folders, WindowState
from tests.ui import clipped_fronts as fronts
from tests.ui.painted import cut_words

# Width, height, and the size of the text in per cent.
SIZES = ((1360, 860, 100), (1024, 680, 100), (1360, 860, 150))
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SETTINGS = ("", "look", "import", "backups", "duplicates", "bin", "templates", "about")
PAGES = ("today", "people", "asks", "needs", "history", "review", "mosaic", "sources")
GONE = 99_999
ROUNDING = 1
LONGEST_S = 10
LEVELS = 5
"""Layouts within layouts: each tells the one around it in an event of its own."""
QUIET_S = 0.02
"""How long nothing may happen before a page counts as settled."""
EXAMINED_S = 0.3
"""The same in the composer, which looks at a letter when one pauses."""
# What holds a name that may be long, within words that are not.
ELIDING = ("ComposerHead",)


def main(arguments: list[str]) -> int:
    """Print what is cut off, one a line; 0 when nothing is."""
    pictures = Path(arguments[0]) if arguments else None
    ensure_application(1)
    with tempfile.TemporaryDirectory() as home:
        paths = Paths(Path(home))
        paths.create()
        migrate(paths.database)
        services = build(paths, FixedClock(NOW, "Europe/Lisbon"))
        try:
            found = list(Walk(services, pictures).go())
        finally:
            services.store.close()
    sys.stdout.write("".join(f"{line}\n" for line in dict.fromkeys(found)))
    return 1 if found else 0


class Walk:
    """Looks at all there is in a window of each size, and says what is cut off."""

    def __init__(self, services: Services, pictures: Path | None) -> None:
        self._services = services
        self._pictures = pictures
        self._faults: list[Exception] = []
        self._tasks = TaskRunner(self._faults.append)
        self._size = SIZES[0]
        theme.current().install(ensure_application(1), "light", 100)

    def go(self) -> Iterator[str]:
        """First with nothing in it, then with the sample network."""
        window = self._open()
        for self._size in SIZES:
            self._resize(window)
            for page in PAGES:
                yield from self._visit(window, Place(page), "empty ")
        _fill(self._services)
        for self._size in SIZES:
            self._resize(window)
            yield from self._pages(window)
            yield from self._nothing_found(window)
            yield from self._sheets(window)
            yield from self._palette(window)
        window.close()
        window.deleteLater()
        if self._faults:
            raise self._faults[0]

    def _open(self) -> MainWindow:
        asker = WindowAsker(Folders(WindowState(None)))
        outside = Outside(asker, DesktopOpener(), SystemClipboard())
        services = self._services
        window = MainWindow(Desk(self._tasks, outside, services.clock, services.settings))
        asker.window = window
        window.show()
        window.go_live(services)
        return window

    def _resize(self, window: MainWindow) -> None:
        width, height, text = self._size
        theme.current().set_scale(text)
        window.resize(width, height)

    def _pages(self, window: MainWindow) -> Iterator[str]:
        for place in places(self._services):
            yield from self._visit(window, place)
            for number, menu in enumerate(fronts.menus(window)):
                yield from self._look(menu, f"{place.page} menu {number}")
            page = window.navigation.page
            if isinstance(page, ComposerPage):
                for number, card in enumerate(fronts.popovers(page)):
                    self._settle()
                    yield from self._look(card, f"{place.page} finding {number}")
            if fronts.refuse(page):
                self._settle()
                yield from self._look(window, f"{place.page} {place.view} refused")

    def _nothing_found(self, window: MainWindow) -> Iterator[str]:
        for name in ("people", "asks", "needs"):
            window.navigation.visit(Place(name))
            self._settle()
            fields = window.navigation.page.findChildren(SearchField)
            for field in fields:
                field.setText("no such thing")
            self._settle()
            yield from self._look(window, f"{name} nothing found")
            for field in fields:
                field.clear()

    def _sheets(self, window: MainWindow) -> Iterator[str]:
        for sheet in fronts.sheets(window):
            name = f"{type(sheet).__name__} {sheet.accessibleName()[:12]}"
            sheet.open()
            fronts.refuse(sheet)
            self._settle()
            yield from self._look(sheet, name)
            sheet.accept()

    def _palette(self, window: MainWindow) -> Iterator[str]:
        palette = fronts.palette(window)
        for typed in ("", "a", "> ", "no such thing"):
            palette.line.edit.setText(typed)
            self._settle()
            yield from self._look(palette, f"palette {typed}")
        palette.reject()

    def _visit(self, window: MainWindow, place: Place, prefix: str = "") -> Iterator[str]:
        window.navigation.visit(place)
        self._settle(EXAMINED_S if place.page == "composer" else QUIET_S)
        yield from self._look(window, f"{prefix}{place.page} {place.key or place.view or ''}")

    def _look(self, front: QWidget, name: str) -> Iterator[str]:
        name = f"{name.strip()} at {self._size[0]}, {self._size[2]} %"
        if self._pictures is not None:
            front.window().grab().save(str(self._pictures / f"{name.replace(' ', '-')}.png"))
        yield from (f"{name}: {text}" for text in clipped(front))
        yield from (f"{name}: paints {text!r}" for text in cut_words(front))

    def _settle(self, quiet: float = QUIET_S) -> None:
        """Wait until nothing is under way."""
        start = last = monotonic()
        while monotonic() - last < quiet and monotonic() - start < LONGEST_S:
            QCoreApplication.processEvents()
            if self._tasks.busy():
                last = monotonic()
            sleep(0.001)
        for _level in range(LEVELS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def _fill(services: Services) -> None:
    services.dispatcher.run(AddSample())
    person = services.people.listed(limit=1)[0].id
    services.dispatcher.run(StartDraft(person, MessageKind.FIRST_ASK, Tone.WARM, MessageForm.MAIL))
    services.dispatcher.run(AddPerson("Ola"))  # Of whom no more than the name is known.


def places(services: Services) -> Iterator[Place]:
    """Every page and section there is."""
    yield from (Place(page) for page in PAGES)
    yield Place("mosaic", view="map")
    people = services.people.listed(limit=40)
    bare = next(row for row in people if row.name == "Ola")
    yield from (Place("people", row.id) for row in (*people[:3], bare))
    yield from (Place("needs", need.id) for need in services.needs.list()[:3])
    yield from (Place("composer", draft.id) for draft in services.outreach.list()[:3])
    review = services.dispatcher.run(BeginReview(ReviewKind.QUARTERLY))
    for number, row in enumerate(services.reviews.page(review).rows):
        decision = tuple(ReviewDecision)[number % len(ReviewDecision)]
        services.dispatcher.run(Decide(review, row.person_id, decision))
    for step in STEPS[ReviewKind.QUARTERLY]:
        services.dispatcher.run(LeaveReviewAt(review, step))
        yield Place("review", review, "sitting")
        yield Place("review")
    yield from (Place(page, GONE) for page in ("people", "needs", "composer"))
    yield from (Place("settings", view=view) for view in SETTINGS)


def clipped(window: QWidget) -> Iterator[str]:
    """The texts that do not have the room they ask for."""
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, Label | Button | Chip) or not widget.isVisible():
            continue
        if not widget.text().strip() or is_hidden(widget):
            continue
        why = cut(widget)
        if why:
            kind = type(widget).__name__
            need, have = widget.sizeHint(), widget.size()
            yield (
                f"{kind} {widget.text()!r} {why}: {have.width()}x{have.height()}, "
                f"wants {need.width()}x{need.height()}, in {type(widget.parent()).__name__}"
            )


def is_hidden(widget: QWidget) -> bool:
    """Whether it is scrolled out of sight."""
    return widget.visibleRegion().isEmpty()


def cut(widget: Label | Button | Chip) -> str:
    """How a text is cut off; empty when it is not, or when it may be and tells the whole."""
    if beyond := past_an_edge(widget):
        return beyond
    if isinstance(widget, Label):
        if widget.wordWrap():
            short = widget.height() < widget.heightForWidth(widget.width()) - ROUNDING
            return "loses lines" if short else ""
        # Names and other data may be long: they end in dots and tell the whole in a tooltip.
        may = type(widget.parent()).__name__ in ELIDING
        whole = widget.text().startswith("[") and widget.text().endswith("]") and not may
        if widget.is_elided() and (whole or isinstance(widget, Tag)):
            return "ends in dots"
        return (
            "ends in dots, without a tooltip" if widget.is_elided() and not widget.toolTip() else ""
        )
    narrow = widget.width() < widget.sizeHint().width() - ROUNDING
    return "is too narrow" if narrow and not widget.toolTip() else ""


def past_an_edge(widget: QWidget) -> str:
    """Whether something above cuts it off at the left or right."""
    above = widget.parentWidget()
    while above is not None:
        box = QRect(widget.mapTo(above, QPoint(0, 0)), widget.size())
        if box.left() < -ROUNDING or box.right() > above.width() + ROUNDING:
            return f"runs past the edge of {type(above).__name__}"
        above = above.parentWidget() if not above.isWindow() else None
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
