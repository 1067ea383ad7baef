"""Who could help with a need, in an order that reasons explain. Pure and deterministic.

Only what is known counts, and only in someone's favour; what is not known counts for nothing.
Those who are to be left alone stand last, whatever speaks for them.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from mentorcrm.finding.candidate import Candidate, Suggestion, Wish
from mentorcrm.finding.reasons import Found, found, standing
from mentorcrm.finding.terms import terms
from mentorcrm.models.kinds import StepsAhead
from mentorcrm.words import _

_PLACES = {"working_style": 3, "mentorship": 3, "introduced_by": 3, "coverage": 2}
_PLACES |= {
    "fact": 3,
    "tag": 3,
    "title": 3,
    "organisation": 2,
    "why_them": 2,
    "text": 2,
    "notes": 1,
}
_MOST_CLOSENESS = 12


Signs = Callable[[Candidate], Iterable[Found]]
"""What else speaks for someone, beside the words of the wish."""


def rank(
    wish: Wish, people: Iterable[Candidate], today: date, signs: Signs | None = None
) -> tuple[Suggestion, ...]:
    """Everyone for whom something speaks, the likeliest help first."""
    wanted = terms(*wish.texts)
    placed = []
    for person in people:
        more = signs(person) if signs is not None else ()
        reasons = [*more, *found(wanted, person, today)]
        if reasons:
            order = (_waiting(reasons), -_favour(reasons), person.name.casefold(), person.id)
            placed.append((order, _suggestion(person, reasons)))
    return tuple(suggestion for _order, suggestion in sorted(placed, key=lambda pair: pair[0]))


def explain(wish: Wish, person: Candidate, today: date) -> Suggestion:
    """What speaks for one person, also when nothing does."""
    reasons = list(found(terms(*wish.texts), person, today))
    return _suggestion(person, reasons)


def _suggestion(person: Candidate, reasons: list[Found]) -> Suggestion:
    # What meets the need comes before what is true of any need.
    ordered = sorted(reasons, key=lambda one: (one.reason.kind == "rest", not one.stems))
    return Suggestion(
        person.id,
        person.name,
        tuple(one.reason for one in ordered),
        any(one.stems for one in reasons),
        _unknown(person),
    )


def _waiting(reasons: list[Found]) -> int:
    """0 for those who can be asked, 1 for those at rest, 2 for those not to be written to."""
    rests = [one.reason.source.field for one in reasons if one.reason.kind == "rest"]
    return 2 if "do_not_contact_until" in rests else 1 if rests else 0


def _favour(reasons: list[Found]) -> int:
    best: dict[str, int] = {}
    for one in reasons:
        for stem in one.stems:
            best[stem] = max(best.get(stem, 0), _place(one))
    return min(sum(best.values()), _MOST_CLOSENESS) + sum(one.weight for one in reasons)


def _place(one: Found) -> int:
    source = one.reason.source
    return _PLACES.get(source.record) or _PLACES[source.field]


def _unknown(person: Candidate) -> str:
    """The biggest thing not known, and the cheapest way to learn it."""
    if not (person.facts or person.why_them):
        return _("No work of theirs is noted yet. Read one thing they made and note it.")
    held = standing(person)
    if held is None or all(one.steps_ahead is StepsAhead.UNKNOWN for one in person.roles):
        return _("How far ahead they are is not noted. The path they took would tell.")
    if not person.contacts:
        return _("You have not spoken yet. One short question would tell you most.")
    return ""


def closest(wishes: Mapping[int, Wish], person: Candidate, today: date) -> dict[int, Suggestion]:
    """Of several needs, by id, those whose words a person's record meets."""
    found_for = {key: explain(wish, person, today) for key, wish in wishes.items()}
    return {key: suggestion for key, suggestion in found_for.items() if suggestion.close}
