"""One page for a mentor, looked at before it goes with the message."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mentorcrm.errors import UserError
from mentorcrm.services.asking import OnePage, markdown
from mentorcrm.services.commands.outreach import AttachContent
from mentorcrm.services.rows import DraftDetail
from mentorcrm.ui import page_drawing, theme
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, joined

PDF_NAME, MARKDOWN_NAME = "one-page.pdf", "one-page.md"
_WIDTH = 440


class Made(NamedTuple):
    """A page that fits, with its file and its picture; None when it cannot be made to fit."""

    page: OnePage
    file: bytes
    image: QImage


def made(page: OnePage, ratio: float) -> Made | None:
    """A page fitted to its sheet and drawn; in a thread, after the fonts were loaded."""
    fitted = page_drawing.fitted(page)
    if fitted is None:
        return None
    file = page_drawing.pdf(fitted.page)
    return Made(fitted.page, file, page_drawing.picture(fitted.page, _WIDTH, ratio))


class PagePicture(QWidget):
    """The sheet of paper, smaller; its words are told to those who listen."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.setFixedSize(page_drawing.paper_size(_WIDTH).toSize())
        self.setAccessibleName(_("The page"))

    def show_page(self, made: Made) -> None:
        """Show a page."""
        self._image = made.image
        self.setAccessibleDescription(markdown(made.page))
        self.update()

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._image is not None:
            painter.drawImage(self.rect(), self._image)
        painting.rounded(painter, self.rect(), 2, None, theme.color("line2"))


class OnePageSheet(Sheet):
    """What the mentor would get, what is missing in it, and the ways to attach it."""

    def __init__(self, window: QWidget, desk: Desk, draft: DraftDetail, name: str) -> None:
        super().__init__(window, _("One page for {name}").format(name=name), 520)
        self._desk, self._draft = desk, draft
        self._made: Made | None = None
        self.picture = PagePicture()
        self.note = Label(_("One moment…"), "body", "text2", wrap=True)
        self.as_markdown = Button(_("Attach as Markdown"))
        self.as_pdf = Button(_("Attach as PDF"), "primary")
        self.body.addWidget(self.note)
        self.body.addWidget(self.picture)
        cancel = Button(_("Cancel"))
        for button in (cancel, self.as_markdown, self.as_pdf):
            self.buttons.addWidget(button)
        for button in (self.as_markdown, self.as_pdf):
            button.setEnabled(False)
        cancel.clicked.connect(self.reject)
        self.as_pdf.clicked.connect(self._attach_pdf)
        self.as_markdown.clicked.connect(self._attach_markdown)
        self._make()

    def _make(self) -> None:
        page_drawing.load_fonts()
        services, draft, ratio = self._desk.services, self._draft, self.devicePixelRatioF()

        def work(_token: CancelToken) -> Made | None:
            return made(services.desk.page_of(draft), ratio)

        self._desk.tasks.run(work, self._show, self._failed, key="one page")

    def _show(self, made: Made | None) -> None:
        if made is None:
            self.note.setText(
                _("The question and how to reach you take more than one page. Shorten them first.")
            )
            return
        self._made = made
        self.note.setText(said(made.page))
        self.picture.show_page(made)
        for button in (self.as_markdown, self.as_pdf):
            button.setEnabled(True)
        self.as_pdf.setFocus(Qt.FocusReason.TabFocusReason)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.note.setText(str(error))
        else:
            self._desk.report(error)

    def _attach_pdf(self) -> None:
        if self._made is not None:
            self._attach(PDF_NAME, self._made.file)

    def _attach_markdown(self) -> None:
        if self._made is not None:
            self._attach(MARKDOWN_NAME, markdown(self._made.page).encode())

    def _attach(self, name: str, content: bytes) -> None:
        command = AttachContent(self._draft.id, name, content)
        self._desk.run(command, said=_("Attached {name}").format(name=name), then=self._attached)

    def _attached(self, _number: object) -> None:
        self.accept()


def said(page: OnePage) -> str:
    """What to know about a page before it goes."""
    parts = [_("Made from your profile, the need and this message alone. Private notes stay here.")]
    if page.missing:
        parts.append(_("Nothing yet under {listed}.").format(listed=_listed(page.missing)))
    if page.cut:
        parts.append(_("Shortened to fit one page: {listed}.").format(listed=_listed(page.cut)))
    return " ".join(parts)


def _listed(topics: Sequence[StrEnum]) -> str:
    """The headings as they stand on the page, which is in the language of the letter."""
    return joined([f"“{topic.value}”" for topic in topics])
