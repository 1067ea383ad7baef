"""How high the widgets of a reel are: measured for some, guessed for the others."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from mentorcrm.ui import theme

_GUESS = 48  # The height of a widget before any was measured.


class Heights:
    """Keys in order, and from where to where each reaches, in pixels."""

    def __init__(self) -> None:
        self.keys: Sequence[int] = ()
        self.places: dict[int, int] = {}
        self._measured: dict[int, int] = {}
        self._guess = 0
        self._all: list[int] = []  # The height of each, measured or guessed.
        self._tops: list[int] = [0]

    def set_keys(self, keys: Sequence[int]) -> None:
        """There are others; what was measured is kept, but not who was gone: they may be back."""
        self._measured = {key: height for key, height in self._measured.items() if height}
        self.keys = keys
        self.places = {key: place for place, key in enumerate(keys)}
        self._fill()

    def forget(self) -> None:
        """Nothing that was measured holds any more."""
        self._measured, self._guess = {}, 0
        self._fill()

    def measured(self, key: int) -> int | None:
        """How high a widget was when it was there."""
        return self._measured.get(key)

    def height(self, key: int) -> int:
        """How high a widget is, measured or guessed."""
        return self._all[self.places[key]]

    def set_height(self, key: int, height: int) -> None:
        """A widget was measured; `add_up` when all of them are."""
        self._measured[key] = height
        self._all[self.places[key]] = height

    def add_up(self) -> None:
        """Say anew where each begins."""
        if not self._guess and self._measured:
            # Kept from now on: what lies far away should not move with each that is measured.
            self._guess = sum(self._measured.values()) // len(self._measured)
            self._fill()
        self._tops = list(accumulate(self._all, initial=0))

    def top(self, key: int) -> int:
        """Where a widget begins."""
        return self._tops[self.places[key]]

    def total(self) -> int:
        """The room for all."""
        return self._tops[-1]

    def place_at(self, height: int) -> int:
        """What reaches over a height; the first or the last outside of all."""
        return max(0, min(bisect_right(self._tops, height), len(self.keys)) - 1)

    def first_below(self, height: int) -> int | None:
        """The first key that begins at a height or below it, else the last."""
        if not self.keys:
            return None
        return self.keys[min(bisect_left(self._tops, height), len(self.keys) - 1)]

    def _fill(self) -> None:
        guess = self._guess or theme.current().px(_GUESS)
        self._all = [self._measured.get(key, guess) for key in self.keys]
        self._tops = list(accumulate(self._all, initial=0))
