"""What I need: a line to add one, and the open ones with a way to ask about each."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.clock import today as today_by
from mentorcrm.models.kinds import NeedKind, NeedStatus
from mentorcrm.services.commands.needs import AddNeed
from mentorcrm.services.rows import NeedRow
from mentorcrm.ui import words
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Card
from mentorcrm.ui.widgets.chips import Tag
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.link import NameLink
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


class NeedLine(QWidget):
    """One open need: its page, and a way to ask about it."""

    ask_requested = Signal(int)

    def __init__(self, desk: Desk, need: NeedRow) -> None:
        super().__init__()
        self._desk = desk
        self._need = need
        today = today_by(desk.clock)
        by = _("by {day}").format(day=words.short_day(need.due, today)) if need.due else ""
        self.name = NameLink(need.statement, "body")
        self.name.setAccessibleName(_("Open the need {statement}").format(statement=need.statement))
        self.ask = Button(_("Ask about it"), "ghost", size="small")
        self.ask.setAccessibleName(_("Ask about {statement}").format(statement=need.statement))
        facts = Flow()
        for fact in (Tag(need.kind.label), *([Label(by, "meta", "text3")] if by else [])):
            facts.add(fact)
        below = boxes.row(facts, spacing=6)
        below.setStretch(0, 1)
        below.addWidget(self.ask)
        self.setLayout(boxes.column(self.name, below, spacing=2, margins=(0, 4, 0, 4)))
        self.name.clicked.connect(self._open)
        self.ask.clicked.connect(self._ask)

    def _open(self) -> None:
        self._desk.go("needs", self._need.id)

    def _ask(self) -> None:
        self.ask_requested.emit(self._need.id)


class NeedsCard(Card):
    """The open needs."""

    ask_requested = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("What I need"))
        self._desk = desk
        self._shown: tuple[NeedRow, ...] | None = None
        self.add = Field(
            _("A decision, a skill or an outcome"), icon="target", short=_("What do you need?")
        )
        self.add.setAccessibleName(_("Name a need"))
        self.kind = Segmented([(kind, kind.label) for kind in NeedKind])
        self.kind.set_value(NeedKind.DECISION)
        self._note = Label(
            _("Name it and press Enter. An ask about one need is easier to answer."),
            "meta",
            "text3",
            wrap=True,
        )
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        for item in (self.add, self.kind, self._note):
            self.body.addWidget(item)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)
        self.body.setAlignment(self.kind, Qt.AlignmentFlag.AlignLeft)
        self.add.returnPressed.connect(self._add)

    def reload(self) -> None:
        """Read the open needs again."""
        needs = self._desk.services.needs.list(NeedStatus.OPEN)
        self._note.setVisible(not needs)
        if needs != self._shown:
            self._shown = needs
            boxes.empty(self._rows)
            for need in needs:
                line = NeedLine(self._desk, need)
                line.ask_requested.connect(self.ask_requested)
                self._rows.addWidget(line)

    def _add(self) -> None:
        if self.add.text().strip():
            self._desk.when_live(self._add_now)

    def _add_now(self) -> None:
        kind = self.kind.value()
        assert isinstance(kind, NeedKind)
        command = AddNeed(kind, self.add.text())
        self._desk.run(command, said=_("Added a need"), then=self._added)

    def _added(self, _need: object) -> None:
        self.add.set_value("")
