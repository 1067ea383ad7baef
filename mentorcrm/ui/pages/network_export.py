"""The drawing of the network as a file: SVG or PNG, by the file's ending."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsScene

from mentorcrm.errors import UserError
from mentorcrm.ui import theme
from mentorcrm.ui.desk import Desk
from mentorcrm.words import _

SCALE = 2.0
LARGEST = 12_000
"""Pixels of a side of a picture; beyond it a painter has no memory for it."""


def save(desk: Desk, scene: QGraphicsScene) -> None:
    """Ask for a place and a name, and write what is drawn there."""

    def chosen(file: Path) -> None:
        try:
            write(scene, file)
        except UserError as error:
            desk.tell(str(error))
            return
        desk.tell(_("Saved as {name}").format(name=file.name))

    desk.asker.save_file(_("Save the drawing"), Path.home() / _("network.svg"), chosen)


def write(scene: QGraphicsScene, file: Path) -> None:
    """Write what is drawn; UserError for another ending, or when it cannot be written."""
    drawn = {".svg": _svg, ".png": _png}.get(file.suffix.lower())
    if drawn is None:
        raise UserError(_("Choose a name that ends in .svg or .png."))
    content = drawn(scene, scene.itemsBoundingRect().adjusted(-24, -24, 24, 24))
    try:
        file.write_bytes(content)
    except OSError as error:
        raise UserError(
            _("“{name}” could not be written. Choose another folder.").format(name=file.name)
        ) from error


def _svg(scene: QGraphicsScene, box: QRectF) -> bytes:
    from PySide6.QtSvg import QSvgGenerator

    generator, buffer = QSvgGenerator(), QBuffer()
    whole = QRectF(0, 0, box.width(), box.height())
    generator.setOutputDevice(buffer)
    generator.setSize(box.size().toSize())
    generator.setViewBox(whole)
    generator.setTitle(_("Network"))
    painter = QPainter(generator)
    painter.fillRect(whole, theme.color("canvas"))
    scene.render(painter, whole, box)
    painter.end()
    return bytes(buffer.data().data())


def _png(scene: QGraphicsScene, box: QRectF) -> bytes:
    scale = min(SCALE, LARGEST / max(box.width(), box.height(), 1))
    size = QSize(max(1, round(box.width() * scale)), max(1, round(box.height() * scale)))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(theme.color("canvas"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scene.render(painter, QRectF(image.rect()), box)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
