"""Enums and small value types that every layer may use. They know the user's language, no more.

Each enum's value is what is stored and what the command line speaks; `label` is what people
read. The order of members is the order in which they are offered.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Self

from mentorcrm.words import _


class Labelled(StrEnum):
    """A string enum whose members carry the words people read."""

    _words: str

    def __new__(cls, value: str, words: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member._words = words
        return member

    @property
    def label(self) -> str:
        """The words, in the user's language."""
        return _(self._words)


class MessageKind(Labelled):
    """The eighteen kinds of message of product.md."""

    FIRST_ASK = "first-ask", "First ask"
    ONE_QUESTION = "one-question", "One question"
    ONE_DECISION = "one-decision", "One decision"
    TRIAL = "trial", "Trial proposal"
    INTRO_REQUEST = "intro-request", "Introduction request"
    FOLLOW_UP = "follow-up", "Follow-up"
    RECAP = "recap", "Recap with thanks"
    PROGRESS_UPDATE = "progress-update", "Progress update"
    IMPACT_NOTE = "impact-note", "Impact note"
    OFFER_HELP = "offer-help", "Offer of help"
    CONGRATULATE = "congratulate", "Congratulation"
    RESET = "reset", "Reset of expectations"
    LIGHTEN = "lighten", "Lighten the rhythm"
    PAUSE = "pause", "Pause"
    CLOSE = "close", "Close with thanks"
    THANKS_FOR_NO = "thanks-for-no", "Thanks for a no"
    RECONNECT = "reconnect", "Reconnect after silence"
    OFFICE_HOURS = "office-hours", "Office hours"


class Tone(Labelled):
    """How a message sounds."""

    WARM = "warm", "Warm"
    PLAIN = "plain", "Plain"
    BRIEF = "brief", "Brief"


class MessageForm(Labelled):
    """Where a message goes; a LinkedIn note holds at most 300 characters."""

    MAIL = "mail", "E-mail"
    LINKEDIN = "linkedin", "LinkedIn note"
    CHAT = "chat", "Chat message"


class PartId(Labelled):
    """The thirteen parts of a good ask, and the two of an ask for ongoing support."""

    GREETING = "greeting", "Greeting by name"
    WHY_YOU = "why_you", "Why you"
    WHO_I_AM = "who_i_am", "Who I am"
    FOCUS = "focus", "What it is about"
    TRIED = "tried", "What I tried"
    STUCK = "stuck", "Where I am stuck"
    DECISION = "decision", "The decision, and by when"
    QUESTIONS = "questions", "Questions"
    FORMAT = "format", "Format and length"
    WINDOWS = "windows", "Times offered"
    EASY_OUT = "easy_out", "A no is fine"
    THANKS = "thanks", "Thanks"
    SIGN_OFF = "sign_off", "Name and how to reach me"
    TRIAL = "trial", "Limited trial"
    REVIEW_DATE = "review_date", "Review date"


class PartState(Labelled):
    """Whether a part of an ask is there. OUT_OF_PLACE: given, but this kind is better without."""

    PRESENT = "present", "Present"
    VAGUE = "vague", "Vague"
    MISSING = "missing", "Missing"
    EMPTY = "empty", "Not needed"
    OUT_OF_PLACE = "out_of_place", "Better left out"


class PartNeed(Labelled):
    """What a kind of message says of a part."""

    REQUIRED = "required", "Required"
    WELCOME = "welcome", "Welcome"
    OUT_OF_PLACE = "out_of_place", "Out of place"


class FindingLevel(Labelled):
    """How strongly a finding of the review is meant."""

    MUST = "must", "Must fix"
    SHOULD = "should", "Should fix"
    HINT = "hint", "Hint"


class NeedKind(Labelled):
    """What a need is about."""

    OUTCOME = "outcome", "Outcome"
    SKILL = "skill", "Skill"
    DECISION = "decision", "Decision"


class NeedStatus(Labelled):
    OPEN = "open", "Open"
    PAUSED = "paused", "Paused"
    MET = "met", "Met"
    DROPPED = "dropped", "Dropped"


class CoverageLevel(Labelled):
    """How far someone covers a need or a facet. NONE: looked at, and not for this."""

    NONE = "none", "Not for this"
    SOME = "some", "Some help"
    GOOD = "good", "Good help"
    PRIMARY = "primary", "Main help"


class Role(Labelled):
    """What someone is to me; a person can hold several roles at once."""

    MENTOR = "mentor", "Mentor"
    MENTEE = "mentee", "Mentee"
    PEER = "peer", "Peer"
    REVERSE = "reverse", "Reverse mentor"


class Season(Labelled):
    """Where a relationship stands. Paused, closed and alumni never turn red."""

    CANDIDATE = "candidate", "Candidate"
    RESEARCHED = "researched", "Researched"
    ASKED = "asked", "Asked"
    TRIAL = "trial", "Trial"
    ACTIVE = "active", "Active"
    LIGHT_TOUCH = "light_touch", "Light touch"
    PAUSED = "paused", "Paused"
    CLOSED = "closed", "Closed with thanks"
    ALUMNI = "alumni", "Alumni"
    DECLINED = "declined", "Declined"
    LAPSED = "lapsed", "Lapsed"


class Channel(Labelled):
    """A way on which one comes across people; the value stands in `person.source`."""

    MANAGER = "current manager", "Current manager"
    FORMER_MANAGERS = "former managers", "Former managers"
    COLLEAGUES = "former colleagues", "Former colleagues"
    ALUMNI = "alumni", "Alumni"
    MEETUPS = "meetups and conferences", "Meetups and conferences"
    COMMUNITIES = "communities", "Communities"
    AUTHORS = "authors and speakers", "Authors and speakers"
    CLIENTS = "clients and partners", "Clients and partners"
    PROGRAMMES = "programmes", "Mentoring programmes"
    FRIENDS = "family and friends", "Family and friends"


class StepsAhead(Labelled):
    PEER = "peer", "A peer"
    ONE = "one", "One step ahead"
    FEW = "few", "A few steps ahead"
    FAR = "far", "Far ahead"
    UNKNOWN = "unknown", "Not known"


class ContactKind(Labelled):
    MAIL = "mail", "E-mail"
    PHONE = "phone", "Phone"
    PROFILE = "profile", "Profile or web page"
    CHAT = "chat", "Chat"
    ADDRESS = "address", "Postal address"


class InteractionChannel(Labelled):
    """How two people were in touch; in person comes first on purpose. A note is no contact."""

    IN_PERSON = "in_person", "In person"
    VIDEO = "video", "Video call"
    CALL = "call", "Phone call"
    MAIL = "mail", "E-mail"
    MESSAGE = "message", "Message"
    EVENT = "event", "Event"
    LETTER = "letter", "Letter"
    NOTE = "note", "Note"


# Everything by which one person reaches another.
CONTACT_CHANNELS = tuple(c for c in InteractionChannel if c is not InteractionChannel.NOTE)


class Direction(Labelled):
    """Who reached out."""

    ME = "me", "From me"
    THEM = "them", "From them"
    BOTH = "both", "Both ways"


class Privacy(Labelled):
    """What may be done with a note; only SHAREABLE ever reaches a draft or an export for others."""

    PRIVATE = "private", "Private"
    SHAREABLE = "shareable", "May be shared"
    NEVER = "never", "Never leaves this computer"


class DraftState(Labelled):
    DRAFT = "draft", "Draft"
    READY = "ready", "Ready"
    SENT = "sent", "Waiting"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Done"  # Nothing to wait for; only relationships are closed with thanks.


class Outcome(Labelled):
    """What came of a message that was sent."""

    YES = "yes", "Yes"
    YES_SMALLER = "yes_smaller", "Yes, but smaller"
    ASKED_MORE = "asked_more", "Asked for more"
    NO = "no", "No, with a reason"
    SUGGESTED = "suggested", "Suggested someone else"
    NO_ANSWER = "no_answer", "No answer"


class ImportAction(Labelled):
    """What a plan proposes to do with one contact of a file."""

    NEW = "new", "New"
    UPDATE = "update", "Update"
    DUPLICATE = "duplicate", "Possible duplicate"
    SKIP = "skip", "Skipped"


class EvidenceKind(Labelled):
    """What a finding rests on, said beside it."""

    PRODUCT = "product", "A rule of this app"
    EXPERIMENT = "experiment", "Experiments"
    STUDY = "study", "One study or vendor data"
    PERCEPTION = "perception", "How the asker is seen, not reply rates"
    CONVENTION = "convention", "Good practice"
    RECORD = "record", "Your own record"


class EvidenceStrength(Labelled):
    """How far the work behind a finding carries; weak ground is called so."""

    STRONG = "strong", "Strong evidence"
    MODERATE = "moderate", "Moderate evidence"
    LIMITED = "limited", "Limited evidence"
    MIXED = "mixed", "Mixed evidence"


# Decided numbers of product.md, "Decided numbers"; one place, named.
WORDS_GOOD = (60, 150)
WORDS_HINT_BELOW = 50
WORDS_HINT_ABOVE = 200
WORDS_STRONG_ABOVE = 300
SUBJECT_WORDS = (3, 7)
SUBJECT_CHARACTERS = 60
GRADE_HINT_ABOVE = 10.0
QUESTIONS_RANGE = (1, 2)
WINDOWS_RANGE = (2, 3)
WINDOW_LEAD_WORKING_DAYS = 2
WINDOW_AMBER_HOURS = 48
TRIAL_MEETINGS = 3
TRIAL_MINUTES = 30
TRIAL_WEEKS = 8
FOLLOW_UP_WORKING_DAYS = 6
SECOND_FOLLOW_UP_WORKING_DAYS = 14
CADENCES_DAYS = (7, 14, 30, 60, 90, 180, 365)
CADENCE_DEFAULT_DAYS = 30
LINKEDIN_NOTE_CHARACTERS = 300
SETTLED_DAYS = 30
"""After a decision, when nothing else is set: time enough to see how it turned out."""
FACT_STALE_DAYS = 180
UNDO_STEPS = 100
NEED_STEPS = 6
BIN_DAYS = 30
AVATAR_TINTS = 7


@dataclass(frozen=True, order=True)
class TimeWindow:
    """A span of time offered in a message: aware UTC instants, `start` before `end`.

    `zone` is the IANA zone in which the sender meant it.
    """

    start: datetime
    end: datetime
    zone: str = "UTC"

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("a time window needs aware instants")
        if self.end <= self.start:
            raise ValueError("a time window must end after it starts")
        object.__setattr__(self, "start", self.start.astimezone(UTC))
        object.__setattr__(self, "end", self.end.astimezone(UTC))


@dataclass(frozen=True)
class WorkingHours:
    """When I can meet: minutes after midnight, and weekdays as `date.weekday()` numbers."""

    start_minute: int = 9 * 60
    end_minute: int = 17 * 60
    days: tuple[int, ...] = (0, 1, 2, 3, 4)


@dataclass(frozen=True)
class PublicFact:
    """Something true and public about a person that an ask may use."""

    text: str
    source: str = ""
    verified_on: date | None = None
