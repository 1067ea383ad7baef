"""How a new person's line was read, and who may be the same person."""

from PySide6.QtWidgets import QWidget

from mentorcrm.ui.desk import Desk
from mentorcrm.ui.typed import TypedPerson
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.chips import Tag, Tone
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.link import NameLink
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

_NAMED = 2


class ReadPerson(QWidget):
    """The parts of the line on pills; below, people who are here already, as links."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._typed: TypedPerson | None = None
        self.parts = Flow(4)
        self._similar = boxes.column(spacing=2)
        self.setLayout(boxes.column(self.parts, self._similar, spacing=6))

    def show_typed(self, typed: TypedPerson | None) -> None:
        """Show the parts; None when nothing is typed."""
        self._typed = typed
        self.parts.clear()
        for text, tone in _pills(typed) if typed is not None else ():
            self.parts.add(Tag(text, tone))
        self.parts.rearrange()
        if typed is None:
            boxes.empty(self._similar)

    def show_similar(self) -> None:
        """Look who may be meant; nobody is kept from being added."""
        boxes.empty(self._similar)
        if self._typed is None:
            return
        found = self._desk.services.people.similar(self._typed.name, self._typed.mail)
        for row, reason in found[:_NAMED]:
            text = f"{row.name}, {row.work}" if row.work else row.name
            link = NameLink(text, "meta", "accent")
            link.setAccessibleName(
                _("Open {name}, who is here already with {reason}").format(
                    name=row.name, reason=reason
                )
            )
            link.setProperty("person", row.id)
            link.clicked.connect(self._open)
            self._similar.addWidget(
                Label(_("Here already with {reason}:").format(reason=reason), "meta", "warn")
            )
            self._similar.addWidget(link)

    def _open(self) -> None:
        self._desk.go("people", int(self.sender().property("person")))


def _pills(typed: TypedPerson) -> list[tuple[str, Tone]]:
    plain = (
        typed.title,
        _("at {organisation}").format(organisation=typed.organisation)
        if typed.organisation
        else "",
        typed.mail,
    )
    points = (value for _kind, value in typed.points)
    tags = (f"#{tag}" for tag in typed.tags)
    pills: list[tuple[str, Tone]] = [(typed.name, "accent")] if typed.name else []
    return [*pills, *((text, "neutral") for text in (*plain, *points, *tags) if text)]
