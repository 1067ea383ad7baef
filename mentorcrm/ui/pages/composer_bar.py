"""The bar under the composer: saved or not, and the ways out of the door."""

from PySide6.QtCore import Qt, Signal

from mentorcrm.clock import today as today_by
from mentorcrm.models.kinds import DraftState, MessageForm
from mentorcrm.services.rows import DraftDetail
from mentorcrm.ui import words
from mentorcrm.ui.days import desk_day
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.draft_words import state_words
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.panes import BottomBar
from mentorcrm.ui.widgets.text import Label, set_tooltip
from mentorcrm.words import _


class ComposerBar(BottomBar):
    """Emits wishes; what is primary follows what can be done."""

    copy_requested = Signal()
    eml_requested = Signal()
    sent_requested = Signal()
    mail_requested = Signal()
    outcome_requested = Signal()
    follow_up_requested = Signal()
    step_requested = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._state = Label("", "body", "text2")
        self.copy = Button(_("Copy"), icon="copy", size="bar")
        self.eml = Button(_("Save as .eml"), icon="download", size="bar")
        self.sent = Button(_("Mark as sent"), icon="check", size="bar")
        self.mail = Button(_("Open in mail app"), "primary", icon="mail", size="bar")
        self.follow_up = Button(_("Write a follow-up"), icon="pen-line", size="bar")
        self.outcome = Button(_("Note the answer"), "primary", icon="check", size="bar")
        self.step = Button("", "primary", icon="check", size="bar")
        self.mail_failed = False
        self._open = True
        self.row.addWidget(self._state, 1)
        pairs = (
            (self.copy, self.copy_requested, _("Copy the message (Ctrl+Shift+C)")),
            (self.eml, self.eml_requested, _("Save a mail file with attachments (Ctrl+S)")),
            (self.sent, self.sent_requested, _("Log it and set a day to follow up")),
            (self.mail, self.mail_requested, _("Open in your mail app (Ctrl+Enter)")),
            (self.follow_up, self.follow_up_requested, _("Come back to it once, kindly")),
            (self.outcome, self.outcome_requested, _("Yes, no, or something else")),
            (self.step, self.step_requested, _("What follows the answer")),
        )
        for button, signal, tip in pairs:
            set_tooltip(button, tip)
            self.row.addWidget(button)
            button.clicked.connect(signal)

    def show_draft(self, draft: DraftDetail) -> None:
        """Show what can be done with this draft.

        The focus of a button that goes passes to what can be done next.
        """
        focused = next((button for button in self._buttons() if button.hasFocus()), None)
        open_ = self._open = draft.state in (DraftState.DRAFT, DraftState.READY)
        mail = draft.form is MessageForm.MAIL
        self.eml.setVisible(mail and open_)
        self.mail.setVisible(mail and open_)
        self.sent.setVisible(open_)
        waiting = draft.state is DraftState.SENT
        self.outcome.setVisible(waiting or draft.outcome is not None)
        self.outcome.setText(_("Note the answer") if waiting else _("Change the answer"))
        self.outcome.set_kind("primary" if waiting else "secondary")
        self.outcome.updateGeometry()
        self.follow_up.setVisible(draft.state is DraftState.SENT)
        self.mail.set_kind("secondary" if self.mail_failed else "primary")
        first = self.eml if mail and self.mail_failed else self.copy
        for button in (self.copy, self.eml):
            lead = button is first and open_ and (self.mail_failed or not mail)
            button.set_kind("primary" if lead else "secondary")
        if not open_:
            self._state.setText(self._sent_words(draft))
        if focused is not None and focused.isHidden():
            following = self.mail if open_ and mail else self.copy if open_ else self.outcome
            following.setFocus(Qt.FocusReason.TabFocusReason)

    def show_step(self, words: str) -> None:
        """Offer what follows an answer; nothing when there are no words for it."""
        self.step.setText(words)
        self.step.updateGeometry()
        self.step.setVisible(bool(words))

    def set_saved(self, saved: bool) -> None:
        """Say whether everything typed is kept."""
        if self._open:
            self._state.setText(_("Saved") if saved else _("Saving…"))

    def set_not_saved(self) -> None:
        """Say that what is on screen could not be written."""
        self._state.setText(_("Not saved yet. Your text is kept."))

    def state(self) -> str:
        """The words on the left."""
        return self._state.text()

    def _buttons(self) -> list[Button]:
        return self.findChildren(Button)

    def _sent_words(self, draft: DraftDetail) -> str:
        today = today_by(self._desk.clock)
        said = [state_words(draft)]
        if draft.sent_at:
            sent = desk_day(self._desk, draft.sent_at)
            said = [_("Sent {day}").format(day=words.short_day(sent, today))]
        if draft.outcome:
            said.append(_("Answer: {label}").format(label=draft.outcome.label.lower()))
        elif draft.follow_up_due:
            day = words.short_day(draft.follow_up_due, today)
            said.append(_("Follow up from {day}").format(day=day))
        return ". ".join(said)
