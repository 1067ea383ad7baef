"""Beside a template: how it comes out for someone, and the fields it may name."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from mentorcrm.ui.delegates.record_row import RecordLine
from mentorcrm.ui.dialogs.pick import matching
from mentorcrm.ui.itemmodels.records import RecordList
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Hairline, Panel
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.fields import SearchField
from mentorcrm.ui.widgets.panes import ScrollColumn
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, n_

# A field's name, what it means, what it holds for the person of the preview.
Palette = tuple[tuple[str, str, str], ...]


class TemplateSide(QWidget):
    """Two faces: the preview and the fields."""

    field_chosen = Signal(str)
    person_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.faces = Segmented([("preview", _("Preview")), ("fields", _("Fields"))])
        self.faces.set_value("preview")
        self.faces.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.person = Button("", "ghost", size="small", icon="user")
        self.person.setAccessibleName(_("Choose for whom the preview is written"))
        self.subject = Label("", "strong", wrap=True)
        self.body = Label("", "body", wrap=True)
        self.note = Label("", "meta", "text3", wrap=True)
        self.search = SearchField(_("Find a field"))
        self.fields = RecordList(_("Fields"))
        self._lines: list[RecordLine] = []
        self._names: list[str] = []
        self._stack = QStackedWidget()
        self._stack.addWidget(self._preview())
        self._stack.addWidget(self._palette())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(boxes.row(self.faces, None, self.person))
        layout.addWidget(self._stack, 1)
        self._connect()

    def show_message(self, subject: str, body: str, gaps: int) -> None:
        """Show the message as it comes out."""
        self.subject.setText(subject)
        self.subject.setVisible(bool(subject))
        self.body.setText(body)
        self.note.setText(
            n_(
                "{number} part is marked as missing ⟦…⟧; the composer asks for it.",
                "{number} parts are marked as missing ⟦…⟧; the composer asks for them.",
                gaps,
            ).format(number=gaps)
            if gaps
            else ""
        )
        self.note.setVisible(bool(gaps))

    def show_palette(self, palette: Palette) -> None:
        """Show the fields with what they hold now."""
        self._names = [name for name, _meaning, _value in palette]
        self._lines = [
            RecordLine(number, name, f"{value or _('empty for this person')}  ·  {meaning}")
            for number, (name, meaning, value) in enumerate(palette)
        ]
        self._filter()

    def show_person(self, name: str) -> None:
        """For whom the preview is written."""
        self.person.setText(name)
        self.person.updateGeometry()

    def _preview(self) -> QWidget:
        panel = Panel("surface", "line")
        column = ScrollColumn((16, 14, 16, 14), 8)
        for widget in (self.subject, Hairline(), self.body, self.note):
            column.body.addWidget(widget)
        column.body.addStretch(1)
        if inner := column.widget():
            inner.setAutoFillBackground(False)  # Or it would hide the panel.
        panel.setLayout(boxes.column(column, margins=(1, 1, 1, 1)))
        return panel

    def _palette(self) -> QWidget:
        panel = QWidget()
        hint = Label(_("Enter or a click writes the field at the cursor."), "meta", "text3")
        panel.setLayout(boxes.column(self.search, hint, self.fields, spacing=6))
        return panel

    def _connect(self) -> None:
        self.faces.chosen.connect(self._turn)
        self.person.clicked.connect(self.person_requested)
        self.search.query_changed.connect(self._filter)
        self.search.down_pressed.connect(self._go_down)
        self.search.entered.connect(self._go_down)
        self.fields.opened.connect(self._chosen)
        self.fields.clicked.connect(self._chosen)

    def _turn(self, face: object) -> None:
        self._stack.setCurrentIndex(0 if face == "preview" else 1)

    def _filter(self) -> None:
        wanted = self._lines
        if text := self.search.text().strip():
            wanted = matching(self._lines, text)
        self.fields.set_lines(wanted)

    def _go_down(self) -> None:
        self.fields.setFocus(Qt.FocusReason.TabFocusReason)

    def _chosen(self, index: object) -> None:
        if isinstance(index, QModelIndex) and index.isValid():
            key = self.fields.rows.id_at(index.row())
            if key is not None:
                self.field_chosen.emit(self._names[key])
