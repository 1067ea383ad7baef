"""One draft while it is open: what was typed, what was rendered, what the review says.

No widgets. Text written by hand is never replaced by itself: rendering again only proposes.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from mentorcrm.errors import NotFound
from mentorcrm.models.kinds import DraftState, PartId
from mentorcrm.services.commands import Command
from mentorcrm.services.commands.outreach import EditDraft
from mentorcrm.services.rows import DraftDetail
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.draft_aside import Aside, Typed
from mentorcrm.ui.pages.draft_checks import DraftChecks
from mentorcrm.ui.pages.page import Autosave

if TYPE_CHECKING:
    from mentorcrm.services.ask_desk import Composed

_EDITABLE = (DraftState.DRAFT, DraftState.READY)


class DraftSession(QObject):
    """Keeps a draft and its checks up to date. Signals carry facts for the panes."""

    loaded = Signal()
    text_rendered = Signal()
    examined = Signal(object)
    saved = Signal(bool)
    not_saved = Signal()
    gone = Signal()
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.draft: DraftDetail | None = None
        self.text = Typed("", "")
        self.parts: dict[PartId, str] = {}
        self.by_hand = False
        self.composed: Composed | None = None
        self._touched = False
        self._ahead = False  # The text on show follows the record and is not kept yet.
        self._aside = Aside(desk)
        self._autosave = Autosave(self)
        self._autosave.due.connect(self._save)
        self.checks = DraftChecks(desk, self)
        self.checks.due.connect(self._examine)
        self.checks.refused.connect(self.refused)

    def open(self, draft_id: int) -> None:
        """Load a draft; `gone` when it is not there.

        Text that was not touched by hand is shown as the record would have it now. It is kept with
        the next edit or when it goes out: opening a draft changes nothing.
        """
        self.flush()
        self.draft = None
        self._touched = False
        self._load(draft_id)
        self._follow()

    def reload(self) -> None:
        """Read the draft again after a change elsewhere; what is being typed stays."""
        typed = self._autosave.pending() or self._desk.turns.pending()
        if self.draft is None or typed:
            return
        ahead = self._ahead
        self._load(self.draft.id)
        if ahead:
            self._follow()

    def edit_part(self, part: Any, text: str) -> None:
        """An ingredient was typed."""
        self.parts[part] = text
        self._touch()

    def edit_text(self, subject: str, body: str) -> None:
        """The letter was edited by hand; from now on it is the user's own."""
        if (subject, body) != (self.text.subject, self.text.body):
            self.text = Typed(subject, body)
            self.by_hand = True
            self._ahead = False
            self._touch()

    def replace_text(self, subject: str, body: str) -> None:
        """Put other words in place of the present ones, keep them and review them at once."""
        self.edit_text(subject, body)
        self.text_rendered.emit()
        self.flush()
        self._examine()

    def change(self, other: Command[None] | None = None, **values: Any) -> None:
        """Set what `EditDraft` can set, and render anew unless the text is the user's own.

        With another command that is carried out instead.
        """
        if self.draft is None:
            return
        self.flush()
        self._touched = True
        draft_id = self.draft.id

        def work() -> None:
            shown = _shows(self.draft, draft_id)
            if shown:  # With what was typed while this waited.
                self.flush()
                values["parts"] = dict(self.parts)
            command = other or EditDraft(draft_id, **values)
            self._desk.run(command, failed=self.refused.emit)
            if shown:
                self._load(draft_id)
                self._save()

        self._desk.turns.take(work)  # In one: the text is rendered from what is written by then.

    def flush(self) -> None:
        """Save at once what is being typed, and what could not be saved before."""
        self._autosave.flush()
        if self.draft is not None and self._aside.has(self.draft.id):
            self._save()

    def settle(self) -> None:
        """Save all that is on show, also text that followed the record, before it goes out."""
        self.flush()
        if self._ahead and self.draft is not None:
            self._ahead = False
            self._write(_as_rendered(self.draft.id, self.text))

    def _touch(self) -> None:
        self._touched = True
        self.saved.emit(False)
        self._autosave.touch()
        self.checks.soon()

    def _load(self, draft_id: int) -> None:
        try:
            draft = self._desk.services.outreach.detail(draft_id)
        except NotFound:
            self.draft = None
            self.gone.emit()
            return
        self.draft = draft
        self._ahead = False
        draft = self._aside.over(draft)
        self.parts = dict(draft.parts)
        self.by_hand = draft.edited_by_hand
        if (draft.subject, draft.body.strip()) != (self.text.subject, self.text.body.strip()):
            self.text = Typed(draft.subject, draft.body)
        self.loaded.emit()
        if self._aside.has(draft.id):
            self._touched = True
            self.not_saved.emit()
        else:
            self.saved.emit(not self._autosave.pending())
        self._examine()

    def _save(self) -> None:
        """Keep what was typed; text that was not touched by hand follows its ingredients."""
        if self.draft is None:
            return
        parts = dict(self.parts)
        if self.by_hand:
            text = self.text
            self._write(
                EditDraft(
                    self.draft.id, parts=parts, subject=text.subject, body=text.body, by_hand=True
                )
            )
            return
        self._write(EditDraft(self.draft.id, parts=parts))
        if self.draft.state in _EDITABLE:
            self.checks.compose(filled(self.draft, self.parts), self._rendered)

    def _write(self, command: EditDraft) -> None:
        written = _on_show(self)

        def lost() -> str:
            if not _shows(self.draft, command.draft_id):
                return self._aside.keep(written)
            said = self._aside.keep(_on_show(self))
            self.not_saved.emit()
            return said

        then = partial(self._written, command.draft_id)
        self._desk.run(command, failed=self.refused.emit, then=then, lost=lost)

    def _written(self, draft_id: int, _nothing: object) -> None:
        self._aside.forget(draft_id)
        if self.draft is None or self.draft.id != draft_id:
            return
        self.draft = replace(self.draft, parts=dict(self.parts), edited_by_hand=self.by_hand)
        self.saved.emit(not self._autosave.pending())

    def _examine(self) -> None:
        if self.draft is not None:
            text = self.text
            self.checks.examine(
                filled(self.draft, self.parts), text.subject, text.body, self._examined
            )

    def _rendered(self, result: Any) -> None:
        draft_id, composed = result
        if not _shows(self.draft, draft_id) or self.by_hand:
            return
        if self._take_text(composed) or self._ahead:
            self._ahead = False
            self._write(_as_rendered(draft_id, self.text))
        self._examined(result)

    def _follow(self) -> None:
        """Show the text as the record would have it now, unless it is the user's own."""

        def follow(result: Any) -> None:
            draft_id, composed = result
            if not _shows(self.draft, draft_id) or self.by_hand or self._autosave.pending():
                return  # Typing has the text rendered once it pauses.
            if self._touched:
                self._rendered(result)
            else:
                self._ahead = self._take_text(composed)
                self._examined(result)

        if self.draft is not None and not self.by_hand and self.draft.state in _EDITABLE:
            self.checks.compose(filled(self.draft, self.parts), follow)

    def _take_text(self, composed: "Composed") -> bool:
        """Show a text that was rendered; False when it is the one on show."""
        now = self.text
        if (composed.subject, composed.body.strip()) == (now.subject, now.body.strip()):
            return False
        self.text = Typed(composed.subject, composed.body)
        self.text_rendered.emit()
        return True

    def _examined(self, result: Any) -> None:
        draft_id, composed = result
        if self.draft is None or self.draft.id != draft_id:
            return
        if (composed.subject, composed.body) != (self.text.subject, self.text.body):
            return
        self.composed = composed
        self._note_state(composed.verdict.ready)
        self.examined.emit(composed)

    def _note_state(self, ready: bool) -> None:
        """Lists show whether a draft is ready; noted along with edits, never on reading."""
        if self.draft is None or not self._touched or self.draft.state not in _EDITABLE:
            return
        state = DraftState.READY if ready else DraftState.DRAFT
        if state is not self.draft.state:
            self._desk.run(EditDraft(self.draft.id, state=state))
            self.draft = replace(self.draft, state=state)


def _shows(draft: DraftDetail | None, draft_id: int) -> bool:
    return draft is not None and draft.id == draft_id


def _on_show(session: DraftSession) -> DraftDetail:
    """The draft of a session as it stands on screen."""
    assert session.draft is not None
    return replace(
        session.draft,
        subject=session.text.subject,
        body=session.text.body,
        edited_by_hand=session.by_hand,
        parts=dict(session.parts),
    )


def _as_rendered(draft_id: int, text: Typed) -> EditDraft:
    return EditDraft(draft_id, subject=text.subject, body=text.body, by_hand=False)


def filled(draft: DraftDetail, parts: Mapping[PartId, str]) -> DraftDetail:
    """A draft with the ingredients that were typed."""
    return replace(draft, parts={part: words for part, words in parts.items() if words.strip()})
