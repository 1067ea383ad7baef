"""Reads off a widget what it paints: the words of rows, fields and menus are no widgets to ask."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import (
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QPainter,
    QPixmap,
    QTextItem,
)
from PySide6.QtWidgets import QWidget

_DOTS = "…"


class _Engine(QPaintEngine):
    """Keeps the words and paints nothing."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.texts: list[str] = []

    def begin(self, _device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, _state: QPaintEngineState) -> None:
        pass

    def drawTextItem(self, _place: QPointF, item: QTextItem) -> None:
        self.texts.append(item.text())

    def drawPixmap(self, _place: object, _picture: QPixmap, _part: object) -> None:
        pass

    def drawImage(self, *_what: object) -> None:
        pass

    def drawPath(self, *_what: object) -> None:
        pass

    def drawPolygon(self, *_what: object) -> None:
        pass


class _Device(QPaintDevice):
    """A screen of a widget's size."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.engine = _Engine()
        self._like = widget

    def paintEngine(self) -> QPaintEngine:
        return self.engine

    def metric(self, what: QPaintDevice.PaintDeviceMetric) -> int:
        kinds = QPaintDevice.PaintDeviceMetric
        known = {
            kinds.PdmWidth: self._like.width(),
            kinds.PdmHeight: self._like.height(),
            kinds.PdmDevicePixelRatio: 1,
            kinds.PdmDevicePixelRatioScaled: round(QPaintDevice.devicePixelRatioFScale()),
            kinds.PdmDepth: 32,
        }
        return known.get(what, 96)


def painted(widget: QWidget) -> list[str]:
    """The pieces of text that a widget and all within it paint, as they stand on the screen."""
    device = _Device(widget)
    painter = QPainter(device)
    widget.render(painter, QPoint(0, 0))
    painter.end()
    return device.engine.texts


def cut_words(widget: QWidget) -> Iterator[str]:
    """Texts of the app in the pseudo-language that lost their end; those of a user may."""
    for text in painted(widget):
        if text.endswith(_DOTS) and text.count("[") > text.count("]"):
            yield text
