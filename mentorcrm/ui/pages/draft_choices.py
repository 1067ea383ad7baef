"""The choices about a draft that are made with one click: each is kept and rendered at once."""

from typing import Any

from PySide6.QtCore import QObject

from mentorcrm.models.kinds import MessageForm, PartId
from mentorcrm.services.asking import spec
from mentorcrm.services.commands.advice import QuoteAdvice
from mentorcrm.ui.pages.draft_session import DraftSession


class DraftChoices(QObject):
    """Slots for menus and selects, which carry their values as objects."""

    def __init__(self, session: DraftSession) -> None:
        super().__init__(session)
        self._session = session

    def set_windows(self, windows: Any) -> None:
        """Offer these `TimeWindow`s instead of typed ones."""
        self._session.parts.pop(PartId.WINDOWS, None)
        self._session.change(windows=windows, parts=dict(self._session.parts))

    def set_kind(self, kind: Any) -> None:
        """Another purpose; the form is kept where the kind has it."""
        draft = self._session.draft
        form = draft.form if draft else MessageForm.MAIL
        forms = spec(kind).forms
        self._session.change(kind=kind, form=form if form in forms else forms[0])

    def set_advice(self, advice: Any) -> None:
        """Which advice it reports on, by ids in their order."""
        if self._session.draft is not None:
            self._session.change(QuoteAdvice(self._session.draft.id, advice))

    def set_need(self, need_id: Any) -> None:
        """Which need it is about; None for none."""
        self._session.change(need_id=need_id, clear_need=need_id is None)
