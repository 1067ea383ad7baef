"""Why someone could help with a need: one rule for each kind of reason. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mentorcrm.finding.candidate import Candidate, KnownFact, KnownRole, Reason, Source
from mentorcrm.finding.terms import met
from mentorcrm.models.kinds import Role, Season, StepsAhead

QUOTED = 90  # Characters of a record that a sentence repeats.
FRESH_DAYS = 90
_RESTING = (Season.PAUSED, Season.CLOSED, Season.DECLINED, Season.LAPSED)
# Where someone stands to me, from the closest on; the first that is held speaks.
_SEASONS: dict[Season, str] = {
    Season.ACTIVE: "Your {role} at present.",
    Season.TRIAL: "You are on trial together as {role}.",
    Season.LIGHT_TOUCH: "You keep a light touch; one small question fits.",
    Season.ALUMNI: "Your {role} in earlier days, who knows where you come from.",
    Season.RESEARCHED: "You have read up on them already.",
    Season.CANDIDATE: "On your list of candidates.",
    Season.ASKED: "You have asked them something; wait for that answer first.",
    Season.PAUSED: "You are pausing; ask only what cannot wait.",
    Season.LAPSED: "It has gone quiet; begin with news of your own.",
    Season.CLOSED: "You closed with thanks; asking again is a new beginning.",
    Season.DECLINED: "They said no before; ask only if something has changed.",
}
_AHEAD: dict[StepsAhead, str] = {
    StepsAhead.ONE: "One step ahead of you, so the way is still fresh to them.",
    StepsAhead.FEW: "A few steps ahead of you.",
    StepsAhead.PEER: "A peer, who meets the same questions.",
    StepsAhead.FAR: "Far ahead of you; someone a few steps ahead may remember the way better.",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class Found:
    """A reason, how much it speaks for someone (0 for nothing), and the stems that it meets."""

    reason: Reason
    weight: int = 0
    stems: tuple[str, ...] = ()


def found(wanted: Mapping[str, str], person: Candidate, today: date) -> Iterator[Found]:
    """Every reason there is for a person, the weightiest kinds first."""
    yield from _work(wanted, person)
    yield from _closeness(wanted, person, today)
    yield from _ahead(person)
    yield from _path(person)
    yield from _contact(person, today)
    yield from _season(person)
    yield from _rest(person, today)


def standing(person: Candidate) -> KnownRole | None:
    """The role that is closest to me at present, None without one."""
    order = list(_SEASONS)
    return min(person.roles, key=lambda held: order.index(held.season), default=None)


def _work(wanted: Mapping[str, str], person: Candidate) -> Iterator[Found]:
    """Work I respect and can name: the fact that is nearest to the need, else why them."""
    if person.facts:
        fact = max(person.facts, key=lambda f: _nearness(wanted, f))
        stems = met(wanted, [fact.text])
        source = Source("fact", fact.id, "text", fact.text)
        sentence = f"You can name their work: {quoted(fact.text)}"
        yield Found(Reason("work", sentence, source), 2, stems)
    elif person.why_them:
        stems = met(wanted, [person.why_them])
        source = Source("person", person.id, "why_them", person.why_them)
        sentence = f"You noted why them: {quoted(person.why_them)}"
        yield Found(Reason("work", sentence, source), 2, stems)


def _nearness(wanted: Mapping[str, str], fact: KnownFact) -> tuple[int, date, int]:
    """More words of the need first, then what was checked last, then what was noted first."""
    return len(met(wanted, [fact.text])), fact.verified_on or date.min, -fact.id


def _closeness(wanted: Mapping[str, str], person: Candidate, today: date) -> Iterator[Found]:
    """Where the record meets the words of the need."""
    places = (
        ("title", person.title, "Their title, {text}, speaks of {words}."),
        ("organisation", person.organisation, "They are at {text}, which speaks of {words}."),
    )
    for field, text, sentence in places:
        if stems := met(wanted, [text]):
            words = sentence.format(text=shortened(text), words=_words(wanted, stems))
            yield _close(words, Source("person", person.id, field, text), stems)
    for tag in person.tags:
        if stems := met(wanted, [tag.name]):
            source = Source("tag", tag.id, "name", tag.name)
            yield _close(f"You tagged them {quoted(tag.name)}", source, stems)
    if person.facts and (stems := met(wanted, [person.why_them])):
        source = Source("person", person.id, "why_them", person.why_them)
        yield _close(f"You noted why them: {quoted(person.why_them)}", source, stems)
    if stems := met(wanted, [person.notes]):
        source = Source("person", person.id, "notes", person.notes)
        yield _close(f"Your notes on them mention {_words(wanted, stems)}.", source, stems)
    yield from _spoken(wanted, person, today)


def _spoken(wanted: Mapping[str, str], person: Candidate, today: date) -> Iterator[Found]:
    """The newest talk that was about the need."""
    for contact in person.contacts:
        text = f"{contact.summary}\n{contact.body}"
        if stems := met(wanted, [text]):
            source = Source("contact", contact.id, "text", text)
            about = f": {quoted(contact.summary)}" if contact.summary else "."
            words = f"You spoke of {_words(wanted, stems)} on {_day(contact.on, today)}{about}"
            yield _close(words, source, stems)
            return


def _close(sentence: str, source: Source, stems: tuple[str, ...]) -> Found:
    return Found(Reason("close", sentence, source), 0, stems)


def _ahead(person: Candidate) -> Iterator[Found]:
    """A thoughtful practitioner a few steps ahead comes before a celebrity."""
    known = [held for held in person.roles if held.steps_ahead is not StepsAhead.UNKNOWN]
    if known:
        held = min(known, key=lambda h: list(_AHEAD).index(h.steps_ahead))
        source = Source("mentorship", held.id, "steps_ahead", held.steps_ahead.value)
        weights = {StepsAhead.ONE: 2, StepsAhead.FEW: 2, StepsAhead.PEER: 1}
        reason = Reason("ahead", _AHEAD[held.steps_ahead], source)
        yield Found(reason, weights.get(held.steps_ahead, 0))


def _path(person: Candidate) -> Iterator[Found]:
    if person.introduced_by is not None:
        name = person.introduced_by[1]
        source = Source("person", person.id, "introduced_by", name)
        sentence = f"{name} introduced you."
        if not person.contacts:
            sentence = f"{name} is your way to them."
        yield Found(Reason("path", sentence, source), 1)


def _contact(person: Candidate, today: date) -> Iterator[Found]:
    if person.contacts:
        last = person.contacts[0]
        source = Source("contact", last.id, "at", last.on.isoformat())
        sentence = f"You were last in touch {_ago((today - last.on).days)}."
        fresh = (today - last.on).days <= FRESH_DAYS
        yield Found(Reason("contact", sentence, source), 2 if fresh else 1)


def _season(person: Candidate) -> Iterator[Found]:
    held = standing(person)
    if held is None:
        return
    source = Source("mentorship", held.id, "season", held.season.value)
    role = "reverse mentor" if held.role is Role.REVERSE else held.role.label.lower()
    sentence = _SEASONS[held.season].format(role=role)
    waits = held.season in _RESTING or held.season is Season.ASKED
    weights = {Season.ACTIVE: 2, Season.TRIAL: 2, Season.LIGHT_TOUCH: 1, Season.ALUMNI: 1}
    yield Found(
        Reason("rest" if waits else "season", sentence, source), weights.get(held.season, 0)
    )


def _rest(person: Candidate, today: date) -> Iterator[Found]:
    until = person.do_not_contact_until
    if until is not None and until >= today:
        source = Source("person", person.id, "do_not_contact_until", until.isoformat())
        forever = until.year == date.max.year
        words = "for now" if forever else f"until {_day(until, today)}"
        yield Found(Reason("rest", f"You decided not to write to them {words}.", source))


def quoted(text: str) -> str:
    """A record's words as a quotation that ends the sentence."""
    inner = shortened(text).replace("“", "‘").replace("”", "’").replace('"', "'")
    return f"“{inner.rstrip('.')}”."


def shortened(text: str) -> str:
    """A text on one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= QUOTED:
        return line
    return line[:QUOTED].rsplit(" ", 1)[0].rstrip(",;:.–-") + "…"


def _words(wanted: Mapping[str, str], stems: tuple[str, ...]) -> str:
    said = [f"“{wanted[stem]}”" for stem in stems[:3]]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def _day(day: date, today: date) -> str:
    words = f"{day.day} {_MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def _ago(days: int) -> str:
    if days < 1:
        return "today"
    number, unit = (days, "day") if days < 14 else (days // 7, "week")
    if days >= 7 * 52:
        number, unit = days // 365 or 1, "year"
    return f"{number} {unit}{'' if number == 1 else 's'} ago"
