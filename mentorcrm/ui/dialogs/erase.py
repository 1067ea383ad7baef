"""Before something is erased for good: what goes, and whether it goes from the backups too."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.choices import CheckBox
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, n_

if TYPE_CHECKING:
    from mentorcrm.services.in_the_bin import BinRow

Told = Callable[[Any], None]
NAMED = 5  # So many are named.


class EraseSheet(Sheet):
    """The one place that asks: no step of undo brings this back."""

    def __init__(
        self,
        window: QWidget,
        rows: "tuple[BinRow, ...]",
        number: int,
        answer: Callable[[bool], None],
    ) -> None:
        """`rows` are the first of the `number` that go."""
        super().__init__(window, _("Erase for good?"), 500)
        self._answer = answer
        self.backups = CheckBox(_("Also from backups"))
        self.keep = Button(_("Keep it"))
        self.go = Button(_("Erase for good"), "danger")
        self._name(rows, number)
        self._explain()
        self.buttons.addWidget(self.keep)
        self.buttons.addWidget(self.go)
        self.keep.clicked.connect(self.reject)
        self.go.clicked.connect(self._erase)

    def _name(self, rows: "tuple[BinRow, ...]", number: int) -> None:
        """Say what goes."""
        for row in rows[:NAMED]:
            about = ", ".join(text for text in (row.kind.label, row.about) if text)
            named = (
                Label(row.title, "medium", wrap=True, max_lines=2),
                Label(about, "meta", "text2"),
            )
            self.body.addLayout(boxes.column(*named, spacing=0))
        more = number - min(len(rows), NAMED)
        if more > 0:
            words = n_("and {number:,} more", "and {number:,} more", more)
            self.body.addWidget(Label(words.format(number=more), "body", "text2"))

    def _explain(self) -> None:
        """Say what that means, and what the option does."""
        self.body.addWidget(
            Label(
                _(
                    "This goes with all that hangs on it, and Ctrl+Z cannot bring it back. Earlier "
                    "steps that knew of it can no longer be taken back either."
                ),
                "body",
                "text2",
                wrap=True,
            )
        )
        hint = Label(
            _(
                "A new backup is made, then every backup that holds any of it is removed. Without "
                "this, older backups keep it until they are thinned out, which takes up to a year."
            ),
            "meta",
            "text2",
            wrap=True,
        )
        self.body.addLayout(boxes.column(self.backups, boxes.row(32, hint), spacing=0))

    def open(self, first: QWidget | None = None) -> None:
        super().open(first or self.keep)

    def _erase(self) -> None:
        backups = self.backups.isChecked()
        self.accept()
        self._answer(backups)
