"""The first time: one question, three ways in."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.ui import icons, theme
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, Kind
from mentorcrm.ui.widgets.cards import Card, IconLabel, IconTile
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

# Where the people to come stand around the one in the middle, and how large.
_OTHERS = ((22, 60, 20), (103, 22, 14), (245, 20, 14), (323, 60, 20), (90, 112, 16), (256, 112, 16))
_MIDDLE = QPointF(172, 64)
ROOM_FOR_PICTURE = 640


class Constellation(QWidget):
    """A person in the middle and places for others around them; decoration."""

    def sizeHint(self) -> QSize:
        return QSize(346, 132)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color("line2"), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color("canvas"))
        for x, y, _radius in _OTHERS:
            painter.drawLine(_MIDDLE, QPointF(x, y))
        for x, y, radius in _OTHERS:
            painter.drawEllipse(QPointF(x, y), radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(_MIDDLE, 30, 30)
        box = QRectF(_MIDDLE.x() - 10, _MIDDLE.y() - 10, 20, 20).toRect()
        icons.draw(painter, "user-plus", box, "onAccent")


class FirstRun(QWidget):
    """Three doors: add someone, name a need, bring contacts; and a look around."""

    add_requested = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked = False
        self.add = Button(_("Add person"), "primary")
        self.need = Button(_("Name a need"))
        self.bring = Button(_("Choose file"))
        self.sample = Button(_("Look around with sample data"), "ghost", icon="eye")
        question = Label(_("Who has already helped you?"), "hero", wrap=True)
        lead = Label(
            _("Start with one person you have learned from. Everything else grows from there."),
            "lead",
            "text2",
            wrap=True,
        )
        for label in (question, lead):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = boxes.column(spacing=12)
        self._picture = Constellation()
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(20)
        column.addWidget(question)
        column.addWidget(lead)
        column.addSpacing(12)
        for door in self._doors():
            column.addWidget(door)
        column.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignHCenter)
        self._frame(column)
        self._connect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Words before pictures, where there is no room for both.
        self._picture.setVisible(self.height() >= theme.current().px(ROOM_FOR_PICTURE))

    def _doors(self) -> tuple[Card, ...]:
        return (
            _door(
                "user-plus",
                _("Add one person"),
                _("A name is enough. It takes ten seconds."),
                self.add,
            ),
            _door(
                "target",
                _("Start with what you need"),
                _("A decision, skill or goal; then see whom to ask about it."),
                self.need,
            ),
            _door(
                "upload",
                _("Bring contacts"),
                _("From LinkedIn, vCard or CSV; you choose who comes in."),
                self.bring,
            ),
        )

    def _frame(self, column: QVBoxLayout) -> None:
        middle = QWidget()
        middle.setLayout(column)
        middle.setMaximumWidth(theme.current().px(600))
        promise = boxes.row(
            None,
            IconLabel("lock", 14, "text3"),
            Label(_("Everything stays in one file on this computer. No account."), "meta", "text3"),
            None,
            spacing=6,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 20)
        layout.addStretch(1)
        layout.addLayout(boxes.row(None, middle, None))
        layout.addStretch(1)
        layout.addLayout(promise)

    def _connect(self) -> None:
        self.add.clicked.connect(self._add)
        self.need.clicked.connect(self._name_need)
        self.bring.clicked.connect(self._import)
        self.sample.clicked.connect(self._sample)

    def _add(self) -> None:
        self._desk.when_live(self._add_after_profile)

    def _add_after_profile(self) -> None:
        self._first_say_who(self.add_requested.emit)

    def _name_need(self) -> None:
        self._desk.when_live(self._name_need_after_profile)

    def _name_need_after_profile(self) -> None:
        self._first_say_who(self._to_needs)

    def _to_needs(self) -> None:
        self._desk.go("needs", view="new")

    def _first_say_who(self, then: Callable[[], None]) -> None:
        """Ask once, and let it be skipped, who is asking; then go on."""
        if self._asked or self._desk.services.profile.get().complete:
            then()
            return
        from mentorcrm.ui.dialogs.about_you import AboutYouSheet

        self._asked = True
        sheet = AboutYouSheet(self.window(), self._desk, then)
        sheet.open(sheet.name)

    def _import(self) -> None:
        self._desk.go("settings", view="import:")

    def _sample(self) -> None:
        self._desk.when_live(self._add_sample)

    def _add_sample(self) -> None:
        # Its module knows the importers, which the first paint must not wait for.
        from mentorcrm.services.commands.transfer import AddSample

        self._desk.run(
            AddSample(), said=_("The sample network is here. It can be removed in one step.")
        )


def _door(icon: str, title: str, sentence: str, button: Button) -> Card:
    card = Card()
    chosen: Kind = button.kind()
    button.setMinimumWidth(112)
    text = boxes.column(
        Label(title, "strongL", wrap=True), Label(sentence, "body", "text2", wrap=True), spacing=2
    )
    row = boxes.row(IconTile(icon, chosen=chosen == "primary"), spacing=14)
    row.addLayout(text, 1)
    row.addWidget(button)
    card.body.addLayout(row)
    return card
