"""What speaks for somebody when a kind of help, another voice or a view from outside is wanted."""

from collections.abc import Iterator

from mentorcrm.finding.candidate import Candidate, Reason, ReasonKind, Source, Wish
from mentorcrm.finding.facet_words import WORDS
from mentorcrm.finding.reasons import Found
from mentorcrm.models.health_kinds import Facet
from mentorcrm.models.history_kinds import FeedbackStyle
from mentorcrm.models.kinds import Role, StepsAhead
from mentorcrm.words import _, n_

_AHEAD = (StepsAhead.ONE, StepsAhead.FEW, StepsAhead.FAR)


def wish_for(facet: Facet, my_work: str) -> Wish:
    """The words to look for; those of my own work where depth in my field is wanted."""
    return Wish(my_work if facet is Facet.DOMAIN else WORDS[facet])


def signs_of(facet: Facet, person: Candidate, employer: str) -> Iterator[Found]:
    """What beside words speaks for somebody as this kind of help; `employer` is mine."""
    if facet is Facet.PEER:
        yield from _peer(person)
    elif facet is Facet.CONNECTOR and person.opened:
        (met, first), number = person.opened[0], len(person.opened)
        said = n_(
            "You met {name} through them.", "You met {number} people through them.", number
        ).format(name=first, number=number)
        yield _sign("path", said, Source("person", met, "introduced_by", person.name), facet)
    elif facet is Facet.CHALLENGER and _style(person) is FeedbackStyle.DIRECTIVE:
        yield _from_style(person, _("Their feedback is direct."), facet)
    elif facet is Facet.SPONSOR and employer and same_house(person, employer):
        ahead = [held for held in person.roles if held.steps_ahead in _AHEAD]
        if ahead:
            said = _("They are at {place}, where you work, and ahead of you.")
            source = Source("person", person.id, "organisation", person.organisation)
            yield _sign("close", said.format(place=person.organisation), source, facet)


def other_voice(style: FeedbackStyle, person: Candidate) -> Iterator[Found]:
    """Whether somebody gives feedback in another way than this one."""
    if person.style is not None and _style(person) not in (style, FeedbackStyle.UNKNOWN):
        said = _("They give {style} feedback.").format(style=_style(person).label.lower())
        yield _from_style(person, said, "voice")


def outside(employer: str, person: Candidate) -> Iterator[Found]:
    """Whether somebody is known to work elsewhere."""
    if person.organisation and not same_house(person, employer):
        said = _("They are at {place}, not where you work.").format(place=person.organisation)
        source = Source("person", person.id, "organisation", person.organisation)
        yield _sign("close", said, source, "outside")


def same_house(person: Candidate, employer: str) -> bool:
    """Whether somebody works where I do."""
    return person.organisation.strip().casefold() == employer.strip().casefold()


def _peer(person: Candidate) -> Iterator[Found]:
    for held in person.roles:
        if held.role is Role.PEER:
            source = Source("mentorship", held.id, "role", held.role.value)
            yield _sign("close", _("You call them a peer."), source, Facet.PEER)
        elif held.steps_ahead is StepsAhead.PEER:
            source = Source("mentorship", held.id, "steps_ahead", held.steps_ahead.value)
            yield _sign("close", _("They are as far on the way as you are."), source, Facet.PEER)


def _style(person: Candidate) -> FeedbackStyle:
    return person.style.feedback if person.style is not None else FeedbackStyle.UNKNOWN


def _from_style(person: Candidate, said: str, meets: str) -> Found:
    assert person.style is not None
    source = Source("working_style", person.style.id, "feedback", person.style.feedback.value)
    return _sign("close", said, source, meets)


def _sign(kind: ReasonKind, said: str, source: Source, meets: str) -> Found:
    return Found(Reason(kind, said, source), 1, (meets,))
