"""A sitting, step by step: what there is to see, a note, and on to the next. Saved as one goes."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from mentorcrm.models.health_kinds import ReviewKind
from mentorcrm.services.commands.reviews import FinishReview, LeaveReviewAt
from mentorcrm.services.review_rows import ReviewPage as Found
from mentorcrm.services.review_steps import DRIFT, EVERYBODY, STEPS
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.page import Autosave
from mentorcrm.ui.pages.review_board import ReviewBoard
from mentorcrm.ui.pages.review_bodies import Bodies
from mentorcrm.ui.pages.review_lines import StepBody
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.panes import PageHeader
from mentorcrm.ui.widgets.text_area import TextArea
from mentorcrm.words import _

_TABLES = (DRIFT, EVERYBODY)


class ReviewSitting(QWidget):
    """One open sitting. `left` asks for the table, `finished` says that it ended."""

    left = Signal()
    finished = Signal(int)

    def __init__(self, desk: Desk, kind: ReviewKind) -> None:
        super().__init__()
        self._desk = desk
        self._found: Found | None = None
        self.kind = kind
        self.step = next(iter(STEPS[kind]))
        self._shown: tuple[str, Found] | None = None
        self.head = PageHeader(kind.label)
        self.leave = Button(_("Leave for now"), "secondary")
        self.head.tools.addWidget(self.leave)
        self.steps = Segmented([(key, words) for key, words in STEPS[kind].items()])
        self.steps.setAccessibleName(_("Steps of the review"))
        self.board = ReviewBoard(desk)
        self.body = StepBody()
        self._bodies = Bodies(desk, self.body)
        self.note = TextArea(_("A note on this step, for you alone"), low=1, high=4)
        self.note.setAccessibleName(_("A note on this step, for you alone"))
        self.back = Button(_("Back"), "secondary", icon="arrow-left")
        self.on = Button("", "primary")
        self._autosave = Autosave(self)
        self._build()
        self._connect()

    def show_found(self, found: Found) -> None:
        """Show what was read; the step is the one it was left at."""
        first = self._found is None or self._found.id != found.id
        self._found = found
        moved = found.step in STEPS[self.kind] and found.step != self.step
        if moved:
            self.flush()
            self.step = found.step
        self._show_step(afresh=first or moved)

    def flush(self) -> None:
        """Save what is being typed."""
        self._autosave.flush()

    def first_focus(self) -> QWidget:
        """Where work begins."""
        return self.board.table if self.step in _TABLES and self.board.rows() else self.on

    def go(self, step: object) -> None:
        """To another step; what was written at this one is kept first."""
        found = self._found
        if found is None or found.id is None or step not in STEPS[self.kind]:
            return
        self.flush()
        self.step = str(step)
        self._desk.run(LeaveReviewAt(found.id, self.step))
        self._show_step(afresh=True)

    def _show_step(self, *, afresh: bool) -> None:
        found, keys = self._found, list(STEPS[self.kind])
        if found is None:
            return
        place = keys.index(self.step)
        self.steps.set_value(self.step)
        self.steps.set_done({key: number < place for number, key in enumerate(keys)})
        self.head.set_summary(_step_words(place, len(keys)))
        self.back.setEnabled(place > 0)
        following = place + 1 < len(keys)
        said = _("Next: {step}").format(step=STEPS[self.kind][keys[place + 1]]) if following else ""
        self.on.setText(said or _("Finish review"))
        if not self._autosave.pending() and (afresh or not self.note.editor.hasFocus()):
            self.note.set_value(found.notes.get(self.step, ""))
        self._fill(found, afresh=afresh)

    def _fill(self, found: Found, *, afresh: bool) -> None:
        if self.step not in _TABLES:
            shown = (self.step, replace(found, notes={}, step=""))
            if afresh or self._shown != shown:
                with self.body.keeping_focus():
                    self._bodies.show(self.step, found)
            self._shown = shown
            self._stack.setCurrentWidget(self.body)
            return
        rows = found.rows
        if self.step == DRIFT:
            rows = tuple(row for row in rows if row.over_plan or row.decision is not None)
        self.board.show_rows(replace(found, rows=rows), afresh=afresh)
        self._stack.setCurrentWidget(self.board if rows else self.body)
        if not rows:
            self.body.begin(_("Nobody is over plan. Nothing to decide here."))

    def _build(self) -> None:
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        self._stack.addWidget(self.body)
        self._stack.addWidget(self.board)
        foot = boxes.row(self.back, None, self.on, spacing=8)
        layout = QVBoxLayout(self)
        boxes.fill(layout, (self.head, self.steps, middle, self.note, foot), 12, (0, 0, 0, 0))
        layout.setStretch(2, 1)

    def _connect(self) -> None:
        self.steps.chosen.connect(self.go)
        self.back.clicked.connect(self._go_back)
        self.on.clicked.connect(self._go_on)
        self.leave.clicked.connect(self.left)
        self.note.text_changed.connect(self._autosave.touch)
        self._autosave.due.connect(self._save)

    def _go_back(self) -> None:
        keys = list(STEPS[self.kind])
        self.go(keys[max(0, keys.index(self.step) - 1)])

    def _go_on(self) -> None:
        keys = list(STEPS[self.kind])
        place = keys.index(self.step) + 1
        if place < len(keys):
            self.go(keys[place])
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._finish()

    def _save(self) -> None:
        if self._found is not None and self._found.id is not None:
            self._desk.run(LeaveReviewAt(self._found.id, self.step, self.note.text()))

    def _finish(self) -> None:
        self.flush()
        if self._found is None or self._found.id is None:
            return
        number = self._found.id
        self._desk.run(
            FinishReview(number),
            said=_("Finished the review"),
            then=lambda _nothing: self.finished.emit(number),
        )


def _step_words(place: int, number: int) -> str:
    said = _("Step {place} of {number}. Leave and go on at any time.")
    return said.format(place=place + 1, number=number)
