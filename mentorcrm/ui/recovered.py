"""What could not be saved last time is offered once the data is open again."""

from datetime import datetime

from PySide6.QtCore import QObject

from mentorcrm.errors import NotFound
from mentorcrm.models.kinds import PartId
from mentorcrm.services.commands.outreach import EditDraft, KeepVersion
from mentorcrm.services.recovery import UnsavedText
from mentorcrm.services.zones import zone_of
from mentorcrm.ui import words
from mentorcrm.ui.ask_user import Choice, Question
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.words import _

_CHOICES = (
    Choice("later", _("Ask me next time")),
    Choice("discard", _("Throw it away"), "danger"),
    Choice("restore", _("Restore it"), "primary"),
)


class RecoveredTexts(QObject):
    """Asks about one text after the other."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting: list[UnsavedText] = []

    def offer(self) -> None:
        """Ask about everything that is kept; silent when there is nothing."""
        self._waiting = list(self._desk.services.recovery.texts())
        self._ask()

    def _ask(self) -> None:
        if not self._waiting:
            return
        text = self._waiting[0]
        zone = zone_of(self._desk.clock.zone())
        when, today = datetime.fromisoformat(text.at).astimezone(zone), desk_today(self._desk)
        question = Question(
            _("A text could not be saved last time"),
            _(
                "{name}, as it stood on {day} at {when:%H:%M}. Restore it? What the "
                "ask holds now is kept among its earlier texts."
            ).format(name=text.name, day=words.short_day(when.date(), today), when=when),
            _CHOICES,
        )
        self._desk.asker.ask(question, self._answered)

    def _answered(self, answer: str) -> None:
        text = self._waiting.pop(0)
        if answer == "restore":
            self._restore(text)
        elif answer == "discard":
            self._desk.services.recovery.forget(text.draft_id)
        self._ask()

    def _restore(self, text: UnsavedText) -> None:
        desk = self._desk
        try:
            desk.services.outreach.detail(text.draft_id)
        except NotFound:
            desk.clipboard.copy(text.as_text())
            desk.tell(_("That ask is no longer there. Its text is on the clipboard."))
            return

        def restored(_nothing: object) -> None:
            desk.services.recovery.forget(text.draft_id)
            desk.go("composer", text.draft_id)

        def keep(_number: object) -> None:
            desk.run(_as_command(text), said=_("Restored the text"), then=restored)

        desk.run(KeepVersion(text.draft_id, _("before restoring an unsaved text")), then=keep)


def _as_command(text: UnsavedText) -> EditDraft:
    known = {part.value: part for part in PartId}
    parts = {known[name]: words for name, words in text.parts.items() if name in known}
    return EditDraft(
        text.draft_id,
        parts=parts,
        subject=text.subject,
        body=text.body,
        by_hand=text.by_hand,
    )
