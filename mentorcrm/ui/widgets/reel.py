"""A column of any number of widgets, of which those near the view alone are there."""

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.panes import ScrollColumn
from mentorcrm.ui.widgets.reel_heights import Heights

W = TypeVar("W", bound=QWidget)

_FIRST = 640  # What is made before there is a place on the screen, and how wide, in pixels.
_NEAR, _FAR = 400, 1600  # How far from the view widgets are made, and how far they are kept.
_AT_ONCE = 24  # So many are made within the frame in which one scrolls, and then in each turn:
# a screen of them, each of which is painted and is to take less than a millisecond.
_ROUNDS = 4  # Guesses that were too high leave room for more widgets.


class _Anchor(NamedTuple):
    """What stands at the upper edge of the view, and how far it reaches beyond it."""

    key: int
    above: int


class _Sight:
    """What one sees of a reel in the column that scrolls it."""

    def __init__(self, reel: QWidget, heights: Heights, look: Callable[[], None]) -> None:
        self._reel, self._heights, self._look = reel, heights, look
        self.column: ScrollColumn | None = None
        self.busy = False  # While widgets are put into their places.
        self.end = False  # Whether one went to the end.

    def find_column(self) -> None:
        """Follow the column around, once there is one."""
        above = self._reel.parentWidget()
        while above is not None and not isinstance(above, ScrollColumn):
            above = above.parentWidget()
        if above is not None and self.column is None:
            self.column = above
            above.verticalScrollBar().valueChanged.connect(self._scrolled)
            above.verticalScrollBar().rangeChanged.connect(self._look)

    def span(self) -> tuple[int, int]:
        """From where to where one sees."""
        if self.column is None or not self._reel.isVisible():
            return 0, theme.current().px(_FIRST)
        port = self.column.viewport()
        top = -self._reel.mapTo(port, QPoint(0, 0)).y()
        return top, top + port.height()

    def anchor(self) -> _Anchor | None:
        """What is to stay where it is; None where the reel begins within the view."""
        top, _bottom = self.span()
        if top <= 0 or not self._heights.keys:
            return None
        key = self._heights.keys[self._heights.place_at(top)]
        return _Anchor(key, top - self._heights.top(key))

    def missing(self, anchor: _Anchor | None, near: int, there: Mapping[int, object]) -> list[int]:
        """What should be in view, or so near to it, and is not there."""
        moved, heights = self.moved(anchor), self._heights
        top, bottom = self.span()
        low = heights.place_at(top + moved - near)
        high = heights.place_at(bottom + moved + near)
        wanted = heights.keys[low : high + 1]
        return [key for key in wanted if key not in there and heights.measured(key) != 0]

    def moved(self, anchor: _Anchor | None) -> int:
        """How far the view has to go after what is to stay in its place."""
        if anchor is None or anchor.key not in self._heights.places:
            return 0
        return self._heights.top(anchor.key) + anchor.above - self.span()[0]

    def take(self, moved: int) -> None:
        """Take the room that all need, and go so far."""
        if self._heights.total() != self._reel.height():
            self._reel.setFixedHeight(self._heights.total())
            if moved and self.column is not None:
                self.column.settle()
        if moved and self.column is not None:
            bar = self.column.verticalScrollBar()
            bar.setValue(bar.value() + moved)

    def _scrolled(self) -> None:
        """Look; who went to the end is at the end, also if that is further down than guessed."""
        if self.busy or self.column is None:
            return
        bar = self.column.verticalScrollBar()
        self.end = bar.value() == bar.maximum() > 0
        self._look()
        self.stay_at_end()

    def stay_at_end(self) -> None:
        """Go on to the end after it has moved, for whoever went there."""
        if self.end and self.column is not None:
            self.column.settle()
            bar = self.column.verticalScrollBar()
            bar.setValue(bar.maximum())


class Reel(QWidget, Generic[W]):
    """Goes into a `ScrollColumn`. Others come as one scrolls; heights that were measured are kept.

    A jump makes a screen of them at once. Where that is not enough, on a very tall screen, there
    are blanks at first, so that no frame waits for more.
    `make` makes the widgets of some keys, without those that are gone; what `needed` says of a
    widget keeps it there however far away it is. What is in view stays where it is.
    """

    changed = Signal()  # Widgets have come or gone.

    def __init__(
        self,
        make: Callable[[Sequence[int]], Mapping[int, W]],
        needed: Callable[[W], bool],
    ) -> None:
        super().__init__()
        self._make, self._needed = make, needed
        self.heights = Heights()
        self._sight = _Sight(self, self.heights, self.look)
        self._there: dict[int, W] = {}
        self._told: tuple[dict[int, W], int | None] = ({}, None)
        self._stale: set[int] = set()  # Whose height has to be measured again.
        self._wide = theme.current().px(_FIRST)  # Its width, once it has a place.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._go_on)
        self.setFixedHeight(0)
        theme.current().changed.connect(self._forget)

    def there(self) -> dict[int, W]:
        """The widgets that are there, in order."""
        return dict(sorted(self._there.items(), key=lambda item: self.heights.places[item[0]]))

    def in_view(self) -> int | None:
        """The first key that is wholly in view."""
        return self.heights.first_below(self._sight.span()[0])

    def set_keys(self, keys: Sequence[int]) -> None:
        """Show others, or the same after some of them have changed."""
        anchor = self._sight.anchor()
        self.heights.set_keys(keys)
        for key in [key for key in self._there if key not in self.heights.places]:
            self.drop(key)
        self._settle(anchor)
        self._tell()

    def drop(self, key: int) -> None:
        """Take a widget away; if its key is still wanted, `set_keys` makes another."""
        widget = self._there.pop(key)
        self._stale.discard(key)
        widget.removeEventFilter(self)
        widget.hide()
        widget.deleteLater()

    def clear(self) -> None:
        """Nothing more is there."""
        for key in list(self._there):
            self.drop(key)
        self.set_keys(())
        self.heights.forget()

    def bring(self, place: int) -> W | None:
        """The widget at a place, made if it is not there; None when its entry is gone."""
        key = self.heights.keys[place]
        if key not in self._there:
            anchor = self._sight.anchor()
            self._fetch([key])
            self._settle(anchor, key)
            self._tell()
        return self._there.get(key)

    def is_whole(self) -> bool:
        """Whether all that is near the view is there."""
        return not self._later.isActive()

    def look(self) -> None:
        """Make what has come into view, and let go of what is far from it."""
        if self._sight.busy or not self.heights.keys:
            return
        self._settle(self._sight.anchor(), most=_AT_ONCE)
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._sight.find_column()
        if self.heights.keys:
            self._settle(self._sight.anchor())
            self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Blanks where widgets are still to come."""
        painter = QPainter(self)
        for key in self._sight.missing(None, 0, self._there):
            height = self.heights.height(key)
            paint_blank(painter, QRect(0, self.heights.top(key), self._wide, height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != self._wide:
            self._wide = event.size().width()
            self._forget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            key = next((key for key, widget in self._there.items() if widget is watched), None)
            if key is not None and not self._stale:
                QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))
            if key is not None:
                self._stale.add(key)
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self._stale:
            self.look()
            return True
        return super().event(event)

    def _tell(self) -> None:
        last = self.heights.keys[-1] if self.heights.keys else None
        if self._told != (self._there, last):
            self._told = (dict(self._there), last)
            self.changed.emit()

    def _forget(self) -> None:
        """Measure again: the room or the letters are others."""
        anchor = self._sight.anchor()
        self.heights.forget()
        self._stale |= self._there.keys()
        if self._sight.busy:
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))
        else:
            self._settle(anchor)
            self._tell()

    def _go_on(self) -> None:
        """Make a few of those that are missing, what is in view first."""
        anchor, near = self._sight.anchor(), theme.current().px(_NEAR)
        missing = self._sight.missing(anchor, 0, self._there)
        missing = missing or self._sight.missing(anchor, near, self._there)
        self._fetch(missing[:_AT_ONCE])
        self._settle(anchor, most=0)
        self._sight.stay_at_end()
        self._tell()

    def _settle(
        self, anchor: _Anchor | None, also: int | None = None, *, most: int | None = None
    ) -> None:
        """Make and measure what is in view, and put it into its place; what is near it follows.

        So does what is in view beyond the first `most`; None makes all of it.
        """
        self._sight.busy = True
        try:
            _measure(self._there, self._stale, self.heights, self._wide)
            for _round in range(_ROUNDS):
                missing = self._sight.missing(anchor, 0, self._there)[:most]
                if not missing:
                    break
                self._fetch(missing)
                most = None if most is None else most - len(missing)
                _measure(self._there, self._stale, self.heights, self._wide)
            self._let_go(anchor, also)
            _put(self._there, self.heights, self._wide)
            self._sight.take(self._sight.moved(anchor))
        finally:
            self._sight.busy = False
        if self._sight.missing(anchor, theme.current().px(_NEAR), self._there):
            self._later.start()

    def _fetch(self, keys: Sequence[int]) -> None:
        made = self._make(keys)
        for key in keys:
            widget = made.get(key)
            if widget is None:
                self.heights.set_height(key, 0)
                continue
            widget.setParent(self)
            widget.installEventFilter(self)
            self._there[key] = widget
            self._stale.add(key)

    def _let_go(self, anchor: _Anchor | None, also: int | None) -> None:
        far, moved = theme.current().px(_FAR), self._sight.moved(anchor)
        top, bottom = self._sight.span()
        for key, widget in list(self._there.items()):
            at, high = self.heights.top(key), self.heights.measured(key) or 0
            near = at < bottom + moved + far and at + high > top + moved - far
            if not near and key != also and not self._needed(widget):
                self.drop(key)


def _put(there: Mapping[int, QWidget], heights: Heights, wide: int) -> None:
    """Put widgets into their places."""
    for key, widget in there.items():
        widget.setGeometry(0, heights.top(key), wide, heights.measured(key) or 0)
        if widget.isHidden():
            widget.show()


def _measure(there: Mapping[int, QWidget], stale: set[int], heights: Heights, wide: int) -> None:
    """Note how high the widgets of some keys are; they are stale no longer."""
    for key in stale & there.keys():
        widget = there[key]
        widget.ensurePolished()
        height = widget.heightForWidth(wide)
        heights.set_height(key, height if height >= 0 else widget.sizeHint().height())
    stale.clear()
    heights.add_up()


def paint_blank(painter: QPainter, box: QRect) -> None:
    """What stands for an entry until it is there: a dot and a line of words, both grey."""
    px, fill = theme.current().px, theme.color("restSoft")
    dot = px(26)
    painting.rounded(painter, QRect(box.left(), box.top(), dot, dot), dot / 2, fill)
    left, high = box.left() + dot + 12, px(10)
    for row, share in enumerate((3, 2)):
        top = box.top() + px(8) + row * px(20)
        if top + high <= box.bottom():
            painting.rounded(
                painter, QRect(left, top, (box.width() - left) // share, high), 5, fill
            )
