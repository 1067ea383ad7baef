"""What was given and received with everybody, filtered by chips and by what is typed."""

from dataclasses import replace

from mentorcrm.services.giving_rows import GiveFilter
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.giving_chips import GivingChips, filter_from, filter_text
from mentorcrm.ui.pages.giving_list import GivingList
from mentorcrm.ui.pages.giving_pane import GivingPane
from mentorcrm.ui.pages.giving_words import giving_summary, nothing_given
from mentorcrm.ui.pages.history_filtered import FilteredSegment, Wells
from mentorcrm.words import _


class GivenSegment(FilteredSegment):
    """Views: a `GiveFilter` as text; keys are those of `services.given_entries`."""

    chips: GivingChips
    list: GivingList
    reads = ("reciprocity_note", "introduction", "person")
    hint = _("Search what was given and received: words, names")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.chips = GivingChips(desk)
        self.list = GivingList(desk)
        self.pane = self.beside = GivingPane(desk)
        self.wells = Wells("handshake", nothing_given("", ()))
        self.lay_out()

    def reload(self) -> None:
        number = self.list.show_for(self.wanted())
        if self._wanted_key is not None and self.list.choose_key(self._wanted_key):
            self.pane.show_key(self._wanted_key)
        self._wanted_key = None
        self._follow()
        narrowed = self.wanted() != GiveFilter()
        total = len(self.desk.services.giving.entries()) if narrowed else number
        self.list.setVisible(bool(number))
        self.chips.setVisible(bool(total))
        said = nothing_given(self._text.strip(), self.chips.words())
        self.wells.show_for(number, said if total else None)
        self.summary_changed.emit(giving_summary(number, total, narrowed=narrowed))

    def search(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.reload()

    def open(self, key: int | None, view: str) -> None:
        wanted = filter_from(view)
        self.chips.choose(replace(wanted, text=""))
        self._open_place(key, wanted.text)

    def view(self) -> str:
        return filter_text(self.wanted())

    def wanted(self) -> GiveFilter:
        """What the list shows."""
        return replace(self.chips.wanted, text=self._text.strip())

    def choose_nothing(self) -> None:
        self.chips.choose(GiveFilter())
