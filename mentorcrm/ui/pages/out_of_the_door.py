"""Copy, mail app, mail file, sent: what the composer's bar does. Nothing is sent by the app."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from mentorcrm.errors import StorageError, UserError
from mentorcrm.models.kinds import DraftState, MessageForm, MessageKind
from mentorcrm.services.rows import DraftDetail
from mentorcrm.ui.ask_user import Choice, Question
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.sent import SentSheet
from mentorcrm.ui.pages.ask_acts import AskActs
from mentorcrm.ui.pages.ask_words import STEPS
from mentorcrm.ui.pages.composer_bar import ComposerBar
from mentorcrm.ui.pages.draft_session import DraftSession
from mentorcrm.words import _, n_

_GAP = re.compile("⟦[^⟧]*⟧")


class Door(QObject):
    """Takes the wishes of the bar. A text with gaps is let out only after a question."""

    def __init__(self, page: QWidget, bar: ComposerBar, desk: Desk, session: DraftSession) -> None:
        super().__init__(page)
        self._page = page
        self._bar = bar
        self._desk = desk
        self._session = session
        self._acts = AskActs(desk, page)
        pairs = (
            (bar.copy_requested, self.copy, "Ctrl+Shift+C"),
            (bar.eml_requested, self.save_eml, "Ctrl+S"),
            (bar.mail_requested, self.open_mail, "Ctrl+Return"),
            (bar.sent_requested, self.mark_sent, ""),
            (bar.outcome_requested, self.note_outcome, ""),
            (bar.follow_up_requested, self.follow_up, ""),
            (bar.step_requested, self.take_step, ""),
        )
        for signal, slot, key in pairs:
            signal.connect(slot)
            if key:
                shortcut = QShortcut(QKeySequence(key), page)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(slot)

    def copy(self) -> None:
        """Put the message on the clipboard."""
        draft, text = self._session.draft, self._session.text
        if draft is None:
            return
        self._session.settle()
        mail = draft.form is MessageForm.MAIL and text.subject
        whole = f"Subject: {text.subject}\n\n{text.body}" if mail else text.body
        self._desk.clipboard.copy(whole)
        gaps = len(_GAP.findall(whole))
        self._desk.say(
            n_(
                "Copied, with {number} gap still in it",
                "Copied, with {number} gaps still in it",
                gaps,
            ).format(number=gaps)
            if gaps
            else _("Copied")
        )

    def save_eml(self) -> None:
        """Ask where, then write a mail file with the attachments."""
        draft = self._session.draft
        if draft is None or draft.form is not MessageForm.MAIL:
            return
        self._session.settle()
        person = self._desk.services.people.detail(draft.person_id)
        name = re.sub(r"[^\w-]+", "-", f"{draft.kind.value}-{person.name}").strip("-").lower()

        def write(target: Path) -> None:
            self._when_written(partial(self._write_eml, target))

        self._desk.asker.save_file(
            _("Save as a mail file"), Path.home() / f"{name[:80]}.eml", write
        )

    def _when_written(self, work: Callable[[], None]) -> None:
        """Do what reads the message from the record: after what is on screen has come there."""
        self._desk.turns.take(work)

    def _write_eml(self, target: Path) -> None:
        draft = self._session.draft
        if draft is None:
            return
        try:
            self._desk.services.sending.save_eml(draft.id, target)
        except (UserError, StorageError, OSError) as error:
            said = error if isinstance(error, UserError | StorageError) else error.strerror
            self._desk.tell(_("{name} was not written: {said}").format(name=target.name, said=said))
            return
        text = self._session.text
        if gaps := len(_GAP.findall(text.subject + text.body)):
            words = n_(
                "Saved {name}, with {number} gap still in it",
                "Saved {name}, with {number} gaps still in it",
                gaps,
            )
            self._desk.say(words.format(name=target.name, number=gaps))
            return
        words = _("Saved {name}. Did you send it?").format(name=target.name)
        self._desk.say(words, self.mark_sent, _("Mark as sent"))

    def open_mail(self) -> None:
        """Open the mail app; with gaps in the text, ask before."""
        draft, text = self._session.draft, self._session.text
        if draft is None or draft.form is not MessageForm.MAIL:
            return
        self._session.settle()
        gaps = len(_GAP.findall(text.subject + text.body))
        if not gaps:
            self._when_written(partial(self._open_mail_app, draft))
            return
        question = Question(
            _("The message is not finished"),
            n_(
                "There is still {number} gap in the text, between ⟦ and ⟧. Fill it in first, or "
                "open the message as it is.",
                "There are still {number} gaps in the text, between ⟦ and ⟧. Fill them in first, "
                "or open the message as it is.",
                gaps,
            ).format(number=gaps),
            (Choice("back", _("Go back"), "primary"), Choice("open", _("Open as it is"))),
        )
        self._desk.asker.ask(question, self._answered)

    def mark_sent(self) -> None:
        """Ask how and when it was sent."""
        draft = self._session.draft
        if draft is None:
            return
        self._session.settle()
        name = self._desk.services.people.detail(draft.person_id).name
        sheet = SentSheet(self._page.window(), self._desk, draft, name)
        sheet.finished.connect(self._sheet_closed)
        sheet.open(sheet.done)

    def note_outcome(self) -> None:
        """Offer what may have come of it."""
        if self._session.draft is not None:
            place = self._bar.outcome.mapToGlobal(QPoint(0, self._bar.outcome.height() + 2))
            self._acts.open_menu(self._session.draft.id, place)

    def follow_up(self) -> None:
        """Begin a follow-up to the same person about the same need."""
        if self._session.draft is not None:
            self._acts.write(self._session.draft, MessageKind.FOLLOW_UP)

    def take_step(self) -> None:
        """Take the step that follows an answer."""
        draft = self._session.draft
        step = self._acts.step_of(draft) if draft is not None else None
        if draft is not None and step is not None:
            self._acts.take(draft.id, step)

    def show_step(self, draft: DraftDetail) -> None:
        """Let the bar offer what follows an answer."""
        answered = draft.state is DraftState.ANSWERED
        step = self._acts.step_of(draft) if answered else None
        self._bar.show_step(STEPS[step] if step is not None else "")

    def _sheet_closed(self, _accepted: bool) -> None:
        """What opened the sheet may be gone, such as the button of a message."""
        focused = self._page.window().focusWidget()
        if focused is None or not self._page.isAncestorOf(focused):
            self._bar.sent.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_person(self) -> None:
        if self._session.draft is not None:
            self._desk.go("people", self._session.draft.person_id)

    def _answered(self, answer: str) -> None:
        if answer == "open" and self._session.draft is not None:
            self._when_written(partial(self._open_mail_app, self._session.draft))

    def _open_mail_app(self, draft: DraftDetail) -> None:
        try:
            link = self._desk.services.sending.mailto(draft.id)
        except UserError as error:
            self._desk.tell(str(error), self._open_person, _("Open their page"))
            return
        if link is None:
            self.copy()
            self._desk.tell(
                _("Too long for a mail link. The text is on the clipboard."),
                self.save_eml,
                _("Save as .eml"),
            )
            return
        if not self._desk.opener.open(link):
            self.copy()
            self._bar.mail_failed = True
            self._bar.show_draft(draft)
            self._desk.tell(
                _("No mail app answered. Your text is on the clipboard."),
                self.save_eml,
                _("Save as .eml"),
            )
            return
        said = _("Opened in your mail app. Did you send it?")
        if draft.attachments:
            said = _("Opened in your mail app. Add the attachments there. Did you send it?")
        self._desk.say(
            said,
            self.mark_sent,
            _("Mark as sent"),
        )
