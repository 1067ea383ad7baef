"""What every page has at hand: the services once they are there, and the ways out of a page."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from mentorcrm.clock import Clock
from mentorcrm.errors import StorageError, UserError
from mentorcrm.services.commands import Command
from mentorcrm.services.settings import SettingsFile
from mentorcrm.ui.ask_user import Asker
from mentorcrm.ui.clipboard import Clipboard
from mentorcrm.ui.links import Opener
from mentorcrm.ui.places import Place
from mentorcrm.ui.steps import Step, Steps, Way
from mentorcrm.ui.tasks import TaskRunner, can_be_called
from mentorcrm.ui.trouble import SAFE, Trouble, text_of
from mentorcrm.ui.turns import Turns
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.facade import Services

Result = TypeVar("Result")


@dataclass(frozen=True)
class Message:
    """A toast: words, and what its button does; `done` says that something was done."""

    text: str
    action: Callable[[], None] | None = None
    label: str = _("Undo")
    done: bool = True


@dataclass(frozen=True)
class Outside:
    """The ways to the world outside the window; faked in tests."""

    asker: Asker
    opener: Opener
    clipboard: Clipboard


class Desk(QObject):
    """Runs commands, carries messages and wishes to the window.

    Before the services are there, and while another thread is writing, commands wait; `waiting`
    says so.
    """

    went_live = Signal()
    waiting = Signal(bool)
    message = Signal(object)
    storage_failed = Signal(object)
    place_requested = Signal(object)
    steps_changed = Signal()
    written = Signal()

    def __init__(
        self,
        tasks: TaskRunner,
        outside: Outside,
        clock: Clock,
        settings: SettingsFile,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.asker = outside.asker
        self.opener = outside.opener
        self.clipboard = outside.clipboard
        self.clock = clock
        self.settings = settings
        self._services: Services | None = None
        self._queue: list[Callable[[], None]] = []
        self.steps = Steps(tasks, self._get_services)
        self.steps.taken.connect(self._taken)
        self.steps.failed.connect(self._step_failed)
        self.turns = Turns(self._is_writing, self)
        self.turns.waiting.connect(self.waiting)

    @property
    def live(self) -> bool:
        """Whether the services are there."""
        return self._services is not None

    @property
    def services(self) -> "Services":
        """The services. Pages read them in answer to `went_live` and later, never before."""
        if self._services is None:
            raise RuntimeError("the services are not there yet")
        return self._services

    def go_live(self, services: "Services") -> None:
        """Hand in the services; everything that waited runs now, in order."""
        self._services = services
        self.went_live.emit()
        queue, self._queue = self._queue, []
        if queue:
            self.waiting.emit(False)
        for work in queue:
            work()

    def when_live(self, work: Callable[[], None]) -> None:
        """Do something now, or as soon as the services are there."""
        if self.live:
            work()
        else:
            self._queue.append(work)
            self.waiting.emit(True)

    def run(
        self,
        command: Command[Result],
        *,
        said: str = "",
        undoable: bool = True,
        failed: Callable[[str], None] | None = None,
        then: Callable[[Result], None] | None = None,
        lost: Callable[[], str] | None = None,
    ) -> None:
        """Carry out a command and say so, or say why it was refused.

        It is done on return, unless another thread is writing: then it follows on that.
        `failed` gets the sentence instead of a toast, for a place nearer to the eye. `then` gets
        the result, also when it was written only at a later try. `lost` is for what saves itself:
        it keeps the text when the data cannot be written, and says where it is then.
        """

        def work() -> None:
            try:
                result: Result = self.services.dispatcher.run(command)
            except UserError as error:
                told = failed if failed is not None and can_be_called(failed) else self.tell
                told(str(error))
            except StorageError as error:
                safe = lost() if lost is not None else SAFE
                quiet = lost is not None
                again = partial(self.turns.take, work)
                self.storage_failed.emit(Trouble(str(error), again, text_of(command), safe, quiet))
            else:
                self.steps_changed.emit()
                self.written.emit()
                if said:
                    self.say(said, self.way_back() if undoable else None)
                if then is not None and can_be_called(then):
                    then(result)

        self.turns.take(work)

    def say(
        self, text: str, action: Callable[[], None] | None = None, label: str = _("Undo")
    ) -> None:
        """Show a toast about something that was done."""
        self.message.emit(Message(text, action, label))

    def tell(
        self, text: str, action: Callable[[], None] | None = None, label: str = _("Undo")
    ) -> None:
        """Show a toast about something that was not done, or not as it was meant."""
        self.message.emit(Message(text, action, label, done=False))

    def undo(self) -> None:
        """Take the newest step back."""
        self._take_step("undo")

    def way_back(self, step: int | None = None) -> Callable[[], None]:
        """What takes back a step, without one the newest now, and never a later one instead."""
        return partial(self._undo_only, self._newest_step() if step is None else step)

    def redo(self) -> None:
        """Do the step that was last undone again."""
        self._take_step("redo")

    def go(self, page: str, key: int | None = None, view: str = "") -> None:
        """Ask for another place."""
        self.place_requested.emit(Place(page, key, view))

    def report(self, error: Exception) -> None:
        """Tell of an error that came back from a task; a bug is raised on, to the fault hook."""
        if isinstance(error, StorageError):
            self.storage_failed.emit(Trouble(str(error), quiet=True))
        elif isinstance(error, UserError):
            self.tell(str(error))
        else:
            raise error

    def _take_step(self, way: Way) -> None:
        if self.steps.busy() and not self.turns.pending():
            self.steps.take(way)  # It follows on the one under way, or goes with it.
        else:
            self.turns.take(partial(self.steps.take, way))

    def _taken(self, step: object) -> None:
        if not isinstance(step, Step):
            return
        self.steps_changed.emit()
        undone = step.way == "undo"
        if step.label is None:
            self.tell(_("There is nothing to undo.") if undone else _("There is nothing to redo."))
        elif undone:
            self.say(_("Undone: {label}").format(label=step.label), self.redo, _("Redo"))
        else:
            self.say(_("Done again: {label}").format(label=step.label), self.way_back())

    def _step_failed(self, way: str, error: object) -> None:
        if isinstance(error, StorageError):
            again = self.undo if way == "undo" else self.redo
            self.storage_failed.emit(Trouble(str(error), again))
            return
        if isinstance(error, Exception):
            self.report(error)

    def _undo_only(self, step: int | None) -> None:
        def work() -> None:
            if step == self._newest_step():
                self.steps.take("undo")
            else:
                self.tell(
                    _("Other changes came after this one. Ctrl+Z takes them back one by one.")
                )

        self.turns.take(work)  # What is newest shows only once nothing is being written.

    def _newest_step(self) -> int | None:
        newest = self.services.history.upcoming(redo=False)
        return newest.id if newest is not None else None

    def _is_writing(self) -> bool:
        return self.steps.busy() or self.services.dispatcher.busy()

    def _get_services(self) -> "Services":
        return self.services
