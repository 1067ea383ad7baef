"""The one door for text on screen: plain, in a type style, with the designed line height."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.theme import ColorRole, TypeStyle

# What html.escape does to text between tags, without loading a table of all entities at start.
_AS_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class Label(QLabel):
    """Plain text in a type style. One line that elides, or wrapped with a real line height.

    An elided line shows its whole text as tooltip. `max_lines` cuts wrapped text off.
    """

    def __init__(
        self,
        text: str = "",
        style: TypeStyle = "body",
        role: ColorRole = "text",
        *,
        wrap: bool = False,
        max_lines: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._style: TypeStyle = style
        self._role: ColorRole = role
        self._max_lines = max_lines
        self._lines_at: dict[int, int] = {}  # By width; a layout asks for each several times.
        self.setWordWrap(wrap)
        theme.set_type(self, style)
        # A fixed height would clip wrapped text: Qt takes it from the unwrapped hint.
        vertical = QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Set the text; line breaks become spaces in a label of one line."""
        if not self.wordWrap():
            text = " ".join(text.split("\n"))
        if text == self.text():
            return
        super().setText(text)
        self._lines_at.clear()
        self._update_tooltip()
        self.updateGeometry()

    def set_role(self, role: ColorRole) -> None:
        """Change the colour."""
        if role != self._role:
            self._role = role
            self.update()

    def set_style(self, style: TypeStyle) -> None:
        """Change the type style."""
        if style != self._style:
            self._style = style
            self._lines_at.clear()
            theme.set_type(self, style)
            self.updateGeometry()

    def is_elided(self) -> bool:
        """Whether a single line does not fit its width."""
        return not self.wordWrap() and self._advance() > self.width() + 0.5

    def sizeHint(self) -> QSize:
        if self.wordWrap():
            width = min(self._advance(), theme.current().px(420))
            return QSize(round(width + 0.5), self.heightForWidth(round(width + 0.5)))
        return QSize(round(self._advance() + 0.999), self._line_height())

    def minimumSizeHint(self) -> QSize:
        if self.wordWrap():
            return QSize(theme.current().px(48), self._line_height())
        return QSize(min(self.sizeHint().width(), theme.current().px(24)), self._line_height())

    def hasHeightForWidth(self) -> bool:
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return self._line_height()
        lines = self._lines_at.get(width)
        if lines is None:
            lines = self._lines_at[width] = self._flow().lines(width)
        return lines * self._line_height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.color(self._role if self.isEnabled() else "text3"))
        if self.wordWrap():
            self._flow().draw(painter, QPoint(0, 0), self.width(), self._line_height())
        else:
            draw_elided(painter, self.rect(), self.text(), self.font(), self.alignment())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_tooltip()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._lines_at.clear()
            self.updateGeometry()
        super().changeEvent(event)

    def _advance(self) -> float:
        metrics = QFontMetricsF(self.font())
        return max((metrics.horizontalAdvance(line) for line in self.text().split("\n")), default=0)

    def _line_height(self) -> int:
        return theme.current().line_height(self._style)

    def _update_tooltip(self) -> None:
        if not self.wordWrap():
            self.setToolTip(plain_tooltip(self.text()) if self.is_elided() else "")

    def _flow(self) -> "TextFlow":
        return TextFlow(self.text(), self.font(), self._max_lines, self.alignment())


@dataclass(frozen=True, slots=True)
class TextFlow:
    """Text that wraps in a font, cut off after `most` lines (0 for none)."""

    text: str
    font: QFont
    most: int = 0
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft

    def lines(self, width: int) -> int:
        """How many lines it takes, at least one."""
        return max(1, sum(1 for _line in self._lay_out(width)))

    def draw(self, painter: QPainter, corner: QPoint, width: int, line_height: int) -> None:
        """Paint it from a corner down, with the pen that is set."""
        painter.setFont(self.font)
        metrics = QFontMetricsF(self.font)
        for number, (line, start) in enumerate(self._lay_out(width)):
            top = corner.y() + number * line_height + (line_height - line.height()) / 2
            if self.most and number == self.most - 1:
                rest = " ".join(self.text[start:][: self._room(width)].split())
                rest = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
                painter.drawText(QPointF(corner.x(), top + metrics.ascent()), rest)
            else:
                line.draw(painter, QPointF(corner.x(), top - line.y()))

    def _lay_out(self, width: int) -> Iterator[tuple[QTextLine, int]]:
        """Each line with where it starts in the whole text."""
        option = QTextOption(self.side)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        count = offset = 0
        for paragraph in self.text.split("\n"):
            layout = QTextLayout(paragraph[: self._room(width)], self.font)
            layout.setTextOption(option)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width)
                count += 1
                yield line, offset + line.textStart()
                if count == self.most:
                    layout.endLayout()
                    return
            layout.endLayout()
            offset += len(paragraph) + 1

    def _room(self, width: int) -> int | None:
        """No more letters than these can be seen: shaping a long note whole takes long."""
        return max(width, 1) * self.most if self.most else None


def draw_elided(
    painter: QPainter,
    rect: QRect,
    text: str,
    font: QFont,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Paint one line of text, elided where it does not fit, with the pen that is set."""
    painter.setFont(font)
    said = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 0.5)
    painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter), said)


def wrapped(text: str, font: QFont, width: int, most: int) -> list[str]:
    """A text broken into at most so many lines; what is left over is cut off the last."""
    metrics = QFontMetricsF(font)
    if most == 1 or metrics.horizontalAdvance(text) <= width:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        if len(lines) == most - 1:
            lines.append(metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, width))
            break
        lines.append(text[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return lines


def plain_tooltip(text: str) -> str:
    """Text for a tooltip: long lines wrap, and markup in a name stays text."""
    return f"<p style='white-space:pre-wrap'>{text.translate(_AS_TEXT)}</p>" if text else ""


def set_tooltip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip of plain text."""
    widget.setToolTip(plain_tooltip(text))
