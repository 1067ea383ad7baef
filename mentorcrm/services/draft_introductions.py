"""That an introducer has heard what came of it, once a message that tells them was sent.

Who is meant is looked up among the people on record: by the longest of their names that stands
there, so that Ben is not found in Benedikt, nor one Ben taken for the other.
"""

import re
from collections.abc import Iterator

from sqlalchemy import select

from mentorcrm.asks.two_sided import of_introduction
from mentorcrm.models.kinds import MessageKind
from mentorcrm.models.tables import Draft, Introduction, Person
from mentorcrm.services.dispatcher import Work

_TELLING = frozenset({MessageKind.PROGRESS_UPDATE, MessageKind.IMPACT_NOTE})
_LEAD = re.compile(re.escape(of_introduction("").strip()) + r"\s+", re.IGNORECASE)
_WORD = re.compile(r"[\w’'.-]*\w")
_NEXT = re.compile(r"\s*(?:,?\s*(?:\band|&)|,)\s+", re.IGNORECASE)
_MOST_WORDS = 6


def tell_introducer(work: Work, draft: Draft) -> None:
    """Note on an introduction that its introducer was told, where the message names it."""
    if draft.kind not in _TELLING or draft.sent_at is None:
        return
    text = "\n".join((*draft.parts.values(), draft.subject, draft.body))
    if not _LEAD.search(text):
        return
    theirs = list(
        work.session.scalars(
            select(Introduction).where(
                Introduction.introducer_id == draft.person_id,
                Introduction.made_on.is_not(None),
                Introduction.deleted_at.is_(None),
            )
        )
    )
    named = _named(_names(work), text, {row.second_id for row in theirs})
    for row in theirs:
        if row.told_introducer_on is None and row.second_id in named:
            row.told_introducer_on = work.day_of(draft.sent_at)


def _named(names: dict[str, set[int]], text: str, introduced: set[int]) -> set[int]:
    """Those whose introduction a text speaks of; nobody where a name may be one or the other."""
    found = set()
    for lead in _LEAD.finditer(text):
        for people in _called(names, text, lead.end()):
            meant = people & introduced
            if len(meant) == 1:
                found |= meant
    return found


def _called(names: dict[str, set[int]], text: str, place: int) -> Iterator[set[int]]:
    """The bearers of the names that stand in a text from a place on: Ben and Ruth Adeyemi."""
    while True:
        ends: list[int] = []
        for word in _WORD.finditer(text, place):
            if text[ends[-1] if ends else place : word.start()].strip(" .") or (
                len(ends) == _MOST_WORDS
            ):
                break
            ends.append(word.end())
        end = next((end for end in reversed(ends) if _folded(text[place:end]) in names), None)
        if end is None:
            return
        yield names[_folded(text[place:end])]
        after = _NEXT.match(text, end)
        if after is None:
            return
        place = after.end()


def _names(work: Work) -> dict[str, set[int]]:
    """Everybody on record by what they are called: whole name, first name, nickname."""
    query = select(Person.id, Person.display_name, Person.given_name, Person.nickname)
    names: dict[str, set[int]] = {}
    for number, *called in work.session.execute(query.where(Person.deleted_at.is_(None))):
        for name in filter(None, called):
            names.setdefault(_folded(name), set()).add(number)
    return names


def _folded(name: str) -> str:
    return " ".join(name.split()).rstrip(".").casefold()
