"""The words that lead into a part, by kind of message: what stands before it and how it is told."""

from collections.abc import Mapping

from mentorcrm.models.kinds import MessageKind

Kind = MessageKind
SINCE = frozenset(
    {Kind.RECAP, Kind.PROGRESS_UPDATE, Kind.IMPACT_NOTE, Kind.FOLLOW_UP, Kind.RECONNECT}
)
RESULTS = frozenset({Kind.IMPACT_NOTE})
PLANS = frozenset({Kind.RECAP, Kind.PROGRESS_UPDATE})
WHY_LEADS: Mapping[MessageKind, str] = {
    Kind.RECAP: "What I take with me",
    Kind.PROGRESS_UPDATE: "It goes back to this",
    Kind.IMPACT_NOTE: "What you advised",
    Kind.OFFER_HELP: "What I noticed",
    Kind.CONGRATULATE: "What I heard",
    Kind.RESET: "What your help has given me",
    Kind.LIGHTEN: "What your help has given me",
    Kind.PAUSE: "What your help has given me",
    Kind.CLOSE: "What your advice changed",
    Kind.THANKS_FOR_NO: "What stays with me",
    Kind.RECONNECT: "What stays with me",
    Kind.OFFICE_HOURS: "What you asked about",
}
# What stands before a subject that is a clause: whether to take the role.
CLAUSE_FRAMES: Mapping[MessageKind, str] = {
    Kind.ONE_DECISION: "The question is",
    Kind.RECAP: "We talked about",
    Kind.IMPACT_NOTE: "I used it to work out",
    Kind.CONGRATULATE: "It means something to me, because I am working out",
    Kind.CLOSE: "We set out to work out",
    Kind.THANKS_FOR_NO: "My request was about",
    Kind.OFFICE_HOURS: "The subject is",
}
# Here templates say the subject after "about", which may be a clause.
FOCUS_HOLDS_A_CLAUSE = frozenset(
    {Kind.INTRO_REQUEST, Kind.FOLLOW_UP, Kind.RECAP, Kind.THANKS_FOR_NO}
)
# Several times in two zones stand on lines of their own, under these words.
TIMES_LEADS: Mapping[MessageKind, str] = {
    Kind.TRIAL: "For the first one, these times would suit me",
    Kind.RECAP: "For our next conversation, these times would suit me",
    Kind.RESET: "If you would rather talk it through, these times would suit me",
    Kind.OFFICE_HOURS: "These hours are open",
}
