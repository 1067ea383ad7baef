"""One promise with every field, edited where it stands. Each field saves itself."""

from datetime import date

from PySide6.QtCore import Qt

from mentorcrm.models.history_kinds import Owner
from mentorcrm.models.kinds import Privacy
from mentorcrm.services.advice_rows import CommitmentRow
from mentorcrm.services.commands.commitments import (
    DeleteCommitment,
    DropCommitment,
    EditCommitment,
    KeepCommitment,
    ReopenCommitment,
)
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.advice_words import promise_state
from mentorcrm.ui.pages.record_form import RecordForm
from mentorcrm.ui.pages.saved_fields import SavedDay, SavedText
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.fields import Field, Labelled
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


class PromiseEditor(RecordForm):
    """The form. Escape closes it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._row: CommitmentRow | None = None
        self.what = SavedText(
            desk, _("What was promised"), _("In a few words"), _what, low=2, needed=True
        )
        self.owner = Segmented([(Owner.ME, _("By you")), (Owner.THEM, _("By them"))])
        self.owner.setAccessibleName(_("Who promised it"))
        self.due = SavedDay(desk, _("By when"), _("friday"), _due, ahead=True)
        self.state = Label("", "meta", "text2", wrap=True)
        self.keep = Button(_("Kept"), "primary", icon="check", size="small")
        self.drop = Button(_("Let it go"), "ghost", size="small")
        self.reopen = Button(_("Open again"), "secondary", size="small")
        self.reason = Field(_("Why it no longer stands"))
        self.reason.setAccessibleName(_("Why the promise no longer stands"))
        self._build()
        self._connect()

    def show_promise(self, row: CommitmentRow) -> None:
        """Show a promise as it is now; what is being typed stays."""
        other = self._row is None or self._row.id != row.id
        self._row = row
        self.what.show_value(row.id, row.what)
        self.due.show_value(row.id, row.due)
        self.owner.set_value(row.owner)
        words, role = promise_state(row, desk_today(self._desk))
        self.state.setText(f"{words[:1].upper()}{words[1:]}")
        self.state.set_role(role)
        self.keep.setVisible(row.open)
        self.drop.setVisible(row.open)
        self.reopen.setVisible(not row.open)
        dropped = row.dropped_on is not None
        if other or not self.reason.hasFocus():
            self.reason.set_value(row.dropped_reason)
            self.reason.setVisible(dropped)
        self.show_need(row.need_id)
        self.privacy.set_value(row.privacy)

    def flush(self) -> None:
        """Save what is being typed."""
        self.what.flush()

    def delete(self) -> None:
        """Move the promise to the bin, which can be undone."""
        if self._row is not None:
            self._run(DeleteCommitment(self._row.id), _("Moved the promise to the bin"))

    def _build(self) -> None:
        acts = boxes.row(self.keep, self.drop, self.reopen, None, spacing=6)
        self.setLayout(
            boxes.column(
                self.what,
                self.owner,
                self.due,
                boxes.column(self.state, acts, self.reason, spacing=6),
                Labelled(_("About a need"), self.need),
                Labelled(_("Who may know"), self.privacy),
                boxes.row(self.remove, None),
                spacing=12,
            )
        )

    def _connect(self) -> None:
        self.owner.chosen.connect(self._own)
        self.keep.clicked.connect(self._keep)
        self.drop.clicked.connect(self._ask_why)
        self.reopen.clicked.connect(self._reopen)
        self.reason.committed.connect(self._drop)
        self.reason.returnPressed.connect(self._entered)
        self.need.chosen.connect(self._link)
        self.privacy.chosen.connect(self._protect)

    def _own(self, value: object) -> None:
        if self._row is not None and isinstance(value, Owner):
            self._run(EditCommitment(self._row.id, owner=value))

    def _keep(self) -> None:
        if self._row is not None:
            self._run(KeepCommitment(self._row.id), _("Noted as kept"))

    def _ask_why(self) -> None:
        """Ask for the reason first; Enter lets it go, with or without one."""
        self.reason.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _entered(self) -> None:
        if not self.reason.text().strip():  # A reason that was typed is committed by itself.
            self._drop("")

    def _drop(self, reason: str) -> None:
        if self._row is not None:
            key, dropped = self._row.id, self._row.dropped_on is not None
            said = "" if dropped else _("The promise no longer stands")
            self._run(DropCommitment(key, reason), said)

    def _reopen(self) -> None:
        if self._row is not None:
            self._run(ReopenCommitment(self._row.id), _("Open again"))

    def _link(self, value: object) -> None:
        if self._row is not None and isinstance(value, int):
            self._run(EditCommitment(self._row.id, need_id=value or None, clear_need=not value))

    def _protect(self, value: object) -> None:
        if self._row is not None and isinstance(value, Privacy):
            self._run(EditCommitment(self._row.id, privacy=value))


def _what(key: int, text: str) -> EditCommitment:
    return EditCommitment(key, what=text)


def _due(key: int, day: date | None) -> EditCommitment:
    return EditCommitment(key, due=day, clear_due=day is None)
