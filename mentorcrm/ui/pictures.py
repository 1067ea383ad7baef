"""Pictures of people, read from a file with an eye on what a file can do."""

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from mentorcrm.errors import UserError
from mentorcrm.words import _

MEGABYTE = 1_000_000
LARGEST_BYTES = 20 * MEGABYTE
LARGEST_PIXELS = 60 * MEGABYTE
NAME_FILTER = f"{_('Pictures')} (*.jpg *.jpeg *.png *.webp *.gif *.bmp);;{_('All files')} (*)"


def read_square(path: Path, edge: int, name: str = "") -> QImage:
    """The middle of a picture as a square of `edge` pixels. Any thread may ask.

    Raises UserError in one sentence for a file that is no picture, broken or too large.
    """
    name = name or path.name
    if path.is_file() and path.stat().st_size > LARGEST_BYTES:
        raise UserError(
            _("{name} is too large. Choose a picture of at most 20 MB.").format(name=name)
        )
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and size.width() * size.height() > LARGEST_PIXELS:
        raise UserError(
            _("{name} has too many pixels. Choose a picture of at most 60 megapixels.").format(
                name=name
            )
        )
    if size.isValid() and not size.isEmpty():
        cover = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        reader.setScaledSize(size.scaled(QSize(edge, edge), cover).boundedTo(QSize(4000, 4000)))
    image = reader.read()
    if image.isNull():
        raise UserError(
            _("{name} is not a picture that can be read. Choose a JPEG or PNG file.").format(
                name=name
            )
        )
    return _middle(image).scaled(
        edge,
        edge,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def _middle(image: QImage) -> QImage:
    side = min(image.width(), image.height())
    left, top = (image.width() - side) // 2, (image.height() - side) // 2
    return image.copy(QRect(left, top, side, side))
