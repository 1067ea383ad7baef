"""What is usual in an agreement: what may be chosen with one tap, and the terms for a start."""

from collections.abc import Mapping

from mentorcrm.models.history_kinds import MEETING_LENGTHS
from mentorcrm.models.kinds import CADENCES_DAYS, InteractionChannel
from mentorcrm.words import _

PURPOSES = (
    _("Advice on one decision"),
    _("Feedback on my work"),
    _("Growing in my present role"),
    _("Preparing my next step"),
    _("Someone to think aloud with"),
)
RHYTHMS = CADENCES_DAYS
MINUTES = MEETING_LENGTHS
CHANNELS = (
    InteractionChannel.IN_PERSON,
    InteractionChannel.VIDEO,
    InteractionChannel.CALL,
    InteractionChannel.MAIL,
)
BETWEEN = (
    _("Short questions in writing are fine"),
    _("Only what cannot wait until we meet"),
    _("Nothing between meetings"),
)
MONTHLY_MINUTES = (30, 45, 60, 90, 120)
MONTHLY_ASKS = (1, 2, 3, 4)
CONFIDENTIALITY = (
    _("What we say stays between us"),
    _("Lessons may be passed on, without names"),
    _("Ask before quoting the other"),
)
HOW_WE_END = (
    _("Either may stop at a review, no reason needed"),
    _("On the day agreed, with a last meeting to look back"),
    _("When the purpose is reached, with thanks"),
)
QUESTIONS = (
    _("Do we both want to go on?"),
    _("Was it worth the time for both of us?"),
    _("Did it move the decision?"),
)

# The terms of "the usual", for what is still open. The rhythm is that of the role.
USUAL: Mapping[str, str | int | InteractionChannel] = {
    "minutes": 30,
    "channel": InteractionChannel.VIDEO,
    "between": BETWEEN[0],
    "confidentiality": CONFIDENTIALITY[0],
    "how_we_end": HOW_WE_END[0],
}
