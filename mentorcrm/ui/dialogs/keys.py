"""The sheet of keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from mentorcrm.ui.actions import LOCAL_KEYS, WINDOW_KEYS, Key, key_caps
from mentorcrm.ui.widgets.chips import KeyCap
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

# What makes two columns of about the same height.
_LEFT = (_("Go to"), _("Do"), _("Network"), _("Fields"), _("Search or jump"))


class KeysSheet(Sheet):
    """Every shortcut, by group, in two columns."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, _("Keys"), 760)
        columns = QHBoxLayout()
        columns.setSpacing(40)
        for left in (True, False):
            keys = (key for key in (*WINDOW_KEYS, *LOCAL_KEYS) if (key.group in _LEFT) is left)
            columns.addWidget(_column(tuple(keys)), 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(columns)


def _column(keys: tuple[Key, ...]) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    groups = list(dict.fromkeys(key.group for key in keys))
    for group in groups:
        if grid.count():
            grid.setRowMinimumHeight(grid.rowCount(), 6)
        grid.addWidget(Label(group, "strong"), grid.rowCount(), 0, 1, 2)
        for key in (key for key in keys if key.group == group):
            row = grid.rowCount()
            grid.addWidget(Label(key.words, "body", "text2", wrap=True), row, 0)
            caps = QHBoxLayout()
            caps.setSpacing(4)
            caps.addStretch(1)
            for text in key.keys:
                caps.addWidget(KeyCap(" ".join(key_caps(text))))
            grid.addLayout(caps, row, 1, Qt.AlignmentFlag.AlignTop)
    return box
