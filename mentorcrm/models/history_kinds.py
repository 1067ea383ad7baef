"""Enums of what two people do with and for each other: meetings, advice, promises, giving, terms.

As in `models.kinds` each value is what is stored and what the command line speaks, `label` is
what people read, and the order of members is the order in which they are offered.
"""

from mentorcrm.models.kinds import Labelled


class AgendaKind(Labelled):
    """What a point of an agenda is for."""

    PROGRESS = "progress", "Since we last spoke"
    DECISION = "decision", "The decision"
    QUESTION = "question", "Question"
    GIVE = "give", "What I can do for them"
    CLOSING = "closing", "Promises and next date"
    OTHER = "other", "Point"


class LineKind(Labelled):
    """What a line of meeting notes is.

    Advice, promises and experiments are kept as records of their own; an experiment is a piece of
    advice that I put to the test.
    """

    NOTE = "note", "Note"
    ADVICE = "advice", "Advice"
    DECISION = "decision", "Decision"
    MY_PROMISE = "my_promise", "My promise"
    THEIR_PROMISE = "their_promise", "Their promise"
    QUOTE = "quote", "Quote"
    EXPERIMENT = "experiment", "Experiment"


class AdviceResponse(Labelled):
    """What I did with a piece of advice."""

    OPEN = "open", "Not yet tried"
    TRIED = "tried", "Tried"
    ADAPTED = "adapted", "Adapted"
    SET_ASIDE = "set_aside", "Set aside"


class Worked(Labelled):
    """How an experiment went."""

    YES = "yes", "It worked"
    PARTLY = "partly", "In part"
    NO = "no", "It did not"


class Owner(Labelled):
    """Whose promise it is."""

    ME = "me", "Mine"
    THEM = "them", "Theirs"


class GiveDirection(Labelled):
    """Which way something went between us."""

    GIVEN = "given", "I gave"
    RECEIVED = "received", "They gave"


class GiveKind(Labelled):
    """What was given; telling someone how it went comes first, as it is worth most."""

    UPDATE = "update", "Update"
    THANKS = "thanks", "Thanks"
    FEEDBACK = "feedback", "Feedback"
    INTRODUCTION = "introduction", "Introduction"
    RESOURCE = "resource", "Article or resource"
    REVIEW = "review", "Review of their work"
    HELP = "help", "Help"
    PUBLIC_CREDIT = "public_credit", "Public credit"
    GIFT = "gift", "Gift"
    PAYING_FORWARD = "paying_forward", "Paid forward"


class Effort(Labelled):
    """How much something asked of the one who gave it."""

    SMALL = "small", "Small"
    MEDIUM = "medium", "Medium"
    LARGE = "large", "Large"


class IdeaKind(Labelled):
    """What is known of someone that may help to give them something."""

    INTEREST = "interest", "Interest"
    WANTED = "wanted", "They mentioned needing it"
    IDEA = "idea", "Idea"


class FeedbackStyle(Labelled):
    """How someone gives feedback; it changes how a question is put to them."""

    DIRECTIVE = "directive", "Directive"
    COACHING = "coaching", "Coaching"
    REFLECTIVE = "reflective", "Reflective"
    MIXED = "mixed", "Mixed"
    UNKNOWN = "unknown", "Not known"


class FitCriterion(Labelled):
    """The five things that fit is made of."""

    VALUES = "values", "Values"
    AVAILABILITY = "availability", "Availability"
    COMMUNICATION = "communication", "Communication"
    FEEDBACK = "feedback", "Feedback style"
    DOMAIN = "domain", "Knows the field"


class FitPhase(Labelled):
    """When fit was judged: expected before an ask, felt after meetings 1 and 3."""

    BEFORE = "before", "Before asking"
    FIRST = "first", "After meeting 1"
    THIRD = "third", "After meeting 3"


class FitVerdict(Labelled):
    """The three answers of a fit check."""

    GOOD = "good", "A good fit"
    DECIDING = "deciding", "Still deciding"
    NOT = "not", "Not a good fit"


class TrialResult(Labelled):
    """What the review of a trial came to."""

    CONTINUE = "continue", "Go on"
    ADJUST = "adjust", "Go on, with changes"
    CLOSE = "close", "Thank and close"


# Decided numbers of product.md and features.md, D10 to D14.
RECAP_HOURS = 48
MEETING_RATING = (1, 4)
CARRIED_TOO_OFTEN = 3
AGENDA_MINUTES = {
    AgendaKind.PROGRESS: 5,
    AgendaKind.DECISION: 15,
    AgendaKind.QUESTION: 5,
    AgendaKind.CLOSING: 5,
}
ADVICE_AMBER_DAYS = 30
ADVICE_RED_DAYS = 60
AGREEMENT_REVIEW_DAYS = 90
END_AHEAD_DAYS = 14
FIT_SCORES = (0, 3)
FIT_WEIGHTS = (1, 3)
FIT_CHECK_MEETINGS = (1, 3)
FIT_CHECK_FOR_DAYS = 30
"""After that long a question about one meeting would come too late."""

MEETING_LENGTHS = (15, 20, 30, 45, 60, 90)
