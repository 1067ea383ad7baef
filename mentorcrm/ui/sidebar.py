"""The sidebar: mark, pages with their counts (one tab stop), where the data is, settings."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from mentorcrm.ui import icons, theme
from mentorcrm.ui.actions import key_caps
from mentorcrm.ui.nav import NavItem, grouped
from mentorcrm.ui.storage_line import StorageLine
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets.buttons import IconButton
from mentorcrm.ui.widgets.field_button import FieldButton
from mentorcrm.ui.widgets.lists import ListView, ground_of
from mentorcrm.ui.widgets.panes import Plane
from mentorcrm.ui.widgets.text import plain_tooltip
from mentorcrm.words import _

WIDTH = 224
COLLAPSED = 56
_ITEM = 32
_GAP = 4
_RULE, _CLOSEST = 14, 28  # Collapsed: a line between groups, and the least for an icon.
SAVE_VIEW = "save-view"
_SHORT = 16  # Letters that surely fit beside a number.
_HEADING = NavItem("", _("Views"), "")
Index = QModelIndex | QPersistentModelIndex


class NavModel(QAbstractListModel):
    """The pages, then the saved views below a heading, and the numbers beside them."""

    def __init__(self, items: tuple[NavItem, ...]) -> None:
        super().__init__()
        self._pages = grouped(items)
        self.items = self._pages
        self._counts: Mapping[str, int] = {}
        self.collapsed = False

    def set_views(self, views: tuple[NavItem, ...]) -> bool:
        """Show other views below the pages; whether that changed anything."""
        items = (*self._pages, *((_HEADING, *views) if views else ()))
        if items == self.items:
            return False
        self.beginResetModel()
        self.items = items
        self.endResetModel()
        return True

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show numbers by page or view; one that is not named keeps its own."""
        if any(self._counts.get(page) != number for page, number in counts.items()):
            self._counts = {**self._counts, **counts}
            self.dataChanged.emit(self.index(0), self.index(len(self.items) - 1), [])

    def is_view(self, place: int) -> bool:
        """Whether an item is a saved view."""
        return place > len(self._pages) and self.items[place].page != SAVE_VIEW

    def is_alike(self, place: int) -> bool:
        """Whether an item is a view that its icon does not tell from another."""
        icon = self.items[place].icon
        views = (at for at in range(len(self.items)) if self.is_view(at))
        return self.is_view(place) and sum(self.items[at].icon == icon for at in views) > 1

    def count(self, place: int) -> str:
        """The number beside an item as text."""
        number = self._counts.get(self.items[place].page, 0)
        return f"{number:,}" if number else ""

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not self.items[index.row()].page:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{item.words}, {self.count(index.row())}".rstrip(", ")
        shortened = self.collapsed or len(item.words) > _SHORT
        if role == Qt.ItemDataRole.ToolTipRole and shortened and item.page:
            return plain_tooltip(item.words)
        return None


class _NavDelegate(QStyledItemDelegate):
    def __init__(self, model: NavModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        collapsed, items = self._model.collapsed, self._model.items
        room = option.widget.height() if option.widget is not None else 0
        heads = sum(not item.page for item in items) if collapsed else 0
        if collapsed and not items[index.row()].page:
            return QSize(40, _RULE)
        wished = theme.current().px((36 if collapsed else _ITEM) + _GAP)
        # Large text in a low window: rather closer together than out of sight.
        fair = (room - heads * _RULE) // max(len(items) - heads, 1)
        return QSize(40, min(wished, max(fair, _CLOSEST if collapsed else _ITEM)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        box: QRect = option.rect.adjusted(0, 0, 0, -_GAP)
        if not self._model.items[index.row()].page:
            self._paint_heading(painter, box, self._model.items[index.row()].words)
            painter.restore()
            return
        ground = ground_of(option.widget, index)
        ground.paint(painter, box, "surface", "line")
        self._paint_words(painter, box, index.row(), ground.chosen)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRect, said: str) -> None:
        if self._model.collapsed:
            painter.fillRect(
                box.left() + 8, box.center().y() + 1, box.width() - 16, 1, theme.color("line2")
            )
            return
        painter.setFont(theme.current().font("capS"))
        painter.setPen(theme.color("text2"))
        words = box.adjusted(10, theme.current().px(8), -12, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, said)

    def _paint_words(self, painter: QPainter, box: QRect, place: int, chosen: bool) -> None:
        item = self._model.items[place]
        edge = theme.current().px(18) if not self._model.collapsed else 18
        middle = box.top() + (box.height() - edge) // 2
        role: ColorRole = "accent" if chosen else "text2"
        left = box.left() + ((box.width() - edge) // 2 if self._model.collapsed else 10)
        if self._model.collapsed and self._model.is_alike(place):
            # Their first letter tells them apart.
            painter.setFont(theme.current().font("strong"))
            painter.setPen(theme.color(role))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, item.words[:1].upper())
            return
        icons.draw(painter, item.icon, QRect(QPoint(left, middle), QSize(edge, edge)), role)
        if self._model.collapsed:
            return
        painter.setFont(theme.current().font("strong" if chosen else "body"))
        painter.setPen(theme.color("text" if chosen else "text2"))
        words = box.adjusted(20 + edge, 0, -12, 0)
        count = self._model.count(place)
        numbers = QFontMetrics(theme.current().font("num")).horizontalAdvance(count)
        room = words.width() - (numbers + 8 if count else 0)
        text = painter.fontMetrics().elidedText(item.words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        painter.setFont(theme.current().font("num"))
        painter.setPen(theme.color("text2" if chosen else "text3"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(words, right, count)


class _NavList(ListView):
    def __init__(self, name: str, letters: str) -> None:
        super().__init__(name, letters)
        self.setUniformItemSizes(False)  # Collapsed, a line between groups is lower.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Where no page is marked, Qt makes the first one current: passing by opens nothing.
        blocked = self.blockSignals(True)
        super().focusInEvent(event)
        self.blockSignals(blocked)


class Mark(QWidget):
    """The app's mark, two overlapping discs, with its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._named = True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_named(self, named: bool) -> None:
        """Show or hide the name."""
        self._named = named
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        font = QFontMetrics(theme.current().font("titleS"))
        width = 32 + font.horizontalAdvance("mentorcrm") if self._named else 24
        return QSize(width, theme.current().px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        top = (self.height() - 15) // 2
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(0, top, 15, 15)
        ochre = theme.color("warnFill")
        ochre.setAlphaF(0.86)
        painter.setBrush(ochre)
        painter.drawEllipse(9, top, 15, 15)
        if self._named:
            painter.setFont(theme.current().font("titleS"))
            painter.setPen(theme.color("text"))
            box = self.rect().adjusted(31, -1, 0, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, "mentorcrm")


class Sidebar(Plane):
    """Asks for pages and views by name. 224 wide, or 56 with icons alone."""

    page_requested = Signal(str)
    save_requested = Signal()
    menu_requested = Signal(str, QPoint)
    remove_requested = Signal(str)

    def __init__(
        self, items: tuple[NavItem, ...], menu: QMenu, actions: Mapping[str, QAction]
    ) -> None:
        super().__init__("sidebar", right=True)
        self._model = NavModel(items)
        self.list = _NavList(_("Pages"), "Del")
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_NavDelegate(self._model, self.list))
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._mark = Mark()
        self._toggle = IconButton("panel-left", _("Collapse the sidebar"), size=28)
        self._toggle_action = actions["sidebar"]
        self.search = FieldButton("search", _("Search or jump"), key_caps("Ctrl+K"))
        self._search_action = actions["palette"]
        self.capture = FieldButton("plus", _("Quick capture"), key_caps("Ctrl+J"), bare=True)
        self._capture_action = actions["capture"]
        self._settings = IconButton("settings", _("Settings and data"), size=28)
        self._settings_action = actions["settings"]
        self._more = IconButton("ellipsis", _("More: undo, redo, keys"), size=28)
        self._more.setMenu(menu)
        self.storage = StorageLine()
        self.collapsed = False
        self._build()
        self._connect()
        self.set_collapsed(False)
        theme.current().changed.connect(self._fit)

    def _build(self) -> None:
        self._head = QHBoxLayout()
        self._head.setContentsMargins(8, 0, 0, 0)
        self._head.addWidget(self._mark)
        self._head.addStretch(1)
        self._head.addWidget(self._more)
        self._head.addWidget(self._toggle)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(6)
        self._foot.addWidget(self.storage, 1)
        self._foot.addWidget(self._settings)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(0)
        layout.addLayout(self._head)
        layout.addSpacing(10)
        layout.addWidget(self.search)
        layout.addSpacing(4)
        layout.addWidget(self.capture)
        layout.addSpacing(12)
        layout.addWidget(self.list, 1)
        layout.addLayout(self._foot)
        self._layout = layout

    def _connect(self) -> None:
        self.list.picked.connect(self._picked)
        self.list.opened.connect(self._opened)
        self.list.clicked.connect(self._opened)
        self.list.letter_pressed.connect(self._remove)
        self.list.customContextMenuRequested.connect(self._ask_menu)
        self._toggle.clicked.connect(self._toggle_action.trigger)
        self.search.clicked.connect(self._search_action.trigger)
        self.capture.clicked.connect(self._capture_action.trigger)
        self._settings.clicked.connect(self._settings_action.trigger)

    def show_page(self, page: str) -> None:
        """Mark the page that is open; a page without an item marks none."""
        pages = [item.page for item in self._model.items]
        self.list.blockSignals(True)
        if page in pages:
            self.list.setCurrentIndex(self._model.index(pages.index(page)))
        else:
            self.list.setCurrentIndex(QModelIndex())
            self.list.clearSelection()
        self.list.blockSignals(False)

    def set_views(self, views: tuple[NavItem, ...]) -> None:
        """The saved views below the pages."""
        current = self._page_at(self.list.currentIndex())
        self.list.blockSignals(True)
        if self._model.set_views(views):
            self.show_page(current)
        self.list.blockSignals(False)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """The numbers beside the pages and views."""
        self._model.set_counts(counts)

    def set_where(self, words: str, icon: str = "hard-drive") -> None:
        """Say where the data is, or what it is waiting for."""
        self.storage.say(words, icon)

    def where(self) -> str:
        """What the storage line says."""
        return self.storage.text()

    def set_collapsed(self, collapsed: bool) -> None:
        """Icons alone, or icons and words."""
        self.collapsed = collapsed
        self._model.collapsed = collapsed
        self.setFixedWidth(COLLAPSED if collapsed else theme.current().px(WIDTH))
        self._mark.set_named(not collapsed)
        self.search.set_narrow(collapsed)
        self.capture.set_narrow(collapsed)
        side = 8 if collapsed else 12
        self._layout.setContentsMargins(side, 10, side, 10)
        self._head.setDirection(
            QHBoxLayout.Direction.TopToBottom if collapsed else QHBoxLayout.Direction.LeftToRight
        )
        self._foot.setDirection(
            QHBoxLayout.Direction.TopToBottom if collapsed else QHBoxLayout.Direction.LeftToRight
        )
        self._head.setContentsMargins(8 if not collapsed else 6, 0, 0, 0)
        self._foot.setContentsMargins(*((6, 0, 6, 0) if collapsed else (0, 0, 0, 0)))
        self.storage.set_narrow(collapsed)
        self._toggle.set_name(_("Expand the sidebar") if collapsed else _("Collapse the sidebar"))
        self.list.doItemsLayout()

    def _fit(self) -> None:
        self.set_collapsed(self.collapsed)

    def _page_at(self, index: object) -> str:
        valid = isinstance(index, QModelIndex | QPersistentModelIndex) and index.isValid()
        return self._model.items[index.row()].page if valid else ""  # type: ignore[attr-defined]

    def _picked(self, index: object) -> None:
        page = self._page_at(index)
        if page and page != SAVE_VIEW:
            self.page_requested.emit(page)

    def _opened(self, index: object) -> None:
        if self._page_at(index) == SAVE_VIEW:
            self.save_requested.emit()
        else:
            self._picked(index)

    def _remove(self, _letter: str) -> None:
        self.remove_requested.emit(self._page_at(self.list.currentIndex()))

    def _ask_menu(self, where: QPoint) -> None:
        index = self.list.indexAt(where)
        self.menu_requested.emit(self._page_at(index), self.list.viewport().mapToGlobal(where))
