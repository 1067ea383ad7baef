"""Two records beside each other: what differs, what comes together, and one button to merge."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from mentorcrm.services.commands.merging import MergePeople, SayNotSame, Side
from mentorcrm.ui import words
from mentorcrm.ui.beside import write_beside
from mentorcrm.ui.days import desk_day, desk_now, desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Card
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.side_choice import SideChoice
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, joined, n_

if TYPE_CHECKING:
    from mentorcrm.services.merging_rows import MergeSide, MergeView

WIDTH = 720
_SIDES = (Side.KEEP, Side.OTHER)


class MergeSheet(Sheet):
    """Emits nothing: it merges, or remembers that the two are not the same, through the desk."""

    def __init__(
        self, window: QWidget, desk: Desk, view: "MergeView", done: Callable[[int], None]
    ) -> None:
        super().__init__(window, _("Are these the same person?"), WIDTH)
        self._window, self._desk, self._view, self._done = window, desk, view, done
        self.choices: dict[str, SideChoice] = {}
        self.swap = Button(_("Swap sides"), "ghost", size="small", icon="arrow-up-down")
        self.apart = Button(_("Not the same person"), "ghost")
        self.cancel = Button(_("Cancel"))
        self.merge = Button(_("Merge"), "primary")
        self._build()
        self.swap.clicked.connect(self._swap)
        self.apart.clicked.connect(self._keep_apart)
        self.cancel.clicked.connect(self.reject)
        self.merge.clicked.connect(self._merge)

    def _build(self) -> None:
        lead = Label(_("The left record stays. The right one goes into it."), "body", "text2",
                     wrap=True)  # fmt: skip
        row = boxes.row(lead, self.swap)
        row.setStretch(0, 1)
        self.body.addLayout(row)
        heads = QGridLayout()
        heads.setHorizontalSpacing(12)
        for place, side in enumerate((self._view.keep, self._view.other)):
            heads.addWidget(self._record(side, stays=place == 0), 0, place)
            heads.setColumnStretch(place, 1)
        self.body.addLayout(heads)
        self.body.addWidget(self._together())
        if self._view.fields:
            self.body.addWidget(Label(_("Where they differ"), "strong"))
        for field in self._view.fields:
            choice = SideChoice(field.label, (field.keep, field.other))
            choice.set_value(_SIDES.index(field.default))
            self.choices[field.key] = choice
            self.body.addLayout(
                boxes.column(Label(field.label, "metaM", "text2"), choice, spacing=4)
            )
        self.buttons.insertWidget(0, self.apart)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.merge)

    def _record(self, side: "MergeSide", *, stays: bool) -> Card:
        card = Card()
        card.body.setSpacing(2)
        card.body.addWidget(Label(_("Stays") if stays else _("Goes into it"), "cap", "text3"))
        card.body.addWidget(Label(side.name, "title", wrap=True, max_lines=2))
        now = desk_now(self._desk)
        met = _("Last contact {when}").format(when=words.ago(side.last_contact, now)) if (
            side.last_contact
        ) else _("No contact yet")  # fmt: skip
        added = words.short_day(desk_day(self._desk, side.added), desk_today(self._desk))
        for text in (side.work, *side.points, met, _("Added {day}").format(day=added)):
            if text:
                card.body.addWidget(Label(text, "meta", "text2"))
        card.body.addStretch(1)
        return card

    def _together(self) -> Card:
        """What the merge brings, and what becomes of the values that do not stand."""
        report = self._view.report
        card = Card(_("What comes together"))
        moved = _("To the left: {what}.").format(what=joined(report.moved))
        card.body.addWidget(
            Label(moved if report.moved else _("Nothing else has to move."), "body", wrap=True)
        )
        if report.joined:
            both = n_(
                "{number:,} entry stands in both and is there once afterwards.",
                "{number:,} entries stand in both and are there once afterwards.",
                report.joined,
            ).format(number=report.joined)
            card.body.addWidget(Label(both, "body", wrap=True))
        card.body.addWidget(
            Label(
                _("What is not chosen is kept in the notes. Ctrl+Z takes the whole merge back."),
                "meta",
                "text2",
                wrap=True,
            )
        )
        return card

    def wish(self) -> MergePeople:
        """The merge as chosen."""
        sides = {key: _SIDES[choice.value()] for key, choice in self.choices.items()}
        return MergePeople(self._view.keep.id, self._view.other.id, sides)

    def _swap(self) -> None:
        self.reject()
        open_merge(self._window, self._desk, self._view.other.id, self._view.keep.id, self._done)

    def _keep_apart(self) -> None:
        pair = (self._view.keep, self._view.other)
        self.reject()
        keep_apart(self._desk, (pair[0].id, pair[0].name), (pair[1].id, pair[1].name))

    def _merge(self) -> None:
        wish = self.wish()
        self.accept()
        services, done = self._desk.services, self._done
        said = _("Merged {other} into {person}").format(
            other=self._view.other.name, person=self._view.keep.name
        )

        def work() -> object:
            services.safety.back_up_if_changed("before-merge")
            return services.dispatcher.run(wish)

        write_beside(self._desk, work, said, self._desk.report, partial(done, wish.keep))


def keep_apart(desk: Desk, one: tuple[int, str], other: tuple[int, str]) -> None:
    """Remember that two people, each an id and a name, are not the same."""
    said = _("{one} and {other} stay two people").format(one=one[1], other=other[1])
    desk.run(SayNotSame(one[0], other[0]), said=said)


def open_merge(
    window: QWidget, desk: Desk, keep: int, other: int, done: Callable[[int], None]
) -> None:
    """Look at both records in a thread, then show them beside each other.

    `done` gets the id of the record that stayed.
    """

    def look(_token: CancelToken) -> object:
        return desk.services.merging.compare(keep, other)

    def show(view: "MergeView") -> None:
        sheet = MergeSheet(window, desk, view, done)
        first = next(iter(sheet.choices.values()), None)
        sheet.open(first.sides[first.value()] if first is not None else sheet.merge)

    desk.tasks.run(look, show, desk.report, key="merge")


def pick_other(window: QWidget, desk: Desk, person: int, name: str) -> None:
    """Ask with whom somebody is to be merged; the one asked about stays."""
    from mentorcrm.services.people_filter import PeopleFilter
    from mentorcrm.ui.delegates.record_row import RecordLine
    from mentorcrm.ui.dialogs.pick import PickSheet

    def search(text: str) -> list[RecordLine]:
        found = desk.services.people.listed(PeopleFilter(text=text), _OFFERED)
        return [RecordLine(row.id, row.name, row.work) for row in found if row.id != person]

    def picked(other: int) -> None:
        open_merge(window, desk, person, other, partial(desk.go, "people"))

    title = _("Merge {name} with").format(name=name)
    PickSheet(window, title, _("Who is the same person?"), search, picked).open()


_OFFERED = 60
