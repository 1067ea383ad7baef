"""An agreement on one page, looked at before it is kept as PDF or Markdown, or printed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from mentorcrm.errors import NotFound
from mentorcrm.services.asking import markdown
from mentorcrm.services.rows import PersonDetail
from mentorcrm.ui import page_drawing
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.one_page import Made, PagePicture, made
from mentorcrm.ui.saving import offer_file
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.choices import CheckBox
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


class AgreementSheet(Sheet):
    """The page as both will have it, with the topics that are off limits only when wished for."""

    def __init__(self, window: QWidget, desk: Desk, person: PersonDetail, role: int) -> None:
        super().__init__(window, _("Agreement with {name}").format(name=person.name), 520)
        self._desk, self._person, self._role = desk, person, role
        self._made: Made | None = None
        self.note = Label(_("One moment…"), "body", "text2", wrap=True)
        self.topics = CheckBox(_("With the topics that are off limits"))
        self.picture = PagePicture()
        self.as_markdown = Button(_("Save as Markdown…"))
        self.printed = Button(_("Print…"))
        self.as_pdf = Button(_("Save as PDF…"), "primary")
        for widget in (self.note, self.topics, self.picture):
            self.body.addWidget(widget)
        for button in (self.as_markdown, self.printed, self.as_pdf):
            button.setEnabled(False)
            self.buttons.addWidget(button)
        self.as_markdown.clicked.connect(self._save_markdown)
        self.as_pdf.clicked.connect(self._save_pdf)
        self.printed.clicked.connect(self._print)
        self.topics.toggled.connect(self._make)
        self._make()

    def _make(self) -> None:
        page_drawing.load_fonts()
        terms, ratio, topics = self._desk.services.terms, self.devicePixelRatioF(), self.topics
        person, role, wished = self._person.id, self._role, topics.isChecked()

        def work(_token: CancelToken) -> Made | None:
            return made(terms.page(person, role, off_limits=wished), ratio)

        self._desk.tasks.run(work, self._show, self._failed, key="agreement-page")

    def _show(self, made: Made | None) -> None:
        self._made = made
        for button in (self.as_markdown, self.printed, self.as_pdf):
            button.setEnabled(made is not None)
        if made is None:
            self.note.setText(_("This takes more than one page. Shorten it first."))
            return
        self.note.setText(
            _("For both of you to keep. Limits, conflicts and ways of working stay here.")
        )
        self.picture.show_page(made)
        self.as_pdf.setFocus(Qt.FocusReason.TabFocusReason)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, NotFound):
            self.note.setText(str(error))
        else:
            self._desk.report(error)

    def _save_pdf(self) -> None:
        if self._made is not None:
            self._save("pdf", self._made.file)

    def _save_markdown(self) -> None:
        if self._made is not None:
            self._save("md", markdown(self._made.page).encode())

    def _print(self) -> None:
        if self._made is not None:
            self._desk.asker.print_page(self._made.page.title, self._draw)

    def _draw(self, painter: QPainter) -> None:
        if self._made is not None:
            page_drawing.draw(self._made.page, painter)

    def _save(self, ending: str, content: bytes) -> None:
        plain = "-".join(word for word in self._person.name.lower().split() if word.isalnum())
        name = _("agreement-{name}").format(name=plain or "page")
        title, then = _("Save the agreement"), self.accept
        offer_file(self._desk, title, f"{name}.{ending}", content, then=then)
