"""The composer: ingredients, letter, verdict, and the bar to get it out of the door."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from mentorcrm.models.kinds import DraftState
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.difference import DifferenceSheet
from mentorcrm.ui.pages.boundaries_line import BoundariesLine
from mentorcrm.ui.pages.composer_bar import ComposerBar
from mentorcrm.ui.pages.composer_head import ComposerHead
from mentorcrm.ui.pages.composer_sides import Sides
from mentorcrm.ui.pages.draft_choices import DraftChoices
from mentorcrm.ui.pages.draft_session import DraftSession
from mentorcrm.ui.pages.finding_walk import FindingWalk
from mentorcrm.ui.pages.ingredient_column import IngredientColumn
from mentorcrm.ui.pages.letter import Paper
from mentorcrm.ui.pages.out_of_the_door import Door
from mentorcrm.ui.pages.page import Page
from mentorcrm.ui.pages.verdict_pane import VerdictPane
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.words import _


class ComposerPage(Page):
    """Places: `composer` with the draft's id as key."""

    reads = (
        "draft",
        "draft_version",
        "draft_attachment",
        "attachment",
        "person",
        "contact_point",
        "public_fact",
        "profile",
        "need",
        "template",
        "interaction",
        "agreement",
        "working_style",
        "advice",
        "experiment",
        "draft_advice",
        *("coverage", "interaction_person", "mentorship", "need_task"),
        *("person_tag", "season_change", "tag"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._draft_id: int | None = None
        self.session = DraftSession(desk, self)
        choices = DraftChoices(self.session)
        self.head = ComposerHead(self.session, desk)
        self.ingredients = IngredientColumn(desk, self.session, choices)
        self.paper = Paper(desk)
        self.boundaries = BoundariesLine(desk)
        self.verdict = VerdictPane()
        self.bar = ComposerBar(desk)
        panes = (self.ingredients, self.paper, self.verdict)
        self.walk = FindingWalk(self, desk, self.session, panes)
        self.door = Door(self, self.bar, desk, self.session)
        self._started = False
        self._build()
        self._connect()

    def open_place(self, place: Place) -> None:
        self._draft_id = place.key
        self._started = True
        self.walk.popover.hide()
        if self.desk.live and place.key is not None:
            self.session.open(place.key)

    def place(self) -> Place:
        return Place("composer", self._draft_id)

    def reload(self) -> None:
        if self.session.draft is not None:
            self.session.reload()
        elif self._draft_id is not None:
            self.session.open(self._draft_id)

    def first_focus(self) -> QWidget:
        written = self.session.draft is not None and not self.session.by_hand
        if written and self.ingredients.isEnabled():
            return self.ingredients.first_missing()
        return self.paper.letter

    def panes(self) -> tuple[QWidget, ...]:
        panes = (self.ingredients.kind, self.paper.letter, self.verdict, self.bar.copy)
        return tuple(pane for pane in panes if pane.isVisible())

    def flush(self) -> None:
        self.session.flush()

    def _build(self) -> None:
        middle = QWidget()
        middle.setLayout(
            boxes.column(self.head, self.boundaries, spacing=10, margins=(20, 12, 20, 12))
        )
        layout = middle.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(self.paper, 1)
        self._splitter = Sides(self.ingredients, middle, self.verdict)
        live = QWidget()
        column = QVBoxLayout(live)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._splitter, 1)
        column.addWidget(self.bar)
        back = Button(_("To the asks"))
        back.clicked.connect(self._to_asks)
        well = EmptyWell("inbox", _("This draft is gone"), _("Undo brings it back."), back)
        gone = QWidget()
        gone.setLayout(boxes.column(None, well, None, margins=(120, 0, 120, 0)))
        self._states = QStackedLayout(self)
        self._states.addWidget(live)
        self._states.addWidget(gone)
        QWidget.setTabOrder(self.paper.subject, self.paper.letter)

    def _connect(self) -> None:
        session = self.session
        session.loaded.connect(self._show_draft)
        session.gone.connect(self._show_gone)
        session.text_rendered.connect(self._show_text)
        session.examined.connect(self._show_composed)
        self.head.rewriting.proposed.connect(self._show_proposal)
        session.saved.connect(self.bar.set_saved)
        session.not_saved.connect(self.bar.set_not_saved)
        session.refused.connect(self.ingredients.say)
        self.paper.text_edited.connect(self._text_edited)
        self.ingredients.wanted.connect(self._splitter.show_parts)

    def _show_draft(self) -> None:
        draft = self.session.draft
        if draft is None:
            return
        self._states.setCurrentIndex(0)
        self._stale = False
        person = self.desk.services.people.detail(draft.person_id)
        self.head.show_draft(draft, person.first_name or person.name)
        self.paper.to.show_person(person, draft.form)
        self.paper.set_form(draft.form)
        self.ingredients.show_draft()
        self.ingredients.say("")
        self.bar.show_draft(draft)
        self.door.show_step(draft)
        self._show_text()
        editable = draft.state in (DraftState.DRAFT, DraftState.READY)
        if not editable:
            self.walk.popover.hide()  # What it offered is no longer to be had.
        self.boundaries.show_for(person.id, wanted=editable)
        for part in (self.ingredients, self.verdict, self.head):
            if not editable and _has_focus(part):
                self.paper.letter.setFocus(Qt.FocusReason.OtherFocusReason)
            part.setEnabled(editable)
        self.paper.letter.setReadOnly(not editable)
        self.paper.subject.setReadOnly(not editable)

    def _show_text(self) -> None:
        self.paper.show_text(self.session.text.subject, self.session.text.body)
        self.head.show_by_hand()

    def _show_gone(self) -> None:
        self._states.setCurrentIndex(1)

    def _text_edited(self) -> None:
        self.walk.popover.hide()
        self.session.edit_text(self.paper.subject.text(), self.paper.letter.text())
        self.head.show_by_hand()

    def _show_composed(self, composed: Any) -> None:
        draft = self.session.draft
        if draft is None:
            return
        self.ingredients.show_composed(composed)
        self.verdict.show_composed(composed, draft)
        self.paper.letter.show_findings(composed.findings, self.verdict.current())
        if self._started:
            self._started = False
            if self.isVisible():
                self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_proposal(self, text: Any) -> None:
        now = self.session.text

        def take() -> None:
            self.head.rewriting.accept(text)

        before = f"{now.subject}\n\n{now.body}"
        after = f"{text.subject}\n\n{text.body}"
        DifferenceSheet(
            self.window(),
            _("Rewrite from the ingredients?"),
            (before, after),
            _("Take the new text"),
            take,
        ).open()

    def _to_asks(self) -> None:
        self.desk.go("asks")


def _has_focus(part: QWidget) -> bool:
    focused = part.window().focusWidget()
    return focused is not None and part.isAncestorOf(focused)
