"""Since you last looked, and what to know before the next ask."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from mentorcrm.app import build
from mentorcrm.clock import FixedClock
from mentorcrm.models.health_kinds import SignalKind
from mentorcrm.models.history_kinds import GiveDirection, GiveKind, Owner
from mentorcrm.models.kinds import InteractionChannel, MessageKind, Outcome, Role, Season
from mentorcrm.services import snapshot
from mentorcrm.services.commands import agreements, commitments, giving, health, outreach, people
from mentorcrm.services.today_rows import News
from tests.conftest import NOW

TODAY = NOW.date()


@pytest.fixture
def at(services: Any) -> Iterator[Callable[[float], Any]]:
    """The same data so many hours on."""
    built: list[Any] = []

    def hours(number: float) -> Any:
        clock = FixedClock(NOW + timedelta(hours=number), "Europe/Lisbon")
        built.append(build(services.paths, clock))
        return built[-1]

    yield hours
    for one in built:
        one.store.close()


@pytest.fixture
def ana(run: Any) -> int:
    return run(people.AddPerson("Ana Ferreira", season=Season.ACTIVE))


def met(run: Any, person: int, *agos: int) -> None:
    for ago in agos:
        when = NOW - timedelta(days=ago)
        run(outreach.LogInteraction((person,), when, InteractionChannel.VIDEO))


def ask(run: Any, person: int, ago: float = 0, kind: MessageKind = MessageKind.ONE_QUESTION) -> int:
    draft = run(outreach.StartDraft(person, kind))
    run(outreach.MarkSent(draft, InteractionChannel.MAIL, NOW - timedelta(days=ago)))
    return draft


def said(services: Any) -> list[str]:
    since = services.today.page().since
    return [line.words for line in since.lines] if since is not None else []


def test_a_glance_is_no_time_away_and_a_night_is(
    services: Any, ana: int, at: Callable[[float], Any]
) -> None:
    assert services.today.looks.note() is False
    run = at(2).dispatcher.run
    kofi = run(people.AddPerson("Kofi Mensah"))
    assert at(3).today.looks.note() is False  # A glance after an hour.
    assert said(at(3)) == []
    promise = run(commitments.AddCommitment(ana, "Send the deck"))
    at(5).dispatcher.run(commitments.KeepCommitment(promise))
    morning = at(20)
    assert morning.today.looks.note() is True
    since = morning.today.page().since
    assert since.day == TODAY
    assert [(line.news, line.words, line.person) for line in since.lines] == [
        (News.PROMISE, "Promise to Ana kept", ana)
    ]
    # It stays for the day, through other glances and what is done meanwhile, and then it goes.
    morning.dispatcher.run(people.DeletePeople((kofi,)))
    assert at(22).today.looks.note() is False
    assert said(at(22)) == ["Promise to Ana kept"]
    assert said(at(48)) == []


def test_it_says_what_others_did_what_time_changed_and_that_silence_is_normal(
    services: Any, run: Any, ana: int, at: Callable[[float], Any]
) -> None:
    met(run, ana, 25, 55, 85, 115)
    helen = run(people.AddPerson("Helen Brandt", season=Season.ASKED))
    ask(run, helen)
    sent = ask(run, ana, 1)
    services.today.looks.note()
    days = at(24 * 70)
    days.dispatcher.run(outreach.RecordOutcome(sent, Outcome.YES))
    days.dispatcher.run(people.AddPerson("Priya Natarajan"))
    days.dispatcher.run(people.SetMentorship(helen, Role.MENTOR, Season.TRIAL))
    come = at(24 * 70 + 1)
    assert come.today.looks.note() is True
    assert said(come) == [
        "Ana answered: yes",
        "Helen: now trial",
        "Ana: from cooling to steady",
        "In touch with Ana",
        "Added Priya",
    ]
    monday = at(24 * 170)
    monday.today.looks.note()
    assert said(monday) == ["Ana: from steady to cooling"]


def test_no_answer_yet_is_said_to_be_normal_while_it_is(
    services: Any, run: Any, at: Callable[[float], Any]
) -> None:
    helen = run(people.AddPerson("Helen Brandt", season=Season.ASKED))
    ask(run, helen)
    services.today.looks.note()
    come = at(26)
    come.today.looks.note()
    assert said(come) == ["Helen: no reply yet, still normal"]
    assert snapshot._decoded(snapshot.json.loads(snapshot.encode(come.start_page()))).today == (
        come.start_page().today
    )


def test_many_changes_stay_a_few_lines(services: Any, run: Any, at: Callable[[float], Any]) -> None:
    services.today.looks.note()
    away = at(10).dispatcher.run
    for number in range(9):
        person = away(people.AddPerson(f"Person {number}", season=Season.ACTIVE))
        promise = away(commitments.AddCommitment(person, "Look at it", Owner.THEM))
        away(commitments.KeepCommitment(promise))
    come = at(20)
    come.today.looks.note()
    since = come.today.page().since
    assert (len(since.lines), since.more) == (5, 5)
    assert since.lines[0].words == "Person kept a promise"


def test_a_clock_set_back_starts_again(services: Any, at: Callable[[float], Any]) -> None:
    at(100).today.looks.note()
    assert services.today.looks.note() is False
    assert services.today.looks.last().seen == NOW


def test_the_month_is_told_against_what_was_agreed(services: Any, run: Any, ana: int) -> None:
    ask(run, ana)
    assert services.today.page().budgets == ()  # Nothing was agreed.
    role = services.people.detail(ana).mentorships[0].id
    run(agreements.EditAgreement(role, {"monthly_asks": 2, "monthly_minutes": 60}))
    run(outreach.LogInteraction((ana,), NOW, InteractionChannel.CALL, minutes=30))
    run(
        outreach.LogInteraction(
            (ana,), NOW - timedelta(days=40), InteractionChannel.CALL, minutes=30
        )
    )
    (one,) = services.today.page().budgets
    assert (one.person, one.name) == (ana, "Ana Ferreira")
    assert (one.asks, one.asks_limit, one.minutes, one.minutes_limit) == (1, 2, 30, 60)
    assert (one.fullness, one.full) == (0.5, False)
    ask(run, ana)
    (one,) = services.today.page().budgets
    assert (one.asks, one.full, one.unreturned) == (2, True, 2)
    run(people.SetMentorship(ana, Role.MENTOR, Season.PAUSED))
    assert services.today.page().budgets == ()


def test_before_a_third_ask_it_says_that_nothing_was_given_since(
    services: Any, run: Any, ana: int
) -> None:
    for ago in (20, 10):
        ask(run, ana, ago)
    (one,) = services.today.page().budgets
    assert (one.unreturned, one.asks_limit, one.full) == (2, None, False)
    run(health.Disagree(ana, SignalKind.BALANCE, "She likes to be asked"))
    assert services.today.page().budgets == ()
    services.dispatcher.undo()
    run(giving.NoteGiving(ana, GiveDirection.GIVEN, GiveKind.THANKS, "For her time"))
    assert services.today.page().budgets == ()
