"""What an empty field says of itself, in the room that there is."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from mentorcrm.ui.widgets.text import set_tooltip


class Placeholder:
    """The example in an empty field. Without room it gives way to `short`, and is a tooltip.

    `beside` is asked what else stands in the empty field, in pixels.
    """

    def __init__(self, field: QLineEdit, example: str, short: str = "") -> None:
        self._field = field
        self._example, self._short = example, short or example
        self.beside: Callable[[], int] = int
        field.setPlaceholderText(example)

    def fit(self, room: int) -> None:
        """Show what fits into so many pixels."""
        if self._short == self._example:
            return
        width = self._field.fontMetrics().horizontalAdvance(self._example)
        fits = width <= room - self.beside()
        self._field.setPlaceholderText(self._example if fits else self._short)
        set_tooltip(self._field, "" if fits else self._example)
