"""`agreement`, `trial` and `fit`: what was agreed with someone, how a trial goes, how they fit."""

from collections.abc import Iterator

import click

from mentorcrm.cli.opening import opened, with_home, with_json
from mentorcrm.cli.output import say, say_json, table
from mentorcrm.models.history_kinds import FitPhase
from mentorcrm.paths import Paths
from mentorcrm.services.fit_rows import SCORE_WORDS, FitLine, FitView, small_test_words
from mentorcrm.services.terms_rows import AgreementRow, MonthUse, PersonTerms, RoleTerms, TrialRow
from mentorcrm.words import _

Line = tuple[str, str]


@click.command()
@click.argument("person")
@with_json
@with_home
def agreement(person: str, as_json: bool, paths: Paths) -> None:
    """Show what was agreed with PERSON, and the boundaries on both sides."""
    terms = _terms(paths, person)
    with opened(paths) as services:
        limits = services.terms.boundaries(terms.person_id)
    found = [role for role in terms.roles if role.agreement is not None]
    if as_json:
        roles = [{"role": role.role, "agreement": role.agreement} for role in found]
        say_json({"person": terms.person, "roles": roles, "used": terms.used, "limits": limits})
        return
    if not found:
        say(_("Nothing is agreed with {name} yet.").format(name=terms.person))
    for role in found:
        assert role.agreement is not None
        _headed(role, terms)
        table(_filled(_agreement_lines(role.agreement)))
    table(_filled([*_used(terms.used), *_limits(limits.theirs, limits.mine)]))


@click.command()
@click.argument("person")
@with_json
@with_home
def trial(person: str, as_json: bool, paths: Paths) -> None:
    """Show how a trial with PERSON goes, or how it ended."""
    terms = _terms(paths, person)
    found = [role for role in terms.roles if role.trial is not None]
    if as_json:
        roles = [{"role": role.role, "trial": role.trial} for role in found]
        say_json({"person": terms.person, "roles": roles})
        return
    if not found:
        say(_("There is no trial with {name}.").format(name=terms.person))
    for role in found:
        assert role.trial is not None
        _headed(role, terms)
        table(_filled(_trial_lines(role.trial)))


@click.command()
@click.argument("person")
@with_json
@with_home
def fit(person: str, as_json: bool, paths: Paths) -> None:
    """Show how PERSON fits in five parts, what is not known, and the smallest next step."""
    with opened(paths) as services:
        key = services.people.find(person)
        view, name = services.fit.of(key), services.people.detail(key).name
    if as_json:
        say_json({"person": name, **_as_json(view)})
        return
    say(_("{name}: {coverage}").format(name=name, coverage=view.coverage))
    table([one.criterion.label, _judged(one), _how_known(one)] for one in view.lines)
    table(_filled(_rest(view)))


def _terms(paths: Paths, person: str) -> PersonTerms:
    with opened(paths) as services:
        return services.terms.of(services.people.find(person))


def _headed(role: RoleTerms, terms: PersonTerms) -> None:
    say(_("{name}, {role}").format(name=terms.person, role=role.role.label.lower()))


def _filled(lines: list[Line] | Iterator[Line]) -> list[Line]:
    return [line for line in lines if line[1]]


def _agreement_lines(row: AgreementRow) -> Iterator[Line]:
    every = _("every {days} days").format(days=row.rhythm_days) if row.rhythm_days else ""
    length = _("{minutes} min").format(minutes=row.minutes) if row.minutes else ""
    channel = row.channel.label if row.channel else ""
    yield _("Purpose"), " ".join(row.purpose.split())
    yield _("Meetings"), ", ".join(filter(None, (every, length, channel)))
    yield _("Between"), " ".join(row.between.split())
    yield _("Off limits"), ", ".join(row.off_limits)
    yield _("Stays between us"), " ".join(row.confidentiality.split())
    yield _("Conflicts"), " ".join(row.conflicts.split())
    for name, day in (
        (_("Agreed on"), row.agreed_on),
        (_("Look again on"), row.review_on),
        (_("Ends on"), row.ends_on),
    ):
        yield name, day.isoformat() if day else ""
    yield _("How it ends"), " ".join(row.how_we_end.split())


def _used(used: MonthUse) -> Iterator[Line]:
    said = _("{used} of {limit} this month")
    if used.minutes_limit is not None:
        yield _("Minutes"), said.format(used=used.minutes, limit=used.minutes_limit)
    if used.asks_limit is not None:
        yield _("Asks"), said.format(used=used.asks, limit=used.asks_limit)


def _limits(theirs: str, mine: str) -> Iterator[Line]:
    yield _("Their limits"), " ".join(theirs.split())
    yield _("My limits"), " ".join(mine.split())


def _trial_lines(row: TrialRow) -> Iterator[Line]:
    held = _("{held} of {number} held, {minutes} min each")
    yield _("Since"), row.started_on.isoformat()
    yield _("Until"), row.ends_on.isoformat()
    yield _("Meetings"), held.format(held=row.held, number=row.meetings, minutes=row.minutes)
    yield _("To answer"), " ".join(row.question.split())
    yield _("Decided"), row.result.label if row.result else ""
    yield _("On"), row.decided_on.isoformat() if row.decided_on else ""


def _judged(line: FitLine) -> str:
    return _("Not known") if line.known is None else _(SCORE_WORDS[line.known])


def _how_known(line: FitLine) -> str:
    """How that is known: by the last judgement of it."""
    known = (line.ratings[phase] for phase in reversed(FitPhase) if phase in line.ratings)
    return next((" ".join(one.how_i_know.split()) for one in known if one.score is not None), "")


def _rest(view: FitView) -> Iterator[Line]:
    if (biggest := view.biggest_unknown) is not None:
        yield _("Next step"), small_test_words(biggest.criterion)
    for check in view.checks:
        yield _("After meeting {number}").format(number=check.number), check.verdict.label
    yield _("Feedback"), view.style.label
    yield _("Prefers"), " ".join(view.prefers.split())


def _as_json(view: FitView) -> dict[str, object]:
    biggest = view.biggest_unknown
    return {
        "coverage": view.coverage,
        "criteria": [
            {
                "criterion": line.criterion,
                "weight": line.weight,
                "known": line.known,
                "expected": line.predicted,
                "felt": line.felt,
                "how_i_know": _how_known(line),
            }
            for line in view.lines
        ],
        "unknown": biggest.criterion if biggest is not None else None,
        "checks": view.checks,
        "check_due": view.check_due,
        "feedback": view.style,
        "prefers": view.prefers,
    }
