"""Introductions in which a person has a part: made by them, to them, or between them and others."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from mentorcrm.services.giving_rows import IntroductionRow
from mentorcrm.services.rows import PersonDetail
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.introduction_lines import IntroductionLine
from mentorcrm.ui.widgets.acts import tab_before
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import FoldingCard
from mentorcrm.ui.widgets.field_button import FieldButton
from mentorcrm.ui.widgets.kept_rows import kept_rows
from mentorcrm.words import _

SHOWN = 3


class IntroductionsCard(FoldingCard):
    """The card; what is still under way comes first."""

    link = _("An introduction")

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Introductions"), fields=True)
        self._desk = desk
        self._person: PersonDetail | None = None
        self._all = False
        self.lines: dict[int, IntroductionLine] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._more = Button(_("Show all"), "ghost", size="small")
        self.add = FieldButton("plus", _("Add an introduction"), quiet=True)
        self.body.setSpacing(4)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.add)
        self._more.clicked.connect(self._show_all)
        self.add.clicked.connect(self._add)

    def show_person(self, person: PersonDetail) -> None:
        """Show someone; what is being edited stays."""
        if self._person is None or person.id != self._person.id:
            self._all = False
        self._person = person
        self._read()

    def is_empty(self) -> bool:
        return not self.lines

    def begin(self) -> None:
        self._add()

    def flush(self) -> None:
        """Save what is being typed."""
        for line in self.lines.values():
            line.flush()

    def _read(self) -> None:
        if self._person is None:
            return
        rows = self._desk.services.introductions.listed(self._person.id)
        rows.sort(key=_is_done)
        self._more.setVisible(not self._all and len(rows) > SHOWN)
        shown = rows if self._all else rows[:SHOWN]
        self.lines = kept_rows(self._rows, self.lines, shown, self._made, IntroductionLine.show_row)
        tab_before(self.add, *self.lines.values())

    def _made(self, row: IntroductionRow) -> IntroductionLine:
        return IntroductionLine(self._desk, row)

    def _show_all(self) -> None:
        self._all = True
        self._read()

    def _add(self) -> None:
        from mentorcrm.ui.dialogs.new_introduction import NewIntroductionSheet

        if self._person is not None:
            person = self._person
            sheet = NewIntroductionSheet(self.window(), self._desk, person.id, person.name)
            sheet.finished.connect(self._take_keys)
            sheet.open(sheet.picker.search)

    def _take_keys(self, _noted: bool) -> None:
        """The link that led here is gone once the card is open; the keys stay with the card."""
        held, side = self.window().focusWidget(), self.parentWidget()
        kept = held is not None and side is not None and side.isAncestorOf(held)
        if self.isVisible() and not (kept and held is not None and held.isVisible()):
            self.add.setFocus(Qt.FocusReason.TabFocusReason)


def _is_done(row: IntroductionRow) -> bool:
    return row.made_on is not None and not row.loop_is_open
