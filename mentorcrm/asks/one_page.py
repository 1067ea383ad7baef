"""One page about a need, for one mentor: from what may be said to them, in an order to read.

Everything comes from the same request that a message is made of, so a private note has no way in.
How much of a page is taken by it, only who draws it can tell: `shorter` gives up a little more
each time it is asked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from mentorcrm.asks.prose import finish, items_of, lowfirst, spoken_date, tidy
from mentorcrm.asks.readability import sentences
from mentorcrm.asks.record import AskRequest
from mentorcrm.models.kinds import PartId

STALE_DAYS = 14


class Closeness(StrEnum):
    """How well a mentor knows me, and so how much of a need they are told."""

    NEW = "new"
    TRUSTED = "trusted"


class Topic(StrEnum):
    """What one section of the page is about."""

    ME = "Who I am"
    NEED = "What it is about"
    TRIED = "What I tried"
    STUCK = "Where I am stuck"
    QUESTION = "My question"
    REACH = "How to reach me"


@dataclass(frozen=True)
class Section:
    """A heading and its paragraphs; `listed` ones stand as a list."""

    topic: StrEnum
    paragraphs: tuple[str, ...]
    listed: bool = False


@dataclass(frozen=True)
class OnePage:
    """A page as plain text. `cut` names the sections that were shortened, in their order.

    Those in `kept` stay whole; `heads` has the headings where they are not the topics themselves.
    Where `lists_give` the others lose entries, the last ones first, once their words are short.
    """

    title: str
    line: str
    sections: tuple[Section, ...]
    cut: tuple[StrEnum, ...] = ()
    kept: tuple[StrEnum, ...] = (Topic.QUESTION, Topic.REACH)
    heads: Mapping[StrEnum, str] = field(default_factory=dict)
    lists_give: bool = False

    def head(self, section: Section) -> str:
        """The heading of a section."""
        return self.heads.get(section.topic, section.topic.value)

    @property
    def missing(self) -> tuple[Topic, ...]:
        """The sections that would help and have nothing to say yet."""
        there = {section.topic for section in self.sections}
        return tuple(topic for topic in Topic if topic not in there)


def one_page(request: AskRequest, closeness: Closeness) -> OnePage:
    """The page for the mentor that a request is for."""
    need = request.need
    subject = need.statement if need is not None else request.filled(PartId.FOCUS)
    parts = (
        request.sender.name,
        f"for {request.recipient.name}" if request.recipient.name else "",
        spoken_date(request.today),
    )
    return OnePage(
        _title(subject),
        " · ".join(part for part in parts if part),
        tuple(section for section in _sections(request, closeness) if section.paragraphs),
    )


def shorter(page: OnePage) -> OnePage | None:
    """The page with its longest paragraph less one sentence; None when there is no more to give.

    What a page keeps whole, such as the question, stays so.
    """
    places = [
        (len(paragraph), number, place)
        for number, section in enumerate(page.sections)
        for place, paragraph in enumerate(section.paragraphs)
        if section.topic not in page.kept and _shortened(paragraph)
    ]
    if not places:
        return _with_fewer(page) if page.lists_give else None
    _length, number, place = max(places)
    section = page.sections[number]
    paragraphs = list(section.paragraphs)
    paragraphs[place] = _shortened(paragraphs[place])
    return _with(page, number, tuple(paragraphs))


def _with_fewer(page: OnePage) -> OnePage | None:
    """The page with its longest list less its last entry; None when each has one alone."""
    lists = [
        (len(section.paragraphs), -number)
        for number, section in enumerate(page.sections)
        if section.listed and section.topic not in page.kept and len(section.paragraphs) > 1
    ]
    if not lists:
        return None
    number = -max(lists)[1]
    return _with(page, number, page.sections[number].paragraphs[:-1])


def _with(page: OnePage, number: int, paragraphs: tuple[str, ...]) -> OnePage:
    """The page with other paragraphs in one section, which counts as shortened."""
    sections = list(page.sections)
    sections[number] = replace(sections[number], paragraphs=paragraphs)
    cut = {*page.cut, sections[number].topic}
    named = tuple(one.topic for one in sections if one.topic in cut)
    return replace(page, sections=tuple(sections), cut=named)


def markdown(page: OnePage) -> str:
    """The page as Markdown, with the marks in typed text made harmless."""
    lines = [f"# {plain_markdown(page.title)}", "", plain_markdown(page.line)]
    for section in page.sections:
        lines += ["", f"## {page.head(section)}", ""]
        if section.listed:
            lines += [f"- {plain_markdown(paragraph)}" for paragraph in section.paragraphs]
        else:
            lines.append("\n\n".join(map(plain_markdown, section.paragraphs)))
    return "\n".join(lines) + "\n"


def _title(subject: str) -> str:
    first = (items_of(subject) or ("One page",))[0].rstrip(".")
    return first[:1].upper() + first[1:]


def _sections(request: AskRequest, closeness: Closeness) -> Iterator[Section]:
    sender = request.sender
    me = request.value(PartId.WHO_I_AM) or sender.intro_line or sender.headline
    yield Section(Topic.ME, _lines(sender.intro_three)[:3] or _lines(me))
    yield Section(Topic.NEED, tuple(_need(request, closeness)))
    tried = _lines(request.filled(PartId.TRIED))
    yield Section(Topic.TRIED, tried, listed=len(tried) > 1)
    yield Section(Topic.STUCK, _lines(request.filled(PartId.STUCK)))
    yield Section(Topic.QUESTION, tuple(map(_asked, items_of(request.filled(PartId.QUESTIONS)))))
    yield Section(Topic.REACH, items_of(sender.reach_me))


def _need(request: AskRequest, closeness: Closeness) -> Iterator[str]:
    need = request.need
    if need is None:
        yield from _lines(request.filled(PartId.FOCUS))
        return
    choice = tidy(request.filled(PartId.DECISION) or need.either_or())
    if choice.lower().startswith("whether "):
        yield finish(f"I am deciding {lowfirst(choice)}")
    elif choice:
        yield finish(f"The choice in front of me: {lowfirst(choice)}")
    else:
        yield finish(tidy(need.statement))
    if need.target_date and not need.decide_by:
        yield f"I want to be there by {spoken_date(need.target_date)}."
    # Why it matters and where I lean are for those who know me.
    if closeness is Closeness.TRUSTED:
        yield from _lines(need.why_now)
        if need.leaning:
            yield finish(f"I lean towards {tidy(need.leaning)}")
        if need.done_when:
            yield finish(f"It is done when {tidy(need.done_when)}")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(finish(item) for item in items_of(text))


def _asked(question: str) -> str:
    finished = finish(question)
    return finished if finished.endswith("?") else f"{finished.rstrip('.')}?"


def _shortened(paragraph: str) -> str:
    """A paragraph without its last sentence, or a long sentence cut at a word; "" if neither."""
    found = sentences(paragraph)
    if len(found) > 1:
        return paragraph[: found[-1].start].rstrip()
    if len(paragraph) > 160:
        return paragraph[: len(paragraph) * 2 // 3].rsplit(" ", 1)[0].rstrip(",.;: …") + "…"
    return ""


def plain_markdown(text: str) -> str:
    """A text that was typed, with what Markdown would read as marks made harmless."""
    return "".join(f"\\{ch}" if ch in "\\`*_[]<>#|" else ch for ch in text)
