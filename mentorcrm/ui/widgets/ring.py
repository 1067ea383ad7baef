"""A ring that shows how many parts of an ask are there, with the words beside it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentorcrm.ui import icons, theme
from mentorcrm.ui.theme import ColorRole
from mentorcrm.words import _


class PartsRing(QWidget):
    """One arc per part: filled when it is there. A check mark in the middle when all are.

    It counts parts; it is no grade. The words ("12 of 13") stand beside it and in its
    accessible name.
    """

    def __init__(self, size: int = 56, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edge = size
        self._present = self._total = 0
        self._ready = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_parts(self, present: int, total: int, ready: bool) -> None:
        """How many parts there are of how many, and whether nothing is left to fix."""
        self._present, self._total, self._ready = present, total, ready
        self.setAccessibleName(
            _("Parts: {present} of {total}").format(present=present, total=total)
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._edge, self._edge)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        total = max(self._total, 1)
        gap = 0.0 if total == 1 else min(9.0, 120 / total)
        step = 360 / total
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        done: ColorRole = "goodFill" if self._ready else "accent"
        for number in range(total):
            role: ColorRole = done if number < self._present else "line"
            pen = QPen(theme.color(role), 5)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            start = 90 - number * step - gap / 2
            painter.drawArc(box, round(start * 16), round(-(step - gap) * 16))
        if self._ready:
            middle = self.rect().adjusted(0, 0, 0, 0).center()
            edge = 20
            mark = self.rect()
            mark.setSize(QSize(edge, edge))
            mark.moveCenter(middle)
            icons.draw(painter, "check", mark, "good")
            return
        painter.setFont(theme.current().font("titleS"))
        painter.setPen(theme.color("text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._present))
