"""The files that go with a message: chosen, or one page that is made of it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.services.asking import STALE_DAYS
from mentorcrm.services.commands.outreach import AttachFile, DetachFile
from mentorcrm.services.rows import AttachmentRow as FileRow
from mentorcrm.services.rows import DraftDetail
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.one_page import MARKDOWN_NAME, PDF_NAME, OnePageSheet
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import IconLabel
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, n_


class AttachmentRow(QWidget):
    """Files that go with the message. `make_requested` comes before a page is made."""

    make_requested = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._draft: DraftDetail | None = None
        self._mark = IconLabel("circle-dashed", 14, "text3")
        self.add = Button(_("Add one page"), "ghost", size="small", icon="paperclip")
        self._removers: list[QWidget] = []
        self._files = QVBoxLayout()
        self._files.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        title = Label(_("Attachment"), "metaM", "text2")
        layout.addLayout(boxes.row(self._mark, title, None, self.add, spacing=6))
        layout.addLayout(self._files)
        self.add.clicked.connect(self._offer)

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [self.add, *self._removers]

    def show_draft(self, draft: DraftDetail) -> None:
        """Show the files of a draft."""
        self._draft = draft
        found = bool(draft.attachments)
        self._mark.set_icon(*("circle-check", "good") if found else ("circle-dashed", "text3"))
        boxes.empty(self._files)
        self._removers.clear()
        for file in draft.attachments:
            remove = IconButton(
                "x", _("Remove {name}").format(name=file.name), size=24, role="text3"
            )
            remove.setProperty("attachment", file.id)
            remove.clicked.connect(self._remove)
            self._removers.append(remove)
            size = f"{max(1, file.size // 1024):,} kB"
            row = boxes.row(Label(file.name), None, Label(size, "meta", "text3"), remove, spacing=6)
            row.setContentsMargins(20, 0, 0, 0)
            holder = QWidget()
            holder.setLayout(row)
            self._files.addWidget(holder)
            if (days := self._age(file)) > STALE_DAYS:
                self._files.addWidget(self._old(file, days))

    def _age(self, file: FileRow) -> int:
        return (self._desk.clock.now() - file.since).days if file.since is not None else 0

    def _old(self, file: FileRow, days: int) -> Label:
        """A page of some weeks ago may no longer be true."""
        said = n_(
            "Attached {number} day ago; look at it again before it goes.",
            "Attached {number} days ago; look at it again before it goes.",
            days,
        )
        if file.name in (PDF_NAME, MARKDOWN_NAME):
            said = n_(
                "Attached {number} day ago; make it again before it goes.",
                "Attached {number} days ago; make it again before it goes.",
                days,
            )
        note = Label(
            said.format(number=days),
            "meta",
            "warn",
            wrap=True,
        )
        note.setContentsMargins(20, 0, 0, 4)
        return note

    def _offer(self) -> None:
        menu = ChoiceMenu(self, [("page", _("Make one page")), ("file", _("Choose a file"))])
        menu.chosen.connect(self._chosen)
        menu.open_under(self.add)

    def _chosen(self, what: object) -> None:
        if what == "file":
            self._choose()
        elif self._draft is not None:
            self.make_requested.emit()
            self._desk.turns.take(self._make)  # It is made of what is written by then.

    def _make(self) -> None:
        if self._draft is None:
            return
        draft = self._desk.services.outreach.detail(self._draft.id)
        name = self._desk.services.people.detail(draft.person_id).name
        sheet = OnePageSheet(self.window(), self._desk, draft, name)
        sheet.open()

    def _choose(self) -> None:
        self._desk.asker.open_files(_("Add to the message"), f"{_('All files')} (*)", self._attach)

    def _attach(self, files: tuple[Path, ...]) -> None:
        draft = self._draft
        if draft is None:
            return
        for file in files:
            self._desk.run(
                AttachFile(draft.id, str(file)), said=_("Attached {name}").format(name=file.name)
            )

    def _remove(self) -> None:
        number = int(self.sender().property("attachment"))
        if self._draft is not None:
            self._desk.run(DetachFile(self._draft.id, number), said=_("Removed the attachment"))
