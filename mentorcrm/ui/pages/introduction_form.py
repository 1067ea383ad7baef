"""One introduction beside a list: its steps with their days, why, what came of it, and its end."""

from PySide6.QtCore import Qt

from mentorcrm.services.giving_rows import IntroductionRow
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.introduction_lines import IntroductionLine
from mentorcrm.ui.pages.record_form import ClosingForm
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.words import _


class IntroductionForm(ClosingForm):
    """The form. Escape restores the field in hand; once more closes the form."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.line: IntroductionLine | None = None
        self.remove = Button(_("Delete"), "ghost", icon="trash-2", size="small")
        self.done = Button(_("Done"), "secondary", size="small")
        self._place = boxes.column(spacing=0)
        layout = boxes.column(spacing=10)
        layout.addLayout(self._place)
        layout.addLayout(boxes.row(self.remove, None, self.done))
        self.setLayout(layout)
        self.remove.clicked.connect(self._delete)
        self.done.clicked.connect(self.closed)

    def show_row(self, row: IntroductionRow) -> None:
        """Show an introduction as it is now; what is being typed stays, or is saved first."""
        if self.line is not None and self.line.row.id == row.id:
            self.line.show_row(row)
            return
        self.flush()
        boxes.empty(self._place)
        self.line = IntroductionLine(self._desk, row, alone=True)
        boxes.put(self._place, self.line)

    def start(self) -> None:
        """Put the cursor where one goes on."""
        if self.line is not None:
            self.line.first_field().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def flush(self) -> None:
        """Save what is being typed."""
        if self.line is not None:
            self.line.flush()

    def _delete(self) -> None:
        if self.line is not None:
            self.line.delete()
