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
from mentorcrm.services.commands.outreach import EditDraft, KeepVersion
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
    proposed = Signal(object)
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
        self._aside = Aside(desk)
        self._autosave = Autosave(self)
        self._autosave.due.connect(self._save)
        self._checks = DraftChecks(desk, self)
        self._checks.due.connect(self._examine)
        self._checks.refused.connect(self.refused)

    def open(self, draft_id: int) -> None:
        """Load a draft; `gone` when it is not there."""
        self.flush()
        self.draft = None
        self._touched = False
        self._load(draft_id)

    def reload(self) -> None:
        """Read the draft again after a change elsewhere; what is being typed stays."""
        if self.draft is not None and not self._autosave.pending():
            self._load(self.draft.id)

    def edit_part(self, part: Any, text: str) -> None:
        """An ingredient was typed."""
        self.parts[part] = text
        self._touch()

    def edit_text(self, subject: str, body: str) -> None:
        """The letter was edited by hand; from now on it is the user's own."""
        if (subject, body) != (self.text.subject, self.text.body):
            self.text = Typed(subject, body)
            self.by_hand = True
            self._touch()

    def replace_text(self, subject: str, body: str) -> None:
        """Put other words in place of the present ones, keep them and review them at once."""
        self.edit_text(subject, body)
        self.text_rendered.emit()
        self.flush()
        self._examine()

    def change(self, **values: Any) -> None:
        """Set what `EditDraft` can set, and render anew unless the text is the user's own."""
        if self.draft is None:
            return
        self.flush()
        self._touched = True
        command = EditDraft(self.draft.id, **values)

        def work() -> None:
            self._desk.run(command, failed=self.refused.emit)
            if self.draft is not None and self.draft.id == command.draft_id:
                self._load(command.draft_id)
                self._save()

        self._desk.turns.take(work)  # In one: the text is rendered from what is written by then.

    def propose(self) -> None:
        """Render anew from the ingredients and propose the result, without replacing anything."""
        self.flush()
        if self.draft is not None:
            self._checks.compose(_filled(self.draft, self.parts), self._proposed)

    def accept(self, text: Typed) -> None:
        """Take a proposed text; the present one is kept as a version."""
        if self.draft is None:
            return
        self._desk.run(KeepVersion(self.draft.id, "before rewriting"))
        command = EditDraft(self.draft.id, subject=text.subject, body=text.body, by_hand=False)
        self._desk.run(command, said="Rewritten from the ingredients")
        self._load(self.draft.id)

    def flush(self) -> None:
        """Save at once what is being typed, and what could not be saved before."""
        self._autosave.flush()
        if self.draft is not None and self._aside.has(self.draft.id):
            self._save()

    def _touch(self) -> None:
        self._touched = True
        self.saved.emit(False)
        self._autosave.touch()
        self._checks.soon()

    def _load(self, draft_id: int) -> None:
        try:
            draft = self._desk.services.outreach.detail(draft_id)
        except NotFound:
            self.draft = None
            self.gone.emit()
            return
        self.draft = draft
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
            self.saved.emit(True)
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
            self._checks.compose(_filled(self.draft, self.parts), self._rendered)

    def _write(self, command: EditDraft) -> None:
        lost = partial(self._aside.keep, self)
        then = partial(self._written, command.draft_id)
        self._desk.run(command, failed=self.refused.emit, then=then, lost=lost)

    def _written(self, draft_id: int, _nothing: object) -> None:
        self._aside.forget(draft_id)
        if self.draft is None or self.draft.id != draft_id:
            return
        self.draft = replace(self.draft, parts=dict(self.parts), edited_by_hand=self.by_hand)
        self.saved.emit(True)

    def _examine(self) -> None:
        if self.draft is not None:
            text = self.text
            self._checks.examine(
                _filled(self.draft, self.parts), text.subject, text.body, self._examined
            )

    def _rendered(self, result: Any) -> None:
        draft_id, composed = result
        if self.draft is None or self.draft.id != draft_id or self.by_hand:
            return
        text = Typed(composed.subject, composed.body)
        if text != self.text:
            self.text = text
            command = EditDraft(draft_id, subject=text.subject, body=text.body, by_hand=False)
            self._write(command)
            self.text_rendered.emit()
        self._examined(result)

    def _proposed(self, result: Any) -> None:
        draft_id, composed = result
        if self.draft is not None and self.draft.id == draft_id:
            self.proposed.emit(Typed(composed.subject, composed.body))

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


def _filled(draft: DraftDetail, parts: Mapping[PartId, str]) -> DraftDetail:
    """A draft with the ingredients that were typed."""
    return replace(draft, parts={part: words for part, words in parts.items() if words.strip()})
