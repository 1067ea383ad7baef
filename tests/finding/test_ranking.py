"""Who could help: every reason cites a record, the order is one, and not knowing costs nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcrm.finding.candidate import (
    Candidate,
    KnownContact,
    KnownFacet,
    KnownFact,
    KnownRole,
    KnownStyle,
    KnownTag,
    Wish,
)
from mentorcrm.finding.ranking import closest, explain, rank
from mentorcrm.models.health_kinds import Facet
from mentorcrm.models.history_kinds import FeedbackStyle
from mentorcrm.models.kinds import Role, Season, StepsAhead

TODAY = date(2026, 11, 24)
WISH = Wish("Giving hard feedback to people who were my peers")
BARE = Candidate(1, "Ana")

TEXTS = st.sampled_from(
    ["", "feedback", "Leading former peers", "Oxbow", "“Hard” talks.", "x" * 300]
)
DAYS = st.dates(date(2020, 1, 1), TODAY)
ROLES = st.builds(
    KnownRole,
    st.integers(1, 9),
    st.sampled_from(list(Role)),
    st.sampled_from(list(Season)),
    st.sampled_from(list(StepsAhead)),
)
CONTACTS = st.lists(st.builds(KnownContact, st.integers(1, 9), DAYS, TEXTS, TEXTS), max_size=3).map(
    lambda found: tuple(sorted(found, key=lambda c: c.on, reverse=True))
)
CANDIDATES = st.builds(
    Candidate,
    st.integers(1, 99),
    st.sampled_from(["Ana", "ana", "Ruth", "Kofi"]),
    TEXTS,
    TEXTS,
    TEXTS,
    TEXTS,
    st.lists(
        st.builds(KnownFact, st.integers(1, 9), TEXTS.filter(bool), st.none() | DAYS), max_size=3
    ).map(tuple),
    st.lists(st.builds(KnownTag, st.integers(1, 9), TEXTS.filter(bool)), max_size=2).map(tuple),
    CONTACTS,
    st.lists(ROLES, max_size=2).map(tuple),
    st.none() | st.just((7, "Priya")),
    st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    st.none() | st.builds(KnownStyle, st.integers(1, 9), st.sampled_from(list(FeedbackStyle))),
    st.lists(st.tuples(st.integers(1, 9), st.just("Ben")), max_size=2).map(tuple),
    st.lists(
        st.builds(KnownFacet, st.integers(1, 9), st.sampled_from(list(Facet))), max_size=2
    ).map(tuple),
)


def said(person: Candidate, wish: Wish = WISH) -> list[str]:
    return [reason.sentence for reason in explain(wish, person, TODAY).reasons]


@given(st.lists(CANDIDATES, max_size=6, unique_by=lambda person: person.id))
def test_every_reason_cites_a_record_that_exists(people: list[Candidate]) -> None:
    known = {person.id: set(person.sources()) for person in people}
    for suggestion in rank(WISH, people, TODAY):
        assert suggestion.reasons
        for reason in suggestion.reasons:
            assert reason.source in known[suggestion.person_id]
            assert reason.source.text
            assert reason.sentence.endswith((".", "”."))


@given(
    st.lists(CANDIDATES, max_size=6, unique_by=lambda person: person.id).flatmap(
        lambda people: st.tuples(st.just(people), st.permutations(people))
    )
)
def test_the_order_does_not_depend_on_the_order_of_asking(
    pair: tuple[list[Candidate], list[Candidate]],
) -> None:
    assert rank(WISH, pair[0], TODAY) == rank(WISH, pair[1], TODAY)


BLANK = {
    "title": "",
    "organisation": "",
    "why_them": "",
    "notes": "",
    "facts": (),
    "tags": (),
    "contacts": (),
    "introduced_by": None,
    "do_not_contact_until": None,
}
# Each of these is worth less than, or as much as, not knowing.
UNFAVOURABLE = {
    "title": "Gardener",
    "organisation": "Elsewhere",
    "notes": "Met once.",
    "tags": (KnownTag(1, "chess"),),
    "do_not_contact_until": date(2027, 3, 1),
}


@given(CANDIDATES, st.sampled_from(sorted(BLANK)))
def test_not_knowing_gives_no_reason_against_anybody(person: Candidate, field: str) -> None:
    unknown = replace(person, **{field: BLANK[field]})
    against = [r for r in explain(WISH, unknown, TODAY).reasons if r.kind == "rest"]
    before = [r for r in explain(WISH, person, TODAY).reasons if r.kind == "rest"]
    assert set(against) <= set(before)


@given(CANDIDATES, st.sampled_from(sorted(UNFAVOURABLE)))
def test_not_knowing_never_stands_behind_knowing_the_worst(person: Candidate, field: str) -> None:
    plain = replace(person, id=1, name="Ana", introduced_by=(7, "Priya"))
    unknown = replace(plain, **{field: BLANK[field]})
    worst = replace(plain, **{field: UNFAVOURABLE[field]}, id=2, name="Ana")
    order = [found.person_id for found in rank(WISH, [worst, unknown], TODAY)]
    assert order == [1, 2]


def test_steps_not_noted_are_worth_as_much_as_far_ahead() -> None:
    far = KnownRole(1, Role.MENTOR, Season.ACTIVE, StepsAhead.FAR)
    people = [
        replace(BARE, roles=(replace(far, steps_ahead=StepsAhead.UNKNOWN),)),
        replace(BARE, id=2, roles=(far,)),
    ]
    assert [found.person_id for found in rank(WISH, people, TODAY)] == [1, 2]


def test_what_meets_the_need_comes_first() -> None:
    near = replace(BARE, id=2, name="Zoë", facts=(KnownFact(1, "A talk on feedback to peers"),))
    known = replace(
        BARE,
        contacts=(KnownContact(1, TODAY),),
        roles=(KnownRole(1, Role.MENTOR, Season.CANDIDATE, StepsAhead.FEW),),
    )
    first, second = rank(WISH, [known, near], TODAY)
    assert (first.name, first.close, second.close) == ("Zoë", True, False)
    assert said(near)[0] == "You can name their work: “A talk on feedback to peers”."


def test_a_few_steps_ahead_comes_before_far_ahead() -> None:
    def with_steps(key: int, steps: StepsAhead) -> Candidate:
        return replace(BARE, id=key, roles=(KnownRole(key, Role.MENTOR, Season.ACTIVE, steps),))

    people = [with_steps(1, StepsAhead.FAR), with_steps(2, StepsAhead.FEW)]
    assert [found.person_id for found in rank(WISH, people, TODAY)] == [2, 1]


def test_the_fact_nearest_to_the_need_is_named_else_the_one_checked_last() -> None:
    facts = (
        KnownFact(1, "A paper on diaries", TODAY),
        KnownFact(2, "A talk on hard feedback", date(2024, 1, 1)),
        KnownFact(3, "An older paper", date(2025, 1, 1)),
    )
    assert said(replace(BARE, facts=facts)) == [
        "You can name their work: “A talk on hard feedback”."
    ]
    other = Wish("Moving to Oslo")
    assert said(replace(BARE, facts=facts), other) == [
        "You can name their work: “A paper on diaries”."
    ]


def test_every_place_speaks_in_a_sentence() -> None:
    person = replace(
        BARE,
        title="Feedback coach",
        organisation="Peers Ltd",
        why_them="Hard talks, held softly.",
        notes="Gave me feedback twice.",
        tags=(KnownTag(1, "feedback"),),
        contacts=(KnownContact(3, date(2026, 9, 22), "Feedback to a friend"),),
        facts=(KnownFact(1, "Her book"),),
        introduced_by=(7, "Priya"),
        roles=(KnownRole(1, Role.PEER, Season.ACTIVE, StepsAhead.PEER),),
    )
    assert said(person) == [
        "Their title, Feedback coach, speaks of “feedback”.",
        "They are at Peers Ltd, which speaks of “peers”.",
        "You tagged them “feedback”.",
        "You noted why them: “Hard talks, held softly”.",
        "Your notes on them mention “feedback”.",
        "You spoke of “feedback” on 22 September: “Feedback to a friend”.",
        "You can name their work: “Her book”.",
        "A peer, who meets the same questions.",
        "Priya introduced you.",
        "You were last in touch 9 weeks ago.",
        "Your peer at present.",
    ]


@pytest.mark.parametrize("season", list(Season))
def test_every_season_has_a_sentence(season: Season) -> None:
    (sentence,) = said(replace(BARE, roles=(KnownRole(1, Role.MENTOR, season),)))
    assert sentence.endswith(".")
    assert "{" not in sentence


def test_do_not_contact_stands_last_and_says_until_when() -> None:
    near = replace(
        BARE,
        facts=(KnownFact(1, "Feedback to peers"),),
        do_not_contact_until=date(2027, 3, 3),
    )
    resting = replace(BARE, id=2, roles=(KnownRole(1, Role.MENTOR, Season.PAUSED),))
    plain = replace(BARE, id=3, introduced_by=(7, "Priya"))
    order = rank(WISH, [near, resting, plain], TODAY)
    assert [found.person_id for found in order] == [3, 2, 1]
    assert [found.waits for found in order] == [False, True, True]
    assert said(near)[-1] == "You decided not to write to them until 3 March 2027."
    over = replace(near, do_not_contact_until=TODAY - timedelta(days=1))
    assert not explain(WISH, over, TODAY).waits


def test_the_biggest_unknown_is_named_with_a_way_to_learn_it() -> None:
    assert "Read one thing they made" in explain(WISH, BARE, TODAY).unknown
    named = replace(BARE, why_them="Clear thinking")
    assert "The path they took" in explain(WISH, named, TODAY).unknown
    placed = replace(named, roles=(KnownRole(1, Role.PEER, Season.ACTIVE, StepsAhead.PEER),))
    assert "One short question" in explain(WISH, placed, TODAY).unknown
    assert explain(WISH, replace(placed, contacts=(KnownContact(1, TODAY),)), TODAY).unknown == ""


def test_who_has_nothing_said_for_them_is_not_suggested() -> None:
    assert rank(WISH, [BARE], TODAY) == ()
    assert said(BARE) == []


def test_the_needs_someone_could_help_with() -> None:
    person = replace(BARE, tags=(KnownTag(4, "feedback"),))
    found = closest({1: WISH, 2: Wish("Move to Oslo")}, person, TODAY)
    assert list(found) == [1]
    assert found[1].reasons[0].sentence == "You tagged them “feedback”."
