"""Continuity against the worked examples, the published numbers and what must always hold."""

from datetime import date, timedelta
from itertools import pairwise
from math import lgamma

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcrm.health.continuity import (
    Band,
    Model,
    apart_of,
    band_of,
    continuity,
    episodes,
    recalibrated,
)

START = date(2024, 1, 1)


def on(*days: int) -> list[date]:
    return [START + timedelta(days=day) for day in days]


A = on(0, 31, 60, 92, 121, 150)
ONE = on(0)
QUARTERLY = on(*range(0, 1081, 90))
BURST = on(0, 2, 3, 5, 30, 33, 34)
MONTHLY = on(*range(0, 721, 30))

# evidence.md, 7: contact days, today, cadence -> P alive, P365 as the model gives it, band,
# days of silence at which P alive is a half (rounded).
EXAMPLES = {
    "A": (A, 162, 30, 0.859, 0.858, Band.STEADY, 77),
    "B": (A, 225, 30, 0.515, 0.513, Band.COOLING, 77),
    "C": (A, 330, 30, 0.106, 0.105, Band.DORMANT, 77),
    "D": (ONE, 20, 30, 0.273, 0.264, Band.NEW, -11),
    "E": (ONE, 90, 30, 0.096, 0.088, Band.DORMANT, -11),
    "F": (QUARTERLY, 1200, 90, 0.853, 0.821, Band.STEADY, 304),
    "G": (BURST, 154, 30, 0.153, 0.145, Band.AT_RISK, 29),
    "H": (MONTHLY, 780, 30, 0.856, 0.855, Band.STEADY, 119),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_worked_examples(name: str) -> None:
    days, today, cadence, alive, p_365, band, half = EXAMPLES[name]
    tie = continuity(days, START + timedelta(days=today), cadence)
    assert tie is not None
    assert tie.p_alive == pytest.approx(alive, abs=0.0006)
    assert tie.p_365 == pytest.approx(recalibrated(p_365), abs=0.001)
    assert tie.band is band
    model = Model.for_cadence(cadence)
    again, last = tie.episodes - 1, (tie.last - tie.first).days
    assert model.silence_until(0.5, again, last) == pytest.approx(half, abs=0.5)
    assert tie.in_touch_by == tie.last + timedelta(days=max(0, min(cadence, half)))


@pytest.mark.parametrize(
    ("name", "within_90_days"),
    [("A", 0.780), ("B", 0.439), ("C", 0.081), ("D", 0.212), ("F", 0.501), ("H", 0.795)],
)
def test_the_worked_examples_within_ninety_days(name: str, within_90_days: float) -> None:
    days, today, cadence, *_rest = EXAMPLES[name]
    had = episodes(days)
    model = Model.for_cadence(cadence)
    last = (had[-1] - had[0]).days
    assert model.p_contact(len(had) - 1, last, today, 90) == pytest.approx(
        within_90_days, abs=0.0006
    )


def test_a_burst_of_seven_days_is_two_episodes() -> None:
    assert episodes(BURST) == on(5, 34)


@pytest.mark.parametrize(
    ("days", "cadences"), [(1, 1.0), (2, 1.7), (3, 2.1), (5, 2.6), (8, 3.0), (12, 3.4), (24, 4.0)]
)
def test_the_silence_budget_of_a_regular_tie(days: int, cadences: float) -> None:
    model = Model.for_cadence(30)
    assert model.silence_until(0.5, days, days * 30) / 30 == pytest.approx(cadences, abs=0.05)


def test_the_closed_form_gives_the_published_number_for_cdnow() -> None:
    """A buyer with 2 purchases, the last in week 30.43 of 38.86, makes 1.226 in the next 39 weeks.

    Fader, Hardie and Lee (2005), with their fit of the CDNOW data. Theirs is BG/NBD, in which a
    buyer cannot be lost before the first repeat: one purchase fewer in the odds of an ending.
    """
    r, alpha, a, b = 0.243, 4.414, 0.793, 2.426
    x, last, now, weeks = 2, 30.43, 38.86, 39
    shifted = Model(r, alpha, a, b - 1)
    alive = shifted.p_alive(x, last, now)
    left = ((alpha + now) / (alpha + now + weeks)) ** (r + x)
    series = hypergeometric(r + x, b + x, a + b + x - 1, weeks / (alpha + now + weeks))
    expected = (a + b + x - 1) / (a - 1) * (1 - left * series) * alive
    assert expected == pytest.approx(1.226, abs=0.0006)


def hypergeometric(a: float, b: float, c: float, z: float) -> float:
    """Gauss' series, summed until it no longer changes."""
    term = total = 1.0
    for n in range(1, 10_000):
        term *= (a + n - 1) * (b + n - 1) / (c + n - 1) * z / n
        if total + term == total:
            return total
        total += term
    raise AssertionError("the series did not end")


def test_the_chances_are_those_of_the_process_itself() -> None:
    """P alive by Bayes' rule from the likelihood of the history, written out a second way."""
    model, x, last, now = Model(2.0, 60.0, 0.6, 0.4), 3, 80.0, 120.0

    def log_beta(p: float, q: float) -> float:
        return lgamma(p) + lgamma(q) - lgamma(p + q)

    living = log_beta(model.a, model.b + x + 1) - (model.r + x) * _log(model.alpha + now)
    ended = log_beta(model.a + 1, model.b + x) - (model.r + x) * _log(model.alpha + last)
    assert model.p_alive(x, last, now) == pytest.approx(1 / (1 + _exp(ended - living)))


def _log(value: float) -> float:
    from math import log

    return log(value)


def _exp(value: float) -> float:
    from math import exp

    return exp(value)


def test_nothing_to_judge_and_what_is_no_cadence() -> None:
    assert continuity([], START, 30) is None
    assert continuity(on(5), START, 30) is None
    for cadence in (0, -1, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="above zero"):
            continuity(ONE, START, cadence)


def test_the_second_contact_is_due_after_half_a_cadence() -> None:
    def due(day: int) -> bool:
        tie = continuity(ONE, START + timedelta(days=day), 30)
        return tie is not None and tie.second_is_due

    assert [due(day) for day in (14, 15, 90)] == [False, True, True]
    again = continuity(A, START + timedelta(days=400), 30)
    assert again is not None
    assert not again.second_is_due


def test_silence_is_measured_in_the_ties_own_gaps() -> None:
    tie = continuity(on(0, 30, 60), START + timedelta(days=180), 90)
    assert tie is not None
    assert tie.silence_multiple == pytest.approx(4.0)
    few = continuity(on(0, 30), START + timedelta(days=180), 90)
    assert few is not None
    assert few.silence_multiple is None


@pytest.mark.parametrize(
    ("chance", "band"),
    [
        (0.65, Band.STEADY),
        (0.6499, Band.COOLING),
        (0.35, Band.COOLING),
        (0.3499, Band.AT_RISK),
        (0.15, Band.AT_RISK),
        (0.1499, Band.DORMANT),
        (0.0, Band.DORMANT),
        (1.0, Band.STEADY),
    ],
)
def test_where_the_bands_begin(chance: float, band: Band) -> None:
    assert band_of(chance) is band


DAYS = st.lists(st.integers(0, 20_000), min_size=1, max_size=60)


@given(DAYS, st.integers(0, 30_000), st.floats(0.5, 4_000))
def test_what_always_holds(days: list[int], more: int, cadence: float) -> None:
    as_of = START + timedelta(days=max(days) + more)
    tie = continuity(on(*days), as_of, cadence)
    assert tie is not None
    assert 0 <= tie.p_365 <= 1
    assert 0 <= tie.p_alive <= 1
    assert tie.last <= tie.in_touch_by
    assert (tie.in_touch_by - tie.last).days <= cadence
    assert 1 <= tie.episodes <= len(set(days))
    later = continuity(on(*days), as_of + timedelta(days=30), cadence)
    assert later is not None
    assert later.p_alive <= tie.p_alive + 1e-12
    assert later.p_365 <= tie.p_365 + 1e-12


@given(DAYS)
def test_episodes_stand_apart_and_lose_no_end(days: list[int]) -> None:
    had = episodes(on(*days))
    assert had == sorted(had)
    assert all((b - a).days > 7 for a, b in pairwise(had))
    assert had[-1] == max(on(*days))
    assert episodes(on(*days) * 2) == had


def test_a_talk_each_week_is_an_episode_each_week() -> None:
    weekly = on(*range(0, 85, 7))
    found = continuity(weekly, on(90)[0], 7)
    assert found is not None
    assert (found.episodes, found.band) == (13, Band.STEADY)
    assert [apart_of(cadence) for cadence in (7, 14, 27, 28, 30, 365)] == [1.75, 3.5, 6.75, 7, 7, 7]
    assert continuity(weekly, on(90)[0], 30).episodes == 1  # type: ignore[union-attr]
