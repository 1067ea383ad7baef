"""The parts a page is put together from: header, bar, split panes, scrolling column."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QSplitterHandle,
    QVBoxLayout,
    QWidget,
)

from mentorcrm.ui import theme
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets.painting import clear_ground
from mentorcrm.ui.widgets.text import Label

_LEVELS = 5  # Layouts within layouts: each tells the one around it in an event of its own.
NARROW = 900  # Below this width a list beside its detail takes less.
LEAST_MARGIN = 12  # Between what scrolls and its scroll bar, where the bar stands in the margin.
MOST_PER_CENT = 38  # What it takes of a narrow window at most, however large the text.


class Plane(QWidget):
    """A plain area of one colour, with hairlines on chosen sides."""

    def __init__(
        self,
        fill: ColorRole = "canvas",
        *,
        top: bool = False,
        right: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fill: ColorRole = fill
        self._top, self._right = top, right

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color(self._fill))
        if self._top:
            painter.fillRect(0, 0, self.width(), 1, theme.color("line"))
        if self._right:
            painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.color("line"))


class PageHeader(QWidget):
    """Title in Newsreader, one sentence under it, actions on the right."""

    def __init__(self, title: str, summary: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(title, "display")
        self.summary = Label(summary, "body", "text2")
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.summary)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(words, 1)
        layout.addLayout(self.tools)
        self.summary.setHidden(not summary)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_summary(self, text: str) -> None:
        """Change the sentence under the title."""
        self.summary.setText(text)
        self.summary.setVisible(bool(text))


class BottomBar(Plane):
    """The bar under a page: 60 high, state on the left, actions on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sidebar", top=True, parent=parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(24, 1, 20, 0)
        self.row.setSpacing(8)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().px(60))


class _Handle(QSplitterHandle):
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("canvas"))
        role: ColorRole = "field" if self.underMouse() else "line"
        if self.orientation() == Qt.Orientation.Horizontal:
            painter.fillRect(self.width() // 2, 0, 1, self.height(), theme.color(role))
        else:
            painter.fillRect(0, self.height() // 2, self.width(), 1, theme.color(role))


class Splitter(QSplitter):
    """Panes with a line of one pixel that can be gripped on seven.

    `wished` are the sizes that the person gave the panes, now or the last time; empty for none.
    """

    def __init__(
        self,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(orientation, parent)
        self.setHandleWidth(7)
        self.setChildrenCollapsible(False)
        self.wished: tuple[int, ...] = ()
        self.splitterMoved.connect(self._moved)

    def _moved(self) -> None:
        self.wished = tuple(self.sizes())

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)


class Halves(Splitter):
    """A list and what is chosen in it: the list keeps its width, less of it in a narrow window."""

    def __init__(self, wide: int, narrow: int, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._wide, self._narrow = wide, narrow
        theme.current().changed.connect(self._share)

    def start(self) -> None:
        """Share the room out, once both halves are there."""
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setSizes([theme.current().px(self._wide), 776])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before, now, edge = event.oldSize().width(), event.size().width(), self._edge()
        own = now < edge and not self.wished  # How much of a narrow window it is may change.
        if before <= 0 or own or (now < edge) != (before < edge):
            self._share()

    def _share(self) -> None:
        px, now = theme.current().px, self.width()
        left = self.wished[0] if self.wished else px(self._wide)
        if now < self._edge():
            left = min(left, px(self._narrow), now * MOST_PER_CENT // 100)
        self.setSizes([left, now - left])

    @staticmethod
    def _edge() -> int:
        return theme.current().px(NARROW)


class Aside(QWidget):
    """What is open beside a list, behind a line: so wide, but at most half of a narrow page."""

    def __init__(self, wide: int) -> None:
        super().__init__()
        self._wide = wide
        theme.current().changed.connect(self._fit)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ParentChange and (around := self.parentWidget()):
            around.installEventFilter(self)
            self._fit()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._fit()
        return False

    def _fit(self) -> None:
        wide, around = theme.current().px(self._wide), self.parentWidget()
        self.setFixedWidth(min(wide, around.width() // 2) if around is not None else wide)


class ScrollColumn(QScrollArea):
    """A column that scrolls up and down, never sideways. Fill `body`."""

    def __init__(
        self,
        margins: tuple[int, int, int, int] = (0, 0, 0, 0),
        spacing: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        clear_ground(self)
        self._margins = margins
        self._inner = QWidget()
        self.body = QVBoxLayout(self._inner)
        self.body.setContentsMargins(*margins)
        self.body.setSpacing(spacing)
        self.setWidget(self._inner)
        # Only now: setting the widget switches its background on.
        self._inner.setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room_for_the_bar()

    def _make_room_for_the_bar(self) -> None:
        """Let the scroll bar stand in the margin: what scrolls keeps its width and its edges."""
        left, top, right, bottom = self._margins
        beside = right - (self.width() - self.viewport().width())
        if beside >= LEAST_MARGIN:
            self.body.setContentsMargins(left, top, beside, bottom)

    def settle(self) -> None:
        """Lay everything out now: what is filled in pieces is never seen half way."""
        for _level in range(_LEVELS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def watch(self, watcher: QObject) -> None:
        """Let `watcher` filter the events of what scrolls, for its changes of size."""
        self._inner.installEventFilter(watcher)
