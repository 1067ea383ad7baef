"""Saying where someone was found."""

from sqlalchemy import exists, select

from mentorcrm.models.kinds import Role, Season
from mentorcrm.models.tables import Mentorship, Person
from mentorcrm.services.commands.people import SetMentorship
from mentorcrm.services.commands.sources import SetChannel
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import live_person, set_mentorship
from mentorcrm.words import _


def set_channel(work: Work, command: SetChannel) -> None:
    """Set it, and make a candidate of them where that is wanted."""
    person = live_person(work, command.person_id)
    held = select(exists().where(Mentorship.person_id == person.id))
    if command.candidate and not work.session.scalar(held):
        set_mentorship(work, SetMentorship(person.id, Role.MENTOR, Season.CANDIDATE))
    person.source = command.channel.value if command.channel is not None else _came_in(person)
    work.label = _("Take back where you found {name}").format(name=person.display_name)
    if command.channel is not None:
        work.label = _("Found {name} through: {channel}").format(
            name=person.display_name, channel=command.channel.label
        )


def _came_in(person: Person) -> str:
    """How the record came in, where nothing says how I found them."""
    if person.is_sample:
        return "sample"
    return "import" if person.import_batch_id is not None else "added by hand"


HANDLERS: dict[type, Handler] = {SetChannel: set_channel}
