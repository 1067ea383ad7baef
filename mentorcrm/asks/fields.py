"""The published field list: everything that a template may name, with its meaning.

This list is a promise to people who write templates. A name that is not here is refused, and no
name here is one that a dictionary already answers to.
"""

from dataclasses import dataclass
from functools import cache

from mentorcrm.asks import part_words
from mentorcrm.models.kinds import PartId
from mentorcrm.words import _


@dataclass(frozen=True)
class PublishedField:
    """One name for templates. `is_list`: it may be looped over, and is not text itself."""

    name: str
    meaning: str
    example: str
    is_list: bool = False


_BITS = (
    ("why_you", _("something of theirs, as after “because of”"), "your March talk on staffing"),
    ("who_i_am", _("what I am, as after “I am”"), "a staff engineer at Oxbow"),
    ("focus", _("the subject, as after “about”"), "leading former peers"),
    ("offer", _("the subject, as after “I can offer”"), "an hour on your pricing page"),
    ("deed", _("the subject, as after “I could”"), "review your deck before Friday"),
    ("person_sought", _("the subject, as after “introduce me to”"), "Maya Ortiz"),
    (
        "sought_subject",
        _("why I would like to meet them, told to others"),
        "how she split her team",
    ),
    (
        "sought_topic",
        _("what I would ask the person sought, as after “about”"),
        "your support team",
    ),
    ("tried", _("what I did, as after “I have”"), "talked to both managers"),
    ("stuck", _("the sticking point, as after “stuck on”"), "which role teaches hiring sooner"),
    ("decision", _("the decision, as after “I am deciding”"), "whether to stay or go, by 14 June"),
    ("next_step", _("the next step, as after “I will”"), "write the role description by Friday"),
    ("result", _("what came of it, as after “it led to”"), "a third fewer pages"),
    ("questions", _("the questions, without words before them"), "What would you look at?"),
    ("format", _("format and length, as a thing"), "20 minutes by video"),
    ("request", _("format and length, as after “Would you”"), "give me 20 minutes by video"),
    ("rhythm", _("the rhythm, as after “I would like us to”"), "meet once a quarter"),
    ("windows", _("the times in one line"), "Tuesday 1 December, 16:00 to 17:00 London time"),
    ("trial", _("the trial, as after “try”"), "three 30-minute calls over eight weeks"),
    ("review_date", _("the review date with its preposition"), "on 30 September"),
    ("until", _("the review date, as after “until”"), "30 September"),
    ("leaning", _("my leaning, as after “I lean towards”"), "the lead role"),
)
_SAY_EXTRA = (
    (
        "advice",
        _("their advice quoted, with what I did and what came of it"),
        "On 12 May you said to me: “Run a pilot first.” I tried it, and it worked.",
    ),
    ("request", _("the request itself"), "Would you give me 20 minutes by video?"),
    ("leaning", _("which way I lean, from the need"), "I lean towards the lead role."),
    ("attachments", _("what is attached"), "I have attached trade-offs.pdf."),
    (
        "their_promises",
        _("what they offered when you last met, in a recap"),
        "You offered to ask about the opening by 8 December.",
    ),
    (
        "since",
        _("what has moved since you last met, as far as they may be told"),
        "Done, as I promised: write the role description.",
    ),
)
_TOPIC = (
    ("focus", _("the subject in at most five words, for a subject line"), "leading former peers"),
    ("why_you", _("their thing in at most five words"), "your March talk"),
    ("decide_by", _("the day of the decision"), "14 June"),
    ("person", _("whom I would like to meet, in at most five words"), "Maya Ortiz"),
    ("until", _("the review date in at most five words"), "30 September"),
)
_PERSON = (
    ("name", _("their name"), "Ana Rivera"),
    ("first_name", _("their first name, or the whole name when it is not known"), "Ana"),
    ("organisation", _("where they work"), "Fenwick"),
    ("title", _("their title"), "VP Engineering"),
    ("location", _("where they live"), "London"),
)
_ME = (
    ("name", _("my name"), "Ben Adler"),
    ("first_name", _("my first name"), "Ben"),
    ("headline", _("my headline"), "platform lead at Oxbow"),
    ("intro_line", _("my introduction in one line"), "I lead the platform group at Oxbow."),
    ("intro_three", _("my introduction in three lines"), "I lead the platform group at Oxbow. ..."),
    ("reach_me", _("how to reach me"), "ben@oxbow.example"),
)
_NEED = (
    ("statement", _("the need in my words"), "lead a team of former peers"),
    ("why_now", _("why it matters now"), "the team is mine from June"),
    ("done_when", _("how I will know"), "the first reviews are done"),
    ("target_date", _("the date I aim for"), "30 September"),
    ("leaning", _("which way I lean"), "the lead role"),
    ("decide_by", _("the day of the decision"), "14 June"),
)


@cache
def published_fields() -> tuple[PublishedField, ...]:
    """All fields that a template may name, in the order of the palette."""
    found = []
    for part in PartId:
        label, _help, example, _gap = part_words.COMMON[part]
        found.append(
            PublishedField(
                f"say.{part}", _("{part}: finished sentences").format(part=label), example
            )
        )
    found += [PublishedField(f"say.{name}", text, example) for name, text, example in _SAY_EXTRA]
    found += [PublishedField(f"bit.{name}", text, example) for name, text, example in _BITS]
    for part in PartId:
        label, _help, example, _gap = part_words.COMMON[part]
        found.append(
            PublishedField(f"part.{part}", _("{part}: as typed").format(part=label), example)
        )
    for group, entries in (("topic", _TOPIC), ("person", _PERSON), ("me", _ME), ("need", _NEED)):
        found += [
            PublishedField(f"{group}.{name}", text, example) for name, text, example in entries
        ]
    found.append(PublishedField("person.facts", _("public facts about them"), "", is_list=True))
    found.append(PublishedField("attachments", _("names of attached files"), "", is_list=True))
    found.append(PublishedField("today", "today's date", "1 December 2026"))
    return tuple(found)


@cache
def published_names() -> frozenset[str]:
    """The names of all published fields."""
    return frozenset(field.name for field in published_fields())


@cache
def published_lists() -> frozenset[str]:
    """The names of the published lists."""
    return frozenset(field.name for field in published_fields() if field.is_list)
