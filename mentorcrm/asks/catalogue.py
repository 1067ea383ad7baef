"""What each kind of message is for, which parts it needs, and where it may be sent.

The tables below are the single place for these decisions. A part that is required and missing
becomes a visible gap; a welcome one drops out with its connecting words; one that is out of
place is left out of the text even when it was filled in. `KindSpec.parts` is what a mail needs;
`KindSpec.needs(form)` is what counts in the form at hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from mentorcrm.asks import part_words
from mentorcrm.models.kinds import MessageForm, MessageKind, PartId, PartNeed
from mentorcrm.words import _

Kind = MessageKind

# Parts with a sentence of their own for every kind and tone, so they are never missing.
WITH_DEFAULT = frozenset({PartId.GREETING, PartId.EASY_OUT, PartId.THANKS, PartId.SIGN_OFF})
PARTS_WITH_ITEMS = frozenset({PartId.TRIED, PartId.QUESTIONS})


@dataclass(frozen=True)
class PartHelp:
    """The words beside one field of the composer: what it is called, a hint and an example.

    `gap` is what stands between the brackets in the text while the part is missing.
    """

    label: str
    help: str
    example: str
    gap: str


@dataclass(frozen=True)
class KindSpec:
    """One kind of message.

    `questions` is the allowed range of questions besides the request itself; `words` the good
    length as mail.
    """

    kind: MessageKind
    purpose: str
    is_ask: bool
    parts: Mapping[PartId, PartNeed]
    forms: tuple[MessageForm, ...]
    questions: tuple[int, int]
    words: tuple[int, int]
    help: Mapping[PartId, PartHelp] = field(repr=False)

    @property
    def label(self) -> str:
        return self.kind.label

    @property
    def required(self) -> tuple[PartId, ...]:
        return self._with(PartNeed.REQUIRED)

    @property
    def welcome(self) -> tuple[PartId, ...]:
        return self._with(PartNeed.WELCOME)

    @property
    def out_of_place(self) -> tuple[PartId, ...]:
        return self._with(PartNeed.OUT_OF_PLACE)

    @property
    def windows_apply(self) -> bool:
        """Whether times may be offered in this kind of message."""
        return self.parts[PartId.WINDOWS] is not PartNeed.OUT_OF_PLACE

    def needs(self, form: MessageForm) -> Mapping[PartId, PartNeed]:
        """The needs of this kind in one form: a short form asks for less than a mail."""
        return _needs_in(self.kind, form)

    def _with(self, need: PartNeed) -> tuple[PartId, ...]:
        return tuple(part for part in PartId if self.parts[part] is need)


# One letter per part, in the order of the heading: R required, w welcome, - out of place.
_COLUMNS = (
    PartId.GREETING, PartId.WHY_YOU, PartId.WHO_I_AM, PartId.FOCUS, PartId.TRIED, PartId.STUCK,
    PartId.DECISION, PartId.QUESTIONS, PartId.FORMAT, PartId.WINDOWS, PartId.EASY_OUT,
    PartId.THANKS, PartId.SIGN_OFF, PartId.TRIAL, PartId.REVIEW_DATE,
)  # fmt: skip
_NEEDS: Mapping[MessageKind, str] = {
    #                     gre why who foc tri stu dec que fmt win out thx sig tri rev
    Kind.FIRST_ASK:       "R   R   R   R   R   w   w   R   R   R   R   R   R   -   -",
    Kind.ONE_QUESTION:    "R   R   w   R   R   w   w   R   w   -   R   R   R   -   -",
    Kind.ONE_DECISION:    "R   R   w   w   R   R   R   R   R   w   R   R   R   -   -",
    Kind.TRIAL:           "R   R   w   R   w   w   w   w   w   w   R   R   R   R   R",
    Kind.INTRO_REQUEST:   "R   R   R   R   w   w   w   w   w   -   R   R   R   -   -",
    Kind.FOLLOW_UP:       "R   -   -   R   w   -   w   w   w   w   R   w   R   -   -",
    Kind.RECAP:           "R   R   -   R   w   -   R   w   -   w   -   R   R   -   -",
    Kind.PROGRESS_UPDATE: "R   w   -   R   R   w   w   w   -   -   w   R   R   -   -",
    Kind.IMPACT_NOTE:     "R   R   -   w   R   -   R   -   -   -   w   R   R   -   -",
    Kind.OFFER_HELP:      "R   R   -   R   -   -   -   w   w   w   R   w   R   -   -",
    Kind.CONGRATULATE:    "R   R   -   w   -   -   -   -   -   -   -   w   R   -   -",
    Kind.RESET:           "R   w   -   R   w   w   -   w   R   w   R   R   R   w   w",
    Kind.LIGHTEN:         "R   w   -   R   w   -   -   -   R   -   w   R   R   -   w",
    Kind.PAUSE:           "R   w   -   R   w   -   -   -   w   -   w   R   R   -   R",
    Kind.CLOSE:           "R   R   -   R   w   -   -   -   w   -   w   R   R   -   -",
    Kind.THANKS_FOR_NO:   "R   w   -   R   -   -   -   w   -   -   w   R   R   -   -",
    Kind.RECONNECT:       "R   R   w   w   w   w   w   w   w   w   R   w   R   -   -",
    Kind.OFFICE_HOURS:    "R   w   -   R   -   -   -   w   R   R   R   w   R   -   -",
}  # fmt: skip
_LETTERS = {"R": PartNeed.REQUIRED, "w": PartNeed.WELCOME, "-": PartNeed.OUT_OF_PLACE}

_MAIL = (MessageForm.MAIL,)
_NO_NOTE = (MessageForm.MAIL, MessageForm.CHAT)
_ALL = (MessageForm.MAIL, MessageForm.LINKEDIN, MessageForm.CHAT)

# kind: is it an ask, forms, questions from-to, good length in words, purpose
# What a form asks for less than a mail does, and what it has no room for.
_RELAXED: Mapping[MessageForm, tuple[PartId, ...]] = {
    MessageForm.MAIL: (),
    MessageForm.CHAT: (PartId.WHO_I_AM, PartId.TRIED, PartId.THANKS, PartId.WINDOWS),
    MessageForm.LINKEDIN: (
        PartId.WHO_I_AM, PartId.TRIED, PartId.STUCK, PartId.THANKS, PartId.EASY_OUT,
    ),
}  # fmt: skip
_TOO_MUCH: Mapping[MessageForm, tuple[PartId, ...]] = {
    MessageForm.MAIL: (),
    MessageForm.CHAT: (),
    MessageForm.LINKEDIN: (PartId.WINDOWS, PartId.TRIAL, PartId.REVIEW_DATE),
}

_Facts = tuple[bool, tuple[MessageForm, ...], tuple[int, int], tuple[int, int], str]
_FACTS: Mapping[MessageKind, _Facts] = {
    Kind.FIRST_ASK: (True, _ALL, (1, 2), (60, 150),
        _("Ask someone for a first conversation about one thing.")),
    Kind.ONE_QUESTION: (True, _ALL, (1, 1), (60, 150),
        _("Ask one question that can be answered in writing, in a few lines.")),
    Kind.ONE_DECISION: (True, _NO_NOTE, (1, 2), (60, 150),
        _("Ask how they would weigh one decision that you have to make.")),
    Kind.TRIAL: (True, _MAIL, (0, 1), (60, 150),
        _("Propose a few meetings with an agreed end, to see whether mentoring suits you both.")),
    Kind.INTRO_REQUEST: (True, _MAIL, (0, 1), (60, 200),
        _("Ask for an introduction, with a text that can be forwarded as it stands.")),
    Kind.FOLLOW_UP: (True, _ALL, (0, 1), (35, 90),
        _("Come back once to a message that has had no answer, and make a no easy.")),
    Kind.RECAP: (False, _NO_NOTE, (0, 1), (50, 150),
        _("Thank them after a meeting and write down what you take from it.")),
    Kind.PROGRESS_UPDATE: (False, _NO_NOTE, (0, 1), (50, 150),
        _("Tell them what has moved since you last spoke.")),
    Kind.IMPACT_NOTE: (False, _ALL, (0, 0), (40, 120),
        _("Tell them what their advice led to.")),
    Kind.OFFER_HELP: (False, _ALL, (0, 1), (35, 120),
        _("Offer something that may be useful to them.")),
    Kind.CONGRATULATE: (False, _ALL, (0, 0), (20, 80),
        _("Congratulate them on something they did, and say why it matters to you.")),
    Kind.RESET: (True, _MAIL, (0, 1), (60, 150),
        _("Say what has changed and propose how to go on.")),
    Kind.LIGHTEN: (True, _NO_NOTE, (0, 0), (50, 130),
        _("Propose to meet less often.")),
    Kind.PAUSE: (False, _NO_NOTE, (0, 0), (40, 120),
        _("Pause until a date, and say so.")),
    Kind.CLOSE: (False, _MAIL, (0, 0), (60, 150),
        _("End well: what their advice changed, thanks, and what comes after.")),
    Kind.THANKS_FOR_NO: (False, _ALL, (0, 1), (30, 90),
        _("Thank them for a no, and ask whom they would ask.")),
    Kind.RECONNECT: (True, _ALL, (0, 1), (50, 130),
        _("Pick up the thread after a long silence.")),
    Kind.OFFICE_HOURS: (False, _NO_NOTE, (0, 1), (40, 130),
        _("Invite the people you mentor to open hours.")),
}  # fmt: skip


@cache
def spec(kind: MessageKind) -> KindSpec:
    """The specification of one kind of message."""
    is_ask, forms, questions, words, purpose = _FACTS[kind]
    letters = _NEEDS[kind].split()
    parts = {part: _LETTERS[letter] for part, letter in zip(_COLUMNS, letters, strict=True)}
    ordered = {part: parts[part] for part in PartId}
    help_texts = {part: _help(kind, part) for part in PartId}
    return KindSpec(
        kind, purpose, is_ask, MappingProxyType(ordered), forms, questions, words,
        MappingProxyType(help_texts),
    )  # fmt: skip


@cache
def _needs_in(kind: MessageKind, form: MessageForm) -> Mapping[PartId, PartNeed]:
    needs = dict(spec(kind).parts)
    for part in _RELAXED[form]:
        if needs[part] is PartNeed.REQUIRED:
            needs[part] = PartNeed.WELCOME
    for part in _TOO_MUCH[form]:
        needs[part] = PartNeed.OUT_OF_PLACE
    return MappingProxyType(needs)


def all_specs() -> tuple[KindSpec, ...]:
    """The specifications of all kinds, in the order in which they are offered."""
    return tuple(spec(kind) for kind in MessageKind)


def _help(kind: MessageKind, part: PartId) -> PartHelp:
    label, text, example, gap = part_words.COMMON[part]
    special = part_words.SPECIAL.get(kind, {}).get(part, {})
    return PartHelp(
        special.get("label", label),
        special.get("help", text),
        special.get("example", example),
        special.get("gap", gap),
    )
