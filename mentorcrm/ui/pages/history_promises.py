"""All promises, mine and theirs."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from mentorcrm.models.history_kinds import Owner
from mentorcrm.services.advice_filter import PromiseFilter, PromiseShow
from mentorcrm.services.commands.commitments import DeleteCommitment
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.delegates.entry_row import EntryLine
from mentorcrm.ui.pages.advice_words import promise_line
from mentorcrm.ui.pages.history_records import RecordSegment
from mentorcrm.ui.pages.promise_editor import PromiseEditor
from mentorcrm.words import _, n_

_SHOWS: dict[str, tuple[PromiseShow, Owner | None]] = {
    "open": (PromiseShow.OPEN, None),
    "mine": (PromiseShow.OPEN, Owner.ME),
    "theirs": (PromiseShow.OPEN, Owner.THEM),
    "done": (PromiseShow.DONE, None),
    "dropped": (PromiseShow.DROPPED, None),
}


class PromisesSegment(RecordSegment):
    """Views: `mine`, `theirs`, `done`, `dropped`, or nothing for all that are open."""

    reads = ("commitment", "person", "need")
    hint = _("Search promises: words, names")
    name = _("Promises")
    icon = "handshake"
    choices = (
        ("open", _("Open")),
        ("mine", _("Yours")),
        ("theirs", _("Theirs")),
        ("done", _("Kept")),
        ("dropped", _("Let go")),
    )
    empty = (
        _("Nothing is promised"),
        _("What you promise someone, and what they promise you, appears here by its day."),
    )

    def ids(self) -> list[int]:
        show, owner = _SHOWS[self.choice()]
        return self.desk.services.commitments.ids(PromiseFilter(self.query.strip(), show, owner))

    def lines(self, ids: Sequence[int]) -> Mapping[int, EntryLine]:
        today = desk_today(self.desk)
        rows = self.desk.services.commitments.rows(ids)
        return {row.id: promise_line(row, today) for row in rows}

    def summary(self, shown: int) -> str:
        return (
            n_("{number:,} promise", "{number:,} promises", shown).format(number=shown)
            if (shown)
            else ""
        )

    def make_form(self) -> QWidget:
        self.form = PromiseEditor(self.desk)
        self.form.closed.connect(self.close_pane)
        return self.form

    def show_form(self, key: int) -> tuple[int, str]:
        row = self.desk.services.commitments.detail(key)
        self.form.show_promise(row)
        return row.person_id, row.person

    def flush_form(self) -> None:
        self.form.flush()

    def delete_current(self) -> None:
        if (key := self.current()) is not None:
            self.desk.run(DeleteCommitment(key), said=_("Moved the promise to the bin"))
