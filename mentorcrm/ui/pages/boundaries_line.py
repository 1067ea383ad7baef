"""One quiet line above a message: what to keep to with the person it is for."""

from PySide6.QtWidgets import QWidget

from mentorcrm.services.terms_rows import Boundaries
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.cards import IconLabel
from mentorcrm.ui.widgets.text import Label, set_tooltip
from mentorcrm.words import _

_LINES = 2


class BoundariesLine(QWidget):
    """Hidden while nothing is agreed or noted; what does not fit is in its tooltip."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.said = Label("", "meta", "text2", wrap=True, max_lines=_LINES)
        line = boxes.row(boxes.column(2, IconLabel("shield", 14), None, spacing=0), spacing=6)
        line.addWidget(self.said, 1)
        self.setLayout(line)
        self.hide()

    def show_for(self, person_id: int, *, wanted: bool) -> None:
        """Show what to keep to with someone, unless the message is on its way."""
        found = self._desk.services.terms.boundaries(person_id) if wanted else Boundaries()
        self.said.setText(boundary_words(found))
        set_tooltip(self.said, boundary_words(found, "\n"))
        self.setVisible(bool(found))


def boundary_words(found: Boundaries, between: str = "  ·  ") -> str:
    """All that to keep to: `Off limits: salary, the board  ·  Their limits: no calls`."""
    parts = []
    if found.off_limits:
        parts.append(_("Off limits: {topics}").format(topics=", ".join(found.off_limits)))
    if found.theirs:
        parts.append(_("Their limits: {limits}").format(limits=_one_line(found.theirs)))
    if found.mine:
        parts.append(_("My limits: {limits}").format(limits=_one_line(found.mine)))
    return between.join(parts)


def _one_line(text: str) -> str:
    return " ".join(text.split())
