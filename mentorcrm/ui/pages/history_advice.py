"""All advice: what was said, what came of it, who has not heard."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from mentorcrm.services.advice_filter import AdviceFilter, AdviceShow
from mentorcrm.services.commands.advice import DeleteAdvice
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.delegates.entry_row import EntryLine
from mentorcrm.ui.pages.advice_editor import AdviceEditor
from mentorcrm.ui.pages.advice_words import advice_line
from mentorcrm.ui.pages.history_records import RecordSegment
from mentorcrm.words import _, n_


class AdviceSegment(RecordSegment):
    """Views: `untold`, `open`, or nothing for all; the key is that of a piece of advice."""

    reads = ("advice", "experiment", "person", "need", "draft")
    hint = _("Search advice: words, results, names")
    name = _("Advice")
    icon = "quote"
    choices = tuple((show.value, show.label) for show in AdviceShow)
    empty = (
        _("No advice on record yet"),
        _(
            "Keep what someone advises on their page, then note what you did with it and what "
            "came of it, and tell them."
        ),
    )

    def ids(self) -> list[int]:
        return self.desk.services.advice.ids(
            AdviceFilter(self.query.strip(), AdviceShow(self.choice()))
        )

    def lines(self, ids: Sequence[int]) -> Mapping[int, EntryLine]:
        today = desk_today(self.desk)
        rows = self.desk.services.advice.rows(ids)
        return {row.id: advice_line(row, today) for row in rows}

    def summary(self, shown: int) -> str:
        said = n_("{number:,} piece of advice", "{number:,} pieces of advice", shown)
        return said.format(number=shown) if shown else ""

    def make_form(self) -> QWidget:
        self.form = AdviceEditor(self.desk)
        self.form.closed.connect(self.close_pane)
        return self.form

    def show_form(self, key: int) -> tuple[int, str]:
        row = self.desk.services.advice.detail(key)
        self.form.show_advice(row)
        return row.person_id, row.person

    def flush_form(self) -> None:
        self.form.flush()

    def delete_current(self) -> None:
        if (key := self.current()) is not None:
            self.desk.run(DeleteAdvice(key), said=_("Moved the advice to the bin"))
