"""The head of the composer: what it is, how far, in which words; earlier texts."""

from datetime import datetime
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentorcrm.models.kinds import DraftState
from mentorcrm.services.commands.outreach import RestoreVersion
from mentorcrm.services.rows import DraftDetail
from mentorcrm.ui import theme, words
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.difference import DifferenceSheet
from mentorcrm.ui.dialogs.template_choice import TemplateSheet
from mentorcrm.ui.pages.draft_aside import Typed
from mentorcrm.ui.pages.draft_rewrite import DraftRewrite
from mentorcrm.ui.pages.draft_session import DraftSession, filled
from mentorcrm.ui.pages.draft_words import state_words
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.chips import Tag
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label, set_tooltip
from mentorcrm.words import _

# Below this the title needs the room of a button's word.
_ROOM_FOR_WORDS = 520


class ComposerHead(QWidget):
    """What it is, how far, in which tone and form; earlier texts."""

    def __init__(self, session: DraftSession, desk: Desk) -> None:
        super().__init__()
        self.rewriting = DraftRewrite(desk, session)
        self._session = session
        self._written = ("", "")
        self._desk = desk
        self.title = Label("", "title")
        self._state = Tag("")
        self.rewrite = Button(_("Rewrite"), "ghost", icon="refresh-cw")
        self.rewrite.setAccessibleName(_("Rewrite"))
        set_tooltip(self.rewrite, _("Rewrite from the ingredients, after a look at what changes"))
        self.template = Button("", "ghost", icon="file-text")
        self.versions = IconButton("history", _("Earlier texts"))
        row = boxes.row(self.title, self._state, spacing=10)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addStretch(1)
        for widget in (self.rewrite, self.template, self.versions):
            layout.addWidget(widget)
        self.template.clicked.connect(self._open_templates)
        self.versions.clicked.connect(self._open_versions)
        self.rewrite.clicked.connect(self.rewriting.propose)

    def show_draft(self, draft: DraftDetail, name: str) -> None:
        """Show what is being written to whom."""
        self.title.setText(_("{label} to {name}").format(label=draft.kind.label, name=name))
        tone = {DraftState.READY: "accent", DraftState.ANSWERED: "good"}.get(draft.state, "neutral")
        self._state.setText(state_words(draft))
        self._state.set_tone(tone)  # type: ignore[arg-type]
        tone = draft.tone.label
        self._written = tone, f"{tone}, {_inside(draft.form.label)}"
        self.template.setAccessibleName(_("Template: {written}").format(written=self._written[1]))
        self._fit_words()
        self.versions.setVisible(bool(draft.versions))
        self.show_by_hand()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()

    def _fit_words(self) -> None:
        narrow = self.width() < theme.current().px(_ROOM_FOR_WORDS)
        self.rewrite.setText("" if narrow else _("Rewrite"))
        self.template.setText(self._written[0 if narrow else 1])
        for button in (self.rewrite, self.template):
            button.updateGeometry()

    def show_by_hand(self) -> None:
        """Offer to rewrite only what was written by hand."""
        self.rewrite.setVisible(self._session.by_hand)

    def _open_templates(self) -> None:
        """Another tone or form, looked at first."""
        session = self._session
        session.flush()
        if session.draft is not None:
            draft = filled(session.draft, session.parts)
            sheet = TemplateSheet(self.window(), self._desk, draft, by_hand=session.by_hand)
            sheet.chosen.connect(self._take_template)
            sheet.open(sheet.tone)

    def _take_template(self, wished: Any, composed: Any) -> None:
        if self._session.by_hand:
            text = Typed(composed.subject, composed.body)
            self.rewriting.accept(text, tone=wished.tone, form=wished.form)
        else:
            self._session.change(tone=wished.tone, form=wished.form)

    def _open_versions(self) -> None:
        draft = self._session.draft
        if draft is None:
            return
        choices = [
            (v.id, f"{self._moment(v.created_at)}  {v.reason or v.subject}"[:60])
            for v in reversed(draft.versions)
        ]
        menu = ChoiceMenu(self, choices)
        menu.chosen.connect(self._restore)
        menu.open_under(self.versions)

    def _moment(self, instant: datetime) -> str:
        """`24 Nov 10:02`, by the clock here."""
        zone = words.zone_info(self._desk.clock.zone())
        here = instant.astimezone(zone)
        return f"{words.short_day(here.date(), desk_today(self._desk))} {here:%H:%M}"

    def _restore(self, version: Any) -> None:
        """Show what an earlier text would change, then bring it back; the present one is kept."""
        self._session.flush()
        draft = self._session.draft
        old = next((v for v in draft.versions if v.id == int(version)), None) if draft else None
        if old is None:
            return
        now = self._session.text
        texts = (f"{now.subject}\n\n{now.body}", f"{old.subject}\n\n{old.body}")

        def take() -> None:
            said = _("Brought the earlier text back")
            self._desk.run(RestoreVersion(old.id), said=said)

        title = _("Go back to version {number}?").format(number=old.number)
        DifferenceSheet(self.window(), title, texts, _("Bring it back"), take).open()


def _inside(label: str) -> str:
    """A label within a line: "E-mail" becomes "e-mail", names stay as they are."""
    return label if label.startswith("LinkedIn") else f"{label[0].lower()}{label[1:]}"
