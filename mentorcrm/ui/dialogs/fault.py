"""Told once when something in the app itself went wrong."""

from PySide6.QtWidgets import QWidget

from mentorcrm.ui.clipboard import Clipboard
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label
from mentorcrm.ui.widgets.text_area import TextArea
from mentorcrm.words import _


class FaultSheet(Sheet):
    """Says that it was not the user's doing, what is safe, and offers the report to copy."""

    def __init__(self, window: QWidget, report: str, clipboard: Clipboard) -> None:
        super().__init__(window, _("Something went wrong in mentorcrm"), 560)
        self._report = report
        self._clipboard = clipboard
        self.body.addWidget(
            Label(
                _(
                    "Your data is safe, and you can carry on. The report below names the place in "
                    "the program, none of your data. It helps to send it to those who make "
                    "mentorcrm."
                ),
                "body",
                "text2",
                wrap=True,
            )
        )
        area = TextArea(low=4, high=10, style="meta")
        area.set_value(report)
        area.editor.setReadOnly(True)
        area.setAccessibleName(_("Report"))
        self.body.addWidget(area)
        copy = Button(_("Copy report"), icon="copy")
        carry_on = Button(_("Carry on"), "primary")
        self.buttons.addWidget(copy)
        self.buttons.addWidget(carry_on)
        copy.clicked.connect(self._copy)
        carry_on.clicked.connect(self.accept)

    def _copy(self) -> None:
        self._clipboard.copy(self._report)
