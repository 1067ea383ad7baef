"""The agenda: points with minutes that add up, ticked off, moved, dropped."""

import re

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentorcrm.models.history_kinds import AgendaKind
from mentorcrm.services.commands import meetings as wish
from mentorcrm.services.meetings_rows import MeetingDetail, PointRow, fit_words
from mentorcrm.ui import icons, theme
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.meeting_left import LeftPoints
from mentorcrm.ui.widgets import boxes, painting
from mentorcrm.ui.widgets.acts import tab_before
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import Card, Hairline, IconLabel
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.focus import PressedByEnter
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label, set_tooltip
from mentorcrm.words import _, n_

_MINUTES = re.compile(r"[\s,(]*\b(\d{1,3}) ?(?:m|min|minutes)\)?\s*$", re.IGNORECASE)

_CLOSER = -8


class PointDisc(PressedByEnter, QAbstractButton):
    """The number of a point, or a check; a press ticks it off."""

    focus_radius = 12.0

    def __init__(self, number: int, point: PointRow) -> None:
        super().__init__()
        self._number = number
        self.setCheckable(True)
        self.setChecked(point.done)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        name = _("Done: {point}").format(point=point.text)
        self.setAccessibleName(name)
        set_tooltip(self, _("Tick off"))

    def sizeHint(self) -> QSize:
        edge = theme.current().px(24)
        return QSize(edge, edge)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt would go on to another button with an arrow; with Alt it moves the point.
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked()
        fill = theme.color("accent" if on else "hover" if self.underMouse() else "restSoft")
        painting.rounded(painter, self.rect(), self.height() / 2, fill)
        if on:
            inset = self.height() // 5
            box = QRect(self.rect().adjusted(inset, inset, -inset, -inset))
            icons.draw(painter, "check", box, "onAccent")
            return
        painter.setFont(theme.current().font("capS"))
        painter.setPen(theme.color("text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class PointLine(QWidget):
    """One point: its words and a note on it, its minutes, and what can be done with it."""

    changed = Signal(object)
    moved = Signal(int, int)

    def __init__(self, number: int, point: PointRow) -> None:
        super().__init__()
        self.point = point
        self.disc = PointDisc(number, point)
        self.text = Field("", quiet=True, lines=4, style="medium", dense=True)
        self.text.set_value(point.text)
        self.text.setAccessibleName(_("Point {number}").format(number=number))
        self.detail = Field(
            _("A note on it, for me alone"),
            quiet=True,
            lines=3,
            style="meta",
            dense=True,
            ink="text2",
        )
        self.detail.set_value(point.detail)
        self.detail.setAccessibleName(_("Note on point {number}").format(number=number))
        self.minutes = Field("", quiet=True, dense=True)
        self.minutes.set_value(_("{minutes} min").format(minutes=point.minutes))
        self.minutes.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.minutes.setFixedWidth(theme.current().px(72))
        self.minutes.setAccessibleName(_("Minutes of point {number}").format(number=number))
        more = IconButton("ellipsis", _("More about “{point}”").format(point=point.text), size=28)
        more.quiet_in(self)
        self._more = more
        self._build()
        self.disc.clicked.connect(self._tick)
        self.text.committed.connect(self._edit_text)
        self.detail.committed.connect(self._edit_detail)
        self.minutes.committed.connect(self._edit_minutes)
        more.clicked.connect(self._open_more)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(self.point.id, -1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        # Close below the words that it is about: the room around each is that of a field.
        words = boxes.column(self.text, spacing=0)
        if self.point.detail:
            words.addSpacing(_CLOSER)
        else:
            self.detail.hide()
        words.addWidget(self.detail)
        if self.point.carried:
            words.addLayout(boxes.row(self._carried(), margins=(6, 0, 0, 2)))
        if self.point.off_limits:
            words.addLayout(self._ruled_out())
        line = boxes.row(boxes.column(2, self.disc, None, spacing=0), spacing=6)
        line.addLayout(words, 1)
        line.addWidget(self._more)
        line.addWidget(self.minutes)
        for widget in (self.minutes, self._more):
            line.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        self.setLayout(boxes.column(line, margins=(0, 6, 0, 6)))

    def _carried(self) -> QWidget:
        """How often it was carried on; after three times, the question whether to drop it."""
        holder = QWidget()
        often = self.point.carried
        said = n_("carried over once", "carried over {number} times", often).format(number=often)
        ask = self.point.ask_to_drop
        label = Label(said[:1].upper() + said[1:], "meta", "warn" if ask else "text3")
        parts: list[QWidget | None] = [label]
        if ask:
            drop = Button(_("Drop it?"), "ghost", size="small")
            drop.setAccessibleName(_("Drop “{point}”").format(point=self.point.text))
            drop.clicked.connect(self._drop)
            parts.append(drop)
        holder.setLayout(boxes.row(*parts, None, spacing=8))
        return holder

    def _ruled_out(self) -> QHBoxLayout:
        """The topic that this point touches although it was agreed to leave it out."""
        said = _("“{topic}” is off limits by your agreement.").format(topic=self.point.off_limits)
        self.off_limits = Label(said, "meta", "warn", wrap=True)
        mark = IconLabel("shield", 14, "warn")
        row = boxes.row(mark, self.off_limits, spacing=6, margins=(6, 0, 6, 2))
        row.setStretch(1, 1)
        row.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        return row

    def _tick(self) -> None:
        self.changed.emit(wish.SetPointDone(self.point.id, self.disc.isChecked()))

    def _edit_text(self, text: str) -> None:
        self.changed.emit(wish.EditPoint(self.point.id, text=text))

    def _edit_detail(self, text: str) -> None:
        self.changed.emit(wish.EditPoint(self.point.id, detail=text))

    def _edit_minutes(self, text: str) -> None:
        digits = re.match(r"\s*(\d{1,4})", text)
        if digits is None:
            self.minutes.set_value(_("{minutes} min").format(minutes=self.point.minutes))
            return
        self.changed.emit(wish.EditPoint(self.point.id, minutes=int(digits[1])))

    def _drop(self) -> None:
        self.changed.emit(wish.DropPoint(self.point.id))

    def _open_more(self) -> None:
        menu = ChoiceMenu(
            self,
            [
                (-1, _("Move up"), "chevron-up"),
                (1, _("Move down"), "chevron-down"),
                ("note", _("Add a note"), "pencil"),
                None,
                ("drop", _("Drop from the agenda"), "x"),
            ],
        )
        menu.chosen.connect(self._do)
        menu.open_under(self._more)

    def _do(self, what: object) -> None:
        if isinstance(what, int):
            self.moved.emit(self.point.id, what)
        elif what == "note":
            self.detail.show()
            self.detail.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._drop()


class AgendaCard(Card):
    """The points, how they fit the slot, and a line for the next one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Agenda"))
        self._desk = desk
        self._meeting = 0
        self._shown: tuple[object, ...] = ()
        self._points: tuple[PointRow, ...] = ()
        self._sum = Label("", "num", "text2")
        self.fit = Button(_("Fit"), "ghost", size="small")
        plus = IconButton("plus", _("Add a point"), size=28)
        for widget in (self._sum, self.fit, plus):
            self.head.addWidget(widget)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.add = Field(_("Add a point, with “10m” for its minutes"), icon="plus", quiet=True)
        self.add.setAccessibleName(_("Add a point"))
        self.left = LeftPoints(desk)
        self._note = Label("", "meta", "risk", wrap=True)
        self._note.hide()
        self.body.setSpacing(2)
        self.body.addLayout(self._rows)
        self.body.addWidget(self.add)
        self.body.addWidget(self.left)
        self.body.addWidget(self._note)
        self.add.committed.connect(self._add)
        self.fit.clicked.connect(self._fit)
        plus.clicked.connect(self._start)
        self.left.emptied.connect(self._start)

    def show_meeting(self, detail: MeetingDetail) -> None:
        """Show a meeting's agenda; rows are rebuilt only when they are other ones."""
        if detail.row.id != self._meeting:
            self.add.set_value("")
        self._meeting = detail.row.id
        self.left.show_meeting(detail)
        self._points = tuple(p for p in detail.points if not p.dropped)
        over = fit_words(detail.over) if self._points else ""
        total = _("{minutes} min").format(minutes=detail.planned)
        self._sum.setText(f"{total}, {over}" if over else total)
        self._sum.set_role("warn" if detail.over > 0 else "text2")
        self.fit.setText(_("Fit to {minutes}").format(minutes=detail.row.slot))
        self.fit.updateGeometry()
        self.fit.setVisible(bool(self._points) and detail.over != 0)
        shown = (detail.row.id, self._points)
        if shown != self._shown:
            self._shown = shown
            self._build()

    def lines(self) -> list[PointLine]:
        """The rows, from the top."""
        items = (self._rows.itemAt(place) for place in range(self._rows.count()))
        found = (item.widget() for item in items if item is not None)
        return [row for row in found if isinstance(row, PointLine)]

    def _build(self) -> None:
        focused = self._focused()
        boxes.empty(self._rows)
        rows = []
        for number, point in enumerate(self._points, 1):
            if number > 1:
                boxes.put(self._rows, Hairline())
            row = PointLine(number, point)
            row.changed.connect(self._run)
            row.moved.connect(self._move)
            boxes.put(self._rows, row)
            rows.append(row)
        tab_before(self.add, *rows)
        for row in rows:
            if focused is not None and row.point.id == focused[0]:
                widget = getattr(row, focused[1])
                widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused(self) -> tuple[int, str] | None:
        for row in self.lines():
            for name in ("disc", "text", "detail", "minutes"):
                if getattr(row, name).hasFocus():
                    return row.point.id, name
        return None

    def _run(self, command: object) -> None:
        said = _("Dropped from the agenda") if isinstance(command, wish.DropPoint) else ""
        self._desk.run(command, said=said, failed=self._say)  # type: ignore[arg-type]

    def _move(self, point: int, step: int) -> None:
        ids = [p.id for p in self._points]
        place = ids.index(point)
        target = place + step
        if 0 <= target < len(ids):
            ids[place], ids[target] = ids[target], ids[place]
            self._desk.run(wish.OrderPoints(self._meeting, tuple(ids)))

    def _add(self, text: str) -> None:
        if not text.strip():
            return
        found = _MINUTES.search(text)
        minutes = int(found[1]) if found else 5
        plain = text[: found.start()] if found else text
        kind = AgendaKind.QUESTION if plain.rstrip().endswith("?") else AgendaKind.OTHER
        self._say("")
        self.add.set_value("")
        self._desk.run(wish.AddPoint(self._meeting, plain, kind, minutes=minutes), failed=self._say)

    def _fit(self) -> None:
        self._desk.run(wish.FitAgenda(self._meeting), said=_("The minutes add up now"))

    def _start(self) -> None:
        self.add.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _say(self, problem: str) -> None:
        self._note.setText(problem)
        self._note.setVisible(bool(problem))
