"""The data could not be opened: what it is, and what helps."""

from enum import Enum, auto

from PySide6.QtWidgets import QWidget

from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import IconLabel
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


class Way(Enum):
    """What the person wants done about it."""

    CLOSE = auto()
    AGAIN = auto()
    RESTORE = auto()


class NotOpenedSheet(Sheet):
    """Restore the newest backup, try again or leave; `way` is the answer once it is finished."""

    def __init__(
        self, window: QWidget, desk: Desk, sentence: str, folder: str, backup: str
    ) -> None:
        """`backup` says in words which one would be put back; empty when none would help."""
        super().__init__(window, _("Your records could not be opened"), 560)
        self.way = Way.CLOSE
        self._desk = desk
        self._folder = folder
        self.where = Button(_("Where is my data?"), size="small", icon="folder-open")
        self.leave = Button(_("Close mentorcrm"))
        self.again = Button(_("Try again"), "secondary" if backup else "primary")
        self.restore = Button(_("Restore the backup"), "primary")
        self.body.addWidget(Label(sentence, "body", wrap=True))
        if backup:
            self.body.addWidget(Label(backup, "body", "text2", wrap=True))
        place = boxes.row(IconLabel("hard-drive", 16), spacing=8)
        place.addWidget(Label(folder, "meta", "text2"), 1)
        place.addWidget(self.where)
        self.body.addLayout(place)
        for button in (self.leave, self.again, *((self.restore,) if backup else ())):
            self.buttons.addWidget(button)
        self.where.clicked.connect(self._open_folder)
        self.leave.clicked.connect(self.reject)
        self.again.clicked.connect(self._try_again)
        self.restore.clicked.connect(self._put_back)

    def open(self, first: QWidget | None = None) -> None:
        super().open(first or self.footer_buttons()[-1])

    def _try_again(self) -> None:
        self.way = Way.AGAIN
        self.accept()

    def _put_back(self) -> None:
        self.way = Way.RESTORE
        self.accept()

    def _open_folder(self) -> None:
        if not self._desk.opener.open_folder(self._folder):
            self._desk.clipboard.copy(self._folder)
            self._desk.tell(_("No file manager opened. The folder’s name is on the clipboard."))
