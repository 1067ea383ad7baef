"""The one decision of a meeting: chosen from the needs, said large, with where I lean."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.clock import today as today_by
from mentorcrm.models.kinds import NeedKind, NeedStatus
from mentorcrm.services.commands.meetings import SetDecision
from mentorcrm.services.commands.needs import AddNeed, EditNeed
from mentorcrm.services.meetings_rows import MeetingDetail
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.page import Autosave
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import IconLabel, Panel
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label
from mentorcrm.ui.widgets.text_area import TextArea
from mentorcrm.words import _, short_day

_MOST = 12


class DecisionCard(Panel):
    """Only one to a meeting. The words stand in the need, and are changed there or here."""

    saved = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("accentSoft", None, 10)
        self._desk = desk
        self._meeting = self._need = 0
        self._head = Label(_("The one decision for this meeting"), "metaM", "accent")
        self.more = IconButton("ellipsis", _("More about the decision"), size=28, role="accent")
        self.statement = Label("", "title", wrap=True)
        self._options = Label("", "body", "text2", wrap=True)
        self.leaning = TextArea(
            _("Which way I lean, and what would change my mind"), low=1, high=4, quiet=True
        )
        self.leaning.setAccessibleName(_("Leaning"))
        self._day = Label("", "meta", "text2")
        self._sure = Label(_("How sure I am"), "meta", "text2")
        self.confidence = Segmented([(number, str(number)) for number in range(1, 6)])
        self.confidence.setAccessibleName(_("How sure I am, from 1 to 5"))
        self.choose = Button(_("Choose a decision"), "secondary", size="small")
        self.new = Field(_("Or write it: do I apply in January, or ask for scope first?"))
        self.new.setAccessibleName(_("A new decision"))
        self._none = Label(
            _("One question that the meeting is for makes the rest of it easier."),
            "body", "text2", wrap=True,
        )  # fmt: skip
        self._autosave = Autosave(self)
        self._build()
        self._connect()

    def show_meeting(self, detail: MeetingDetail) -> None:
        """Show a meeting's decision, or the ways to one."""
        decision = detail.decision
        other = detail.row.id != self._meeting
        if other:
            self.flush()
        self._meeting = detail.row.id
        self._need = decision.id if decision is not None else 0
        there = decision is not None
        for part in (self.statement, self._options, self.leaning, self.more, self._facts):
            part.setVisible(there)
        for part in (self._none, self.choose, self.new):
            part.setVisible(not there)
        if decision is None:
            if other:
                self.new.set_value("")
            return
        self.statement.setText(decision.statement)
        self._options.setText("  ·  ".join(decision.options))
        self._options.setVisible(bool(decision.options))
        if not (self._autosave.pending() or self.leaning.editor.hasFocus()):
            self.leaning.set_value(decision.leaning)
        today = today_by(self._desk.clock)
        by = decision.decide_by
        self._day.setText(_("Decide by {day}").format(day=short_day(by, today)) if by else "")
        self._day.setVisible(by is not None)
        self.confidence.set_value(decision.confidence)

    def flush(self) -> None:
        """Save what is being typed."""
        self._autosave.flush()

    def _build(self) -> None:
        head = boxes.row(IconLabel("split", 16, "accent"), self._head, None, self.more, spacing=8)
        self._facts = QWidget()
        self._facts.setLayout(boxes.row(self._day, None, self._sure, self.confidence, spacing=10))
        ways = boxes.row(self.choose, self.new, spacing=8)
        ways.setStretch(1, 1)
        body = boxes.column(
            head, self.statement, self._options, self._none, ways, spacing=4,
            margins=(20, 12, 14, 0),
        )  # fmt: skip
        lean = boxes.row(self.leaning, margins=(14, 0, 14, 0))
        facts = boxes.row(self._facts, margins=(20, 0, 14, 14))
        self.setLayout(boxes.column(body, lean, facts, spacing=6))

    def _connect(self) -> None:
        self.choose.clicked.connect(self._offer)
        self.more.clicked.connect(self._open_more)
        self.new.committed.connect(self._add)
        self.leaning.text_changed.connect(self._autosave.touch)
        self.leaning.committed.connect(self._leave)
        self._autosave.due.connect(self._save_leaning)
        self.confidence.chosen.connect(self._rate)

    def _offer(self) -> None:
        found = self._desk.services.needs.list(NeedStatus.OPEN)
        choices = [(n.id, n.statement) for n in found if n.kind is NeedKind.DECISION][:_MOST]
        if not choices:
            self.new.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        menu = ChoiceMenu(self, choices)
        menu.chosen.connect(self._chosen)
        menu.open_under(self.choose if self.choose.isVisible() else self.more)

    def _open_more(self) -> None:
        menu = ChoiceMenu(
            self,
            [
                ("open", _("Open the need"), "target"),
                ("other", _("Choose another"), "git-compare"),
                ("none", _("Take it off the meeting"), "x"),
            ],
        )
        menu.chosen.connect(self._do)
        menu.open_under(self.more)

    def _do(self, what: object) -> None:
        if what == "open":
            self._desk.go("needs", self._need)
        elif what == "other":
            self._offer()
        else:
            self._desk.run(SetDecision(self._meeting, None), said=_("Took the decision off"))

    def _chosen(self, need: object) -> None:
        if isinstance(need, int):
            self._desk.run(SetDecision(self._meeting, need), then=self._done)

    def _add(self, text: str) -> None:
        if text.strip():
            self._desk.run(AddNeed(NeedKind.DECISION, text), then=self._chosen)
            self.new.set_value("")

    def _leave(self, _text: str) -> None:
        self._autosave.cancel()
        self._save_leaning()

    def _save_leaning(self) -> None:
        if self._need:
            command = EditNeed(self._need, {"leaning": self.leaning.text()})
            self._desk.run(command, then=self._done)

    def _rate(self, value: object) -> None:
        if isinstance(value, int):
            command = EditNeed(self._need, {}, ratings={"confidence": value})
            self._desk.run(command, then=self._done)

    def _done(self, _nothing: object) -> None:
        self.saved.emit()
