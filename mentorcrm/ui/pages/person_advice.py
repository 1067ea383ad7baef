"""What a person advised: what I did with it, what they have not heard of, and a line for more."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.models.history_kinds import AdviceResponse
from mentorcrm.models.kinds import Privacy
from mentorcrm.services.advice_filter import AdviceFilter
from mentorcrm.services.advice_rows import AdviceRow
from mentorcrm.services.commands.advice import AddAdvice
from mentorcrm.services.rows import PersonDetail
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.advice_acts import open_advice, report_back
from mentorcrm.ui.pages.advice_words import did_words, told_tag
from mentorcrm.ui.pages.person_about import desk_today
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import OverActs
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import FoldingCard
from mentorcrm.ui.widgets.chips import Tag
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

SHOWN = 4


class AdviceLine(QWidget):
    """One piece of advice with what became of it; open it, or report back on it."""

    def __init__(self, desk: Desk, row: AdviceRow, today: date) -> None:
        super().__init__()
        self._desk, self._row = desk, row
        words = " ".join(row.words.split())
        self.open = IconButton("pen-line", _("Open: {what}").format(what=words), size=28)
        self.report = Button(_("Report back"), "soft", size="small")
        self.report.setAccessibleName(_("Report back on: {what}").format(what=words))
        did = Label(did_words(row, today), "meta", "text2")
        below = Flow()
        for part in (did, Tag(*told_tag(row, today))):
            below.add(part)
        column = boxes.column(Label(words, "body", wrap=True, max_lines=3), below, spacing=3)
        column.setContentsMargins(0, 4, 0, 6)
        column.addWidget(self.report, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(column)
        OverActs(self, self.open)
        tried = row.response is not AdviceResponse.OPEN and row.told_on is None
        self.report.setVisible(tried and row.privacy is not Privacy.NEVER)
        self.open.clicked.connect(self._open)
        self.report.clicked.connect(self._report)

    def _open(self) -> None:
        open_advice(self._desk, self._row.id)

    def _report(self) -> None:
        report_back(self._desk, self._row.id)


class AdviceCard(FoldingCard):
    """Advice, what was not reported back before the rest."""

    link = _("Advice")

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Advice"))
        self._desk = desk
        self._person = 0
        self._shown: tuple[AdviceRow, ...] | None = None
        self._all = False
        self.lines: list[AdviceLine] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._more = Button(_("Show all"), "ghost", size="small")
        self.line = Field(_("What they advised"), icon="plus")
        self.line.setAccessibleName(_("New advice"))
        self.body.addLayout(self._rows)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.line)
        self._more.clicked.connect(self._show_all)
        self.line.returnPressed.connect(self._add)

    def show_person(self, person: PersonDetail) -> None:
        """Show someone's advice; what is being typed stays."""
        if person.id != self._person:
            self._person, self._all, self._shown = person.id, False, None
            self.line.set_value("")
        found = self._desk.services.advice.listed(AdviceFilter(person_id=person.id), 200)
        rows = tuple(sorted(found, key=_is_told))
        if rows != self._shown:
            self._shown = rows
            self._put()

    def is_empty(self) -> bool:
        return not self._shown and not self.line.text()

    def begin(self) -> None:
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _put(self) -> None:
        boxes.empty(self._rows)
        rows, today = self._shown or (), desk_today(self._desk)
        shown = rows if self._all else rows[:SHOWN]
        self.lines = [AdviceLine(self._desk, row, today) for row in shown]
        for line in self.lines:
            boxes.put(self._rows, line)
        self._more.setVisible(not self._all and len(rows) > SHOWN)

    def _show_all(self) -> None:
        self._all = True
        self._put()

    def _add(self) -> None:
        if words := self.line.text().strip():
            self.line.set_value("")
            self._desk.run(AddAdvice(self._person, words), said=_("Kept the advice"))


def _is_told(row: AdviceRow) -> bool:
    return row.told_on is not None
