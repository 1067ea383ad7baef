"""How the app looks on this computer; every choice applies at once."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.errors import StorageError, UserError
from mentorcrm.services.settings import TEXT_SIZES
from mentorcrm.ui import theme
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.settings_section import ColumnSection, hint
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.cards import Card
from mentorcrm.ui.widgets.choices import CheckBox, Segmented
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


class LookSection(ColumnSection):
    """Look."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, _("Look"), _("These choices are for this computer and apply at once.")
        )
        self.mode = Segmented(
            [("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))]
        )
        self.text_size = Segmented([(size, f"{size}") for size in TEXT_SIZES])
        self.contrast = CheckBox(_("More contrast"))
        self.motion = CheckBox(_("Less motion"))
        self.letters = CheckBox(_("Single-letter keys in lists"))
        self.giving = CheckBox(_("Giving both ways"))
        self.mode.setAccessibleName(_("Theme"))
        self.text_size.setAccessibleName(_("Text size"))
        self._build()
        self._connect()
        self.reload()

    def reload(self) -> None:
        chosen = self.desk.settings.current
        self.mode.set_value(str(chosen.theme))
        self.text_size.set_value(chosen.text_size)
        self.contrast.setChecked(chosen.more_contrast)
        self.motion.setChecked(chosen.less_motion)
        self.letters.setChecked(chosen.letter_keys)
        self.giving.setChecked(chosen.giving_card)

    def first_focus(self) -> QWidget:
        return self.mode

    def _build(self) -> None:
        colours = Card(_("Theme"))
        colours.body.addLayout(boxes.row(self.mode, None))
        colours.body.addLayout(
            _choice(self.contrast, _("Darker outlines of fields and buttons, darker small print."))
        )
        text = Card(_("Text size in per cent"))
        text.body.addLayout(boxes.row(self.text_size, None))
        text.body.addWidget(Label(_("Would you give me 30 minutes?"), "letter"))
        text.body.addWidget(hint(_("Everything in the window grows with it.")))
        keys = Card(_("Movement and keys"))
        keys.body.addLayout(
            _choice(self.motion, _("Nothing slides or fades. What appears is simply there."))
        )
        keys.body.addLayout(
            _choice(
                self.letters, _("D drafts, L logs and E edits the person in focus. Lists only.")
            )
        )
        people = Card(_("On the page of a person"))
        people.body.addLayout(
            _choice(
                self.giving,
                _("What you gave and got, and what you could give next. Notes stay either way."),
            )
        )
        for card in (colours, text, keys, people):
            card.body.setSpacing(10)
            self.column.addWidget(card)
        self.column.addStretch(1)

    def _connect(self) -> None:
        theme.current().changed.connect(self.reload)  # The palette can change these, too.
        self.mode.chosen.connect(self._set_mode)
        self.text_size.chosen.connect(self._set_size)
        self.contrast.clicked.connect(self._set_contrast)
        self.motion.clicked.connect(self._set_motion)
        self.letters.clicked.connect(self._set_letters)
        self.giving.clicked.connect(self._set_giving)

    def _set_mode(self, value: object) -> None:
        mode: theme.Mode = next((mode for mode in theme.MODES if mode == value), "system")
        self._keep(theme=mode)
        theme.current().set_mode(mode)

    def _set_size(self, value: object) -> None:
        if isinstance(value, int):
            self._keep(text_size=value)
            theme.current().set_scale(value)

    def _set_contrast(self) -> None:
        more = self.contrast.isChecked()
        self._keep(more_contrast=more)
        theme.current().set_contrast(more)

    def _set_motion(self) -> None:
        self._keep(less_motion=self.motion.isChecked())

    def _set_letters(self) -> None:
        self._keep(letter_keys=self.letters.isChecked())

    def _set_giving(self) -> None:
        self._keep(giving_card=self.giving.isChecked())

    def _keep(self, **values: object) -> None:
        try:
            self.desk.settings.change(**values)
        except (UserError, StorageError, OSError) as error:
            self.desk.tell(
                _("This could not be kept for the next time: {error}").format(error=error)
            )


def _choice(box: CheckBox, meaning: str) -> QVBoxLayout:
    """A checkbox with what it means below, in line with its words."""
    words = Label(meaning, "meta", "text3", wrap=True)
    return boxes.column(box, boxes.column(words, margins=(32, 0, 0, 0)), spacing=0)
