"""What stands out in the mosaic: sentences, each with the one thing to do about it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.errors import NotFound
from mentorcrm.models.kinds import CoverageLevel
from mentorcrm.services.commands.mosaic import SetCell
from mentorcrm.services.helping import Helper
from mentorcrm.services.mosaic import Cover, MosaicPage, Remark, Remedy, RowHead
from mentorcrm.services.rows import NeedRow
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.mosaic_words import candidates_said
from mentorcrm.ui.pages.need_ask import ask_about, ask_at_all, ask_to_introduce
from mentorcrm.ui.pages.need_people import HelperLine
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import tab_before
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Card, Hairline, IconLabel
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, n_

CANDIDATES = 2
SHOWN = 6
PROMPTS = 2
LOOKED_AT_ONCE = 2


class RemarkCard(Card):
    """One sentence with its button. Whom to look at comes below, with the reasons for them."""

    wished = Signal()
    filled = Signal()

    def __init__(
        self, desk: Desk, remark: Remark, row: RowHead | None, state: Cover, turn: int = 0
    ) -> None:
        """`turn` tells which channels it names, so that not each card names the same."""
        super().__init__()
        self._turn = turn
        self._desk, self.remark, self._row = desk, remark, row
        icon, role = _mark(remark, state)
        head = boxes.row(spacing=8)
        head.addWidget(IconLabel(icon, 16, role), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Label(remark.sentence, "strong", wrap=True), 1)
        self.act = Button(remark.label, "soft", size="small")
        self.act.setAccessibleName(f"{remark.label}: {remark.sentence}")
        self.where = Button(_("Where to look"), "ghost", size="small")
        self.where.setAccessibleName(_("Where to look for people: {what}").format(
            what=remark.sentence))  # fmt: skip
        self.said = Label("", "meta", "text2", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.body.addLayout(head)
        self.body.addWidget(self.said)
        self.body.addLayout(self._rows)
        self._acts = Flow(6)  # Side by side where there is room: else the card would be too wide.
        self._acts.add(self.act)
        self._acts.add(self.where)
        self.body.addWidget(self._acts)
        self.said.hide()
        self.where.hide()
        self.act.clicked.connect(self.wished)
        self.where.clicked.connect(partial(desk.go, "sources"))

    @property
    def need_id(self) -> int | None:
        """The need it is about, where it is one."""
        return self._row.need_id if self._row is not None else None

    @property
    def row(self) -> RowHead | None:
        """The row it is about, where it is about one."""
        return self._row

    def lines(self) -> list[HelperLine]:
        """The candidates on show."""
        return self.findChildren(HelperLine)

    def look(self) -> None:
        """Look in a thread for people."""
        seeking, key = self._desk.services.seeking, f"mosaic-{self.remark.sentence}"
        self._desk.tasks.run(
            partial(_find, seeking.for_remark, self.remark), self._found, self._failed, key=key
        )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, NotFound):  # Gone in the meantime: the page is read anew.
            self._desk.report(error)

    def _found(self, found: tuple[Helper, ...]) -> None:
        """Show the first candidates, or else where one could come across somebody."""
        boxes.empty(self._rows)
        shown = found[:CANDIDATES]
        self.said.setText(candidates_said(self.remark, self._row, len(shown)))
        self.said.show()
        self._offer(len(found) - len(shown))
        for number, helper in enumerate(shown):
            if number:
                boxes.put(self._rows, Hairline())
            self._add(helper)
        if not shown:
            for prompt in self._desk.services.sources.prompts(PROMPTS, self._turn):
                words = _("{channel}: {prompt}").format(channel=prompt.words, prompt=prompt.prompt)
                boxes.put(self._rows, Label(words, "meta", "text2", wrap=True))
        self.filled.emit()

    def _offer(self, left: int) -> None:
        """What else can be done: see the rest on the need, or choose somebody for a row."""
        self.act.setText(_("Open the need") if self.need_id is not None else _("Choose someone…"))
        self.act.setVisible(self._row is not None)
        self.act.set_kind("ghost")
        if left and self.need_id is not None:
            said = n_("{number} more in the need", "{number} more in the need", left)
            self.act.setText(said.format(number=left))
        self.act.updateGeometry()
        self.where.show()
        self._acts.rearrange()

    def _add(self, helper: Helper) -> None:
        line = HelperLine(helper, linkable=self._row is not None)
        line.ask_requested.connect(self.ask)
        line.way_requested.connect(self._ask_for_door)
        line.level_chosen.connect(self._link)
        line.open_requested.connect(partial(self._desk.go, "people"))
        boxes.put(self._rows, line)
        tab_before(self.act, line)

    def ask(self, person: int) -> None:
        """Begin a message to somebody about the row."""
        need = self._need()
        if need is not None:
            ask_about(self._desk, need, person)
        else:
            ask_at_all(self._desk, person)

    def _ask_for_door(self, helper: object) -> None:
        ask_to_introduce(self._desk, self._need(), helper)

    def _need(self) -> NeedRow | None:
        needs = self._desk.services.needs
        return needs.detail(self.need_id) if self.need_id is not None else None

    def _link(self, person: int, level: object) -> None:
        if self._row is not None and isinstance(level, CoverageLevel):
            said = _("Linked to this need")
            if self.need_id is None:
                said = _("Marked in the mosaic")
            self._desk.run(SetCell(self._row.key, person, level), said=said)


class RemarksSide(QWidget):
    """The sentences, the most pressing first; the first two find people at once."""

    wished = Signal(object)
    filled = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.cards: list[RemarkCard] = []
        self._shown: tuple[object, ...] = ()
        self._title = Label(_("What stands out"), "title")
        self._none = Label(
            _("Nothing stands out. Every row is covered by more than one person."),
            "body",
            "text2",
            wrap=True,
        )
        self._more = Label("", "meta", "text3", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(14)
        self.setLayout(boxes.column(self._title, self._none, self._rows, self._more, None))

    def show_page(self, page: MosaicPage) -> None:
        """Show what stands out in a page; the same as before is left as it is."""
        remarks = page.found.remarks
        heads = {row.key: row for row in page.rows}
        states = {row.wanted.key: row.state for row in page.found.rows}
        shown = (remarks, page.rows)
        if shown == self._shown:
            return
        self._shown = shown
        boxes.empty(self._rows)
        self.cards = []
        for turn, remark in enumerate(remarks[:SHOWN]):
            row = heads.get(remark.wanted)
            state = states.get(remark.wanted, Cover.COVERED)
            card = RemarkCard(self._desk, remark, row, state, turn)
            card.wished.connect(partial(self._wish, card))
            card.filled.connect(self.filled)
            self.cards.append(card)
            boxes.put(self._rows, card)
        self._none.setVisible(not remarks)
        rest = len(remarks) - len(self.cards)
        self._more.setText(_("and {number} more in the table").format(number=rest))
        self._more.setVisible(rest > 0)
        for card in self.cards[:LOOKED_AT_ONCE]:
            if card.remark.remedy is Remedy.FIND:
                card.look()

    def _wish(self, card: RemarkCard) -> None:
        """Look for people in the card, once; what a card cannot do itself, the page does."""
        if card.remark.remedy is Remedy.ASK:
            card.ask(card.remark.people[0])
        elif card.said.text():
            self.wished.emit(card.remark)
        else:
            card.look()


def _mark(remark: Remark, state: Cover) -> tuple[str, ColorRole]:
    if remark.remedy is Remedy.SPREAD:
        return "scale", "warn"
    if remark.wanted and state is Cover.GAP:
        return "circle-alert", "risk"
    return ("triangle-alert", "warn") if remark.wanted else ("users", "text3")


def _find(
    look: Callable[[Remark], tuple[Helper, ...]], remark: Remark, _token: CancelToken
) -> tuple[Helper, ...]:
    return look(remark)
