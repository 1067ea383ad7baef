"""Saving something for other programs: where to is asked, and what became of it is said."""

from collections.abc import Callable
from pathlib import Path

from mentorcrm.errors import StorageError, UserError
from mentorcrm.ui.desk import Desk
from mentorcrm.words import _


def offer_file(
    desk: Desk,
    title: str,
    name: str,
    content: bytes,
    *,
    said: str = "",
    then: Callable[[], object] | None = None,
) -> None:
    """Ask where to save a file of this name, and write it wholly or not at all.

    Its owner alone can read it. `said` tells that it is there, with its `{name}`; `then` follows.
    """

    def write(target: Path) -> None:
        from mentorcrm.services.sending import write_file

        try:
            write_file(target, content, name)
        except (UserError, StorageError) as error:
            desk.tell(str(error))
            return
        desk.say((said or _("Saved {name}")).format(name=target.name))
        if then is not None:
            then()

    desk.asker.save_file(title, Path.home() / name, write)
