"""Which column is which: for a CSV file whose column names do not tell."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mentorcrm.services.importing import (
    ColumnField,
    CsvPreview,
    Mapping,
    chosen_columns,
    names_people,
)
from mentorcrm.ui.pages.settings_section import wrapping
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Hairline
from mentorcrm.ui.widgets.panes import BottomBar, PageHeader, ScrollColumn
from mentorcrm.ui.widgets.select import Select
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, n_

# What a column may hold, in the order in which it is offered.
CHOICES: tuple[tuple[ColumnField, str], ...] = (
    (ColumnField.IGNORE, _("Leave out")),
    (ColumnField.FULL_NAME, _("Full name")),
    (ColumnField.GIVEN, _("First name")),
    (ColumnField.FAMILY, _("Last name")),
    (ColumnField.MIDDLE, _("Middle name")),
    (ColumnField.PREFIX, _("Form of address")),
    (ColumnField.SUFFIX, _("Suffix")),
    (ColumnField.NICKNAME, _("Nickname")),
    (ColumnField.PRONOUNS, _("Pronouns")),
    (ColumnField.MAIL, _("E-mail")),
    (ColumnField.PHONE, _("Phone")),
    (ColumnField.WEB, _("Web or profile page")),
    (ColumnField.CHAT, _("Chat handle")),
    (ColumnField.ORGANISATION, _("Organisation")),
    (ColumnField.TITLE, _("Title or role")),
    (ColumnField.DEPARTMENT, _("Department")),
    (ColumnField.LOCATION, _("Location")),
    (ColumnField.ADDRESS, _("Postal address")),
    (ColumnField.STREET, _("Street")),
    (ColumnField.CITY, _("City")),
    (ColumnField.REGION, _("Region or state")),
    (ColumnField.POSTCODE, _("Postcode")),
    (ColumnField.COUNTRY, _("Country")),
    (ColumnField.BIRTHDAY, _("Birthday")),
    (ColumnField.NOTES, _("Notes")),
    (ColumnField.TAGS, _("Tags")),
    (ColumnField.CONNECTED_ON, _("Connected on")),
    (ColumnField.UID, _("Identifier")),
)
_OFFERED = frozenset(field for field, _words in CHOICES)
SAMPLES = 3
# More would not be looked at, and each takes a row of widgets.
MOST_COLUMNS = 60


class ColumnsView(QWidget):
    """A row for each column: its name, what stands in it, what it is."""

    agreed = Signal(object)
    left_out = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._preview: CsvPreview | None = None
        self.selects: list[Select] = []
        self.header = wrapping(PageHeader(_("Which column is which?"), " "))
        self.go_on = Button(_("Continue"), "primary", size="bar")
        self.skip = Button(_("Leave this file out"), size="bar")
        self.note = Label("", "body", "text2")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(2, 200)
        column = ScrollColumn((32, 12, 32, 24))
        column.body.addLayout(self._grid)
        column.body.addStretch(1)
        bar = BottomBar()
        bar.row.addWidget(self.note, 1)
        bar.row.addWidget(self.skip)
        bar.row.addWidget(self.go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(boxes.column(self.header, margins=(32, 28, 32, 12)))
        layout.addWidget(Hairline())
        layout.addWidget(column, 1)
        layout.addWidget(bar)
        self.go_on.clicked.connect(self._agree)
        self.skip.clicked.connect(self.left_out)

    def show_columns(self, path: Path, preview: CsvPreview) -> None:
        """Show a file's columns with the guess chosen."""
        self._preview = preview
        self.header.set_summary(
            _(
                "The column names of {name} do not tell. Names or e-mail addresses are enough."
            ).format(name=path.name)
        )
        boxes.empty(self._grid)
        self.selects = []
        guessed = {column.index: column.field for column in preview.mapping.columns}
        width = max((len(row) for row in preview.rows), default=len(preview.header))
        for index in range(min(max(width, len(preview.header)), MOST_COLUMNS)):
            self._add_row(index, guessed.get(index, ColumnField.IGNORE))
        self._judge()

    def mapping(self) -> Mapping | None:
        """The guess with what was chosen."""
        if self._preview is None:
            return None
        chosen = [ColumnField(str(select.value())) for select in self.selects]
        return chosen_columns(self._preview.mapping, chosen)

    def _add_row(self, index: int, field: ColumnField) -> None:
        preview = self._preview
        assert preview is not None
        header = preview.header[index].strip() if index < len(preview.header) else ""
        name = header or _("Column {index}").format(index=index + 1)
        found = [row[index].strip() for row in preview.rows if index < len(row)]
        sample = "  ·  ".join(dict.fromkeys(cell for cell in found if cell and len(cell) < 200))
        shown = "  ·  ".join(sample.split("  ·  ")[:SAMPLES])
        select = Select(CHOICES)
        select.set_value(field if field in _OFFERED else ColumnField.IGNORE)
        select.setAccessibleName(_("What {name} holds").format(name=name))
        select.setAccessibleDescription(shown)
        select.chosen.connect(self._judge)
        title = Label(name, "medium")
        title.setMinimumWidth(120)
        self._grid.addWidget(title, index, 0)
        self._grid.addWidget(Label(shown or _("empty"), "meta", "text2"), index, 1)
        self._grid.addWidget(select, index, 2, Qt.AlignmentFlag.AlignVCenter)
        self.selects.append(select)

    def _judge(self) -> None:
        mapping = self.mapping()
        enough = mapping is not None and names_people(mapping)
        self.go_on.setEnabled(enough)
        missing = _("Choose a column with names, e-mail addresses, phones or pages.")
        count = len(mapping.columns) if mapping else 0
        words = n_("{number} column will be read.", "{number} columns will be read.", count)
        words = words.format(number=count)
        self.note.setText(words if enough else missing)

    def _agree(self) -> None:
        if (mapping := self.mapping()) is not None:
            self.agreed.emit(mapping)
