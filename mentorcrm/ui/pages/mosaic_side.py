"""What stands out in the mosaic: sentences, each with the one thing to do about it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.errors import NotFound
from mentorcrm.models.kinds import CoverageLevel
from mentorcrm.services.commands.needs import LinkNeed
from mentorcrm.services.helping import Help
from mentorcrm.services.mosaic import Cover, MosaicPage, Remark, Remedy, RowHead
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.mosaic_words import candidates_said
from mentorcrm.ui.pages.need_ask import ask_about
from mentorcrm.ui.pages.need_people import HelperLine
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import tab_before
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Card, Hairline, IconLabel
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

CANDIDATES = 2
SHOWN = 6


class RemarkCard(Card):
    """One sentence with its button. Candidates of a need come below, with the reasons for them."""

    wished = Signal()
    filled = Signal()

    def __init__(self, desk: Desk, remark: Remark, row: RowHead | None, state: Cover) -> None:
        super().__init__()
        self._desk, self.remark, self._row = desk, remark, row
        icon, role = _mark(remark, state)
        head = boxes.row(spacing=8)
        head.addWidget(IconLabel(icon, 16, role), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Label(remark.sentence, "strong", wrap=True), 1)
        self.act = Button(remark.label, "soft", size="small")
        self.act.setAccessibleName(f"{remark.label}: {remark.sentence}")
        self.said = Label("", "meta", "text2", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.body.addLayout(head)
        self.body.addWidget(self.said)
        self.body.addLayout(self._rows)
        self.body.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeft)
        self.said.hide()
        self.act.clicked.connect(self.wished)

    @property
    def need_id(self) -> int | None:
        """The need it is about, where it is one."""
        return self._row.need_id if self._row is not None else None

    def lines(self) -> list[HelperLine]:
        """The candidates on show."""
        return self.findChildren(HelperLine)

    def look(self) -> None:
        """Look in a thread who could help with the need."""
        need = self.need_id
        if need is not None:
            helping = self._desk.services.helping
            self._desk.tasks.run(
                partial(_find, helping.for_need, need), self._found, self._failed,
                key=f"mosaic-{need}",
            )  # fmt: skip

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, NotFound):  # Gone in the meantime: the page is read anew.
            self._desk.report(error)

    def _found(self, found: Help) -> None:
        """Show the first candidates; who carries it already is none of them."""
        boxes.empty(self._rows)
        known = set(self.remark.people)
        others = [one for one in found.suggested if one.person_id not in known][:CANDIDATES]
        self.said.setText(candidates_said(len(others)))
        self.said.show()
        self.act.setVisible(not others)
        self.act.setText(_("Open the need"))
        self.act.updateGeometry()
        for number, helper in enumerate(others):
            if number:
                boxes.put(self._rows, Hairline())
            line = HelperLine(helper)
            line.ask_requested.connect(self._ask)
            line.level_chosen.connect(self._link)
            line.open_requested.connect(partial(self._desk.go, "people"))
            boxes.put(self._rows, line)
            tab_before(self.act, line)
        self.filled.emit()

    def _ask(self, person: int) -> None:
        if self.need_id is not None:
            ask_about(self._desk, self._desk.services.needs.detail(self.need_id), person)

    def _link(self, person: int, level: object) -> None:
        if self.need_id is not None and isinstance(level, CoverageLevel):
            self._desk.run(LinkNeed(self.need_id, person, level), said=_("Linked to this need"))


class RemarksSide(QWidget):
    """The sentences, the most pressing first; the first need without help finds people at once."""

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
        for remark in remarks[:SHOWN]:
            row = heads.get(remark.wanted)
            state = states.get(remark.wanted, Cover.COVERED)
            card = RemarkCard(self._desk, remark, row, state)
            card.wished.connect(partial(self._wish, card))
            card.filled.connect(self.filled)
            self.cards.append(card)
            boxes.put(self._rows, card)
        self._none.setVisible(not remarks)
        rest = len(remarks) - len(self.cards)
        self._more.setText(_("and {number} more in the table").format(number=rest))
        self._more.setVisible(rest > 0)
        first = next((card for card in self.cards if card.need_id is not None), None)
        if first is not None and first.remark.remedy is Remedy.FIND:
            first.look()

    def _wish(self, card: RemarkCard) -> None:
        """Look for people in the card, once; what a card cannot do itself, the page does."""
        if card.need_id is None or card.said.text():
            self.wished.emit(card.remark)
        else:
            card.look()


def _mark(remark: Remark, state: Cover) -> tuple[str, ColorRole]:
    if remark.remedy is Remedy.SPREAD:
        return "scale", "warn"
    if remark.wanted and state is Cover.GAP:
        return "circle-alert", "risk"
    return ("triangle-alert", "warn") if remark.wanted else ("users", "text3")


def _find(look: Callable[[int], Help], need: int, _token: CancelToken) -> Help:
    return look(need)
