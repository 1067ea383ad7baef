"""Writing a message anew from its ingredients: proposed first, taken when it was looked at."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from mentorcrm.services.commands.outreach import EditDraft, KeepVersion
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.draft_aside import Typed
from mentorcrm.ui.pages.draft_session import DraftSession, filled
from mentorcrm.words import _


class DraftRewrite(QObject):
    """Proposes a text for the draft of a session, which keeps its own until one is accepted."""

    proposed = Signal(object)

    def __init__(self, desk: Desk, session: DraftSession) -> None:
        super().__init__(session)
        self._desk = desk
        self._session = session

    def propose(self) -> None:
        """Render anew from the ingredients; `proposed` brings the text."""
        session = self._session
        session.flush()
        if session.draft is not None:
            session.checks.compose(filled(session.draft, session.parts), self._rendered)

    def accept(self, text: Typed, **values: Any) -> None:
        """Take a proposed text, with what else `EditDraft` sets; the present one is kept."""
        draft = self._session.draft
        if draft is None:
            return
        self._desk.run(KeepVersion(draft.id, _("before rewriting")))
        command = EditDraft(draft.id, subject=text.subject, body=text.body, by_hand=False, **values)
        self._desk.run(command, said=_("Rewritten from the ingredients"))
        self._session.reload()

    def _rendered(self, result: Any) -> None:
        draft_id, composed = result
        if self._session.draft is not None and self._session.draft.id == draft_id:
            self.proposed.emit(Typed(composed.subject, composed.body))
