"""Changes to the saved views of the list of people."""

from dataclasses import dataclass

from mentorcrm.services.commands import Command
from mentorcrm.services.people_filter import PeopleFilter


@dataclass(frozen=True)
class SaveView(Command[int]):
    """Keep a filter under a name; the new view stands last."""

    name: str
    wanted: PeopleFilter


@dataclass(frozen=True)
class RenameView(Command[None]):
    """Give a view another name."""

    view_id: int
    name: str


@dataclass(frozen=True)
class RemoveView(Command[None]):
    """Forget a view; the people in it stay."""

    view_id: int
