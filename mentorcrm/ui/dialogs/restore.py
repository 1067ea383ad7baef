"""Before a backup is put back: what it holds, what happens to the present state."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from mentorcrm.services.start_rows import Counts
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.safety import RestorePreview

# Table -> what its rows are called; the others are no matter of the user's.
_HELD = (
    ("person", _("People")),
    ("interaction", _("Contacts had")),
    ("need", _("Needs")),
    ("draft", _("Asks and messages")),
)


class RestoreSheet(Sheet):
    """The one confirmation of a restore. `file` is what would be put back."""

    def __init__(
        self, window: QWidget, preview: "RestorePreview", when: str, present: Counts
    ) -> None:
        super().__init__(window, _("Restore this backup?"), 500)
        self.file = preview.backup.path
        self.cancel = Button(_("Keep what I have"))
        self.go = Button(_("Restore"), "danger")
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        rows = [(_("Made"), when), (_("File"), preview.backup.path.name)]
        rows += [(name, f"{preview.counts.get(table, 0):,}") for table, name in _HELD]
        rows[2] = (
            _("People"),
            _("{held} (now {present:,})").format(held=rows[2][1], present=present.people),
        )
        for number, (name, value) in enumerate(rows):
            grid.addWidget(Label(name, "body", "text2"), number, 0)
            grid.addWidget(Label(value, "body"), number, 1)
        self.body.addLayout(grid)
        self.body.addWidget(
            Label(
                _(
                    "It replaces everything that is here now. The present state is kept "
                    "first, as a "
                    "backup of its own. Ctrl+Z cannot take a restore back; restoring that "
                    "backup can."
                ),
                "body",
                "text2",
                wrap=True,
            )
        )
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.go)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)


def size_words(size: int) -> str:
    """`312 kB`, `4.1 MB`."""
    if size < 1_000_000:
        return f"{max(size // 1000, 1)} kB"
    return f"{size / 1_000_000:.1f} MB"
