"""One need: what it is, when it is done, where it stands, who could help."""

from datetime import timedelta
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QWidget

from mentorcrm.clock import today as today_by
from mentorcrm.models.kinds import NeedKind, NeedStatus
from mentorcrm.services.commands.needs import DeleteNeed, EditNeed
from mentorcrm.services.rows import NeedRow
from mentorcrm.ui import theme
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.new_ask import open_new_ask
from mentorcrm.ui.pages.need_advice import NeedAdviceCard
from mentorcrm.ui.pages.need_fields import INDENT, NeedDay, NeedRating, NeedText
from mentorcrm.ui.pages.need_messages import ImpactCard, MessagesCard
from mentorcrm.ui.pages.need_people import NeedPeople
from mentorcrm.ui.pages.need_steps import StepsCard
from mentorcrm.ui.pages.need_talks import TalksCard
from mentorcrm.ui.pages.need_words import (
    LOOK_AGAIN,
    Prompt,
    full_day,
    prompt,
    when_to_look_again,
)
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import Card, Panel
from mentorcrm.ui.widgets.chips import Chip
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.panes import ScrollColumn
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

TWO_COLUMNS = 660
SIDE_WIDTH = 312
_SCALES = {
    NeedKind.OUTCOME: _("How close you are"),
    NeedKind.SKILL: _("How well it goes"),
    NeedKind.DECISION: _("How sure you are"),
}


class NeedHead(QWidget):
    """Kind and status, and what one does most."""

    ask_requested = Signal()
    delete_requested = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._need: NeedRow | None = None
        self.kind = Chip("", menu_arrow=True)
        self.status = Chip("", menu_arrow=True)
        self._saved = Label("", "meta", "text3")
        self.ask = Button(_("Ask someone"), "primary", icon="pen-line")
        self.ask.setAccessibleName(_("Ask someone about this need"))
        self._more = IconButton("ellipsis", _("More about this need"))
        self._outer = QHBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(6)
        self._words = boxes.row(self.kind, self.status, self._saved, None, spacing=6)
        self._acts = boxes.row(self.ask, self._more, None, spacing=6)
        self._outer.addLayout(self._words, 1)
        self._outer.addLayout(self._acts)
        self.kind.clicked.connect(self._open_kinds)
        self.status.clicked.connect(self._open_statuses)
        self.ask.clicked.connect(self.ask_requested)
        self._more.clicked.connect(self._open_more)

    def show_need(self, need: NeedRow) -> None:
        """Show a need's kind and status."""
        if self._need is None or need.id != self._need.id:
            self._saved.setText("")
        self._need = need
        sought = need.status in (NeedStatus.OPEN, NeedStatus.PAUSED)
        self.ask.set_kind("primary" if sought else "secondary")
        for chip, name, value in (
            (self.kind, _("Kind"), need.kind.label),
            (self.status, _("Status"), need.status.label),
        ):
            chip.setText(value)
            chip.setAccessibleName(f"{name}: {value}")
            chip.updateGeometry()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put the buttons below where there is no room beside the chips."""
        needed = self._words.sizeHint().width() + 6 + self._acts.sizeHint().width()
        narrow = needed > self.width()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._outer.setDirection(down if narrow else across)

    def say_saved(self) -> None:
        """Something typed has been written."""
        self._saved.setText(_("Saved"))
        self._fit()

    def set_status(self, status: object) -> None:
        """Open, paused, met or dropped."""
        if self._need is not None and isinstance(status, NeedStatus):
            command = EditNeed(self._need.id, {}, status=status)
            self._desk.run(command, said=_("Marked as {label}").format(label=status.label.lower()))

    def _open_kinds(self) -> None:
        menu = ChoiceMenu(self, [(kind, kind.label) for kind in NeedKind])
        menu.chosen.connect(self._set_kind)
        menu.open_under(self.kind)

    def _set_kind(self, kind: object) -> None:
        if self._need is not None and isinstance(kind, NeedKind):
            self._desk.run(
                EditNeed(self._need.id, {}, kind=kind),
                said=_("Now: {kind}").format(kind=kind.label.lower()),
            )

    def _open_statuses(self) -> None:
        menu = ChoiceMenu(self, [(status, status.label) for status in NeedStatus])
        menu.chosen.connect(self.set_status)
        menu.open_under(self.status)

    def _open_more(self) -> None:
        menu = ChoiceMenu(self, [("delete", _("Move to the bin"), "trash-2")])
        menu.chosen.connect(self._delete)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))

    def _delete(self, _value: object) -> None:
        self.delete_requested.emit()


class PromptPanel(Panel):
    """A gentle question, with ways to answer it."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("accentSoft", None, 8)
        self._shown: Prompt | None = None
        self.words = Label("", "body", wrap=True)
        self._buttons = Flow(6)
        layout = boxes.column(self.words, self._buttons, margins=(14, 10, 14, 12))
        self.setLayout(layout)
        self.hide()

    def show_prompt(self, asked: Prompt | None) -> None:
        """Ask something, or nothing."""
        self.setVisible(asked is not None)
        if asked is None or asked == self._shown:
            return
        self._shown = asked
        self.words.setText(asked.text)
        self._buttons.clear()
        for words, action in asked.actions:
            button = Button(words, "secondary", size="small")
            button.setObjectName(action)
            button.clicked.connect(self._choose)
            self._buttons.add(button)
        self._buttons.rearrange()

    def _choose(self) -> None:
        self.chosen.emit(self.sender().objectName())


class NeedView(ScrollColumn):
    """The whole of a need. `show_need` may be called as often as anything changes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__((28 - INDENT, 20, 24, 24), 12)
        self._desk = desk
        self.need: NeedRow | None = None
        self.head = NeedHead(desk)
        self.prompt, self.look_again = PromptPanel(), PromptPanel()
        self.statement = NeedText(
            desk, "statement", _("What you need"), _("One thing, in your words"), style="display",
            named=False,
        )  # fmt: skip
        self.why = NeedText(desk, "why_now", _("Why now"), _("What makes it matter now"))
        self.done_when = NeedText(desk, "done_when", _("Done when"), "")
        self.options = NeedText(desk, "options", _("Options"), _("One to a line"), lines=True)
        self.leaning = NeedText(
            desk, "leaning", _("Leaning"), _("Which way, and what would change it")
        )
        self.decided = NeedText(desk, "decided", _("Decided"), _("Which way it went"))
        self.expected = NeedText(
            desk, "expected", _("Expected"), _("What you expect to come of it")
        )
        self.outcome = NeedText(desk, "outcome", _("Turned out"), _("What came of it in the end"))
        self.target = NeedDay(desk, "target_date", _("By when"))
        self.decide_by = NeedDay(desk, "decide_by", _("Decide by"))
        self.review_on = NeedDay(desk, "review_on", _("Look again on"))
        self.ratings = [
            NeedRating(desk, "rating_start", _("At the start")),
            NeedRating(desk, "rating_now", _("Now")),
        ]
        self.confidence = NeedRating(desk, "confidence", _("That you will get there"))
        self.steps = StepsCard(desk)
        self.people = NeedPeople(desk)
        self.advice = NeedAdviceCard(desk)
        self.impact = ImpactCard(desk)
        self.messages, self.talks = MessagesCard(desk), TalksCard(desk)
        self._standing = Card(_("Where you stand"))
        self._scale = Label("", "meta", "text3")
        self._decision = Card(_("The decision"))
        self._build()
        self._connect()

    def show_need(self, need: NeedRow) -> None:
        """Show a need, keeping what is being typed and the place where one reads."""
        other = self.need is None or self.need.id != need.id
        self.need = need
        today = today_by(self._desk.clock)
        drafts = self._desk.services.outreach.about(need.id)
        for part in self._parts():
            part.show_need(need)
        self._ask_for_an_end(need)
        decision = need.kind is NeedKind.DECISION
        self._decision.setVisible(decision)
        self.target.setVisible(not decision)
        self.confidence.setVisible(not decision)
        made = bool(need.decided)
        self.outcome.setVisible(made or bool(need.outcome))
        self.review_on.setVisible(made or need.review_on is not None)
        self.look_again.show_prompt(when_to_look_again(need, today))
        self._scale.setText(_("{what}: 1 not yet, 5 fully").format(what=_SCALES[need.kind]))
        self.prompt.show_prompt(prompt(need, today))
        self.impact.show_need(need, drafts)
        self.messages.show_drafts(drafts)
        self._show_side()
        if other:
            self.verticalScrollBar().setValue(0)

    def flush(self) -> None:
        """Save what is being typed."""
        for field in self._texts():
            field.flush()

    def start_editing(self) -> None:
        """Put the cursor into the statement."""
        self.statement.start()

    def delete(self) -> None:
        """Move the need to the bin, which can be undone."""
        if self.need is not None:
            self.flush()
            self._desk.run(DeleteNeed(self.need.id), said=_("Moved the need to the bin"))

    def ask(self) -> None:
        """Begin a message about it; to whom is asked first."""
        if self.need is not None:
            self.flush()
            open_new_ask(self.window(), self._desk, need=self.need.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put the people below the fields where there is no room beside them."""
        room = self.viewport().width()
        wide = room >= theme.current().px(TWO_COLUMNS)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if wide else down)
        side = theme.current().px(SIDE_WIDTH)
        self._side.setMinimumWidth(side if wide else 0)
        self._side.setMaximumWidth(side if wide else 16777215)

    def _texts(self) -> tuple[NeedText, ...]:
        return (
            *(self.statement, self.why, self.done_when, self.options, self.leaning),
            *(self.decided, self.expected, self.outcome),
        )

    def _days(self) -> tuple[NeedDay, ...]:
        return (self.target, self.decide_by, self.review_on)

    def _parts(self) -> tuple[Any, ...]:
        ratings = (*self.ratings, self.confidence)
        parts = (self.head, *self._texts(), *self._days(), *ratings, self.steps, self.people)
        return (*parts, self.advice, self.talks)

    def _ask_for_an_end(self, need: NeedRow) -> None:
        """Without an end in sight the page asks for it where it belongs."""
        asked = not need.done_when and need.status is NeedStatus.OPEN
        self.done_when.name.setText(_("How will you know?") if asked else _("Done when"))
        self.done_when.name.set_role("accent" if asked else "text2")
        hint = _("One thing you will be able to see or count") if asked else _("How you will know")
        self.done_when.area.editor.set_placeholder(hint)

    def _build(self) -> None:
        for item in (self.decide_by, self.options, self.leaning, self.decided, self.expected):
            self._decision.body.addWidget(item)
        self._decision.body.addWidget(self.outcome)
        self._decision.body.addLayout(_set_in(self.look_again))
        self._decision.body.addWidget(self.review_on)
        # The words of its fields stand below its title, with room for their frames around them.
        self._decision.body.setContentsMargins(10, 12, 16, 14)
        self._decision.head.setContentsMargins(6, 0, 0, 0)
        for rating in (self._scale, *self.ratings, self.confidence):
            self._standing.body.addWidget(rating)
        left = boxes.column(self.done_when, self.why, self.target, spacing=10)
        for card in (self._decision, self.steps, self._standing):
            left.addLayout(_set_in(card))
        left.addStretch(1)
        self._side = QWidget()
        self._below = QWidget()
        self._below.setLayout(boxes.column(self.messages, self.talks, spacing=14))
        self._side.setLayout(boxes.column(self.impact, self.people, self._below, None, spacing=14))
        self._columns = QHBoxLayout()
        self._columns.setSpacing(20)
        self._columns.addLayout(left, 1)
        self._columns.addWidget(self._side)
        self.body.addLayout(_set_in(self.head))
        self.body.addWidget(self.statement)
        self.body.addLayout(_set_in(self.prompt))
        self.body.addLayout(_set_in(self.advice))
        self.body.addLayout(self._columns, 1)

    def _people_shown(self) -> None:
        self._show_side()
        self.settle()

    def _show_side(self) -> None:
        """Without anything in it the side leaves its room to the fields."""
        parts = (self.impact, self.people.linked, self.messages, self.talks)
        filled = any(not part.isHidden() for part in parts)
        self._side.setVisible(filled or self.people.sought)
        # What stands below the people comes after them, so that it need not make way.
        self._below.setVisible(self.people.found is not None)

    def _connect(self) -> None:
        theme.current().changed.connect(self._fit)
        self.head.ask_requested.connect(self.ask)
        self.head.delete_requested.connect(self.delete)
        self.prompt.chosen.connect(self._answer)
        self.look_again.chosen.connect(self._answer)
        self.people.shown.connect(self._people_shown)
        for text in self._texts():
            text.saved.connect(self.head.say_saved)
        for day in self._days():
            day.saved.connect(self.head.say_saved)

    def _answer(self, action: str) -> None:
        if action == "met":
            self.head.set_status(NeedStatus.MET)
        elif action.startswith(LOOK_AGAIN) and self.need is not None:
            day = today_by(self._desk.clock) + timedelta(int(action.removeprefix(LOOK_AGAIN)))
            said = _("Today asks how it turned out on {day}").format(day=full_day(day))
            self._desk.run(EditNeed(self.need.id, {}, dates={"review_on": day}), said=said)
        else:
            getattr(self, {"target_date": "target"}.get(action, action)).start()


def _set_in(part: QWidget) -> QLayout:
    """Something whose edge stands below the words of quiet fields, which are wider than those."""
    return boxes.row(part, margins=(INDENT, 0, 0, 0))
