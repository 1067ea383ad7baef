"""One draft while it is open: what was typed, what was rendered, what the review says.

No widgets. Text written by hand is never replaced by itself: rendering again only proposes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from mentorcrm.errors import NotFound, UserError
from mentorcrm.models.kinds import DraftState, MessageForm, PartId
from mentorcrm.services.asking import spec
from mentorcrm.services.commands.outreach import DismissFinding, EditDraft, KeepVersion
from mentorcrm.services.rows import DraftDetail
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.page import Autosave
from mentorcrm.ui.tasks import CancelToken

if TYPE_CHECKING:
    from mentorcrm.services.ask_desk import Composed

REVIEW_MS = 200
_EDITABLE = (DraftState.DRAFT, DraftState.READY)


@dataclass(frozen=True)
class Typed:
    """The message as it stands on screen."""

    subject: str
    body: str


class DraftSession(QObject):
    """Keeps a draft and its checks up to date. Signals carry facts for the panes."""

    loaded = Signal()
    text_rendered = Signal()
    examined = Signal(object)
    proposed = Signal(object)
    saved = Signal(bool)
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
        self._autosave = Autosave(self)
        self._autosave.due.connect(self._save)
        self._review = QTimer(self)
        self._review.setSingleShot(True)
        self._review.setInterval(REVIEW_MS)
        self._review.timeout.connect(self._examine)

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

    def set_windows(self, windows: Any) -> None:
        """Offer these `TimeWindow`s."""
        self.parts.pop(PartId.WINDOWS, None)
        self._change(windows=windows, parts=dict(self.parts))

    def set_kind(self, kind: Any) -> None:
        """Another purpose; the form is kept where the kind has it."""
        form = self.draft.form if self.draft else MessageForm.MAIL
        forms = spec(kind).forms
        self._change(kind=kind, form=form if form in forms else forms[0])

    def set_tone(self, tone: Any) -> None:
        """Another tone."""
        self._change(tone=tone)

    def set_form(self, form: Any) -> None:
        """Mail, note or chat."""
        self._change(form=form)

    def set_need(self, need_id: Any) -> None:
        """Which need it is about; None for none."""
        self._change(need_id=need_id, clear_need=need_id is None)

    def propose(self) -> None:
        """Render anew from the ingredients and propose the result, without replacing anything."""
        self.flush()
        self._compose(self._proposed)

    def accept(self, text: Typed) -> None:
        """Take a proposed text; the present one is kept as a version."""
        if self.draft is None:
            return
        self._desk.run(KeepVersion(self.draft.id, "before rewriting"))
        command = EditDraft(self.draft.id, subject=text.subject, body=text.body, by_hand=False)
        self._desk.run(command, said="Rewritten from the ingredients")
        self._load(self.draft.id)

    def apply_fix(self, finding: Any) -> None:
        """Make the change that a `Finding` proposes."""
        if finding.fix is None:
            return
        subject, body = self.text.subject, self.text.body
        if finding.field == "subject":
            subject = finding.fix.apply(subject)
        else:
            body = finding.fix.apply(body)
        self.edit_text(subject, body)
        self.text_rendered.emit()
        self.flush()
        self._examine()

    def dismiss(self, finding: Any) -> None:
        """Set a `Finding` aside for this draft."""
        if self.draft is not None:
            self.flush()
            rule, text = finding.key
            self._desk.run(DismissFinding(self.draft.id, rule, text), said="Set aside")

    def flush(self) -> None:
        """Save at once what is being typed."""
        self._autosave.flush()

    def _touch(self) -> None:
        self._touched = True
        self.saved.emit(False)
        self._autosave.touch()
        self._review.start()

    def _load(self, draft_id: int) -> None:
        try:
            draft = self._desk.services.outreach.detail(draft_id)
        except NotFound:
            self.draft = None
            self.gone.emit()
            return
        self.draft = draft
        self.parts = dict(draft.parts)
        self.by_hand = draft.edited_by_hand
        if (draft.subject, draft.body.strip()) != (self.text.subject, self.text.body.strip()):
            self.text = Typed(draft.subject, draft.body)
        self.loaded.emit()
        self.saved.emit(True)
        self._examine()

    def _change(self, **values: Any) -> None:
        if self.draft is None:
            return
        self.flush()
        self._touched = True
        self._desk.run(EditDraft(self.draft.id, **values), failed=self.refused.emit)
        self._load(self.draft.id)
        self._render_if_own()

    def _save(self) -> None:
        if self.draft is None:
            return
        if not self.by_hand:
            self._render_if_own()
            return
        self._write(
            EditDraft(
                self.draft.id,
                parts=dict(self.parts),
                subject=self.text.subject,
                body=self.text.body,
                by_hand=True,
            )
        )

    def _write(self, command: EditDraft) -> None:
        self._desk.run(command, failed=self.refused.emit)
        if self.draft is not None:
            self.draft = replace(self.draft, parts=dict(self.parts), edited_by_hand=self.by_hand)
        self.saved.emit(True)

    def _render_if_own(self) -> None:
        """Text that was not touched by hand follows its ingredients."""
        if self.draft is not None:
            self._write(EditDraft(self.draft.id, parts=dict(self.parts)))
            if not self.by_hand and self.draft.state in _EDITABLE:
                self._compose(self._rendered)

    def _compose(self, done: Any) -> None:
        draft = self._as_typed()
        services = self._desk.services

        def work(_token: CancelToken) -> "tuple[int, Composed]":
            request = services.desk.request_of(draft)
            return draft.id, services.desk.compose(request, None, draft.dismissed)

        self._desk.tasks.run(work, done, self._failed, key="compose")

    def _examine(self) -> None:
        if self.draft is None:
            return
        draft, text = self._as_typed(), self.text
        services = self._desk.services

        def work(_token: CancelToken) -> "tuple[int, Composed]":
            request = services.desk.request_of(draft)
            return draft.id, services.desk.examine(
                request, text.subject, text.body, draft.dismissed
            )

        self._desk.tasks.run(work, self._examined, self._failed, key="examine")

    def _as_typed(self) -> DraftDetail:
        assert self.draft is not None
        filled: Mapping[PartId, str] = {p: t for p, t in self.parts.items() if t.strip()}
        return replace(self.draft, parts=filled)

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

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.refused.emit(str(error))
        else:
            self._desk.report(error)
