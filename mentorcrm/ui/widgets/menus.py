"""A menu of choices whose values stay Python objects: Qt would turn a string enum into text."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from mentorcrm.ui import icons
from mentorcrm.ui.widgets.focus import came_by_key


class ChoiceMenu(QMenu):
    """Choices as (value, words) or (value, words, icon); None is a line between them."""

    chosen = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        choices: Iterable[tuple[object, str] | tuple[object, str, str] | None],
        *,
        kept: bool = False,
    ) -> None:
        """`kept` menus stay for the next time; others go when they close."""
        super().__init__(parent)
        self._values: list[object] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, not kept)
        for choice in choices:
            if choice is None:
                self.addSeparator()
                continue
            action = self.addAction(choice[1].replace("&", "&&"))
            if len(choice) == 3:
                action.setIcon(icons.icon(choice[2]))
            action.setData(len(self._values))
            self._values.append(choice[0])
        self.triggered.connect(self._triggered)

    def open_under(self, widget: QWidget) -> None:
        """Pop up below a control."""
        self._open_at(widget.mapToGlobal(QPoint(0, widget.height() + 2)))

    def open_over(self, widget: QWidget) -> None:
        """Pop up above a control that stands at the foot of the window."""
        self._open_at(widget.mapToGlobal(QPoint(0, -self.sizeHint().height() - 2)))

    def _open_at(self, place: QPoint) -> None:
        """Pop up; by key the first choice stands ready, so that Enter takes it."""
        self.popup(place)
        if came_by_key(Qt.FocusReason.OtherFocusReason):
            first = next((one for one in self.actions() if not one.isSeparator()), None)
            if first is not None:
                self.setActiveAction(first)

    def choose(self, value: object) -> None:
        """Choose a value as a click on it would."""
        for action in self.actions():
            if not action.isSeparator() and self._values[int(action.data())] == value:
                action.trigger()
                return

    def _triggered(self, action: QAction) -> None:
        self.chosen.emit(self._values[int(action.data())])
