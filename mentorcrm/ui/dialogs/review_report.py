"""The report of a sitting: read, copied, kept as Markdown or PDF."""

from PySide6.QtWidgets import QWidget

from mentorcrm.services.review_report import as_markdown, as_page, as_text
from mentorcrm.services.review_rows import ReviewPage
from mentorcrm.services.review_steps import STEPS
from mentorcrm.ui import page_drawing
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.reading import ReadingSheet
from mentorcrm.ui.saving import offer_file
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.words import _


class ReviewReportSheet(ReadingSheet):
    """For the user alone: the notes of each step stand in it."""

    def __init__(self, window: QWidget, desk: Desk, page: ReviewPage) -> None:
        self._desk, self._page = desk, page
        self._steps = STEPS[page.kind] if page.kind is not None else {}
        self.markdown = as_markdown(page, self._steps)
        title = page.kind.label if page.kind is not None else _("Review")
        lead = _("For you alone: your own notes stand in it.")
        super().__init__(window, title, as_text(page, self._steps), lead)
        self.copied = Button(_("Copy"), icon="copy")
        self.as_markdown = Button(_("Save as Markdown…"))
        self.as_pdf = Button(_("Save as PDF…"), "primary")
        for button in (self.copied, self.as_markdown, self.as_pdf):
            self.buttons.addWidget(button)
        self.copied.clicked.connect(self._copy)
        self.as_markdown.clicked.connect(self._save_markdown)
        self.as_pdf.clicked.connect(self._save_pdf)

    def _copy(self) -> None:
        self._desk.clipboard.copy(self.markdown)
        self._desk.say(_("Copied the report"))

    def _save_markdown(self) -> None:
        self._save("md", self.markdown.encode())

    def _save_pdf(self) -> None:
        page_drawing.load_fonts()
        page = as_page(self._page, self._steps)

        def work(_token: CancelToken) -> bytes | None:
            fitted = page_drawing.fitted(page)
            return page_drawing.pdf(fitted.page) if fitted is not None else None

        self._desk.tasks.run(work, self._made, key="review-report")

    def _made(self, content: bytes | None) -> None:
        if content is None:
            self._desk.tell(_("This takes more than one page. Save it as Markdown instead."))
            return
        self._save("pdf", content)

    def _save(self, ending: str, content: bytes) -> None:
        day = self._page.finished_on or self._page.started_on
        name = f"review-{day.isoformat()}.{ending}" if day is not None else f"review.{ending}"
        offer_file(self._desk, _("Save the report"), name, content)
