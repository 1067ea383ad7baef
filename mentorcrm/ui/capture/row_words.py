"""What the rows of quick capture say: values of a settled line in, words and choices out."""

from dataclasses import replace
from datetime import date, timedelta

from mentorcrm.models.kinds import Direction, InteractionChannel
from mentorcrm.services.capture import AdviceFound, PersonFound, Span, giver
from mentorcrm.services.capture_choices import Advised, Question, Settled
from mentorcrm.ui import words
from mentorcrm.words import _, joined, n_

NO_DAY = "no-day"
_SHORT = 44
_NAMED = 2  # So many names stand in a message; the others are counted.
_CUPS = ("coffee", "lunch", "dinner", "breakfast", "brunch", "tea", "walk", "drinks", "zoom")
_WRITTEN = (InteractionChannel.MAIL, InteractionChannel.MESSAGE, InteractionChannel.LETTER)
Option = tuple[object, str] | tuple[object, str, str] | None


def facts(settled: Settled) -> tuple[object, ...]:
    """Everything that the rows show, without the places in the text."""
    parsed = settled.understood.parsed
    nowhere = Span(0, 0)
    return (
        [(one.words, one.id, one.candidates) for one in settled.people],
        [topic.name for topic in settled.topics],
        [
            (one.what, one.owner, one.due, [(met.words, met.id) for met in one.mentioned])
            for one in settled.promises
        ],
        [replace(give, span=nowhere, mentioned=()) for give in settled.gives],
        [(one.found.what, one.place) for one in settled.advice],
        [one.what for one in settled.offers],
        (
            settled.channel,
            settled.direction,
            parsed.how.word if parsed.how else "",
            settled.planned,
        ),
        (settled.at, parsed.when.timed if parsed.when else False),
        parsed.minutes.minutes if parsed.minutes else 0,
        (settled.question(), settled.choices),
    )


def first_label(settled: Settled) -> str:
    """What stands before who and when."""
    if settled.channel is InteractionChannel.NOTE:
        return _("Note")
    if settled.planned:
        return _("Planned")
    if settled.channel in _WRITTEN:
        return _("Message")
    return _("Call") if settled.channel is InteractionChannel.CALL else _("Meeting")


def hows(settled: Settled) -> list[Option]:
    """The ways of contact, and for a message or call who reached out."""
    ways: list[Option] = [(c, c.label, words.CHANNEL_ICONS[c]) for c in InteractionChannel]
    if settled.channel in (*_WRITTEN, InteractionChannel.CALL):
        ways += [None, *((d, d.label) for d in Direction if d is not settled.direction)]
    return ways


def how(settled: Settled) -> str:
    """How it went, with whoever began it and how long it took."""
    parsed = settled.understood.parsed
    word = parsed.how.word.lower() if parsed.how else ""
    said = settled.channel.label
    if settled.choices.channel is None and word in _CUPS:
        said = word.capitalize()
    usual = Direction.ME if settled.channel in _WRITTEN else Direction.BOTH
    if settled.direction is not usual:
        said = _("{how}, {direction}").format(how=said, direction=settled.direction.label.lower())
    if parsed.minutes:
        said = _("{how}, {minutes} min").format(how=said, minutes=parsed.minutes.minutes)
    return said


def them(settled: Settled) -> str:
    """What the first of those who took part is called."""
    first = next(iter(settled.people), None)
    return settled.name(first).partition(" ")[0] if first is not None else _("They")


def asked_words(question: Question, names: list[str]) -> str:
    """A question about a line."""
    if question.part == "advice":
        return _("Whose advice is “{what}”?").format(what=_short(question.words))
    if not question.words:
        return _("Who was it with? Write somebody new with capitals, or @ before the name.")
    if not question.new:
        return _("Which {name}?").format(name=question.words)
    if len(names) == 1:
        return _("You already know {name}. Same person?").format(name=names[0])
    return _("You already know people with such a name. One of them?")


def when(settled: Settled, today: date) -> str:
    """On which day, and when at it where that was said."""
    said = f"{words.weekday(settled.day)} {words.short_day(settled.day, today)}"
    if settled.day == today:
        said = _("Today")
    when = settled.understood.parsed.when
    if when is not None and when.timed:
        said += f" {settled.at.astimezone(words.zone_info(when.zone)):%H:%M}"
    return _("{when}, planned").format(when=said) if settled.planned else said


def days(read: date, today: date) -> list[Option]:
    """The last week, and the same weekday before and after the day that was read."""
    near = [today - timedelta(days=back) for back in range(7)]
    others = [read - timedelta(days=7), read, read + timedelta(days=7)]
    others = [day for day in others if day not in near]
    return [(day, _named(day, today)) for day in near] + [
        None, *((day, _named(day, today)) for day in others),
    ]  # fmt: skip


def dues(today: date) -> list[Option]:
    """Days by which something may be due."""
    friday = today + timedelta(days=(4 - today.weekday()) % 7 or 7)
    soon = [today + timedelta(days=1), friday]
    soon += [today + timedelta(days=days) for days in (7, 14, 30)]
    days = sorted(dict.fromkeys(soon))
    return [*((day, _named(day, today)) for day in days), None, (NO_DAY, _("No day"))]


def _named(day: date, today: date) -> str:
    near = {0: _("Today"), -1: _("Yesterday"), 1: _("Tomorrow")}.get((day - today).days)
    said = f"{words.weekday(day)} {words.short_day(day, today)}"
    return f"{near}, {said}" if near else said


def whose(settled: Settled, one: Advised) -> str:
    """What the one who advised it is called, empty while that is not clear."""
    return _first_name(settled, settled.people[one.place]) if one.place is not None else ""


def advice_spoken(name: str, what: str) -> str:
    """A piece of advice for being read aloud."""
    if not name:
        return _("Advice: {what}").format(what=what)
    return _("Advice from {name}: {what}").format(name=name, what=what)


def offered(what: str) -> str:
    """The question whether something is advice."""
    return _("Is “{what}” advice?").format(what=_short(what))


def givers(settled: Settled, one: AdviceFound) -> list[tuple[str, str]]:
    """Who may have given it, as they were named, with the words of the button that says so."""
    people = settled.people
    if (place := giver(one, people)) is not None:
        return [(people[place].words, _("Keep as advice"))]
    said = _("From {name}")
    return [(other.words, said.format(name=_first_name(settled, other))) for other in people]


def as_heading(text: str) -> str:
    """A phrase with a capital."""
    return text[:1].upper() + text[1:]


def _first_name(settled: Settled, one: PersonFound) -> str:
    return settled.name(one).partition(" ")[0]


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1].rstrip()}…"


def saved_words(settled: Settled) -> str:
    """What was saved, and with whom: somebody else may have been meant."""
    names = list(dict.fromkeys(settled.name(one) for one in settled.people))
    more = len(names) - _NAMED
    if more > 0:
        others = n_("{number} other", "{number} others", more).format(number=more)
        names = [*names[:_NAMED], others]
    number = settled.entries
    if settled.channel is InteractionChannel.NOTE:
        said = n_("Saved {number} entry about {who}", "Saved {number} entries about {who}", number)
    else:
        said = n_("Saved {number} entry with {who}", "Saved {number} entries with {who}", number)
    return said.format(number=number, who=joined(names))
