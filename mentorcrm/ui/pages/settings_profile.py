"""Who I am, how I sign, and when I can meet: what every ask draws on."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.services.commands.profile import EditProfile
from mentorcrm.services.rows import ProfileRow
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.page import Autosave
from mentorcrm.ui.pages.settings_section import ColumnSection, hint
from mentorcrm.ui.pages.settings_when import WhenCard
from mentorcrm.ui.widgets.cards import Card
from mentorcrm.ui.widgets.fields import Field, Labelled
from mentorcrm.ui.widgets.text import Label
from mentorcrm.ui.widgets.text_area import TextArea
from mentorcrm.words import _

# Field -> its name, what could stand there, what it is for, lines (1: one line).
FIELDS: dict[str, tuple[str, str, str, int]] = {
    "name": (_("Name"), "Ben Adler", "", 1),
    "headline": (_("Headline"), _("Platform lead at Oxbow"), _("What you do, in a few words."), 1),
    "intro_line": (
        _("Introduction in one line"),
        _("I lead the platform group at Oxbow and moved into the role last year."),
        _("The sentence that a first ask introduces you with."),
        1,
    ),
    "intro_three": (
        _("Introduction in three lines"),
        _(
            "I lead the platform group at Oxbow, eight people in two cities. Before that I "
            "spent six years as an engineer on the same team. I care about teams that last."
        ),
        _("For longer messages, and for those who introduce you."),
        3,
    ),
    "signature_warm": (_("Warm"), _("With thanks,\nBen"), "", 2),
    "signature_plain": (_("Plain"), _("Kind regards,\nBen Adler"), "", 2),
    "signature_brief": (_("Brief"), "Ben", "", 1),
    "reach_me": (
        _("How to reach me"),
        _("{mail} or {phone}").format(mail="ben@oxbow.example", phone="+44 20 7946 0123"),
        _("One line at the end of an ask, so that an answer is easy."),
        1,
    ),
}
_SHORTER = {"intro_line": _("I lead the platform group.")}
_WHO = ("name", "headline", "intro_line", "intro_three")
_SIGN = ("signature_warm", "signature_plain", "signature_brief", "reach_me")


class ProfileField(QObject):
    """One field of the profile, saved a moment after typing and on leaving."""

    saved = Signal()

    def __init__(self, desk: Desk, key: str, parent: QObject) -> None:
        super().__init__(parent)
        name, example, purpose, lines = FIELDS[key]
        self._desk = desk
        self._key = key
        self.field: Field | TextArea
        if lines == 1:
            self.field = Field(example, short=_SHORTER.get(key, ""))
            self.field.textEdited.connect(self._typed)
        else:
            self.field = TextArea(example, low=lines, high=6)
            self.field.text_changed.connect(self._typed)
        self.box = Labelled(name, self.field, purpose)
        self._autosave = Autosave(self)
        self._autosave.due.connect(self._save)
        self.field.committed.connect(self._left)

    def show_value(self, text: str) -> None:
        """Show what is stored, unless something is being typed or could not be stored."""
        if not self._autosave.pending() and not self._has_focus():
            self.field.set_value(text)
            self.box.set_error("")

    def flush(self) -> None:
        """Save at once what is pending."""
        self._autosave.flush()

    def _has_focus(self) -> bool:
        focused = self.field.focusProxy() or self.field
        return bool(focused.hasFocus()) and self.field.text() != ""

    def _typed(self) -> None:
        self.box.set_error("")
        self._autosave.touch()

    def _left(self) -> None:
        self._autosave.cancel()
        self._save()

    def _save(self) -> None:
        self._wrong = False
        self._desk.run(EditProfile({self._key: self.field.text()}), failed=self._refuse)
        if not self._wrong:
            self.saved.emit()

    def _refuse(self, sentence: str) -> None:
        self._wrong = True
        self.box.set_error(
            _("{sentence} What you typed is still here, not yet saved.").format(sentence=sentence)
        )


class ProfileSection(ColumnSection):
    """You."""

    reads = ("profile",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            _("You"),
            _("Asks introduce you and sign with what stands here. It is saved as you go."),
        )
        self.fields = {key: ProfileField(desk, key, self) for key in FIELDS}
        self.saved = Label("", "meta", "good")
        self.header.tools.addWidget(self.saved)
        self.when = WhenCard(desk)
        self._build()
        for field in self.fields.values():
            field.saved.connect(self._show_saved)
        self.when.saved.connect(self._show_saved)

    def reload(self) -> None:
        profile = self.desk.services.profile.get()
        for key, field in self.fields.items():
            field.show_value(value_of(profile, key))
        self.when.show_profile(profile)

    def flush(self) -> None:
        for field in self.fields.values():
            field.flush()

    def first_focus(self) -> QWidget:
        return self.fields["name"].field

    def _build(self) -> None:
        who = Card(_("Who you are"))
        for key in _WHO:
            who.body.addWidget(self.fields[key].box)
        sign = Card(_("How you sign"))
        sign.body.addWidget(hint(_("One for each tone. Left empty, asks end with your name.")))
        for key in _SIGN:
            sign.body.addWidget(self.fields[key].box)
        for card in (who, sign, self.when):
            card.body.setSpacing(12)
            self.column.addWidget(card)
        self.column.addStretch(1)

    def _show_saved(self) -> None:
        self.saved.setText(_("Saved"))


def value_of(profile: ProfileRow, key: str) -> str:
    """A text field of the profile by its name."""
    return str(getattr(profile, key))
