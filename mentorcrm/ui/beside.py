"""A command that is written off the window's thread, and told of as any other."""

from collections.abc import Callable

from mentorcrm.ui.desk import Desk
from mentorcrm.ui.tasks import CancelToken

Work = Callable[[], object]


def write_beside(
    desk: Desk,
    work: Work,
    said: str,
    failed: Callable[[Exception], None],
    then: Callable[[], None] = lambda: None,
) -> None:
    """Do `work`, which runs one command, in a thread; then say so, with its undo."""

    def in_thread(_token: CancelToken) -> object:
        return work()

    def done(_result: object) -> None:
        desk.steps.ended.emit()
        desk.steps_changed.emit()
        desk.written.emit()
        desk.say(said, desk.way_back())
        then()

    def refused(error: Exception) -> None:
        desk.steps.ended.emit()
        failed(error)

    desk.steps.begun.emit("do", said)
    desk.tasks.run(in_thread, done, refused)
