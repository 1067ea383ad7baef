"""The map of the mosaic: me in the middle, people on rings by season, further out when silent.

Each person is a button: one stop of Tab, arrows go round, Enter opens.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from mentorcrm.services.mosaic import Column
from mentorcrm.ui import theme
from mentorcrm.ui.delegates.person_row import draw_line, text_width
from mentorcrm.ui.pages.mosaic_rings import MIDDLE, RINGS, Spot, edges, spot_words, spots
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.avatar import draw_avatar, initials
from mentorcrm.ui.widgets.bands import look_of
from mentorcrm.ui.widgets.focus import KeyboardFocus
from mentorcrm.ui.widgets.text import set_tooltip
from mentorcrm.words import _

HEIGHT, WIDE, WIDER = 640, 72, 1.3
CLOSE = 50
"""With less room between two faces these are smaller, and the names stand in their tooltips."""
_FACE, _SMALL, _NAME = 32, 22, 16
_MIDDLE = Qt.AlignmentFlag.AlignHCenter
_MOVES = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -9999, Qt.Key.Key_End: 9999,
}  # fmt: skip


def ground_of(ring: int) -> ColorRole:
    """What a ring is filled with: in turns, so that each stands out from the next."""
    return "surface" if ring % 2 else "canvas"


class SpotButton(KeyboardFocus, QAbstractButton):
    """Somebody on the map: the face in a ring of how it stands, and the name below."""

    moved = Signal(int)
    focus_radius = 8.0

    def __init__(self, spot: Spot, parent: QWidget) -> None:
        super().__init__(parent)
        self.spot = spot
        self._close = False
        self.setText(spot_words(spot))
        set_tooltip(self, spot_words(spot))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_close(self, close: bool) -> None:
        """Whether there is little room."""
        self._close = close

    def sizeHint(self) -> QSize:
        px = theme.current().px
        if self._close:
            return QSize(px(_SMALL) + 8, px(_SMALL) + 8)
        return QSize(px(WIDE), px(_FACE) + px(_NAME) + 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MOVES:
            self.moved.emit(_MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, column = QPainter(self), self.spot.column
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.current().px(_SMALL if self._close else _FACE)
        face = QRect((self.width() - edge) // 2, 4, edge, edge)
        faded = column.possible or column.resting
        painter.setOpacity(0.62 if faded else 1.0)
        draw_avatar(painter, face, initials(column.name), column.tint)
        painter.setOpacity(1.0)
        if column.band is not None or column.possible:
            fill: ColorRole = "accent" if column.band is None else look_of(column.band).fill
            style = Qt.PenStyle.DashLine if column.possible else Qt.PenStyle.SolidLine
            painter.setPen(QPen(theme.color(fill), 2, style))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(face).adjusted(-2, -2, 2, 2))
        if self._close:
            return
        place = QRect(2, edge + 7, self.width() - 4, theme.current().px(_NAME))
        role: ColorRole = "accent" if self.underMouse() else "text3" if faded else "text"
        painting.rounded(painter, self._pill(place), place.height() / 2, self._ground())
        draw_line(painter, "metaM", role, place, column.called, _MIDDLE)

    def _pill(self, place: QRect) -> QRect:
        """Behind the name, so that no ring cuts through it."""
        wide = min(text_width("metaM", self.spot.column.called) + 8, place.width())
        return QRect(place.center().x() - wide // 2, place.top(), wide, place.height())

    def _ground(self) -> QColor:
        return theme.color(ground_of(self.spot.ring))


class MosaicMap(QWidget):
    """The rings with everybody on them. `opened` names a person."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[SpotButton] = []
        self._columns: Sequence[Column] = ()
        self.setAccessibleName(_("Map: people by season and rhythm"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self._arrange)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(HEIGHT), theme.current().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(360), theme.current().px(HEIGHT))

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show these people; the same as before are left as they are."""
        if columns == self._columns:
            return
        self._columns = columns
        at = next((b.spot.column.person_id for b in self.buttons if b.hasFocus()), None)
        for old in self.buttons:
            old.hide()
            old.deleteLater()
        self.buttons = [self._button(spot) for spot in spots(columns)]
        here = next((b for b in self.buttons if b.spot.column.person_id == at), None)
        self._stop_at(here or next(iter(self.buttons), None))
        if here is not None:
            here.setFocus(Qt.FocusReason.OtherFocusReason)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, middle, (wide, tall) = QPainter(self), self._middle(), self._whole()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = theme.current().px(_NAME)
        rings = list(zip(RINGS, edges(self._columns), strict=True))
        for ring, ((words, _seasons), edge) in reversed(list(enumerate(rings))):
            painter.setPen(QPen(theme.color("line2"), 1))
            painter.setBrush(theme.color(ground_of(ring)))
            painter.drawEllipse(middle, edge * wide, edge * tall)
            top = round(middle.y() - edge * tall) + 4
            room = theme.current().px(240)
            place = QRect(round(middle.x()) - room // 2, top, room, high)
            draw_line(painter, "metaS", "text2", place, words, _MIDDLE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accentSoft"))
        mine = MIDDLE * 0.62
        painter.drawEllipse(middle, mine * wide, mine * tall)
        place = QRect(round(middle.x()) - 40, round(middle.y()) - high // 2, 80, high)
        draw_line(painter, "metaM", "accent", place, _("Me"), _MIDDLE)

    def _button(self, spot: Spot) -> SpotButton:
        button = SpotButton(spot, self)
        button.clicked.connect(self._open)
        button.moved.connect(self._move)
        button.show()
        return button

    def _open(self) -> None:
        button = self.sender()
        assert isinstance(button, SpotButton)
        self.opened.emit(button.spot.column.person_id)

    def _move(self, step: int) -> None:
        button = self.sender()
        assert isinstance(button, SpotButton)
        place = self.buttons.index(button) + step
        there = self.buttons[min(max(place, 0), len(self.buttons) - 1)]
        self._stop_at(there)
        there.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _stop_at(self, there: SpotButton | None) -> None:
        """Let Tab come to one of them only."""
        for button in self.buttons:
            stop = Qt.FocusPolicy.StrongFocus if button is there else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stop)

    def _middle(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def _whole(self) -> tuple[float, float]:
        """The outermost ring, from the middle to its side and to its top; wider than it is high."""
        edge = theme.current().px(12)
        tall = self.height() / 2 - edge
        return min(self.width() / 2 - edge, tall * WIDER), tall

    def _arrange(self) -> None:
        middle, (wide, tall) = self._middle(), self._whole()
        for button in self.buttons:
            button.set_close(button.spot.room * (wide + tall) / 2 < theme.current().px(CLOSE))
            size = button.sizeHint()
            x = middle.x() + button.spot.x * wide - size.width() / 2
            y = middle.y() + button.spot.y * tall - size.height() / 2
            button.setGeometry(round(x), round(y), size.width(), size.height())
        self.update()
