"""Who helps with a need, and who could: people with the reasons for them."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorcrm.errors import NotFound
from mentorcrm.models.kinds import CoverageLevel, NeedStatus
from mentorcrm.services.commands.needs import LinkNeed, UnlinkNeed
from mentorcrm.services.helping import Help, Helper
from mentorcrm.services.people_filter import PeopleFilter
from mentorcrm.services.rows import HelperRow, NeedRow
from mentorcrm.services.today_rules import called
from mentorcrm.ui.delegates.record_row import RecordLine
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.pick import PickSheet
from mentorcrm.ui.newcomers import add_typed
from mentorcrm.ui.pages.need_ask import ask_about, ask_to_introduce
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import tab_before
from mentorcrm.ui.widgets.avatar import Avatar
from mentorcrm.ui.widgets.buttons import Button, IconButton, Kind
from mentorcrm.ui.widgets.cards import Card, Hairline
from mentorcrm.ui.widgets.chips import Chip
from mentorcrm.ui.widgets.field_button import FieldButton
from mentorcrm.ui.widgets.field_frame import QUIET_PAD
from mentorcrm.ui.widgets.link import NameLink
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label, set_tooltip
from mentorcrm.words import _

FIRST_SUGGESTIONS = 3
REASONS = 3
PICKED_MOST = 50
_UNLINK = "unlink"


class HelperLine(QWidget):
    """One person: name, reasons, what one can do."""

    ask_requested = Signal(int)
    level_chosen = Signal(int, object)
    open_requested = Signal(int)
    way_requested = Signal(object)

    def __init__(self, helper: Helper, *, linkable: bool = True) -> None:
        """With `linkable` there is a row that they can be said to help with, or not to."""
        super().__init__()
        self.founder = helper
        self._linkable = linkable
        self.name = NameLink(helper.name)
        self.name.setAccessibleName(_("Open {name}").format(name=helper.name))
        head = boxes.row(self.name, spacing=6)
        head.setStretch(0, 1)
        text = boxes.column(head, spacing=2)
        for sentence, waits in _said(helper):
            text.addWidget(Label(sentence, "meta", "warn" if waits else "text2", wrap=True))
        if helper.level is None and helper.why.unknown:
            text.addWidget(Label(helper.why.unknown, "meta", "text3", wrap=True))
        text.addSpacing(4)
        text.addLayout(self._buttons(head))
        layout = boxes.row(spacing=10)
        avatar = Avatar(helper.name, helper.tint, 32)
        layout.addWidget(avatar, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(text, 1)
        self.setLayout(layout)
        self.name.clicked.connect(self._open)

    def _buttons(self, head: QHBoxLayout) -> QHBoxLayout:
        """What one can do; how far someone helps, or that they do not, stands by the name."""
        helper = self.founder
        self.ask = self._ask_button()
        line = boxes.row(self.ask, spacing=6)
        if helper.level is None and self._linkable:
            self.link = Button(_("Link"), "ghost", size="small")
            self.link.setAccessibleName(_("Link {name} to this need").format(name=helper.name))
            self.link.clicked.connect(self._link)
            line.addWidget(self.link)
        elif helper.level is not None:
            self.level = Chip(helper.level.label, menu_arrow=True)
            self.level.setAccessibleName(
                _("How far {name} helps: {label}").format(
                    name=helper.name, label=helper.level.label
                )
            )
            self.level.clicked.connect(self._open_levels)
            head.addWidget(self.level)
        if helper.level is None and helper.has_role and self._linkable:
            aside = IconButton(
                "x", _("{name} is not for this need").format(name=helper.name), size=24
            )
            aside.quiet_in(self)
            aside.clicked.connect(self._set_aside)
            head.addWidget(aside)
        line.addStretch(1)
        return line

    def _ask_button(self) -> Button:
        """To ask them, or else whoever could open the door to them."""
        helper = self.founder
        if helper.way is not None:
            way = called(helper.way[1])
            button = Button(_("Ask {name} to introduce you").format(name=way), "soft", size="small")
            said = _("Ask {way} for an introduction to {name}").format(way=way, name=helper.name)
            set_tooltip(button, said)
            button.clicked.connect(partial(self.way_requested.emit, helper))
        else:
            kind: Kind = "secondary" if helper.why.waits else "soft"
            button = Button(_("Ask about it"), kind, size="small")
            said = _("Ask {name} about it").format(name=helper.name)
            button.clicked.connect(self._ask)
        button.setAccessibleName(said)
        return button

    def _open(self) -> None:
        self.open_requested.emit(self.founder.person_id)

    def _ask(self) -> None:
        self.ask_requested.emit(self.founder.person_id)

    def _link(self) -> None:
        self.level_chosen.emit(self.founder.person_id, CoverageLevel.SOME)

    def _set_aside(self) -> None:
        self.level_chosen.emit(self.founder.person_id, CoverageLevel.NONE)

    def _open_levels(self) -> None:
        offered = (CoverageLevel.PRIMARY, CoverageLevel.SOME, CoverageLevel.NONE)
        choices: list[tuple[object, str] | None] = [(level, level.label) for level in offered]
        menu = ChoiceMenu(self, [*choices, None, (_UNLINK, _("Unlink"))])
        menu.chosen.connect(self._choose)
        menu.popup(self.level.mapToGlobal(QPoint(0, self.level.height() + 2)))

    def _choose(self, value: object) -> None:
        self.level_chosen.emit(self.founder.person_id, value)


def _said(helper: Helper) -> list[tuple[str, bool]]:
    """The first reasons, and always what speaks for waiting, which comes last."""
    rest = [(r.sentence, True) for r in helper.why.reasons if r.kind == "rest"]
    favour = [(r.sentence, False) for r in helper.why.reasons if r.kind != "rest"]
    return [*favour[:REASONS], *rest]


class NeedPeople(QWidget):
    """The cards of those who help and of those who could. Read in a thread."""

    shown = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._need: NeedRow | None = None
        self.found: Help | None = None  # Of the need on show, once it is there.
        self._all = False
        self.linked = Card(_("They help with this"))
        self.suggested = Card(_("Who could help"))
        self._nobody = Label("", "meta", "text2", wrap=True)
        self._more = Button(_("Show more"), "ghost", size="small")
        self._link = FieldButton("plus", _("Link someone you have in mind"), quiet=True)
        self._linked_rows, self._suggested_rows = QVBoxLayout(), QVBoxLayout()
        self._aside_rows = QVBoxLayout()
        self._build()
        self._link.clicked.connect(self._pick)
        self._more.clicked.connect(self._show_all)

    def _build(self) -> None:
        for rows in (self._linked_rows, self._suggested_rows):
            rows.setSpacing(12)
        self._aside_rows.setSpacing(0)
        self.linked.body.addLayout(self._linked_rows)
        self.suggested.body.addLayout(self._suggested_rows)
        self.suggested.body.addWidget(self._nobody)
        self.suggested.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.suggested.body.addLayout(self._aside_rows)
        # Its mark, not its edge, stands below those above it.
        self.suggested.body.addLayout(boxes.row(self._link, margins=(-QUIET_PAD, 0, 0, 0)))
        self.setLayout(boxes.column(self.linked, self.suggested, spacing=14))
        self.linked.hide()
        self.suggested.hide()

    def show_need(self, need: NeedRow) -> None:
        """Show the people of a need as soon as they are found."""
        if self._need is None or need.id != self._need.id:
            self.found, self._all = None, False
            self.linked.hide()
            self.suggested.hide()
        self._need = need
        self._show_suggested()
        self._desk.tasks.run(
            partial(_find, self._desk, need.id), self._show, self._failed, key="need-people"
        )

    def _show_suggested(self) -> None:
        self.suggested.setVisible(self.sought and self.found is not None)
        self.linked.title.setText(
            _("They help with this") if self.sought else _("They helped with this")
        )

    @property
    def sought(self) -> bool:
        """Whether people are wanted: nobody is for what is met or dropped."""
        over = (NeedStatus.MET, NeedStatus.DROPPED)
        return self._need is not None and self._need.status not in over

    def lines(self) -> list[HelperLine]:
        """Everybody on show, those who help first."""
        return [
            line
            for rows in (self._linked_rows, self._suggested_rows)
            for place in range(rows.count())
            if (item := rows.itemAt(place)) is not None
            and isinstance(line := item.widget(), HelperLine)
        ]

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, NotFound):  # Gone in the meantime: the page shows another one.
            self._desk.report(error)

    def _show(self, found: object) -> None:
        if not isinstance(found, Help) or self._need is None or found.need_id != self._need.id:
            return
        if found != self.found:
            self.found = found
            self._fill(found)
            self.shown.emit()

    def _fill(self, found: Help) -> None:
        self._rows(self._linked_rows, found.linked)
        shown = found.suggested if self._all else found.suggested[:FIRST_SUGGESTIONS]
        self._rows(self._suggested_rows, shown)
        self._more.setText(_("Show {number} more").format(number=len(found.suggested) - len(shown)))
        self._more.updateGeometry()
        self._more.setVisible(len(shown) < len(found.suggested))
        words = _(
            "Nobody’s record meets this need yet. Note what people are known for, in a fact or a "
            "tag, and they appear here."
        )
        if found.linked:
            words = _("Nobody else comes to mind from your records.")
        self._nobody.setText(words)
        self._nobody.setVisible(not shown)
        self._fill_aside(found.aside)
        self.linked.setVisible(bool(found.linked))
        self._show_suggested()

    def _rows(self, rows: QVBoxLayout, helpers: tuple[Helper, ...]) -> None:
        boxes.empty(rows)
        for number, helper in enumerate(helpers):
            if number:
                boxes.put(rows, Hairline())
            line = HelperLine(helper)
            line.ask_requested.connect(self._ask)
            line.level_chosen.connect(self._set_level)
            line.way_requested.connect(partial(ask_to_introduce, self._desk, self._need))
            line.open_requested.connect(self._open)
            boxes.put(rows, line)
            tab_before(self._more, line)

    def _fill_aside(self, aside: tuple[HelperRow, ...]) -> None:
        boxes.empty(self._aside_rows)
        for helper in aside:
            back = Button(_("Take back"), "ghost", size="small")
            back.setAccessibleName(_("Take {name} back").format(name=helper.name))
            back.setProperty("person", helper.person_id)
            back.clicked.connect(self._take_back)
            words = Label(_("Set aside: {name}").format(name=helper.name), "meta", "text3")
            line = boxes.row(words, back, spacing=4)
            line.setStretch(0, 1)
            self._aside_rows.addLayout(line)
            tab_before(self._link, back)

    def _show_all(self) -> None:
        self._all = True
        if self.found is not None:
            self._fill(self.found)

    def _open(self, person: int) -> None:
        self._desk.go("people", person)

    def _ask(self, person: int) -> None:
        if self._need is not None:
            ask_about(self._desk, self._need, person)

    def _take_back(self) -> None:
        self._set_level(int(self.sender().property("person")), _UNLINK)

    def _set_level(self, person: int, level: object) -> None:
        if self._need is None:
            return
        name = next((h.name for h in self._everybody() if h.person_id == person), "them")
        if isinstance(level, CoverageLevel):
            said = _("Linked {name}: {label}").format(name=name, label=level.label.lower())
            if level is CoverageLevel.NONE:
                said = _("Set {name} aside for this need").format(name=name)
            self._desk.run(LinkNeed(self._need.id, person, level), said=said)
        else:
            self._desk.run(
                UnlinkNeed(self._need.id, person), said=_("Unlinked {name}").format(name=name)
            )

    def _everybody(self) -> list[Helper | HelperRow]:
        if self.found is None:
            return []
        return [*self.found.linked, *self.found.suggested, *self.found.aside]

    def _pick(self) -> None:
        add = partial(add_typed, self._desk, then=self._link_picked)
        title, hint = _("Link someone"), _("Type a name or work")
        PickSheet(self.window(), title, hint, self._look, self._link_picked, add).open()

    def _look(self, text: str) -> list[RecordLine]:
        people = self._desk.services.people
        rows = people.rows(people.ids(PeopleFilter(text=text), PICKED_MOST))
        return [RecordLine(row.id, row.name, row.work) for row in rows]

    def _link_picked(self, person: int) -> None:
        if self._need is not None:
            command = LinkNeed(self._need.id, person)
            self._desk.run(command, said=_("Linked to this need"))


def _find(desk: Desk, need_id: int, _token: CancelToken) -> Help:
    return desk.services.helping.for_need(need_id)
