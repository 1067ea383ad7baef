"""Disagreeing with a judgement: it stops pressing, for a reason, until it expires."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from mentorcrm.app import build
from mentorcrm.errors import UserError
from mentorcrm.models.health_kinds import SignalKind, SignalState
from mentorcrm.models.kinds import InteractionChannel, Season
from mentorcrm.services.commands.health import AgreeAgain, Disagree
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddPerson
from tests.conftest import NOW

RHYTHM = SignalKind.RHYTHM


@pytest.fixture
def ana(run: Any) -> int:
    person = run(AddPerson("Ana Ferreira", season=Season.ACTIVE))
    for ago in (80, 110, 140):
        run(LogInteraction((person,), NOW - timedelta(days=ago), InteractionChannel.CALL))
    return person


def test_it_holds_for_thirty_days_and_is_undone(
    services: Any, run: Any, ana: int, there_and_back: Any
) -> None:
    assert services.health.of(ana).practice.of(RHYTHM).state is SignalState.RED
    there_and_back(
        Disagree(ana, RHYTHM, "She is on leave until March"),
        "See rhythm with Ana Ferreira differently",
    )
    standing = services.health.of(ana)
    assert standing.practice.of(RHYTHM).state is SignalState.UNKNOWN
    doubt = standing.doubts[RHYTHM]
    assert (doubt.reason, doubt.expires_on) == (
        "She is on leave until March", NOW.date() + timedelta(days=30),
    )  # fmt: skip
    run(AgreeAgain(ana, RHYTHM))
    assert services.health.of(ana).practice.of(RHYTHM).state is SignalState.RED


def test_it_expires_by_itself(services: Any, run: Any, ana: int) -> None:
    run(Disagree(ana, RHYTHM, "On leave"))
    later = replace(services.clock, instant=NOW + timedelta(days=30))
    services.store.close()
    again = build(services.paths, later)
    assert again.health.of(ana).practice.of(RHYTHM).state is SignalState.RED
    assert again.health.of(ana).doubts == {}
    again.store.close()


def test_a_reason_is_asked_for(run: Any, ana: int) -> None:
    with pytest.raises(UserError, match="why you see it differently"):
        run(Disagree(ana, RHYTHM, "  "))
