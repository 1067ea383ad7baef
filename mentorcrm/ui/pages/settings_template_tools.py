"""What the template editor works with: previews off the UI thread, and template files."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.errors import TemplateError, UserError
from mentorcrm.models.kinds import MessageForm, MessageKind, Tone
from mentorcrm.services.asking import AskRequest, Recipient
from mentorcrm.services.people_filter import PeopleFilter
from mentorcrm.ui.delegates.record_row import RecordLine
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.pick import PickSheet
from mentorcrm.ui.pages.settings_template_side import Palette
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.own_templates import Rendered

Key = tuple[MessageKind, Tone, MessageForm]
LARGEST_FILE = 200_000
_INVENTED = Recipient("Ana Rivera", "Ana", "Fenwick", "VP Engineering", "London", "Europe/London")


@dataclass(frozen=True)
class Seen:
    """What came of rendering a text: the message or what is wrong with it, and the fields."""

    message: "Rendered | None"
    wrong: str
    line: int | None
    palette: Palette


class Preview(QObject):
    """Renders texts for one person, or for an invented one while nobody is here."""

    seen = Signal(object)
    person_changed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = parent
        self._person: tuple[int, str] | None = None

    def find_someone(self) -> None:
        """Take the first person when none was chosen yet."""
        if self._person is None:
            people = self._desk.services.people.listed(PeopleFilter(), 1)
            self._person = (people[0].id, people[0].name) if people else None
        self.person_changed.emit(self._person[1] if self._person else _("Ana Rivera (invented)"))

    def choose(self) -> None:
        """Ask for whom the preview is."""
        services = self._desk.services

        def search(text: str) -> list[RecordLine]:
            rows = services.people.listed(PeopleFilter(text=text), 50)
            return [RecordLine(row.id, row.name, row.work) for row in rows]

        PickSheet(self._window.window(), _("Preview for"), _("A name"), search, self._chosen).open()

    def render(self, text: str, key: Key) -> None:
        """Render a text; the newest wins."""
        services, person, now = self._desk.services, self._person, self._desk.clock.now()

        def work(_token: CancelToken) -> Seen:
            request = (
                services.desk.request(person[0], *key)
                if person
                else AskRequest(*key, recipient=_INVENTED, now=now)
            )
            palette = services.templates.palette(request)
            try:
                return Seen(services.templates.preview(text, request), "", None, palette)
            except TemplateError as error:
                return Seen(None, str(error), error.line, palette)

        self._desk.tasks.run(work, self.seen.emit, self._failed, key="template-preview")

    def _chosen(self, person: int) -> None:
        self._person = (person, self._desk.services.people.detail(person).name)
        self.person_changed.emit(self._person[1])

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._person = None
            self._desk.tell(str(error))
        else:
            self._desk.report(error)


class TemplateFiles(QObject):
    """Takes templates out to files and brings them in. `brought` carries a TemplateSource."""

    brought = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._owner = parent
        self._key: Key | None = None

    def open_menu(self, button: QWidget, key: Key) -> None:
        """Offer both ways for the template of a kind, tone and form."""
        self._key = key
        menu = ChoiceMenu(
            self._owner,
            [
                ("out", _("Save as a file…"), "download"),
                ("in", _("Bring in from a file…"), "upload"),
            ],
        )
        menu.chosen.connect(self.act)
        menu.open_under(button)

    def act(self, what: object) -> None:
        """Do what was chosen."""
        if what == "in":
            self._desk.asker.open_files(
                _("Choose a template file"),
                f"{_('Templates')} (*.jinja *.txt);;{_('All files')} (*)",
                self._bring,
            )
        elif self._key is not None:
            name = f"{'-'.join(str(part) for part in self._key)}.jinja"
            self._desk.asker.save_file(_("Save the template"), Path.home() / name, self._take_out)

    def _take_out(self, target: Path) -> None:
        assert self._key is not None
        try:
            target.write_text(self._desk.services.templates.export(*self._key), encoding="utf-8")
        except OSError as error:
            self._desk.tell(
                _("{name} could not be written: {why}.").format(
                    name=target.name, why=error.strerror or error
                )
            )
            return
        self._desk.say(_("Saved {name}").format(name=target.name))

    def _bring(self, paths: tuple[Path, ...]) -> None:
        try:
            with paths[0].open("rb") as stream:
                text = stream.read(LARGEST_FILE).decode("utf-8")
            found = self._desk.services.templates.read(text)
        except UnicodeDecodeError:
            self._desk.tell(
                _("{name} is not a text file. Choose a template file.").format(name=paths[0].name)
            )
        except OSError as error:
            self._desk.tell(
                _("{name} cannot be opened: {why}.").format(
                    name=paths[0].name, why=error.strerror or error
                )
            )
        except UserError as error:
            self._desk.tell(str(error))
        else:
            self.brought.emit(found)
