"""The rows of the palette: 40 px, an icon or avatar, words, a detail, the keys at the right."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from mentorcrm.ui import icons, theme
from mentorcrm.ui.delegates.person_row import draw_line, text_width
from mentorcrm.ui.itemmodels.windowed import Index, RowRole
from mentorcrm.ui.palette.entries import Entry, Found
from mentorcrm.ui.widgets.avatar import draw_avatar
from mentorcrm.ui.widgets.chips import key_cap_size, paint_key_cap
from mentorcrm.ui.widgets.lists import ground_of

ROW, HEADING = 40, 32
_INSET, _PAD = 8, 10
_AVATAR, _ICON = 24, 18


class EntryModel(QAbstractListModel):
    """Headings (plain text) and entries in one list."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str | Entry] = []

    def show(self, found: Found) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = []
        for group in found.groups:
            self._rows += [group.title, *group.entries]
        self.endResetModel()

    def entry(self, place: int) -> Entry | None:
        """The entry at a place, None for a heading or outside."""
        row = self._rows[place] if 0 <= place < len(self._rows) else None
        return row if isinstance(row, Entry) else None

    def places(self) -> list[int]:
        """Where the entries stand, headings left out."""
        return [place for place, row in enumerate(self._rows) if isinstance(row, Entry)]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.entry(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == RowRole:
            return row
        text, spoken = (row, row) if isinstance(row, str) else (row.text, row.spoken)
        words = {Qt.ItemDataRole.DisplayRole: text, Qt.ItemDataRole.AccessibleTextRole: spoken}
        return words.get(Qt.ItemDataRole(role))


class EntryDelegate(QStyledItemDelegate):
    """Paints headings and entries."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = isinstance(index.data(RowRole), str)
        return QSize(200, theme.current().px(HEADING if heading else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole)
        painter.save()
        box: QRect = option.rect.adjusted(_INSET, 0, -_INSET, 0)
        if isinstance(row, Entry):
            ground_of(option.widget, index).paint(painter, box, "accentSoft", "accentSoft")
            _paint_entry(painter, box.adjusted(_PAD, 0, -_PAD, 0), row)
        elif isinstance(row, str):
            words = box.adjusted(_PAD, theme.current().px(6), -_PAD, 0)
            draw_line(painter, "capS", "text2", words, row)
        painter.restore()


def _paint_entry(painter: QPainter, box: QRect, row: Entry) -> None:
    _paint_mark(painter, box, row)
    right = _paint_keys(painter, box, row.keys)
    left = box.left() + theme.current().px(_AVATAR) + _PAD
    width = min(text_width("medium", row.text), right - left)
    draw_line(painter, "medium", "text", QRect(left, box.top(), width + 1, box.height()), row.text)
    left += width + 10
    if right - left > 24:
        place = QRect(left, box.top(), right - left, box.height())
        draw_line(painter, "meta", "text2", place, row.detail)


def _paint_mark(painter: QPainter, box: QRect, row: Entry) -> None:
    edge = theme.current().px(_AVATAR if row.initials else _ICON)
    indent = (theme.current().px(_AVATAR) - edge) // 2
    place = QRect(box.left() + indent, box.top() + (box.height() - edge) // 2, edge, edge)
    if row.initials:
        draw_avatar(painter, place, row.initials, row.tint)
    else:
        icons.draw(painter, row.icon, place, "text2")


def _paint_keys(painter: QPainter, box: QRect, keys: tuple[str, ...]) -> int:
    """Paint the caps from the right and return where the room for words ends."""
    right = box.right() + 1
    for key in reversed(keys):
        size = key_cap_size(key)
        corner = QRect(right - size.width(), box.top() + (box.height() - size.height()) // 2, 0, 0)
        paint_key_cap(painter, QRect(corner.topLeft(), size), key)
        right -= size.width() + 6
    return right - 6 if keys else right
