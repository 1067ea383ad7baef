"""The first steps of someone new. Each is ticked by what really happened, never by a click."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.services.today_rows import FirstSteps
from mentorcrm.ui import theme
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import Card, IconLabel
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

# Name, words, why, button.
STEPS = (
    ("profile", _("Say who you are"), _("An ask introduces you in one line."), _("About you")),
    ("person", _("Add someone you have learned from"), _("A name is enough."), _("Add person")),
    (
        "need",
        _("Name what you need"),
        _("An ask about one thing is easier to answer."),
        _("Name a need"),
    ),
    (
        "written",
        _("Write your first ask"),
        _("It is put together from what you know."),
        _("Write ask"),
    ),
    (
        "sent",
        _("Send it yourself, and note that you did"),
        _("Nothing leaves by itself."),
        _("Open asks"),
    ),
)


class StepLine(QWidget):
    """One step: done or not, and the way to it while it is not."""

    def __init__(self, name: str, words: str, why: str, button: str) -> None:
        super().__init__()
        self.words = words
        self._mark = IconLabel("circle", 18, "text3")
        self._title = Label(words, "medium")
        self._why = Label(why, "meta", "text3")
        self.button = Button(button, size="small")
        self.button.setObjectName(name)
        text = boxes.column(self._title, self._why, spacing=0)
        line = boxes.row(self._mark, spacing=12, margins=(0, 5, 0, 5))
        line.addLayout(text, 1)
        line.addWidget(self.button)
        self.setLayout(line)

    def show_done(self, done: bool, next_one: bool) -> None:
        """Tick the step, or offer it; the next one says why."""
        self._mark.set_icon("circle-check" if done else "circle", "good" if done else "text3")
        self._title.set_role("text3" if done else "text")
        self._why.setVisible(next_one)
        self.button.setVisible(not done)
        self.setAccessibleName(f"{self.words}: {_('done') if done else _('not yet')}")


class FirstStepsCard(Card):
    """All five, with a way to set them aside."""

    wished = Signal(str)
    aside_requested = Signal()

    def __init__(self) -> None:
        super().__init__(_("First steps"))
        self.body.setSpacing(0)
        self._count = Label("", "num", "text3")
        self.aside = IconButton("x", _("Set the first steps aside"), size=28)
        self.head.insertWidget(1, self._count)
        self.head.setSpacing(8)
        self.head.addWidget(self.aside)
        self.lines = {name: StepLine(name, *rest) for name, *rest in STEPS}
        for line in self.lines.values():
            self.body.addWidget(line)
            line.button.clicked.connect(self._pressed)
        self.aside.clicked.connect(self.aside_requested)
        theme.current().changed.connect(self._even_out)

    def show_steps(self, steps: FirstSteps | None, filled: bool) -> None:
        """Show what happened; `filled` says whether the next step may have the filled button."""
        self.setVisible(steps is not None)
        if steps is None:
            return
        self._even_out()
        done = {name: bool(getattr(steps, name)) for name in self.lines}
        upcoming = next((name for name in done if not done[name]), "")
        for name, line in self.lines.items():
            line.show_done(done[name], name == upcoming)
            line.button.set_kind("primary" if filled and name == upcoming else "secondary")
        self._count.setText(_("{done} of {total}").format(done=sum(done.values()), total=len(done)))

    def _even_out(self) -> None:
        """Give all buttons the width of the widest."""
        widest = max(line.button.sizeHint().width() for line in self.lines.values())
        for line in self.lines.values():
            line.button.setMinimumWidth(widest)

    def next_button(self) -> Button:
        """The button of the first step that is not done."""
        shown = [line.button for line in self.lines.values() if not line.button.isHidden()]
        return shown[0] if shown else self.lines["sent"].button

    def _pressed(self) -> None:
        self.wished.emit(self.sender().objectName())
