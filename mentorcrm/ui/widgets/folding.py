"""Two parts side by side that stand one below the other where there is no room for both."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QSizePolicy, QWidget

from mentorcrm.ui import theme


class Folding(QWidget):
    """`first` needs `room` at 100 %; `second` goes below it, `indent` to the right, without.

    The one that is to `stretch` takes what is left while they stand side by side.
    """

    def __init__(
        self, first: QLayout, second: QLayout, *, room: int, indent: int = 0, stretch: int = 0
    ) -> None:
        super().__init__()
        self._room, self._indent = room, indent
        self._first, self._second = QWidget(), QWidget()
        self._first.setLayout(first)
        self._second.setLayout(second)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._line.addWidget(self._first, 1 if stretch == 0 else 0)
        self._line.addWidget(self._second, 1 if stretch == 1 else 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def folded(self) -> bool:
        """Whether they stand one below the other."""
        return self._line.direction() is QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fold()
        return super().event(event)

    def _fold(self) -> None:
        px = theme.current().px
        needed = px(self._room) + self._line.spacing() + self._second.sizeHint().width()
        inner = self._second.layout()
        if self.folded() and inner is not None:
            needed -= inner.contentsMargins().left()
        way = QBoxLayout.Direction
        wished = way.LeftToRight if needed <= self.width() else way.TopToBottom
        if wished is self._line.direction():
            return
        self._line.setDirection(wished)
        self._line.setSpacing(8 if wished is way.LeftToRight else 2)
        if inner is not None:
            left = px(self._indent) if self.folded() else 0
            inner.setContentsMargins(left, 0, 0, 0)
        self.updateGeometry()
