"""A line about something given, received or needed, as people type it, read. Pure."""

import re

from mentorcrm.models.history_kinds import GiveDirection, GiveKind, IdeaKind

_SAID = re.compile(
    r"^(?P<who>i |they |she |he )?(?P<verb>gave|got|received)(?P<whom> me| them| her| him)?\s+",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    r"^(?:they |she |he )?(?:needs?|wants?|(?:is |are )?looking for|could use)\s+", re.IGNORECASE
)
_LIKES = re.compile(
    r"^(?:they |she |he )?(?:likes?|loves?|(?:is |are )?(?:interested in|into))\s+", re.IGNORECASE
)


def read_give(text: str, name: str = "") -> tuple[GiveDirection | None, GiveKind | None, str]:
    """What a typed line says: which way it went, what it was, and the words without the verb.

    `name` is whose page it is typed on; like “her” it is left out behind the verb.
    """
    from mentorcrm.capture import lexis  # Its patterns take their time, and few days need them.

    said = " ".join(text.split())
    way = None
    if found := _SAID.match(said):
        gave = found["verb"].lower() == "gave"
        mine = (found["who"] or "i").strip().lower() == "i"
        given = gave is mine and (found["whom"] or "").lower() != " me"
        way = GiveDirection.GIVEN if given else GiveDirection.RECEIVED
        said = _without(name, said[found.end() :])
    noun = lexis.GIVE_NOUN.search(said)
    return way, GiveKind[str(noun.lastgroup)] if noun else None, said


def _without(name: str, said: str) -> str:
    """The words without who is meant: by the whole name, else by its first word."""
    for called in (name, name.partition(" ")[0]):
        start, rest = said[: len(called)], said[len(called) :]
        if called and start.casefold() == called.casefold() and rest[:1] == " " and rest.strip():
            return rest.strip()
    return said


def read_idea(text: str) -> tuple[IdeaKind, str]:
    """What a typed line is: something they need, an interest of theirs, or an idea of mine."""
    said = " ".join(text.split())
    for pattern, kind in ((_NEEDS, IdeaKind.WANTED), (_LIKES, IdeaKind.INTEREST)):
        if found := pattern.match(said):
            return kind, said[found.end() :]
    return IdeaKind.IDEA, said
