"""People who may be on record twice: each pair with its reasons, to merge or to keep apart."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mentorcrm.ui.delegates.record_row import RecordLine
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.itemmodels.records import RecordList
from mentorcrm.ui.pages.settings_section import ColumnSection, hint
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Card, EmptyWell
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, n_

if TYPE_CHECKING:
    from mentorcrm.services.merging_rows import Suggestion

_ROWS = 9


class DuplicatesSection(ColumnSection):
    """Duplicates. Looked for in a thread, each time something about people has changed."""

    reads = ("person", "contact_point", "not_same_person", "person_tag", "tag")

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            _("Duplicates"),
            _("People who may be on record twice. Nothing is merged unless you say so."),
        )
        self.found: tuple[Suggestion, ...] = ()
        self.number = Label(_("Looking through everybody…"), "strong")
        self.list = RecordList(_("People who may be the same"), "Del", most=_ROWS)
        self.compare = Button(_("Compare…"), "primary", size="small")
        self.apart = Button(_("Not the same person"), size="small")
        self.none = EmptyWell(
            "users",
            _("Nobody seems to be on record twice"),
            _("Names, e-mail addresses, phone numbers and profiles were compared."),
        )
        self.card = Card()
        self._build()

    def reload(self) -> None:
        self.desk.tasks.run(self._look, self._show, key="duplicates")

    def first_focus(self) -> QWidget:
        return self.list

    def _look(self, token: CancelToken) -> object:
        return self.desk.services.duplicates.find(lambda: token.cancelled)

    def _show(self, found: "tuple[Suggestion, ...]") -> None:
        at = self.list.currentIndex().row()
        self.found = found
        self.number.setText(
            n_("{number:,} pair to look at", "{number:,} pairs to look at", len(found)).format(
                number=len(found)
            )
        )
        self.list.set_lines([suggestion_line(n, pair) for n, pair in enumerate(found)])
        self.list.choose_place(max(at, 0))
        self.show_either(bool(found), self.card, self.none)

    def _build(self) -> None:
        self.none.hide()
        self.card.body.addWidget(self.number)
        self.card.body.addWidget(self.list)
        self.card.body.addLayout(boxes.row(self.compare, self.apart, None))
        self.card.body.addWidget(
            hint(_("Enter compares the two. Del remembers that they are not the same person."))
        )
        self.column.addWidget(self.card)
        self.column.addWidget(self.none)
        self.column.addStretch(1)
        self.compare.clicked.connect(self._compare)
        self.apart.clicked.connect(self._keep_apart)
        self.list.opened.connect(self._compare)
        self.list.letter_pressed.connect(self._keep_apart)

    def _pair(self) -> "Suggestion | None":
        place = self.list.current_id()
        return self.found[place] if place is not None and place < len(self.found) else None

    def _compare(self) -> None:
        from mentorcrm.ui.dialogs.merge import open_merge

        pair = self._pair()
        if pair is not None:
            open_merge(self.window(), self.desk, pair.one.id, pair.other.id, self._merged)

    def _merged(self, _person: int) -> None:
        """The list follows by itself, as people have changed."""

    def _keep_apart(self) -> None:
        from mentorcrm.ui.dialogs.merge import keep_apart

        pair = self._pair()
        if pair is not None:
            one, other = pair.one, pair.other
            keep_apart(self.desk, (one.id, one.name), (other.id, other.name))


def suggestion_line(place: int, pair: "Suggestion") -> RecordLine:
    """A pair as one row: both names, and why."""
    names = _("{one} and {other}").format(one=pair.one.name, other=pair.other.name)
    reasons = ", ".join(pair.reasons)
    return RecordLine(place, names, reasons, tag=_("Likely") if pair.sure else "", tone="accent")
