"""Channels as people come across them: what to ask oneself about each, and reading their names."""

from collections.abc import Mapping

from mentorcrm.models.kinds import Channel
from mentorcrm.words import _

PROMPTS: Mapping[Channel, tuple[str, ...]] = {
    Channel.MANAGER: (
        _("Who does your manager turn to when stuck?"),
        _("Which of their peers runs something that you would like to run?"),
    ),
    Channel.FORMER_MANAGERS: (
        _("Who ran a review that you learned from?"),
        _("Who once took a chance on you, and where are they now?"),
    ),
    Channel.COLLEAGUES: (
        _("Whose way of working do you still copy?"),
        _("Who left for the kind of work that you are thinking of?"),
    ),
    Channel.ALUMNI: (
        _("Who sat beside you and is now two steps further on?"),
        _("Whom would your old teacher name?"),
    ),
    Channel.MEETUPS: (
        _("Who asked the question that you wrote down?"),
        _("Who organises the evenings that you keep going to?"),
    ),
    Channel.COMMUNITIES: (
        _("Whose answers do you save?"),
        _("Who welcomes newcomers where you read along?"),
    ),
    Channel.AUTHORS: (
        _("Whose page did you send to somebody this year?"),
        _("Which talk changed what you did the week after?"),
    ),
    Channel.CLIENTS: (
        _("Who on the other side of the table asks the best questions?"),
        _("Which partner has already solved what you are about to begin?"),
    ),
    Channel.PROGRAMMES: (
        _("Which programme at work, in your trade or in your town matches people?"),
        _("Who has been through one and would tell you how it was?"),
    ),
    Channel.FRIENDS: (
        _("Which friend of a friend does what you want to learn?"),
        _("Who in the family has made the same turn, in another trade?"),
    ),
}


def channel_of(source: str) -> Channel | None:
    """The channel that the words of a source name, whatever their case; None for others."""
    said = " ".join(source.split()).casefold()
    return next((one for one in Channel if said in (one.value, one.label.casefold())), None)
