"""Another template for a message: tone and form, with the text they give before it is taken."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from mentorcrm.models.kinds import MessageForm, Tone
from mentorcrm.services.asking import spec
from mentorcrm.services.rows import DraftDetail
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.draft_checks import DraftChecks
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Panel
from mentorcrm.ui.widgets.chips import Tag
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.editor import PlainEdit
from mentorcrm.ui.widgets.field_frame import clear_base
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, n_

if TYPE_CHECKING:
    from mentorcrm.services.ask_desk import Composed

_PREVIEW_HEIGHT = 300


class TemplateSheet(Sheet):
    """Chooses tone and form of a draft; `chosen` carries the draft with them, and its text."""

    chosen = Signal(object, object)

    def __init__(self, window: QWidget, desk: Desk, draft: DraftDetail, *, by_hand: bool) -> None:
        """`draft` as it stands on screen; `by_hand` when its text is the user's own."""
        super().__init__(window, _("How it is written"), 640)
        self._desk = desk
        self._draft = draft
        self._now = (draft.tone, draft.form)
        self._by_hand = by_hand
        self._composed: Composed | None = None
        self._checks = DraftChecks(desk, self)
        self.tone = Segmented([(tone, tone.label) for tone in Tone])
        self.form = Segmented([(form, form.label) for form in spec(draft.kind).forms])
        self.origin = Tag("")
        self.facts = Label("", "meta", "text2", wrap=True)
        self.subject = Label("", "titleS", wrap=True)
        self.text = PlainEdit("body")
        self.take = Button(_("Use this"), "primary")
        self._build()
        self.tone.chosen.connect(self._choose)
        self.form.chosen.connect(self._choose)
        self._checks.refused.connect(self._refused)
        self._show()

    def _build(self) -> None:
        self.tone.set_value(self._draft.tone)
        self.form.set_value(self._draft.form)
        self.tone.setAccessibleName(_("Tone"))
        self.form.setAccessibleName(_("Form"))
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("The message in this template"))
        self.text.setMinimumHeight(_PREVIEW_HEIGHT)
        clear_base(self.text)
        paper = Panel("surface", "line", 10)
        inside = boxes.column(self.subject, spacing=8, margins=(20, 14, 12, 14))
        inside.addWidget(self.text, 1)
        paper.setLayout(inside)
        chooser = boxes.row(spacing=12)
        chooser.addWidget(self.tone, 1)
        if len(spec(self._draft.kind).forms) > 1:
            chooser.addWidget(self.form, 1)
        self.body.addLayout(chooser)
        facts = boxes.row(self.origin, spacing=10)
        facts.addWidget(self.facts, 1)
        self.body.addLayout(facts)
        self.body.addWidget(paper)
        if self._by_hand:
            kept = _("The present text is yours. It is kept among the earlier texts.")
            self.body.addWidget(Label(kept, "meta", "text2", wrap=True))
        edit = Button(_("Edit templates"), "ghost")
        keep = Button(_("Keep as it is"))
        for button in (edit, keep, self.take):
            self.buttons.addWidget(button)
        edit.clicked.connect(self._edit)
        keep.clicked.connect(self.reject)
        self.take.clicked.connect(self._take)

    def _choose(self, _value: object) -> None:
        tone, form = self.tone.value(), self.form.value()
        if isinstance(tone, Tone) and isinstance(form, MessageForm):
            self._draft = replace(self._draft, tone=tone, form=form)
            self._show()

    def _show(self) -> None:
        draft = self._draft
        rows = self._desk.services.templates.list()
        key = (draft.kind, draft.tone, draft.form)
        own = any(row.own for row in rows if (row.kind, row.tone, row.form) == key)
        self.origin.setText(_("Your own") if own else _("Built-in"))
        self.origin.set_tone("accent" if own else "neutral")
        self.origin.updateGeometry()
        self._composed = None
        self.take.setEnabled(False)
        self._checks.compose(draft, self._rendered, key="template")

    def _rendered(self, result: Any) -> None:
        _draft_id, composed = result
        self._composed = composed
        form = self._draft.form
        mail = form is MessageForm.MAIL
        self.subject.setText(composed.subject)
        self.subject.setVisible(mail and bool(composed.subject))
        self.text.set_text(composed.body.strip())
        words = _("{number} of 300 characters").format(number=len(composed.body))
        if form is not MessageForm.LINKEDIN:
            length = len(composed.body.split())
            words = n_("{number} word", "{number} words", length).format(number=length)
        verdict = composed.verdict
        self.facts.setText(
            " · ".join((words, _("{done} parts").format(done=verdict.parts_line), verdict.headline))
        )
        same = (self._draft.tone, self._draft.form) == self._now and not self._by_hand
        self.take.setEnabled(not same)

    def _refused(self, why: str) -> None:
        self.subject.hide()
        self.text.set_text(why)
        self.facts.setText("")

    def _take(self) -> None:
        if self._composed is not None:
            self.chosen.emit(self._draft, self._composed)
            self.accept()

    def _edit(self) -> None:
        self.reject()
        self._desk.go("settings", view="templates")
