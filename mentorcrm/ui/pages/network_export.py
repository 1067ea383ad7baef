"""The drawing of the network as a file: SVG or PNG, by the file's ending."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from mentorcrm.errors import StorageError, UserError
from mentorcrm.services.sending import write_file
from mentorcrm.ui import theme
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.drawing.names import Written, fitting
from mentorcrm.ui.drawing.paint import Frame, Shapes, Shown, paint
from mentorcrm.ui.drawing.shape import Drawing
from mentorcrm.ui.drawing.view import NetworkView
from mentorcrm.words import _

SCALE = 2.0
LARGEST = 12_000
"""Pixels of a side of a picture; beyond it a painter has no memory for it."""


def save(desk: Desk, view: NetworkView) -> None:
    """Ask for a place and a name, and write there what is drawn."""

    def chosen(file: Path) -> None:
        if view.drawing is None:
            return
        try:
            write(view.drawing, Shown(view.doors, view.circles), file)
        except UserError as error:
            desk.tell(str(error))
            return
        desk.tell(_("Saved as {name}").format(name=file.name))

    desk.asker.save_file(_("Save the drawing"), Path.home() / _("network.svg"), chosen)


def write(drawing: Drawing, shown: Shown, file: Path) -> None:
    """Write all of it; UserError for another ending, or when it cannot be written."""
    draw = {".svg": _svg, ".png": _png}.get(file.suffix.lower())
    if draw is None:
        raise UserError(_("Choose a name that ends in .svg or .png."))
    content = draw(drawing, shown, _box(drawing))
    try:
        write_file(file, content, "network.svg")
    except StorageError as error:
        raise UserError(
            _("“{name}” could not be written. Choose another folder.").format(name=file.name)
        ) from error


def _box(drawing: Drawing) -> QRectF:
    box = drawing.box()
    for ground in drawing.grounds:
        box = box.united(ground.box)
    return box.adjusted(-24, -24, 24, 24)


def _paint(painter: QPainter, drawing: Drawing, shown: Shown, box: QRectF) -> None:
    written = Written()
    names = fitting(drawing, 1.0, written, shown.circles)
    frame = Frame(1.0, box.left(), box.top())
    whole = QRectF(0, 0, box.width(), box.height())
    paint(painter, drawing, frame, whole, shown, names, Shapes(written))


def _svg(drawing: Drawing, shown: Shown, box: QRectF) -> bytes:
    from PySide6.QtSvg import QSvgGenerator

    generator, buffer = QSvgGenerator(), QBuffer()
    generator.setOutputDevice(buffer)
    generator.setSize(box.size().toSize())
    generator.setViewBox(QRectF(0, 0, box.width(), box.height()))
    generator.setTitle(_("Network"))
    painter = QPainter(generator)
    _paint(painter, drawing, shown, box)
    painter.end()
    return bytes(buffer.data().data())


def _png(drawing: Drawing, shown: Shown, box: QRectF) -> bytes:
    scale = min(SCALE, LARGEST / max(box.width(), box.height(), 1))
    size = QSize(max(1, round(box.width() * scale)), max(1, round(box.height() * scale)))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(theme.color("canvas"))
    painter = QPainter(image)
    painter.scale(scale, scale)
    _paint(painter, drawing, shown, box)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
