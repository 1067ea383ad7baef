"""One page on paper: laid out, measured, shortened until it fits, as PDF and as a picture.

Everything here works on values and may run in a thread.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from mentorcrm.services.asking import OnePage, Section, shorter
from mentorcrm.ui import theme

# A4 at 96 dots an inch.
WIDTH, HEIGHT = 794, 1123
MARGIN = 84
_RESOLUTION = 1200
_INK, _QUIET = "#1f1d1a", "#5f5a52"  # Print has one scheme: dark on white.
_SERIF, _SANS = "Newsreader Text", "Inter"
_MOST_STEPS = 400


def load_fonts() -> None:
    """Register the fonts of the page; called on the UI thread before anything is drawn."""
    for family in (_SERIF, _SANS):
        theme.load_family(family)


class Fitted(NamedTuple):
    """A page that fits; `whole` says that nothing had to go."""

    page: OnePage
    whole: bool


def fitted(page: OnePage) -> Fitted | None:
    """The page, shortened as far as it needs to be to fit one sheet; None when nothing helps."""
    now: OnePage | None = page
    for _step in range(_MOST_STEPS):
        if now is None or _fits(now):
            break
        now = shorter(now)
    if now is None or not _fits(now):
        return None
    return Fitted(now, now is page)


def pdf(page: OnePage) -> bytes:
    """The page as a PDF file of one sheet with its fonts inside."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(_RESOLUTION)
    writer.setTitle(page.title)
    writer.setCreator("mentorcrm")
    with _painting(QPainter(writer)) as painter:
        painter.scale(_RESOLUTION / 96, _RESOLUTION / 96)
        _document(page).drawContents(painter)
    buffer.close()
    return bytes(buffer.data().data())


def picture(page: OnePage, width: int, ratio: float = 1.0) -> QImage:
    """The page as it will look, `width` points wide; `ratio` as of a screen."""
    scale = width / WIDTH * ratio
    image = QImage(
        round(WIDTH * scale), round(HEIGHT * scale), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(QColor("white"))
    with _painting(QPainter(image)) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        _document(page).drawContents(painter)
    image.setDevicePixelRatio(ratio)
    return image


def draw(page: OnePage, painter: QPainter) -> None:
    """The page onto a sheet of any size, as large as fits it."""
    device = painter.device()
    scale = min(device.width() / WIDTH, device.height() / HEIGHT)
    painter.scale(scale, scale)
    _document(page).drawContents(painter)


@contextmanager
def _painting(painter: QPainter) -> Iterator[QPainter]:
    try:
        yield painter
    finally:
        painter.end()


def _fits(page: OnePage) -> bool:
    return _document(page).size().height() <= HEIGHT


def _document(page: OnePage) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(MARGIN)
    document.setUndoRedoEnabled(False)
    document.setTextWidth(WIDTH)
    cursor = QTextCursor(document)
    cursor.setBlockFormat(_block(0, 36))
    cursor.insertText(page.title, _type(_SERIF, 28, _INK))
    cursor.insertBlock(_block(4, 20), _type(_SANS, 13, _QUIET))
    cursor.insertText(page.line)
    for section in page.sections:
        _write(cursor, section, page.head(section))
    return document


def _write(cursor: QTextCursor, section: Section, head: str) -> None:
    cursor.insertBlock(_block(24, 20), _type(_SANS, 14, _QUIET, QFont.Weight.DemiBold))
    cursor.insertText(head)
    for number, paragraph in enumerate(section.paragraphs):
        top = 4 if number == 0 or section.listed else 8
        cursor.insertBlock(_block(top, 25, 16 if section.listed else 0), _type(_SERIF, 17, _INK))
        cursor.insertText(f"– {paragraph}" if section.listed else paragraph)


def _block(top: int, line: int, left: int = 0) -> QTextBlockFormat:
    style = QTextBlockFormat()
    style.setTopMargin(top)
    style.setLineHeight(line, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    style.setLeftMargin(left)
    style.setTextIndent(-left)
    return style


def _type(
    family: str, size: int, ink: str, weight: QFont.Weight = QFont.Weight.Normal
) -> QTextCharFormat:
    font = QFont(family)
    font.setPixelSize(size)
    font.setWeight(weight)
    # Widths must be the same on every device, or a measured page would break otherwise.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    style = QTextCharFormat()
    style.setFont(font)
    style.setForeground(QColor(ink))
    return style


def paper_size(width: int) -> QSizeF:
    """How large a sheet is that is `width` wide."""
    return QSizeF(width, width * HEIGHT / WIDTH)
