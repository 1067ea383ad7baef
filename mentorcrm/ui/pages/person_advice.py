"""What a person advised: what I did with it, what they have not heard of, and a line for more."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.models.history_kinds import AdviceResponse
from mentorcrm.models.kinds import Privacy
from mentorcrm.services.advice_filter import AdviceFilter
from mentorcrm.services.advice_rows import AdviceRow
from mentorcrm.services.commands.advice import AddAdvice
from mentorcrm.services.rows import PersonDetail
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.advice_acts import open_advice, report_back
from mentorcrm.ui.pages.advice_words import did_words, told_tag
from mentorcrm.ui.pages.person_few_rows import FewRowsCard
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import OverActs
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.chips import Tag
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


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


class AdviceCard(FewRowsCard[AdviceRow, AdviceLine]):
    """Advice, what was not reported back before the rest."""

    link = _("Advice")

    def __init__(self, desk: Desk) -> None:
        line = Field(_("What they advised"), icon="plus")
        line.setAccessibleName(_("New advice"))
        super().__init__(desk, _("Advice"), line)

    def show_person(self, person: PersonDetail) -> None:
        """Show someone's advice; what is being typed stays."""
        self.turn_to(person)
        found = self._desk.services.advice.listed(AdviceFilter(person_id=person.id), 200)
        self.show_rows(sorted(found, key=_is_told))

    def make_line(self, row: AdviceRow) -> AdviceLine:
        return AdviceLine(self._desk, row, desk_today(self._desk))

    def add(self) -> None:
        if words := self.line.text().strip():
            self.line.set_value("")
            self._desk.run(AddAdvice(self._person, words), said=_("Kept the advice"))


def _is_told(row: AdviceRow) -> bool:
    return row.told_on is not None
