"""Templates: the text behind each kind of message, to be made one's own."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mentorcrm.models.kinds import MessageForm, MessageKind, Tone
from mentorcrm.services.asking import spec
from mentorcrm.services.commands.outreach import ResetTemplate, SaveTemplate
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.reading import ReadingSheet
from mentorcrm.ui.pages.page import Autosave
from mentorcrm.ui.pages.settings_section import Section
from mentorcrm.ui.pages.settings_template_side import TemplateSide
from mentorcrm.ui.pages.settings_template_tools import Key, Preview, TemplateFiles
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.chips import Tag
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.panes import Splitter
from mentorcrm.ui.widgets.select import Select
from mentorcrm.ui.widgets.template_edit import TemplateEdit
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.own_templates import DiffLine

PREVIEW_MS = 250
WIDE = 700
_MARKS: dict[tuple[str, str], ColorRole] = {
    ("-", "you"): "accentSoft",
    ("+", "you"): "riskSoft",
    ("-", "upgrade"): "warnSoft",
    ("+", "upgrade"): "goodSoft",
}


class TemplatesSection(Section):
    """Templates."""

    reads = (
        *("template", "profile", "person", "agreement", "draft", "interaction"),
        *("interaction_person", "mentorship", "public_fact"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, _("Templates"), _("The words behind each kind of message. Your own text is used "
            "instead of the built-in one until you reset it.")
        )  # fmt: skip
        self.kind = Select([(kind, kind.label) for kind in MessageKind])
        self.tone = Segmented([(tone, tone.label) for tone in Tone])
        # The selects beside it can be narrower; its words would go below one another.
        self.tone.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.form = Select([(form, form.label) for form in MessageForm])
        self.editor = TemplateEdit()
        self.wrong = Label("", "meta", "risk", wrap=True)
        self.side = TemplateSide()
        self.state = Tag(_("Built-in"))
        self.use = Button(_("Use my text"), "primary", size="small")
        self.reset = Button(_("Reset to the built-in"), size="small")
        self.changes = Button(_("What changed"), "ghost", size="small")
        self.more = IconButton("ellipsis", _("More: take to a file, bring from a file"), size=28)
        self._key: Key = (MessageKind.FIRST_ASK, Tone.WARM, MessageForm.MAIL)
        self._stored = ""
        self._own = self._outdated = False
        self._unsaved: dict[Key, str] = {}
        self._preview = Preview(desk, self)
        self.files = TemplateFiles(desk, self)
        self._timer = Autosave(self, PREVIEW_MS)
        self._build()
        self._connect()

    def reload(self) -> None:
        services = self.desk.services
        row = next(r for r in services.templates.list() if (r.kind, r.tone, r.form) == self._key)
        self._own, self._outdated = row.own, row.outdated
        self._stored = services.templates.source(*self._key).source
        self._preview.find_someone()
        self._show()

    def first_focus(self) -> QWidget:
        return self.kind

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        self._split.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
        gap = 6 if wide else 0
        self._left.setContentsMargins(0, 0, gap, 6 - gap)
        self._right.setContentsMargins(gap, 6 - gap, 0, 0)

    def _build(self) -> None:
        self.kind.setAccessibleName(_("Kind of message"))
        self.form.setAccessibleName(_("Form of the message"))
        self.tone.setAccessibleName(_("Tone"))
        self.editor.text.setAccessibleName(_("Text of the template"))
        self.kind.set_value(self._key[0])
        self.tone.set_value(self._key[1])
        self._show_forms()
        self.kind.setMinimumWidth(150)
        chooser = boxes.row(spacing=8)
        chooser.addWidget(self.kind, 3)
        chooser.addWidget(self.tone, 2)
        chooser.addWidget(self.form, 2)
        self.wrong.hide()
        left = QWidget()
        buttons = boxes.row(self.state, None, self.changes, self.reset, self.use, self.more)
        buttons.setSpacing(6)
        self._left = boxes.column(self.editor, self.wrong, spacing=6)
        left.setLayout(self._left)
        right = QWidget()
        self._right = boxes.column(self.side)
        right.setLayout(self._right)
        self._split = Splitter()
        self._split.addWidget(left)
        self._split.addWidget(right)
        self._split.setSizes([460, 400])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 28, 32, 20)
        layout.setSpacing(12)
        layout.addWidget(self.header)
        layout.addLayout(chooser)
        layout.addLayout(buttons)
        layout.addWidget(self._split, 1)

    def _connect(self) -> None:
        self.kind.chosen.connect(self._choose)
        self.tone.chosen.connect(self._choose)
        self.form.chosen.connect(self._choose)
        self.editor.text.textChanged.connect(self._typed)
        self.side.field_chosen.connect(self._insert)
        self.side.person_requested.connect(self._preview.choose)
        self._preview.person_changed.connect(self.side.show_person)
        self._preview.person_changed.connect(self._render)
        self._preview.seen.connect(self._rendered)
        self.files.brought.connect(self._brought)
        self._timer.due.connect(self._render)
        self.use.clicked.connect(self._save)
        self.reset.clicked.connect(self._reset)
        self.changes.clicked.connect(self._show_changes)
        self.more.clicked.connect(self._open_more)

    def _show_forms(self) -> None:
        forms = spec(self._key[0]).forms
        self.form.set_choices([(form, form.label) for form in forms])
        if self.form.value() is None:
            self.form.set_value(forms[0])

    def _choose(self) -> None:
        kind, tone = self.kind.value(), self.tone.value()
        if isinstance(kind, MessageKind) and isinstance(tone, Tone):
            self._key = (kind, tone, self._key[2])
            self._show_forms()
            form = self.form.value()
            if isinstance(form, MessageForm):
                self._key = (kind, tone, form)
            self.desk.when_live(self.reload)

    def _show(self) -> None:
        text = self._unsaved.get(self._key, self._stored)
        if text != self.editor.text.text():
            self.editor.text.blockSignals(True)
            self.editor.text.set_text(text)
            self.editor.text.blockSignals(False)
        self._show_state()
        self._render()

    def _show_state(self) -> None:
        unsaved = self._key in self._unsaved
        words = (
            _("Changed, not in use yet") if unsaved else _("Yours") if self._own else _("Built-in")
        )
        self.state.setText(words)
        self.state.set_tone("warn" if unsaved else "accent" if self._own else "neutral")
        self.use.setVisible(unsaved)
        self.use.setEnabled(unsaved and self.editor.marked_line() is None)
        self.reset.setText(_("Reset to the built-in") if self._own else _("Undo changes"))
        self.reset.updateGeometry()
        self.reset.setVisible(self._own or unsaved)
        self.changes.setVisible(self._own)
        self.changes.setText(_("The built-in is newer") if self._outdated else _("What changed"))
        self.changes.updateGeometry()

    def _typed(self) -> None:
        text = self.editor.text.text()
        if text == self._stored:
            self._unsaved.pop(self._key, None)
        else:
            self._unsaved[self._key] = text
        self._show_state()
        self.use.setEnabled(False)  # Until it is known to be in order.
        self._timer.touch()

    def _insert(self, name: str) -> None:
        self.editor.insert("{{ " + name + " }}")

    def _rendered(self, seen: Any) -> None:
        self.wrong.setText(seen.wrong)
        self.wrong.setVisible(bool(seen.wrong))
        line = seen.line or (1 if seen.wrong else None)
        self.editor.mark_line(line)
        self.editor.text.setAccessibleDescription(seen.wrong)
        self.side.show_palette(seen.palette)
        if seen.message is not None:
            message = seen.message
            self.side.show_message(message.subject, message.body, len(message.gaps))
        self._show_state()

    def _render(self) -> None:
        if self.desk.live:
            self._preview.render(self.editor.text.text(), self._key)

    def _open_more(self) -> None:
        self.files.open_menu(self.more, self._key)

    def _brought(self, found: Any) -> None:
        """Put a template from a file into the editor; it is used only when the user says so."""
        self._key = (found.kind, found.tone, found.form)
        self.kind.set_value(found.kind)
        self.tone.set_value(found.tone)
        self._show_forms()
        self.form.set_value(found.form)
        self._unsaved[self._key] = found.source
        self.reload()

    def _save(self) -> None:
        text = self.editor.text.text()
        self._unsaved.pop(self._key, None)
        self.desk.run(
            SaveTemplate(*self._key, text, self._key[0].label),
            said=_("Using your text for {label}").format(label=self._key[0].label.lower()),
            failed=self._refuse,
        )
        self.reload()

    def _refuse(self, sentence: str) -> None:
        self._unsaved[self._key] = self.editor.text.text()
        self.wrong.setText(sentence)
        self.wrong.show()

    def _reset(self) -> None:
        self._unsaved.pop(self._key, None)
        if self._own:
            words = _("Back to the built-in text for {label}").format(
                label=self._key[0].label.lower()
            )
            self.desk.run(ResetTemplate(*self._key), said=words)
        self.reload()

    def _show_changes(self) -> None:
        lines = self.desk.services.templates.difference(*self._key)
        text, marks = compared(lines)
        lead = _("Your text against the built-in one of today. − is yours alone, + the built-in’s.")
        ReadingSheet(self.window(), _("What changed"), text, lead, marks).open()


def compared(lines: "tuple[DiffLine, ...]") -> tuple[str, list[tuple[int, Any]]]:
    """A comparison as text with a sign before each line, and the background of changed lines."""
    signs = {" ": "   ", "-": "−  ", "+": "+  "}
    text = "\n".join(signs[line.mark] + line.text for line in lines)
    marks = [
        (number, _MARKS[line.mark, line.by])
        for number, line in enumerate(lines)
        if (line.mark, line.by) in _MARKS
    ]
    return text, marks
