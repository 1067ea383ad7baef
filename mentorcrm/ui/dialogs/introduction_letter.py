"""The letter that brings two people together: written here, sent by oneself, then noted."""

from PySide6.QtWidgets import QWidget

from mentorcrm.errors import UserError
from mentorcrm.services.asking import is_whole
from mentorcrm.services.commands.giving import EditIntroduction
from mentorcrm.services.giving_rows import IntroductionRow
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.fields import Field, Labelled
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label
from mentorcrm.ui.widgets.text_area import TextArea
from mentorcrm.words import _


class IntroductionLetterSheet(Sheet):
    """Both have agreed. The text follows the line above it until it is changed by hand."""

    def __init__(self, window: QWidget, desk: Desk, row: IntroductionRow) -> None:
        title = _("Introduce {first} and {second}").format(first=row.first, second=row.second)
        super().__init__(window, title, 620)
        self._desk, self._row = desk, row
        self._written = ""
        self.together = Field(_("Both study how people write down decisions"))
        self.subject = Field("")
        self.letter = TextArea("", low=9, high=14, style="letter")
        self._problem = Label("", "meta", "risk", wrap=True)
        self._problem.hide()
        self.copy = Button(_("Copy"))
        self.mail = Button(_("Open in mail app"))
        self.sent = Button(_("I sent it"), "primary")
        self._build()
        self._write()

    def _build(self) -> None:
        hint = _("They both read it. What you noted for yourself is not in the letter.")
        self.body.addWidget(Labelled(_("What brings them together"), self.together, hint))
        self.body.addWidget(Labelled(_("Subject"), self.subject))
        self.body.addWidget(Labelled(_("Letter to both"), self.letter))
        self.body.addWidget(self._problem)
        for button in (self.copy, self.mail, self.sent):
            self.buttons.addWidget(button)
        self.together.textEdited.connect(self._write)
        self.together.restored.connect(self._write)
        self.copy.clicked.connect(self._copy)
        self.mail.clicked.connect(self._open_mail)
        self.sent.clicked.connect(self._note)

    def _write(self) -> None:
        letters = self._desk.services.introduction_letters
        try:
            subject, text = letters.write(self._row.id, self.together.text())
        except UserError as error:
            self._say(str(error))
            return
        if self.letter.text() == self._written:
            self.subject.set_value(subject)
            self.letter.set_value(text)
            self._written = text
        self._say("")

    def _ready(self) -> bool:
        """Whether nothing is marked as missing; else it is said, and the cursor goes there."""
        if is_whole(self.letter.text()):
            return True
        self._say(_("Fill in what is marked in the letter first."))
        self.together.setFocus()
        return False

    def _copy(self) -> None:
        if self._ready():
            self._desk.clipboard.copy(f"{self.subject.text()}\n\n{self.letter.text()}")
            self._desk.say(_("Copied the letter"))

    def _open_mail(self) -> None:
        if not self._ready():
            return
        people = [one for one in (self._row.first_id, self._row.second_id) if one is not None]
        text = self.letter.text()
        try:
            link = self._desk.services.sending.text_link(people, self.subject.text(), text)
            opened = bool(link) and self._desk.opener.open(link)
        except UserError as error:
            self._say(str(error))
            return
        if not opened:
            self._desk.clipboard.copy(text)
            self._desk.tell(_("No mail app opened it. The letter is on the clipboard instead."))

    def _note(self) -> None:
        command = EditIntroduction(self._row.id, {}, {"made_on": desk_today(self._desk)})
        said = _("Noted: {first} and {second} are introduced").format(
            first=self._row.first, second=self._row.second
        )
        self._desk.run(command, said=said, failed=self._say, then=self._noted)

    def _noted(self, _nothing: object) -> None:
        self.accept()

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
