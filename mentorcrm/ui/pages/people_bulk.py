"""What can be done to several chosen people at once: a bar under the list."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal

from mentorcrm.models.kinds import Season
from mentorcrm.services.commands import Command
from mentorcrm.services.commands.people import (
    DeletePeople,
    RestorePeople,
    SetPersonFlags,
    SetSeasons,
    TagPeople,
)
from mentorcrm.services.people_filter import PeopleScope
from mentorcrm.services.text import count
from mentorcrm.ui.beside import write_beside
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.panes import Plane
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

LARGE = 150  # More people than this are written off the window's thread.
_TAGS_SHOWN = 12
_TAGS_OF = 5000  # Of more people than this nobody wants to know which tags they have.
_NEW_TAG = "new"


class BulkBar(Plane):
    """Emits `dropped` when the choice of several is to end."""

    dropped = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("canvas", top=True)  # As the line beside it, which can be gripped.
        self._desk = desk
        self._ids: tuple[int, ...] = ()
        self._scope = PeopleScope.LIVE
        self._words = Label("", "strong")
        self._tag = Button(_("Tag"), size="small")
        self._season = Button(_("Season"), size="small")
        self._archive = Button(_("Archive"), size="small")
        self._bin = Button(_("Bin"), size="small")
        self.merge = Button(_("Merge…"), size="small")
        self._close = IconButton("x", _("Choose one person only"), size=28)
        self.field = Field(_("Tag, Enter adds it"), icon="tag")
        self.field.setAccessibleName(_("Tag for the chosen people"))
        self.field.hide()
        head = boxes.row(self._words, None, self.merge, self._close)
        self._acts = Flow(6)
        for button in (self._tag, self._season, self._archive, self._bin):
            self._acts.add(button)
        self.setLayout(
            boxes.column(head, self._acts, self.field, spacing=6, margins=(20, 8, 12, 12))
        )
        self._connect()

    def _connect(self) -> None:
        self._tag.clicked.connect(self._open_tags)
        self._season.clicked.connect(self._open_seasons)
        self._archive.clicked.connect(self._do_archive)
        self._bin.clicked.connect(self.move_to_bin)
        self.merge.clicked.connect(self._open_merge)
        self._close.clicked.connect(self.dropped)
        self.field.returnPressed.connect(self._add_tag)
        self.field.restored.connect(self.field.hide)

    def show_people(self, ids: tuple[int, ...], scope: PeopleScope) -> None:
        """For whom the buttons are."""
        self._ids, self._scope = ids, scope
        self._words.setText(_("{who} chosen").format(who=_people(ids)))
        live = scope is PeopleScope.LIVE
        here = scope is not PeopleScope.BIN
        self._archive.setText(_("Archive") if live else _("Bring back"))
        self._bin.setText(_("Bin") if here else _("Take out of the bin"))
        for button in (self._tag, self._season, self._archive):
            button.setVisible(here)
        self.merge.setVisible(here and len(ids) == 2)
        self._acts.rearrange()

    def move_to_bin(self) -> None:
        """Move everybody chosen to the bin, or take them out of it."""
        who = _people(self._ids)
        if self._scope is PeopleScope.BIN:
            self._run(RestorePeople(self._ids), _("Took {who} out of the bin").format(who=who))
        else:
            self._run(DeletePeople(self._ids), _("Moved {who} to the bin").format(who=who))

    def _open_merge(self) -> None:
        from mentorcrm.ui.dialogs.merge import open_merge

        keep, other = self._ids
        open_merge(self.window(), self._desk, keep, other, partial(self._desk.go, "people"))

    def _do_archive(self) -> None:
        live = self._scope is PeopleScope.LIVE
        said = _("Archived {who}") if live else _("Brought back {who}")
        who = _people(self._ids)
        self._run(SetPersonFlags(self._ids, archived=live), said.format(who=who))

    def _open_seasons(self) -> None:
        menu = ChoiceMenu(self, [(season, season.label) for season in Season])
        menu.chosen.connect(self._set_season)
        menu.open_over(self._season)

    def _set_season(self, season: object) -> None:
        if isinstance(season, Season):
            command = SetSeasons(self._ids, season)
            self._run(command, f"{season.label}: {_people(self._ids)}")

    def _open_tags(self) -> None:
        people = self._desk.services.people
        used = sorted(people.tags(), key=lambda tag: -tag[1])[:_TAGS_SHOWN]
        held = people.tags(self._ids) if len(self._ids) <= _TAGS_OF else []
        choices: list[tuple[object, str] | None] = [(_NEW_TAG, _("New tag…"))]
        choices += [
            None,
            *((("add", tag), _("Add #{tag}").format(tag=tag)) for tag, _number in sorted(used)),
        ]
        choices += [
            None,
            *((("remove", tag), _("Take #{tag} away").format(tag=tag)) for tag, _number in held),
        ]
        menu = ChoiceMenu(self, choices)
        menu.chosen.connect(self._tag_chosen)
        menu.open_over(self._tag)

    def _tag_chosen(self, choice: object) -> None:
        if isinstance(choice, tuple):
            self._tag_with(*choice)
            return
        self.field.set_value("")
        self.field.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add_tag(self) -> None:
        if self.field.text().strip(" #"):
            self._tag_with("add", self.field.text())
            self.field.hide()

    def _tag_with(self, way: str, tag: str) -> None:
        command = TagPeople(self._ids)
        who = _people(self._ids)
        if way == "add":
            self._run(replace(command, add=(tag,)), _("Tagged {who}").format(who=who))
        else:
            self._run(
                replace(command, remove=(tag,)),
                _("Took #{tag} from {who}").format(tag=tag, who=who),
            )

    def _run(self, command: Command[object], said: str) -> None:
        carry_out(self._desk, command, len(self._ids), said)


def carry_out(desk: Desk, command: Command[object], people: int, said: str) -> None:
    """Do something to that many people, off the window's thread if they are many."""
    if people <= LARGE:
        desk.run(command, said=said)
        return

    def work() -> object:
        return desk.services.dispatcher.run(command)

    write_beside(desk, work, said, desk.report)


def _people(ids: tuple[int, ...]) -> str:
    return count(len(ids), "person", "people")
