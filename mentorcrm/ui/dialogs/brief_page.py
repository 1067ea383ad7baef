"""One page about someone for a meeting: looked at, then kept as PDF or Markdown, or printed."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from mentorcrm.errors import UserError
from mentorcrm.services.asking import OnePage, markdown
from mentorcrm.services.meeting_brief import page as brief_page
from mentorcrm.services.meetings_rows import MeetingPerson
from mentorcrm.ui import page_drawing
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.one_page import Made, PagePicture, made
from mentorcrm.ui.pages.meeting_people import PeopleChoice
from mentorcrm.ui.saving import offer_file
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, joined


class Written(NamedTuple):
    """What a way out of the sheet writes."""

    name: str
    content: bytes


class BriefSheet(Sheet):
    """The page as it will be, and the ways to keep it.

    Each of several people has a page of their own: what is between me and one is for no other.
    """

    def __init__(
        self, window: QWidget, desk: Desk, people: Sequence[MeetingPerson], meeting: int | None
    ) -> None:
        names = joined([person.name for person in people[:2]])
        super().__init__(window, _("Brief: {name}").format(name=names), 520)
        self._desk, self._meeting = desk, meeting
        self._people = {person.id: person.name for person in people}
        self._person = people[0].id
        self.whom = PeopleChoice(_("Brief about"))
        self._made: Made | None = None
        self.note = Label(_("One moment…"), "body", "text2", wrap=True)
        self.picture = PagePicture()
        self.body.addWidget(self.whom)
        self.body.addWidget(self.note)
        self.body.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self.whom.show_people(people, self._person, {})
        self.whom.chosen.connect(self._choose)
        self.as_markdown = Button(_("Save as Markdown…"))
        self.printed = Button(_("Print…"))
        self.as_pdf = Button(_("Save as PDF…"), "primary")
        for button in (self.as_markdown, self.printed, self.as_pdf):
            button.setEnabled(False)
            self.buttons.addWidget(button)
        self.as_markdown.clicked.connect(self._save_markdown)
        self.as_pdf.clicked.connect(self._save_pdf)
        self.printed.clicked.connect(self._print)
        self._make()

    def _choose(self, person: int) -> None:
        self._person, self._made = person, None
        self._make()

    def _make(self) -> None:
        page_drawing.load_fonts()
        briefs, ratio = self._desk.services.briefs, self.devicePixelRatioF()
        person, meeting = self._person, self._meeting

        def work(_token: CancelToken) -> Made | None:
            found = briefs.brief(person, meeting_id=meeting, leaving=True)
            return made(brief_page(found, briefs.today()), ratio)

        self._desk.tasks.run(work, self._show, self._failed, key="brief page")

    def _show(self, made: Made | None) -> None:
        if made is None:
            self.note.setText(
                _("The decision and the agenda take more than one page. Shorten them first.")
            )
            return
        self._made = made
        self.note.setText(_said(made.page))
        self.picture.show_page(made)
        for button in (self.as_markdown, self.printed, self.as_pdf):
            button.setEnabled(True)
        if not self.whom.isAncestorOf(self.focusWidget() or self):
            self.as_pdf.setFocus(Qt.FocusReason.TabFocusReason)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.note.setText(str(error))
        else:
            self._desk.report(error)

    def _save_pdf(self) -> None:
        if self._made is not None:
            self._save(_("Save the brief"), Written(f"{self._file()}.pdf", self._made.file))

    def _save_markdown(self) -> None:
        if self._made is not None:
            content = markdown(self._made.page).encode()
            self._save(_("Save the brief"), Written(f"{self._file()}.md", content))

    def _file(self) -> str:
        name = self._people[self._person].lower()
        plain = "-".join(word for word in name.split() if word.isalnum())
        return _("brief-{name}").format(name=plain or "meeting")

    def _save(self, title: str, file: Written) -> None:
        offer_file(self._desk, title, file.name, file.content, then=self.accept)

    def _print(self) -> None:
        if self._made is not None:
            self._desk.asker.print_page(self._made.page.title, self._draw)

    def _draw(self, painter: QPainter) -> None:
        if self._made is not None:
            page_drawing.draw(self._made.page, painter)


def _said(page: OnePage) -> str:
    """What to know about the page before it is kept."""
    parts = [
        _("For you to take along. Without boundaries, and without what never leaves this computer.")
    ]
    if page.cut:
        parts.append(_("Shortened to fit one page."))
    return " ".join(parts)
