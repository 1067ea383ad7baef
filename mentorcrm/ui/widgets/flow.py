"""Small things side by side that go on in the next line where there is no room."""

from math import ceil

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentorcrm.ui import theme


class Flow(QWidget):
    """Keeps its children at their own size, in as many lines as that takes.

    With `column`, the least width of one at 100 %, they begin below one another.
    """

    def __init__(self, gap: int = 6, parent: QWidget | None = None, *, column: int = 0) -> None:
        super().__init__(parent)
        self._gap, self._column = gap, column
        self._items: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, item: QWidget) -> None:
        """Put something at the end."""
        item.setParent(self)
        self._items.append(item)
        item.show()

    def clear(self, *, keep: QWidget | None = None) -> None:
        """Take everything away but `keep`."""
        for item in self._items:
            if item is not keep:
                item.hide()
                item.deleteLater()
        self._items = [item for item in self._items if item is keep]

    def rearrange(self) -> None:
        """Something has come, gone or become wider."""
        self.updateGeometry()
        self._place(self.width(), move=True)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() + self._gap for item in self._shown()]
        return QSize(max(0, sum(widths) - self._gap), self._place(self.width(), move=False))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._place(self.width(), move=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width(), move=True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.rearrange()
        return super().event(event)

    def _shown(self) -> list[QWidget]:
        return [item for item in self._items if not item.isHidden()]

    def _after(self, left: int, width: int) -> int:
        """Where the next one begins, given where there is room for it."""
        least = theme.current().px(self._column)
        if not least:
            return left
        step = width / max(width // least, 1)
        return round(ceil(left / step) * step)

    def _place(self, width: int, *, move: bool) -> int:
        """The height that the lines take; `move` puts everything into its place."""
        left = top = line = 0
        for item in self._shown():
            size = item.sizeHint()
            if left and left + size.width() > width:
                left, top = 0, top + line + self._gap
                line = 0
            if move:
                shown = QSize(min(size.width(), max(width, 1)), size.height())
                item.setGeometry(left, top, shown.width(), shown.height())
            left = self._after(left + size.width() + self._gap, width)
            line = max(line, size.height())
        return top + line


class TitledFlow(Flow):
    """Begins with a title, which gives way where the others fit into one line without it."""

    def __init__(self, title: QWidget, gap: int = 6) -> None:
        super().__init__(gap)
        self._title, self._bare = title, False
        self.add(title)

    def _shown(self) -> list[QWidget]:
        shown = super()._shown()
        return [item for item in shown if item is not self._title] if self._bare else shown

    def _place(self, width: int, *, move: bool) -> int:
        self._bare = False
        widths = [item.sizeHint().width() + self._gap for item in self._shown()]
        whole = sum(widths) - self._gap
        self._bare = bool(widths) and whole - widths[0] <= width < whole
        if move and self._bare:
            self._title.setGeometry(0, 0, 0, self._title.height())
        height = super()._place(width, move=move)
        self._bare = False
        return height
