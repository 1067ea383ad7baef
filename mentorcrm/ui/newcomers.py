"""Someone who is not on record yet, added from one line wherever a person is asked for."""

from collections.abc import Callable

from mentorcrm.models.kinds import Season
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.typed import read_person
from mentorcrm.words import _


def adding(text: str) -> str:
    """What the button says that adds whom a line names."""
    return _("Add “{name}”").format(name=read_person(text).name)


def add_typed(
    desk: Desk,
    text: str,
    *,
    then: Callable[[int], None],
    failed: Callable[[str], None] | None = None,
    source: str = "",
) -> None:
    """Add the person of a line such as “Ruth Adeyemi, CTO at Halden”; `then` gets the id."""
    typed = read_person(text)
    command = AddPerson(
        typed.name,
        typed.organisation,
        typed.title,
        typed.mail,
        Season.CANDIDATE,
        tags=typed.tags,
        points=typed.points,
        source=source,
    )
    said = _("Added {name}").format(name=typed.name)
    desk.run(command, said=said, failed=failed, then=then)
