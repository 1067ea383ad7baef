"""What shows that a relationship has stopped going anywhere, and the four ways on from there."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.services.health import Exit, Seen, Standing, stalled
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages import health_acts
from mentorcrm.ui.pages.person_judgement import EvidenceLinks
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import IconLabel
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

_WORDS = {
    Exit.RESET: (_("Reset"), _("Say what should be different from now on")),
    Exit.LIGHTEN: (_("Lighten"), _("Be in touch less often")),
    Exit.PAUSE: (_("Pause"), _("Rest for a while")),
    Exit.CLOSE: (_("Close with thanks"), _("End it well, with what their advice changed")),
}
_DRAFT, _BOTH = "draft", "both"


class StallPart(QWidget):
    """Shown while two or more signs are there; nothing is sent or set by itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._one: Standing | None = None
        self._shown: tuple[int, tuple[Seen, ...]] = (0, ())
        self.exits: dict[Exit, Button] = {}
        head = boxes.row(IconLabel("scale", 16, "warn"), spacing=6)
        head.addWidget(Label(_("Worth deciding how it goes on"), "metaS", "text", wrap=True), 1)
        self._signs = QVBoxLayout()
        self._signs.setSpacing(2)
        note = Label(_("A message is drafted from the record; you send it."), "meta", "text3",
                     wrap=True)  # fmt: skip
        column = boxes.column(head, self._signs, self._buttons(), note, spacing=6)
        self.setLayout(column)
        self.hide()

    def show_standing(self, one: Standing) -> None:
        """Show the signs with someone, or nothing."""
        self._one = one
        seen = one.seen
        self.setVisible(stalled(seen))
        if self.isHidden() or (one.person_id, seen) == self._shown:
            return
        self._shown = (one.person_id, seen)
        boxes.empty(self._signs)
        for sign in seen:
            boxes.put(self._signs, Label(sign.sentence, "body", "text2", wrap=True))
            links = EvidenceLinks(self._desk, self.exits[Exit.RESET])
            boxes.put(self._signs, links)
            links.show_evidence(one, sign.evidence)

    def _buttons(self) -> Flow:
        flow = Flow(6)
        for way, (words, meaning) in _WORDS.items():
            button = Button(words, "secondary", size="small")
            button.setAccessibleDescription(meaning)
            button.setToolTip(meaning)
            button.clicked.connect(partial(self._press, way))
            self.exits[way] = button
            flow.add(button)
        self.whole = Button(_("Step by step…"), "ghost", size="small")
        self.whole.setToolTip(_("With the reason, what their advice changed and what holds then"))
        self.whole.clicked.connect(partial(self._open_whole, Exit.RESET))
        flow.add(self.whole)
        return flow

    def _open_whole(self, way: Exit) -> None:
        from mentorcrm.ui.dialogs.going_on import GoingOnSheet

        if self._one is not None:
            sheet = GoingOnSheet(self.window(), self._desk, self._one, way)
            sheet.drafted.connect(partial(self._desk.go, "composer"))
            sheet.open()

    def _press(self, way: Exit) -> None:
        """Draft it; where a season goes with it, ask whether that is set, too."""
        if way.season is None:
            self._leave(way, _DRAFT)
            return
        both = _("Draft the message and set the season to {season}")
        if way is Exit.PAUSE:  # It has to end on a day, which the steps ask for.
            both = _("Draft the message and pause until a day…")
        menu = ChoiceMenu(
            self,
            [
                (_DRAFT, _("Draft the message"), "pen-line"),
                (_BOTH, both.format(season=way.season.label.lower()), "check"),
            ],
        )
        menu.chosen.connect(partial(self._leave, way))
        menu.open_under(self.exits[way])

    def _leave(self, way: Exit, choice: object) -> None:
        if way is Exit.PAUSE and choice == _BOTH:
            self._open_whole(way)
        elif self._one is not None:
            health_acts.leave(self._desk, self._one, way, with_season=choice == _BOTH)
