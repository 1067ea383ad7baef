"""What the user set aside about a draft: folded to one line, each with its way back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.services.asking import rule_info
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

Key = tuple[str, str]


class SetAside(QWidget):
    """A line that says how many there are; pressed, it shows them."""

    one_requested = Signal(object)
    all_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._draft_id = 0
        self._keys: tuple[Key, ...] = ()
        self._backs: list[Button] = []
        self.open = Button("", "ghost", size="small", icon="chevron-right")
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self.setLayout(boxes.column(self.open, self._list, spacing=4))
        self.open.clicked.connect(self._toggle)
        self._list.hide()
        self.hide()

    def show_keys(self, draft_id: int, keys: frozenset[Key]) -> None:
        """Show what was set aside about a draft, as pairs of rule and marked words."""
        ordered = tuple(sorted(keys, key=lambda key: (_title(key), key[1])))
        if draft_id != self._draft_id:
            self._fold(True)
        if (draft_id, ordered) != (self._draft_id, self._keys):
            self._draft_id, self._keys = draft_id, ordered
            focused = self.window().focusWidget()
            inside = focused is not None and self._list.isAncestorOf(focused)
            self._rebuild()
            if inside:
                first = self._backs[0] if self._backs else self.open
                first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.open.setText(_("{number} set aside").format(number=len(ordered)))
        self.open.updateGeometry()
        self.setVisible(bool(ordered))

    def _rebuild(self) -> None:
        boxes.empty(self._rows)
        self._backs.clear()
        for key in self._keys:
            self._rows.addWidget(self._row(key))
        if len(self._keys) > 1:
            everything = Button(_("Bring all back"), "ghost", size="small")
            everything.clicked.connect(self.all_requested)
            self._rows.addWidget(everything, 0, Qt.AlignmentFlag.AlignRight)

    def _row(self, key: Key) -> QWidget:
        words = f"“{' '.join(key[1].split())}”" if key[1].strip() else _("in the whole message")
        back = Button(_("Bring back"), "ghost", size="small")
        back.setAccessibleName(
            _("Bring back: {title}, {words}").format(title=_title(key), words=words)
        )
        back.clicked.connect(lambda: self.one_requested.emit(key))
        self._backs.append(back)
        said = boxes.column(
            Label(_title(key), "meta", "text2", wrap=True),
            Label(words, "meta", "text3", wrap=True),
            spacing=0,
        )
        line = boxes.row(spacing=8, margins=(12, 0, 0, 0))
        line.addLayout(said, 1)
        line.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        row = QWidget()
        row.setLayout(line)
        return row

    def _toggle(self) -> None:
        self._fold(not self._list.isHidden())

    def _fold(self, folded: bool) -> None:
        self._list.setHidden(folded)
        self.open.set_icon_name("chevron-right" if folded else "chevron-down")
        said = _("The list is hidden") if folded else _("The list is shown")
        self.open.setAccessibleDescription(said)


def _title(key: Key) -> str:
    info = rule_info(key[0])
    return info.title if info else key[0]
