"""Small tables of counts in a sitting: what became of asks, and what channels led to."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mentorcrm.services.ask_outcomes import Group, SourceYield, share_words
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Counts(QWidget):
    """Words on the left, numbers in columns of their own."""

    def __init__(self, heads: Sequence[str]) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._place = 0
        for column, words in enumerate(heads):
            head = Label(words, "metaM", "text2")
            side = _RIGHT if column else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(head, 0, column, side)

    def add(self, words: str, *numbers: int, last: str = "") -> None:
        """A line of numbers, with words at its end."""
        self._place += 1
        self._grid.addWidget(Label(words, "body", wrap=True), self._place, 0)
        for column, number in enumerate(numbers, 1):
            role = "text" if number else "text3"
            label = Label(str(number), "num", role)  # type: ignore[arg-type]
            self._grid.addWidget(label, self._place, column, _RIGHT)
        self._grid.addWidget(Label(last, "meta", "text2"), self._place, len(numbers) + 1, _RIGHT)

    def add_head(self, words: str) -> None:
        """The name of what follows."""
        self._place += 1
        self._grid.addWidget(Label(words, "metaM", "text2"), self._place, 0)


class OutcomeTable(_Counts):
    """Yes, no and silence by what was in the asks."""

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__(("", _("Yes"), _("No"), _("No answer"), _("Other"), _("Share of yes")))
        for place, group in enumerate(groups):
            if place:  # The first is all of them.
                self.add_head(group.words)
            for one in group.tallies:
                share = share_words(one.yes, one.total)
                self.add(one.words, one.yes, one.no, one.silent, one.other, last=share)


class YieldTable(_Counts):
    """People, asked, yes and still active by channel."""

    def __init__(self, sources: Sequence[SourceYield]) -> None:
        heads = ("", _("People"), _("Asked"), _("Yes"), _("Active now"), _("Share of yes"))
        super().__init__(heads)
        for one in sources:
            share = share_words(one.yes, one.asked) if one.asked else ""
            self.add(one.words, one.people, one.asked, one.yes, one.active, last=share)
