"""Taking things out of the bin."""

from dataclasses import dataclass
from enum import StrEnum

from mentorcrm.services.commands import Command
from mentorcrm.words import _


class BinKind(StrEnum):
    """What can lie in the bin; the value is the table it is kept in."""

    PERSON = "person"
    INTERACTION = "interaction"
    DRAFT = "draft"
    NEED = "need"
    ADVICE = "advice"
    COMMITMENT = "commitment"
    GIVEN = "reciprocity_note"
    INTRODUCTION = "introduction"

    @property
    def label(self) -> str:
        """What one of them is called."""
        return _LABELS[self]


_LABELS = {
    BinKind.PERSON: _("Person"),
    BinKind.INTERACTION: _("Contact"),
    BinKind.DRAFT: _("Message"),
    BinKind.NEED: _("Need"),
    BinKind.ADVICE: _("Advice"),
    BinKind.COMMITMENT: _("Promise"),
    BinKind.GIVEN: _("Given or received"),
    BinKind.INTRODUCTION: _("Introduction"),
}

BinItem = tuple[BinKind, int]


@dataclass(frozen=True)
class RestoreFromBin(Command[int]):
    """Take things out of the bin; returns how many.

    People in the bin whom they are about come out with them, as nothing could be seen otherwise.
    """

    items: tuple[BinItem, ...]
