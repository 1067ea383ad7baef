"""Cards, hairlines, wells for what is empty and strips for what went wrong."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentorcrm.ui import icons, theme
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import boxes, painting
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

RADIUS = 12


class Panel(QWidget):
    """A rounded area of one colour; `line` draws its hairline."""

    def __init__(
        self,
        fill: ColorRole = "surface",
        line: ColorRole | None = "line",
        radius: float = RADIUS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fill: ColorRole = fill
        self._line: ColorRole | None = line
        self._radius = radius

    def paintEvent(self, _event: QPaintEvent) -> None:
        line = theme.color(self._line) if self._line else None
        fill = theme.color(self._fill)
        painting.rounded(QPainter(self), self.rect(), self._radius, fill, line)


class Card(Panel):
    """A surface with a hairline and no shadow, with an optional title line.

    In one of `fields` their words stand under the title, as quiet fields are wider than those.
    """

    def __init__(
        self, title: str = "", parent: QWidget | None = None, *, fields: bool = False
    ) -> None:
        super().__init__(parent=parent)
        side = 10 if fields else 16
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(side, 12, side, 14)
        self.body.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(16 - side, 0, 16 - side, 0)
        self.head.setSpacing(4)
        if title:
            self.title = Label(title, "strong", wrap=True)
            self.head.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)
            self.body.addLayout(self.head)


class FoldingCard(Card):
    """A card that may be folded away while it is empty: a link stands for it then.

    It is on show when it is `wanted` and not folded.
    """

    link = ""  # What it adds, as the words of the link.

    def __init__(
        self, title: str = "", parent: QWidget | None = None, *, fields: bool = False
    ) -> None:
        super().__init__(title, parent, fields=fields)
        self.wanted, self.folded = True, False

    def is_empty(self) -> bool:
        """Whether it has nothing to show."""
        raise NotImplementedError

    def begin(self) -> None:
        """Put the cursor where it is filled in."""
        raise NotImplementedError

    def want(self, wanted: bool) -> None:
        """Say whether it has a place here at all."""
        self.wanted = wanted
        self.setVisible(wanted and not self.folded)

    def fold(self, folded: bool) -> None:
        """Fold it away, or show it again."""
        self.folded = folded
        self.setVisible(self.wanted and not folded)


class Hairline(QWidget):
    """A decorative line of one pixel, horizontal or vertical."""

    def __init__(self, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.color("line"))


class IconLabel(QWidget):
    """A decorative icon in a colour role, as large as `size` is at the size of the text."""

    def __init__(
        self, name: str, size: int = 16, role: ColorRole = "text3", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._edge = name, size
        self._role: ColorRole = role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        edge = theme.current().px(self._edge)
        return QSize(edge, edge)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def set_icon(self, name: str, role: ColorRole) -> None:
        """Show another icon or colour."""
        self._name, self._role = name, role
        self.update()

    def icon(self) -> str:
        """The name of the icon on show."""
        return self._name

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.draw(QPainter(self), self._name, self.rect(), self._role)


class IconTile(QWidget):
    """An icon on a tinted square, as in front of a way in."""

    def __init__(self, name: str, *, chosen: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._chosen = name, chosen
        self.setFixedSize(40, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill: ColorRole = "accentSoft" if self._chosen else "restSoft"
        painting.rounded(painter, self.rect(), 10, theme.color(fill))
        role: ColorRole = "accent" if self._chosen else "text2"
        icons.draw(painter, self._name, QRect(10, 10, 20, 20), role)


class EmptyWell(Panel):
    """What belongs here when nothing does yet: icon, sentence, next step."""

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str,
        action: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("sunken", None, 8, parent)
        self._title = Label(title, "strong", wrap=True)
        self._sentence = Label(sentence, "meta", "text2", wrap=True)
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(4)
        layout.addWidget(IconLabel(icon, 20, "text3"), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._title)
        layout.addWidget(self._sentence)
        if action is not None:
            layout.addSpacing(6)
            layout.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._sentence.setVisible(bool(sentence))
        self._laid_out = 0

    def sizeHint(self) -> QSize:
        """As high as the sentence is at the present width."""
        hint = super().sizeHint()
        needed = self.heightForWidth(self._laid_out) if self._laid_out else 0
        return QSize(hint.width(), max(hint.height(), needed))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != self._laid_out:
            self._laid_out = event.size().width()
            self.updateGeometry()

    def sentence(self) -> str:
        """The sentence on show."""
        return self._sentence.text()

    def set_words(self, title: str, sentence: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))


class ErrorStrip(Panel):
    """What happened, what is safe, one way out. Hidden until `show_error`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("riskSoft", None, 8, parent)
        self._what = Label("", "strong", "risk", wrap=True)
        self._safe = Label("", "meta", "text", wrap=True)
        self.action = Button(_("Close"), "secondary")
        icon = IconLabel("triangle-alert", 18, "risk")
        words = boxes.column(self._what, self._safe, spacing=0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 10, 12, 10)
        layout.setSpacing(12)
        layout.addWidget(icon)
        layout.addLayout(words, 1)
        layout.addWidget(self.action)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.action.clicked.connect(self.hide)
        self.hide()

    def show_error(self, what: str, safe: str = "", action: str = _("Close")) -> None:
        """Say it; the button closes the strip and may do more for those who listen to it."""
        self._what.setText(what)
        self._safe.setText(safe)
        self._safe.setVisible(bool(safe))
        self.action.setText(action)
        self.action.updateGeometry()
        self.show()

    def what(self) -> str:
        """The sentence on show."""
        return self._what.text()


class Skeleton(QFrame):
    """Grey rows that stand where content will be; for waits over 300 ms."""

    def __init__(self, rows: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows

    def sizeHint(self) -> QSize:
        return QSize(200, self._rows * 64)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = theme.color("restSoft")
        for number in range(self._rows):
            top = number * 64 + 14
            painting.rounded(painter, QRect(20, top, 36, 36), 18, fill)
            painting.rounded(painter, QRect(68, top + 6, self.width() // 3, 10), 5, fill)
            painting.rounded(painter, QRect(68, top + 24, self.width() // 2, 8), 4, fill)
