"""What I take with me from a meeting: one text, a takeaway to a line. Pure.

A word in brackets before a line says what may be done with it. Without one it is said to those
who were there and to nobody else.
"""

import re
from dataclasses import dataclass

from mentorcrm.models.kinds import Privacy

MARKS = {
    "(private)": Privacy.NEVER,  # What one types to keep a line out of the recap.
    "(never)": Privacy.NEVER,
    "(shareable)": Privacy.SHAREABLE,
}
# Also in a list, and with a colon behind it: what is meant to stay must not slip out.
_MARKED = re.compile(
    rf"(?:(?:[-*•–—]|\d+[.)]) ?)?(?P<mark>{'|'.join(map(re.escape, MARKS))})[ :,–—-]*",
    re.IGNORECASE,
)
_MARK_OF = {privacy: mark for mark, privacy in reversed(MARKS.items())}


@dataclass(frozen=True)
class Takeaway:
    """One thing that I take with me; one that NEVER leaves reaches no recap."""

    text: str
    privacy: Privacy = Privacy.PRIVATE


def takeaways_of(text: str) -> tuple[Takeaway, ...]:
    """The takeaways in the text that is kept."""
    found = (takeaway_of(line) for line in text.splitlines())
    return tuple(one for one in found if one.text)


def takeaway_of(line: str, usual: Privacy = Privacy.PRIVATE) -> Takeaway:
    """A line as it is typed; without a word in brackets it is as `usual`."""
    words = " ".join(line.split())
    found = _MARKED.match(words)
    if found is None:
        return Takeaway(words, usual)
    return Takeaway(words[found.end() :], MARKS[found["mark"].lower()])


def takeaways_text(takeaways: tuple[Takeaway, ...]) -> str:
    """The text that keeps some takeaways."""
    lines = (f"{_MARK_OF.get(one.privacy, '')} {one.text}".strip() for one in takeaways)
    return "\n".join(line for one, line in zip(takeaways, lines, strict=True) if one.text)
