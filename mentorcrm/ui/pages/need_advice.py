"""One decision, several mentors: their advice side by side, and what I chose."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout

from mentorcrm.models.kinds import NeedKind
from mentorcrm.services.advice_rows import AdviceRow
from mentorcrm.services.commands.advice import LinkAdvice, SetStance
from mentorcrm.services.rows import NeedRow
from mentorcrm.services.stances import compared
from mentorcrm.ui import theme, words
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.advice_acts import open_advice
from mentorcrm.ui.pages.advice_words import did_words
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import OverActs
from mentorcrm.ui.widgets.avatar import Avatar
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import Card, Panel
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.select import Select
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

COLUMN = 190
_OFFERED = 20


class AdviceTile(Panel):
    """What one of them said, what it assumed, and what I did with it."""

    def __init__(
        self, desk: Desk, row: AdviceRow, today: date, options: Sequence[str], stance: str
    ) -> None:
        super().__init__("sunken", None, 8)
        self._desk, self._row = desk, row
        self.stance = Select([("", _("Undecided")), *((one, one) for one in options)])
        self.stance.setAccessibleName(
            _("What advice from {name} speaks for").format(name=row.person)
        )
        self.stance.set_value(stance if stance in options else "")
        self.open = IconButton(
            "pen-line", _("Open advice from {name}").format(name=row.person), size=28
        )
        self.unlink = IconButton(
            "x", _("Unlink advice from {name}").format(name=row.person), size=28
        )
        day = words.short_day(row.given_on, today)
        name = boxes.column(Label(row.person, "strong"), Label(day, "meta", "text3"), spacing=0)
        head = boxes.row(Avatar(row.person, row.tint, 28), spacing=8)
        head.addLayout(name, 1)
        column = boxes.column(head, spacing=6, margins=(12, 10, 12, 12))
        column.addWidget(Label(" ".join(row.words.split()), "body", wrap=True))
        if row.assumed:
            assumes = _("Assumed: {what}").format(what=" ".join(row.assumed.split()))
            column.addWidget(Label(assumes, "meta", "text2", wrap=True))
        column.addWidget(Label(did_words(row, today), "metaM", "text2"))
        column.addStretch(1)
        if options:
            column.addWidget(self.stance)
        self.setLayout(column)
        OverActs(self, self.open, self.unlink, fill="sunken", top=6)
        self.open.clicked.connect(self._open)
        self.unlink.clicked.connect(self._unlink)
        self.stance.chosen.connect(self._set_stance)

    def _set_stance(self, option: object) -> None:
        self._desk.run(SetStance(self._row.id, str(option)))

    def _open(self) -> None:
        open_advice(self._desk, self._row.id)

    def _unlink(self) -> None:
        self._desk.run(LinkAdvice(self._row.id, None), said=_("Unlinked from the need"))


class NeedAdviceCard(Card):
    """Their words side by side, and where they agree and differ once it was said."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("What they advise"))
        self._desk = desk
        self._need: NeedRow | None = None
        self._shown: tuple[object, ...] = ()
        self.tiles: list[AdviceTile] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self.compared = Label("", "medium", wrap=True)
        self.chosen = Label("", "body", wrap=True)
        self.link = Button(_("Link advice"), "ghost", icon="plus", size="small")
        self.body.addLayout(self._grid)
        self.body.addWidget(self.compared)
        self.body.addWidget(self.chosen)
        self.body.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self.link.clicked.connect(self._offer)

    def show_need(self, need: NeedRow) -> None:
        """Show the advice about a need."""
        self._need = need
        rows = tuple(self._desk.services.advice.about_need(need.id))
        said = self._desk.services.advice.stances([row.id for row in rows])
        options = need.options if need.kind is NeedKind.DECISION else ()
        if (rows, said, options) != self._shown:
            self._shown = (rows, said, options)
            self._put(rows, options, said)
        words = compared([(row.person, said[row.id]) for row in rows if row.id in said])
        self.compared.setText(words)
        self.compared.setVisible(bool(words))
        decided = need.decided if need.kind is NeedKind.DECISION else ""
        self.chosen.setText(_("You chose: {what}").format(what=decided))
        self.chosen.setVisible(bool(decided and rows))
        self.setVisible(bool(rows) or (need.kind is NeedKind.DECISION and bool(self._free())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _put(
        self, rows: tuple[AdviceRow, ...], options: Sequence[str], said: Mapping[int, str]
    ) -> None:
        for tile in self.tiles:
            tile.hide()
            tile.deleteLater()
        today = desk_today(self._desk)
        self.tiles = [
            AdviceTile(self._desk, row, today, options, said.get(row.id, "")) for row in rows
        ]
        for tile in self.tiles:
            tile.setParent(self)
        self._arrange()

    def _arrange(self) -> None:
        """As many side by side as there is room for."""
        room = max(1, (self.width() - 32) // theme.current().px(COLUMN))
        across = max(1, min(room, len(self.tiles)))
        while self._grid.takeAt(0) is not None:
            pass
        for column in range(max(self._grid.columnCount(), across)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        for place, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, place // across, place % across)
            tile.show()

    def _offer(self) -> None:
        """Advice of all people that is about no need yet."""
        choices: list[tuple[object, str] | None] = [
            (row.id, f"{row.person}: {_short(row.words)}") for row in self._free()
        ]
        menu = ChoiceMenu(self, choices or [(None, _("All advice is about a need already"))])
        menu.chosen.connect(self._link)
        menu.open_under(self.link)

    def _free(self) -> list[AdviceRow]:
        found = self._desk.services.advice.listed(limit=200)
        return [row for row in found if row.need_id is None][:_OFFERED]

    def _link(self, value: object) -> None:
        if self._need is not None and isinstance(value, int):
            self._desk.run(LinkAdvice(value, self._need.id), said=_("Linked to the need"))


def _short(text: str, most: int = 56) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
