"""Opens every page with the sample network and says what is cut off: `python -m tests.ui.clipped`.

It runs in a process of its own, since a language is chosen once; MENTORCRM_LANGUAGE=x-pseudo makes
every text two fifths longer. With a folder as argument a picture of each page is left there.
"""

import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from mentorcrm.app import build
from mentorcrm.clock import FixedClock
from mentorcrm.models.kinds import MessageForm, MessageKind, Tone
from mentorcrm.paths import Paths
from mentorcrm.services.commands.outreach import StartDraft
from mentorcrm.services.commands.transfer import AddSample
from mentorcrm.services.facade import Services
from mentorcrm.storage.migrate import migrate
from mentorcrm.ui import theme
from mentorcrm.ui.ask_user import WindowAsker
from mentorcrm.ui.clipboard import SystemClipboard
from mentorcrm.ui.desk import Desk, Outside
from mentorcrm.ui.links import DesktopOpener
from mentorcrm.ui.main_window import MainWindow
from mentorcrm.ui.places import Place
from mentorcrm.ui.shot import ensure_application, settle
from mentorcrm.ui.tasks import TaskRunner
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.chips import Chip, Tag
from mentorcrm.ui.widgets.text import Label
from mentorcrm.ui.window_state import Folders, WindowState

SIZES = ((1360, 860), (1024, 680))
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SETTINGS = ("", "look", "import", "backups", "templates", "about")
ROUNDING = 1
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
            found = list(walk(services, pictures))
        finally:
            services.store.close()
    sys.stdout.write("".join(f"{line}\n" for line in dict.fromkeys(found)))
    return 1 if found else 0


def walk(services: Services, pictures: Path | None) -> Iterator[str]:
    """Open the pages in both sizes, first with nothing and then with the sample network."""
    application = ensure_application(1)
    theme.current().install(application, "light", 100)
    yield from visit(
        services, [Place(p) for p in ("today", "people", "needs", "history")], pictures, "0"
    )
    services.dispatcher.run(AddSample())
    person = services.people.listed(limit=1)[0].id
    services.dispatcher.run(StartDraft(person, MessageKind.FIRST_ASK, Tone.WARM, MessageForm.MAIL))
    yield from visit(services, list(places(services)), pictures, "")


def places(services: Services) -> Iterator[Place]:
    """Every page and section there is."""
    yield from (Place(page) for page in ("today", "people", "asks", "needs", "history"))
    yield from (Place("people", row.id) for row in services.people.listed(limit=3))
    yield from (Place("needs", need.id) for need in services.needs.list()[:3])
    yield from (Place("composer", draft.id) for draft in services.outreach.list()[:3])
    yield from (Place("settings", view=view) for view in SETTINGS)


def visit(
    services: Services, pages: list[Place], pictures: Path | None, prefix: str
) -> Iterator[str]:
    """What is cut off on some pages of a window."""
    faults: list[Exception] = []
    tasks = TaskRunner(faults.append)
    asker = WindowAsker(Folders(WindowState(None)))
    outside = Outside(asker, DesktopOpener(), SystemClipboard())
    window = MainWindow(Desk(tasks, outside, services.clock, services.settings))
    asker.window = window
    window.resize(*SIZES[0])
    window.show()
    window.go_live(services)
    for size in SIZES:
        window.resize(*size)
        for place in pages:
            window.navigation.visit(place)
            settle(tasks)
            name = f"{prefix}{place.page}-{place.key or place.view or ''}-{size[0]}"
            if pictures is not None:
                window.grab().save(str(pictures / f"{name}.png"))
            yield from (f"{name}: {text}" for text in clipped(window))
    window.close()
    window.deleteLater()
    if faults:
        raise faults[0]


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
