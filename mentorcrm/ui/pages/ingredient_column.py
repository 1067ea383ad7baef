"""The whole left column: purpose, need, the parts in their order, attachments."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.models.kinds import MessageKind, NeedStatus, PartId, PartNeed, PartState
from mentorcrm.services.asking import spec
from mentorcrm.services.rows import DraftDetail
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.advice_choices import AdviceChoices, told_along
from mentorcrm.ui.pages.attachments import AttachmentRow
from mentorcrm.ui.pages.draft_choices import DraftChoices
from mentorcrm.ui.pages.draft_session import DraftSession
from mentorcrm.ui.pages.ingredients import Ingredient
from mentorcrm.ui.pages.why_offers import WhyOffers
from mentorcrm.ui.pages.window_rows import WindowRows
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.panes import Plane, ScrollColumn
from mentorcrm.ui.widgets.select import Select
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.ask_desk import Composed

# Under this height only the part one works on is open.
ROOM_FOR_ALL = 700
DEFAULT_WORDS = {
    PartId.GREETING: _("from their name"),
    PartId.EASY_OUT: _("a good sentence of its own"),
    PartId.THANKS: _("a good sentence of its own"),
}


class IngredientColumn(Plane):
    """Edits the parts of a session's draft. `wanted` comes before the cursor goes into one."""

    wanted = Signal()

    def __init__(self, desk: Desk, session: DraftSession, choices: DraftChoices) -> None:
        super().__init__("canvas")
        self._desk = desk
        self._session = session
        self._choices = choices
        self._shape: tuple[object, ...] = ()
        self._rows: dict[PartId, Ingredient] = {}
        self._why: WhyOffers | None = None  # In an ask.
        self._count = Label("", "metaM", "text3")
        self.kind = Select([(kind, kind.label) for kind in MessageKind])
        self.kind.setAccessibleName(_("Purpose"))
        self.need = Select()
        self.need.setAccessibleName(_("Need"))
        self.need.setPlaceholderText(_("About no need in particular"))
        self.advice = AdviceChoices(desk)
        self.windows = WindowRows(desk)
        self.attachments = AttachmentRow(desk)
        self._note = Label("", "meta", "risk", wrap=True)
        self._note.hide()
        self._scroll = ScrollColumn((20, 0, 12, 16), 6)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(4)
        self._build()
        self._connect()

    def first_missing(self) -> QWidget:
        """The field to start with: what is missing first, else the purpose."""
        for row in self._rows.values():
            if row.state() is PartState.MISSING:
                return row.area.editor
        return self.kind

    def open_first_missing(self) -> None:
        """Put the cursor where something is missing, if anything is."""
        self.open_first(PartState.MISSING)

    def open_first_vague(self) -> None:
        """Put the cursor where something is vague, if anything is."""
        self.open_first(PartState.VAGUE)

    def open_first(self, state: PartState) -> None:
        """Put the cursor into the first part in this state, if there is one."""
        for row in self._rows.values():
            if row.state() is state:
                self.wanted.emit()
                row.begin()
                return

    def row(self, part: PartId) -> Ingredient:
        """The row of a part."""
        return self._rows[part]

    def open_part(self, part: PartId | None) -> bool:
        """Put the cursor into a part, if the message has it; whether it has."""
        row = self._rows.get(part) if part is not None else None
        if row is not None:
            self.wanted.emit()
            row.begin()
        return row is not None

    def show_draft(self) -> None:
        """Show the session's draft: rows are rebuilt only for another kind or form."""
        draft = self._session.draft
        if draft is None:
            return
        self.kind.set_value(draft.kind)
        self._show_needs(draft)
        self.advice.show_draft(draft)
        needs = spec(draft.kind).needs(draft.form)
        typed = {part for part, text in self._session.parts.items() if text.strip()}
        shown = tuple(p for p in PartId if needs[p] is not PartNeed.OUT_OF_PLACE or p in typed)
        if (draft.kind, shown) != self._shape:
            self._shape = (draft.kind, shown)
            self._rebuild(draft, shown)
        self._show_windows(draft)
        if self._why is not None:
            self._why.show_person(self._desk.services.people.detail(draft.person_id))
        defaults = {**DEFAULT_WORDS, PartId.SIGN_OFF: self._desk.services.desk.signed_from()}
        for part, row in self._rows.items():
            text, default = self._session.parts.get(part, ""), defaults.get(part, "")
            if part is PartId.WINDOWS and draft.windows:
                text, default = "", self.windows.summary()
            if part in told_along(draft):
                default = _("from the advice")
            row.set_value(text, default)
        self.attachments.show_draft(draft)
        self._order_stops()

    def show_composed(self, composed: "Composed") -> None:
        """Show how each part stands."""
        self._count.setText(composed.verdict.parts_line)
        remarks = {one.part: one.message for one in composed.verdict.findings_to_fix}
        for report in composed.parts:
            if report.id in self._rows:
                self._rows[report.id].set_report(report, remarks.get(report.id, ""))
        self._fold()

    def say(self, problem: str) -> None:
        """A sentence about what was refused; empty to take it away."""
        self._note.setText(problem)
        self._note.setVisible(bool(problem))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _build(self) -> None:
        self.title = Label(_("Ingredients"), "strongL")
        head = boxes.row(self.title, None, self._count)
        head.setContentsMargins(20, 16, 16, 8)
        body = self._scroll.body
        for name, field in ((_("Purpose"), self.kind), (_("What it serves"), self.need)):
            body.addWidget(Label(name, "metaM", "text2"))
            body.addWidget(field)
        body.addWidget(self._note)
        body.addWidget(self.advice)
        body.addLayout(self._parts)
        body.addWidget(self.attachments)
        body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)

    def _connect(self) -> None:
        self.attachments.make_requested.connect(self._session.flush)
        self.kind.chosen.connect(self._choices.set_kind)
        self.need.chosen.connect(self._choices.set_need)
        self.advice.chosen.connect(self._choices.set_advice)
        self.windows.changed.connect(self._choices.set_windows)

    def _show_needs(self, draft: DraftDetail) -> None:
        needs = self._desk.services.needs.list(NeedStatus.OPEN)
        choices: list[tuple[object, str]] = [(None, _("No need in particular"))]
        choices += [(need.id, need.statement) for need in needs]
        self.need.set_choices(choices)
        self.need.set_value(draft.need_id)

    def _show_windows(self, draft: DraftDetail) -> None:
        desk = self._desk.services
        zone = desk.people.detail(draft.person_id).values["zone"]
        mine = desk.desk.my_zone()
        self.windows.show_windows(draft.windows, draft.person_id, zone or mine, mine)

    def _rebuild(self, draft: DraftDetail, shown: tuple[PartId, ...]) -> None:
        if PartId.WINDOWS in self._rows:
            self._rows[PartId.WINDOWS].give_back(self)
        boxes.empty(self._parts)
        self._rows.clear()
        help_ = spec(draft.kind).help
        for part in shown:
            row = Ingredient(part, help_[part])
            row.edited.connect(self._session.edit_part)
            row.opened.connect(self._opened)
            self._rows[part] = row
            self._parts.addWidget(row)
        self._why = None
        if PartId.WHY_YOU in self._rows and spec(draft.kind).is_ask:
            self._why = WhyOffers()
            self._rows[PartId.WHY_YOU].offer(self._why)
        if PartId.WINDOWS in self._rows:
            self._rows[PartId.WINDOWS].use_instead(self.windows)
        if composed := self._session.composed:
            self.show_composed(composed)

    def _order_stops(self) -> None:
        """Let Tab walk from top to bottom, whenever each widget was made."""
        before: QWidget = self.need
        for stop in self.advice.stops():
            QWidget.setTabOrder(before, stop)
            before = stop
        for row in self._rows.values():
            before = row.order_stops(before)
        for stop in self.attachments.stops():
            QWidget.setTabOrder(before, stop)
            before = stop

    def _opened(self, _row: object) -> None:
        self._fold()

    def _fold(self) -> None:
        """Open what needs work: all of it where there is room, else one part at a time."""
        roomy = self.height() >= ROOM_FOR_ALL
        opened = 0
        for row in self._rows.values():
            wants = row.state() in (PartState.MISSING, PartState.VAGUE, PartState.OUT_OF_PLACE)
            row.set_wide_open(wants and (roomy or not opened))
            opened += wants
