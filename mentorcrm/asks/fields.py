"""The published field list: everything that a template may name, with its meaning.

This list is a promise to people who write templates. A name that is not here is refused, and no
name here is one that a dictionary already answers to.
"""

from dataclasses import dataclass
from functools import cache

from mentorcrm.asks import part_words
from mentorcrm.models.kinds import PartId


@dataclass(frozen=True)
class PublishedField:
    """One name for templates. `is_list`: it may be looped over, and is not text itself."""

    name: str
    meaning: str
    example: str
    is_list: bool = False


_BITS = (
    ("why_you", 'something of theirs, as after "because of"', "your March talk on staffing"),
    ("who_i_am", 'what I am, as after "I am"', "a staff engineer at Oxbow"),
    ("focus", 'the subject, as after "about"', "leading former peers"),
    ("offer", 'the subject, as after "I can offer"', "an hour on your pricing page"),
    ("deed", 'the subject, as after "I could"', "review your deck before Friday"),
    ("person_sought", 'the subject, as after "introduce me to"', "Maya Ortiz"),
    ("sought_subject", "why I would like to meet them, told to others", "how she split her team"),
    ("sought_topic", 'what I would ask the person sought, as after "about"', "your support team"),
    ("tried", 'what I did, as after "I have"', "talked to both managers"),
    ("stuck", 'the sticking point, as after "stuck on"', "which role teaches hiring sooner"),
    ("decision", 'the decision, as after "I am deciding"', "whether to stay or go, by 14 June"),
    ("next_step", 'the next step, as after "I will"', "write the role description by Friday"),
    ("result", 'what came of it, as after "it led to"', "a third fewer pages"),
    ("questions", "the questions, without words before them", "What would you look at?"),
    ("format", "format and length, as a thing", "20 minutes by video"),
    ("request", 'format and length, as after "Would you"', "give me 20 minutes by video"),
    ("rhythm", 'the rhythm, as after "I would like us to"', "meet once a quarter"),
    ("windows", "the times in one line", "Tuesday 1 December, 16:00 to 17:00 London time"),
    ("trial", 'the trial, as after "try"', "three 30-minute calls over eight weeks"),
    ("review_date", "the review date with its preposition", "on 30 September"),
    ("until", 'the review date, as after "until"', "30 September"),
    ("leaning", 'my leaning, as after "I lean towards"', "the lead role"),
)
_SAY_EXTRA = (
    ("request", "the request itself", "Would you give me 20 minutes by video?"),
    ("leaning", "which way I lean, from the need", "I lean towards the lead role."),
    ("attachments", "what is attached", "I have attached trade-offs.pdf."),
)
_TOPIC = (
    ("focus", "the subject in at most five words, for a subject line", "leading former peers"),
    ("why_you", "their thing in at most five words", "your March talk"),
    ("decide_by", "the day of the decision", "14 June"),
    ("person", "whom I would like to meet, in at most five words", "Maya Ortiz"),
    ("until", "the review date in at most five words", "30 September"),
)
_PERSON = (
    ("name", "their name", "Ana Rivera"),
    ("first_name", "their first name, or the whole name when it is not known", "Ana"),
    ("organisation", "where they work", "Fenwick"),
    ("title", "their title", "VP Engineering"),
    ("location", "where they live", "London"),
)
_ME = (
    ("name", "my name", "Ben Adler"),
    ("first_name", "my first name", "Ben"),
    ("headline", "my headline", "platform lead at Oxbow"),
    ("intro_line", "my introduction in one line", "I lead the platform group at Oxbow."),
    ("intro_three", "my introduction in three lines", "I lead the platform group at Oxbow. ..."),
    ("reach_me", "how to reach me", "ben@oxbow.example"),
)
_NEED = (
    ("statement", "the need in my words", "lead a team of former peers"),
    ("why_now", "why it matters now", "the team is mine from June"),
    ("done_when", "how I will know", "the first reviews are done"),
    ("target_date", "the date I aim for", "30 September"),
    ("leaning", "which way I lean", "the lead role"),
    ("decide_by", "the day of the decision", "14 June"),
)


@cache
def published_fields() -> tuple[PublishedField, ...]:
    """All fields that a template may name, in the order of the palette."""
    found = []
    for part in PartId:
        label, _, example, _ = part_words.COMMON[part]
        found.append(PublishedField(f"say.{part}", f"{label}: finished sentences", example))
    found += [PublishedField(f"say.{name}", text, example) for name, text, example in _SAY_EXTRA]
    found += [PublishedField(f"bit.{name}", text, example) for name, text, example in _BITS]
    for part in PartId:
        label, _, example, _ = part_words.COMMON[part]
        found.append(PublishedField(f"part.{part}", f"{label}: as typed", example))
    for group, entries in (("topic", _TOPIC), ("person", _PERSON), ("me", _ME), ("need", _NEED)):
        found += [
            PublishedField(f"{group}.{name}", text, example) for name, text, example in entries
        ]
    found.append(PublishedField("person.facts", "public facts about them", "", is_list=True))
    found.append(PublishedField("attachments", "names of attached files", "", is_list=True))
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
