"""What is done about giving from several places: begin a message, note an idea as given."""

from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import GiveDirection, GiveKind, IdeaKind
from mentorcrm.models.kinds import MessageKind, PartId
from mentorcrm.services.asking import of_introduction
from mentorcrm.services.commands.giving import NoteGiving
from mentorcrm.services.giving_rows import IdeaRow, IntroductionRow
from mentorcrm.services.typed_giving import read_give
from mentorcrm.ui.desk import Desk
from mentorcrm.words import _


def tell_introducer(desk: Desk, row: IntroductionRow) -> None:
    """Begin an update to the one who made an introduction."""
    if row.introducer_id is not None:
        # They brought the two together, so they know as much; why and outcome stay mine.
        about = of_introduction(row.second)
        _begin(desk, row.introducer_id, MessageKind.PROGRESS_UPDATE, about, advice=())


def ask_for_introduction(desk: Desk, row: IntroductionRow) -> None:
    """Begin a request for an introduction, with a text to forward. Why I want it stays mine."""
    if row.introducer_id is not None:
        _begin(desk, row.introducer_id, MessageKind.INTRO_REQUEST, row.second)


def offer_help(desk: Desk, person: int) -> None:
    """Begin an offer of help. What I noted about them is for me, so it is not in it."""
    _begin(desk, person, MessageKind.OFFER_HELP)


def note_as_given(desk: Desk, idea: IdeaRow) -> None:
    """Note that an idea was given today."""
    usual = GiveKind.RESOURCE if idea.kind is IdeaKind.INTEREST else GiveKind.HELP
    kind = read_give(idea.text)[1] or usual
    command = NoteGiving(idea.person_id, GiveDirection.GIVEN, kind, idea.text, idea_id=idea.id)
    desk.run(command, said=_("Noted as given"))


def _begin(
    desk: Desk,
    person: int,
    kind: MessageKind,
    focus: str = "",
    advice: tuple[int, ...] | None = None,
) -> None:
    parts = {PartId.FOCUS: focus} if focus else None
    try:
        command = desk.services.desk.beginning(person, kind, parts=parts, advice=advice)
    except UserError as error:
        desk.tell(str(error))
        return

    def open_draft(draft: int) -> None:
        desk.go("composer", draft)

    desk.run(command, then=open_draft)
