"""What an import would do, item by item, before anything is written."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.models.kinds import ImportAction
from mentorcrm.services.importing import SERVICES, Decision, ImportPlan, PlanItem
from mentorcrm.services.text import count
from mentorcrm.ui.delegates.record_row import RecordLine
from mentorcrm.ui.itemmodels.records import RecordList
from mentorcrm.ui.pages.settings_import_reading import Sorted
from mentorcrm.ui.pages.settings_section import wrapping
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import EmptyWell, ErrorStrip
from mentorcrm.ui.widgets.chips import Tone
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.panes import BottomBar, PageHeader
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, joined

_TABS = (
    (ImportAction.NEW, _("New")),
    (ImportAction.UPDATE, _("Updates")),
    (ImportAction.DUPLICATE, _("Possible duplicates")),
    (ImportAction.SKIP, _("Skipped")),
)
_MEANING = {
    ImportAction.NEW: _("People who are not here yet."),
    ImportAction.UPDATE: _("People who are here. Only what is empty is filled in."),
    ImportAction.DUPLICATE: _(
        "They may be people who are here already. They stay out until you say what they are."
    ),
    ImportAction.SKIP: _("These are not imported, for the reason given."),
}
_NOTHING = {
    ImportAction.NEW: _("Nobody new in this file"),
    ImportAction.UPDATE: _("Nothing to fill in"),
    ImportAction.DUPLICATE: _("No possible duplicates"),
    ImportAction.SKIP: _("Nothing is skipped"),
}
_DECIDED: dict[Decision, tuple[str, Tone]] = {
    Decision.SAME_PERSON: (_("same person"), "accent"),
    Decision.KEEP_SEPARATE: (_("kept separate"), "accent"),
    Decision.LEAVE_OUT: (_("left out"), "neutral"),
}
_WORDS = (
    (Decision.SAME_PERSON, _("Same person"), "S"),
    (Decision.KEEP_SEPARATE, _("Keep separate"), "K"),
    (Decision.LEAVE_OUT, _("Leave out"), "L"),
)
_FIELDS = {"uid": "identifier", "connected_on": _("date of connection")}


class ReviewView(QWidget):
    """Tabs by what would happen, a long list, and decisions on what is doubtful.

    `decided` carries places and the decision, None for taking it back.
    """

    decided = Signal(object, object)
    agreed = Signal()
    put_away = Signal()
    columns_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sorted: Sorted | None = None
        self._action = ImportAction.NEW
        self.header = wrapping(PageHeader(_("Review"), " "))
        self.columns = Button(_("Change columns"), size="small")
        self.header.tools.addWidget(self.columns)
        self.refusals = ErrorStrip()
        self.warnings = Label("", "meta", "warn", wrap=True, max_lines=3)
        self.tabs = Segmented(_TABS)
        self.meaning = Label("", "meta", "text2", wrap=True)
        self.list = RecordList(_("Contacts of the file"), "S K L", fetch=self._fetch)
        self.empty = EmptyWell("inbox", "", _("Look at the other tabs."))
        self.buttons = {value: Button(words, size="small") for value, words, _key in _WORDS}
        self.back = Button(_("Put back"), "ghost", size="small")
        self.all = Button(_("Decide all"), "soft", size="small", icon="chevron-down")
        self.total = Label("", "body", "text2")
        self.cancel = Button(_("Cancel"), size="bar")
        self.go = Button(_("Import"), "primary", size="bar")
        self._build()
        self._connect()

    def show_plan(self, result: Sorted, *, first: bool) -> None:
        """Show a plan; the first time on the tab that needs a decision most."""
        self._sorted = result
        plan = result.plan
        if first:
            self.header.title.setText(_("Review {file}").format(file=plan.parsed.file))
            order = (ImportAction.NEW, ImportAction.UPDATE, ImportAction.DUPLICATE)
            doubts = result.places[ImportAction.DUPLICATE]
            some = next((action for action in order if result.places[action]), ImportAction.SKIP)
            self._action = ImportAction.DUPLICATE if doubts else some
        kind = SERVICES.get(plan.parsed.kind, plan.parsed.kind)
        items = len(plan.items) + len(plan.parsed.skipped)
        self.header.set_summary(
            _("{kind}, {number}. Nothing is written until you import.").format(
                kind=kind, number=count(items, "contact", "contacts")
            )
        )
        self.columns.setVisible(plan.parsed.kind == "csv")
        self.warnings.setText("\n".join(plan.parsed.warnings[:3]))
        self.warnings.setVisible(bool(plan.parsed.warnings))
        self.tabs.set_words(
            {action: f"{words}  {len(result.places[action]):,}" for action, words in _TABS}
        )
        self.tabs.set_value(self._action)
        self._show_list()
        self._show_total()

    def plan(self) -> ImportPlan | None:
        """The plan on show."""
        return self._sorted.plan if self._sorted else None

    def line_at(self, place: int) -> RecordLine:
        """The words of a row as shown."""
        row = self.list.rows.row_at(place)
        assert row is not None
        return row

    def set_busy(self, words: str) -> None:
        """While something is computed or written, nothing can be pressed; "" for no longer."""
        for widget in (self.go, self.cancel, self.tabs, self.list, self.all, self.columns):
            widget.setEnabled(not words)
        if words:
            self.total.setText(words)
            for button in (*self.buttons.values(), self.back):
                button.setEnabled(False)
        else:
            self._show_total()
            self._show_buttons()

    def _build(self) -> None:
        actions = boxes.row(*self.buttons.values(), self.back, None, self.all)
        head = boxes.column(
            self.header,
            self.refusals,
            self.warnings,
            boxes.row(self.tabs, None),
            boxes.row(self.meaning),
            spacing=10,
            margins=(32, 28, 32, 4),
        )
        bar = BottomBar()
        bar.row.addWidget(self.total, 1)
        bar.row.addWidget(self.cancel)
        bar.row.addWidget(self.go)
        middle = boxes.column(self.list, self.empty, spacing=0, margins=(24, 0, 24, 0))
        self._nothing = QWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._actions = QWidget()
        actions.setContentsMargins(32, 4, 32, 8)
        self._actions.setLayout(actions)
        layout.addLayout(head)
        layout.addWidget(self._actions)  # Near the contact that it decides about.
        layout.addLayout(middle, 1)
        layout.addWidget(self._nothing, 1)
        layout.addWidget(bar)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._choose_tab)
        self.list.picked.connect(self._show_buttons)
        self.list.letter_pressed.connect(self._letter)
        for value, button in self.buttons.items():
            button.setProperty("decision", value.value)
            button.clicked.connect(self._decide)
        self.back.clicked.connect(self._undecide)
        self.all.clicked.connect(self._open_all)
        self.cancel.clicked.connect(self.put_away)
        self.go.clicked.connect(self.agreed)
        self.columns.clicked.connect(self.columns_wanted)

    def _choose_tab(self, action: object) -> None:
        if isinstance(action, ImportAction):
            self._action = action
            self._show_list()

    def _show_list(self) -> None:
        if self._sorted is None:
            return
        place = max(self.list.currentIndex().row(), 0)
        ids = self._sorted.places[self._action]
        self.list.rows.set_ids(ids)
        self.list.setVisible(bool(ids))
        self.empty.setVisible(not ids)
        self._nothing.setVisible(not ids)
        self.empty.set_words(_NOTHING[self._action], _("Look at the other tabs."))
        self.meaning.setText(_MEANING[self._action])
        if ids:
            self.list.choose_place(place)
        self._show_buttons()

    def _show_buttons(self) -> None:
        key = self.list.current_id()
        item = self._item(key)
        plan = self.plan()
        decision = plan.decisions.get(key) if plan and key is not None else None
        doubt = self._action is ImportAction.DUPLICATE
        self._actions.setVisible(item is not None)
        for value, button in self.buttons.items():
            fits = doubt or (value is Decision.LEAVE_OUT and self._action is not ImportAction.SKIP)
            button.setVisible(fits and decision is not value)
            button.setEnabled(True)
        self.back.setVisible(decision is not None)
        self.back.setEnabled(True)
        self.all.setVisible(doubt)

    def _show_total(self) -> None:
        if self._sorted is None:
            return
        new, updates, doubts, _skipped = (len(self._sorted.places[a]) for a in ImportAction)
        parts = []
        if new:
            parts.append(_("{number} will be added").format(number=count(new, "person", "people")))
        if updates:
            parts.append(_("{number} filled in").format(number=count(updates, "person", "people")))
        words = joined(parts) or _("There is nothing to import")
        if doubts:
            left = count(doubts, "possible duplicate", "possible duplicates")
            words = _("{words}; {number} left out").format(words=words, number=left)
        self.total.setText(f"{words}.")
        self.go.setText(
            _("Import {number:,}").format(number=new + updates) if new + updates else _("Import")
        )
        self.go.updateGeometry()
        self.go.setEnabled(bool(new + updates))

    def _item(self, key: int | None) -> PlanItem | None:
        plan = self.plan()
        return plan.items[key] if plan and key is not None and key < len(plan.items) else None

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, RecordLine]:
        plan = self.plan()
        return {key: line_of(plan, key) for key in ids} if plan else {}

    def _letter(self, letter: str) -> None:
        for value, _words, key in _WORDS:
            if key == letter and self.buttons[value].isVisible():
                self._tell((self.list.current_id(),), value)

    def _decide(self) -> None:
        value = Decision(str(self.sender().property("decision")))
        self._tell((self.list.current_id(),), value)

    def _undecide(self) -> None:
        self._tell((self.list.current_id(),), None)

    def _open_all(self) -> None:
        menu = ChoiceMenu(
            self,
            [
                (value, _("All: {words}").format(words=words.lower()))
                for value, words, _key in _WORDS
            ],
        )
        menu.chosen.connect(self._decide_all)
        menu.open_under(self.all)

    def _decide_all(self, value: object) -> None:
        if self._sorted is not None:
            self._tell(self._sorted.places[ImportAction.DUPLICATE], value)

    def _tell(self, places: Sequence[int | None], value: object) -> None:
        if known := [place for place in places if self._item(place) is not None]:
            self.decided.emit(known, value)


def place_words(where: str) -> str:
    """Row 3, or as it is when it begins with the name of a file."""
    return where if ": " in where else where[:1].upper() + where[1:]


def line_of(plan: ImportPlan, key: int) -> RecordLine:
    """One item of a plan in words; keys past the items are places without a contact."""
    if key >= len(plan.items):
        skipped = plan.parsed.skipped[key - len(plan.items)]
        return RecordLine(key, place_words(skipped.where), skipped.reason)
    item = plan.items[key]
    card = item.card
    work = ", ".join(x for x in (card.title, card.organisation) if x)
    about = work or next((point.value for point in card.points), "")
    reason = item.reason[:1].upper() + item.reason[1:]
    detail = "; ".join(x for x in (reason, changes_of(item), known_as(plan, item)) if x)
    if item.action is ImportAction.NEW and not item.reason:
        detail = about
        about = card.points[0].value if work and card.points else ""
    else:
        about = about or card.where
    decision = plan.decisions.get(key)
    tag, tone = _DECIDED[decision] if decision else ("", "neutral")
    return RecordLine(key, card.display_name, detail or card.where, about, tag, tone)


def known_as(plan: ImportPlan, item: PlanItem) -> str:
    """What is known of the person whom a possible duplicate may be, to tell them apart."""
    person = plan.known.by_id.get(item.person_id or 0)
    if item.action is not ImportAction.DUPLICATE or person is None:
        return ""
    return ", ".join(x for x in (person.title, person.organisation, person.location) if x)


def changes_of(item: PlanItem) -> str:
    """What an update would fill in: `adds title, 2 addresses`."""
    parts = [_FIELDS.get(change.field, change.field.replace("_", " ")) for change in item.changes]
    if item.new_points:
        parts.append(count(len(item.new_points), "way to reach them", "ways to reach them"))
    if item.new_tags:
        parts.append(count(len(item.new_tags), "tag", "tags"))
    return _("adds {parts}").format(parts=", ".join(parts)) if parts else ""
