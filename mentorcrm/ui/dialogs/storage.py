"""The data could not be written: what is safe, and what one can do now."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from mentorcrm.ui.desk import Desk
from mentorcrm.ui.trouble import Trouble
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import IconLabel
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


class StorageSheet(Sheet):
    """Try again, save a copy of the text, see where the data is; closing loses nothing."""

    def __init__(self, window: QWidget, desk: Desk, trouble: Trouble) -> None:
        super().__init__(window, _("This could not be saved"), 540)
        self._desk = desk
        self._trouble = trouble
        self._folder = str(desk.services.paths.home)
        self.where = Button(_("Where is my data?"), size="small", icon="folder-open")
        self.copy = Button(_("Save a copy of my text"))
        self.later = Button(_("Not now"))
        self.again = Button(_("Try again"), "primary")
        self._said = Label("", "meta", "text2", wrap=True)
        self._build()
        self.where.clicked.connect(self._open_folder)
        self.copy.clicked.connect(self._choose_file)
        self.later.clicked.connect(self.reject)
        self.again.clicked.connect(self._try_again)

    def _build(self) -> None:
        self.body.addWidget(Label(self._trouble.sentence, "body", wrap=True))
        self.body.addWidget(Label(self._trouble.safe, "body", "text2", wrap=True))
        place = boxes.row(IconLabel("hard-drive", 16), spacing=8)
        place.addWidget(Label(self._folder, "meta", "text2"), 1)
        place.addWidget(self.where)
        self.body.addLayout(place)
        self.body.addWidget(self._said)
        self._said.hide()
        for button in (self.copy, self.later, self.again):
            self.buttons.addWidget(button)
        self.copy.setVisible(bool(self._trouble.text))
        self.again.setVisible(self._trouble.again is not None)

    def open(self, first: QWidget | None = None) -> None:
        offered = self.again if self._trouble.again is not None else self.later
        super().open(first or offered)

    def _try_again(self) -> None:
        self.accept()
        if self._trouble.again is not None:
            self._trouble.again()

    def _open_folder(self) -> None:
        if not self._desk.opener.open_folder(self._folder):
            self._desk.clipboard.copy(self._folder)
            self._say(_("No file manager opened. The folder’s name is on the clipboard."))

    def _choose_file(self) -> None:
        self._desk.asker.save_file(
            _("Save a copy of my text"), Path.home() / _("my text.txt"), self._write
        )

    def _write(self, target: Path) -> None:
        try:
            target.write_text(self._trouble.text + "\n", encoding="utf-8")
        except OSError as error:
            self._desk.clipboard.copy(self._trouble.text)
            self._say(
                _("{name} was not written: {why}. The text is on the clipboard instead.").format(
                    name=target.name, why=error.strerror
                )
            )
        else:
            self._say(_("Saved as {name}.").format(name=target.name))

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.show()
