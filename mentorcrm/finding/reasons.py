"""Why someone could help with a need: one rule for each kind of reason. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mentorcrm.finding.candidate import Candidate, KnownFact, KnownRole, Reason, Source
from mentorcrm.finding.facet_words import WORDS
from mentorcrm.finding.terms import met
from mentorcrm.models.kinds import Role, Season, StepsAhead
from mentorcrm.words import LONG_MONTHS, _, joined, n_

QUOTED = 90  # Characters of a record that a sentence repeats.
FRESH_DAYS = 90
_RESTING = (Season.PAUSED, Season.CLOSED, Season.DECLINED, Season.LAPSED)
# Where someone stands to me, from the closest on; the first that is held speaks.
_SEASONS: dict[Season, str] = {
    Season.ACTIVE: _("Your {role} at present."),
    Season.TRIAL: _("You are on trial together as {role}."),
    Season.LIGHT_TOUCH: _("You keep a light touch; one small question fits."),
    Season.ALUMNI: _("Your {role} in earlier days, who knows where you come from."),
    Season.RESEARCHED: _("You have read up on them already."),
    Season.CANDIDATE: _("On your list of candidates."),
    Season.ASKED: _("You have asked them something; wait for that answer first."),
    Season.PAUSED: _("You are pausing; ask only what cannot wait."),
    Season.LAPSED: _("It has gone quiet; begin with news of your own."),
    Season.CLOSED: _("You closed with thanks; asking again is a new beginning."),
    Season.DECLINED: _("They said no before; ask only if something has changed."),
}
_AHEAD: dict[StepsAhead, str] = {
    StepsAhead.ONE: _("One step ahead of you, so the way is still fresh to them."),
    StepsAhead.FEW: _("A few steps ahead of you."),
    StepsAhead.PEER: _("A peer, who meets the same questions."),
    StepsAhead.FAR: _("Far ahead of you; someone a few steps ahead may remember the way better."),
}


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
        sentence = _("You can name their work: {text}").format(text=quoted(fact.text))
        yield Found(Reason("work", sentence, source), 2, stems)
    elif person.why_them:
        stems = met(wanted, [person.why_them])
        source = Source("person", person.id, "why_them", person.why_them)
        sentence = _("You noted why them: {text}").format(text=quoted(person.why_them))
        yield Found(Reason("work", sentence, source), 2, stems)


def _nearness(wanted: Mapping[str, str], fact: KnownFact) -> tuple[int, date, int]:
    """More words of the need first, then what was checked last, then what was noted first."""
    return len(met(wanted, [fact.text])), fact.verified_on or date.min, -fact.id


def _closeness(wanted: Mapping[str, str], person: Candidate, today: date) -> Iterator[Found]:
    """Where the record meets the words of the need."""
    places = (
        ("title", person.title, _("Their title, {text}, speaks of {words}.")),
        ("organisation", person.organisation, _("They are at {text}, which speaks of {words}.")),
    )
    for field, text, sentence in places:
        if stems := met(wanted, [text]):
            words = sentence.format(text=shortened(text), words=_words(wanted, stems))
            yield _close(words, Source("person", person.id, field, text), stems)
    for tag in person.tags:
        if stems := met(wanted, [tag.name]):
            source = Source("tag", tag.id, "name", tag.name)
            yield _close(_("You tagged them {name}").format(name=quoted(tag.name)), source, stems)
    if person.facts and (stems := met(wanted, [person.why_them])):
        source = Source("person", person.id, "why_them", person.why_them)
        yield _close(
            _("You noted why them: {text}").format(text=quoted(person.why_them)),
            source,
            stems,
        )
    if stems := met(wanted, [person.notes]):
        source = Source("person", person.id, "notes", person.notes)
        yield _close(
            _("Your notes on them mention {words}.").format(words=_words(wanted, stems)),
            source,
            stems,
        )
    for marked in person.facets:
        label = marked.facet.label
        if stems := met(wanted, [label, WORDS[marked.facet]]):
            source = Source("coverage", marked.id, "facet", marked.facet.value)
            said = _("You marked them for {facet} in the mosaic.").format(facet=f"“{label}”")
            yield _close(said, source, stems)
    yield from _spoken(wanted, person, today)


def _spoken(wanted: Mapping[str, str], person: Candidate, today: date) -> Iterator[Found]:
    """The newest talk that was about the need."""
    for contact in person.contacts:
        text = f"{contact.summary}\n{contact.body}"
        if stems := met(wanted, [text]):
            source = Source("contact", contact.id, "text", text)
            about = f": {quoted(contact.summary)}" if contact.summary else "."
            words = _("You spoke of {words} on {day}{about}").format(
                words=_words(wanted, stems), day=_day(contact.on, today), about=about
            )
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
        sentence = _("{name} introduced you.").format(name=name)
        if not person.contacts:
            sentence = _("{name} is your way to them.").format(name=name)
        yield Found(Reason("path", sentence, source), 1)


def _contact(person: Candidate, today: date) -> Iterator[Found]:
    if person.contacts:
        last = person.contacts[0]
        source = Source("contact", last.id, "at", last.on.isoformat())
        sentence = _("You were last in touch {ago}.").format(ago=_ago((today - last.on).days))
        fresh = (today - last.on).days <= FRESH_DAYS
        yield Found(Reason("contact", sentence, source), 2 if fresh else 1)


def _season(person: Candidate) -> Iterator[Found]:
    held = standing(person)
    if held is None:
        return
    source = Source("mentorship", held.id, "season", held.season.value)
    role = _("reverse mentor") if held.role is Role.REVERSE else held.role.label.lower()
    sentence = _SEASONS[held.season].format(role=role)
    waits = held.season in _RESTING or held.season is Season.ASKED
    weights = {Season.ACTIVE: 2, Season.TRIAL: 2, Season.LIGHT_TOUCH: 1, Season.ALUMNI: 1}
    if held.season is Season.ASKED and held.said_yes:
        sentence, waits = _("They said yes; say on their page how you go on."), False
        weights[Season.ASKED] = 2
    yield Found(
        Reason("rest" if waits else "season", sentence, source), weights.get(held.season, 0)
    )


def _rest(person: Candidate, today: date) -> Iterator[Found]:
    until = person.do_not_contact_until
    if until is not None and until >= today:
        source = Source("person", person.id, "do_not_contact_until", until.isoformat())
        forever = until.year == date.max.year
        words = _("for now") if forever else _("until {day}").format(day=_day(until, today))
        yield Found(
            Reason(
                "rest", _("You decided not to write to them {words}.").format(words=words), source
            )
        )


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
    return joined([f"“{wanted[stem]}”" for stem in stems[:3]])


def _day(day: date, today: date) -> str:
    words = f"{day.day} {LONG_MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def _ago(days: int) -> str:
    if days < 1:
        return _("today")
    if days < 14:
        return n_("{number} day ago", "{number} days ago", days).format(number=days)
    if days < 7 * 52:
        weeks = round(days / 7)
        return n_("{number} week ago", "{number} weeks ago", weeks).format(number=weeks)
    years = days // 365 or 1
    return n_("{number} year ago", "{number} years ago", years).format(number=years)
