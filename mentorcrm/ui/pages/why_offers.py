"""What is on record about someone and may be said to them, offered where an ask says why them."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.services.rows import PersonDetail
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.field_button import FieldButton
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

_MOST = 3


class WhyOffers(QWidget):
    """Buttons with the line of “why them” and the public facts; a click takes the words over."""

    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.offers: list[FieldButton] = []
        self._texts: tuple[str, ...] = ()
        self._column = boxes.column(Label(_("From their page"), "meta", "text3"), spacing=0)
        self.setLayout(self._column)
        self.hide()

    def show_person(self, person: PersonDetail) -> None:
        """Offer what is on record about someone."""
        known = (person.values["why_them"], *(fact.text for fact in person.facts))
        texts = tuple(dict.fromkeys(" ".join(text.split()) for text in known if text.strip()))
        if texts[:_MOST] == self._texts:
            return
        self._texts = texts[:_MOST]
        for button in self.offers:
            button.hide()
            button.deleteLater()
        self.offers = [self._offer(text) for text in self._texts]

    def has_any(self) -> bool:
        """Whether there is something to offer."""
        return bool(self._texts)

    def _offer(self, text: str) -> FieldButton:
        button = FieldButton("plus", text, quiet=True)
        button.setAccessibleName(_("Use: {text}").format(text=text))
        button.clicked.connect(partial(self._take, text))
        self._column.addWidget(button)
        return button

    def _take(self, text: str) -> None:
        self.taken.emit(text)
