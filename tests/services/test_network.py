"""The network: who is in it, who opened which door, what hangs on whom, and where they stand."""

import math
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from threading import Thread
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorcrm.models.kinds import CoverageLevel, InteractionChannel, NeedKind, Season
from mentorcrm.services.commands.giving import AddIntroduction
from mentorcrm.services.commands.mosaic import SetCell
from mentorcrm.services.commands.needs import AddNeed
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddPerson, SetIntroducer, SetTags
from mentorcrm.services.network import dependents
from mentorcrm.services.network_layout import APART, placed
from mentorcrm.services.network_rows import ME, Edge


@pytest.fixture
def three(run: Any) -> tuple[int, int, int]:
    """Ana introduced Samir, and Samir introduced Mei."""
    ana = run(AddPerson("Ana Ferreira", "Kestrel", season=Season.ACTIVE))
    samir = run(AddPerson("Samir Rao", "Kestrel", season=Season.TRIAL))
    mei = run(AddPerson("Mei-Ling Chua"))
    run(SetIntroducer(samir, ana))
    run(SetIntroducer(mei, samir))
    return ana, samir, mei


def test_who_has_a_role_or_a_door_is_in_it(services: Any, run: Any, three: Any) -> None:
    ana, samir, mei = three
    run(AddPerson("Only A Contact"))
    found = services.network.network()
    assert {n.id for n in found.nodes} == {ME, ana, samir, mei}
    assert set(found.edges) == {
        Edge(ana, samir, introduction=True),
        Edge(samir, mei, introduction=True),
        Edge(ME, ana, introduction=False),
    }
    assert found.opened_by(ana) == (samir,)
    assert next(n for n in found.nodes if n.id == ana).dependents == (samir, mei)
    assert found.share(ana) == pytest.approx(2 / 3)
    assert [(c.name, c.members) for c in found.circles] == [("Kestrel", (ana, samir))]


def test_who_was_only_asked_for_hangs_on_who_was_asked(services: Any, run: Any, three: Any) -> None:
    ana, _samir, mei = three
    amara = run(AddPerson("Amara Diallo"))
    run(AddIntroduction(second_id=amara, introducer_id=ana))
    found = services.network.network()
    assert [edge for edge in found.edges if edge.target == amara] == [
        Edge(ana, amara, introduction=True, made=False)
    ]
    assert amara not in found.opened_by(ana) and found.asked_of(ana) == (amara,)
    assert amara not in found.by_id[ana].dependents
    now = datetime(2026, 9, 1, 12, tzinfo=UTC)
    run(LogInteraction((mei,), now, InteractionChannel.CALL))
    assert found.edges == services.network.network().edges
    run(LogInteraction((amara,), now, InteractionChannel.CALL))
    assert Edge(ME, amara, introduction=False) in services.network.network().edges


def test_a_need_shows_who_covers_it_with_the_doors_to_them(
    services: Any, run: Any, three: Any
) -> None:
    ana, samir, mei = three
    run(AddPerson("Ben Okri", season=Season.ACTIVE))
    need = run(AddNeed(NeedKind.SKILL, "System design"))
    run(SetCell(f"need/{need}", mei, CoverageLevel.GOOD))
    assert {n.id for n in services.network.network(need).nodes} == {ME, ana, samir, mei}


def test_tags_make_circles_before_houses(services: Any, run: Any, three: Any) -> None:
    ana, _samir, mei = three
    for person in (ana, mei):
        run(SetTags(person, ("alumni",)))
    (circle,) = services.network.network().circles
    assert (circle.name, set(circle.members)) == ("alumni", {ana, mei})


def test_places_stay_when_others_come(services: Any, run: Any, three: Any) -> None:
    first = services.network.places(services.network.network())
    new = run(AddPerson("Ben Okri", season=Season.ACTIVE))
    second = services.network.places(services.network.network())
    for person, place in first.items():
        assert second[person] == pytest.approx(place, abs=0.5)
    assert new in second
    anew = services.network.places(services.network.network(), anew=True)
    assert anew[ME] == (0, 0)


def test_who_is_put_elsewhere_while_all_is_laid_out_stays_there(
    services: Any, run: Any, three: Any
) -> None:
    found = services.network.network()
    services.network.places(found)
    layout = Thread(target=lambda: placed_anew.update(services.network.places(found, anew=True)))
    placed_anew: dict[int, tuple[float, float]] = {}
    for person in range(4, 120):  # So that laying them out takes a while.
        found = replace(found, nodes=(*found.nodes, replace(found.nodes[1], id=1000 + person)))
    layout.start()
    while layout.is_alive():
        services.network.put(three[0], (640.0, -480.0))
    layout.join()
    assert placed_anew[three[0]] == (640, -480)
    assert services.network.places(found)[three[0]] == (640, -480)


def test_a_newcomer_to_a_crowd_moves_nobody_and_stands_on_nobody() -> None:
    people = list(range(301))
    edges = [(person // 3, person) for person in people[1:]]
    circles = [people[1:9], people[40:60]]
    before = placed(people, edges, circles)
    for door in (0, 4, 250):
        after = placed([*people, 999], [*edges, (door, 999)], circles, before)
        assert {person: after[person] for person in people} == before
        nearest = min(math.dist(after[999], before[person]) for person in people)
        assert nearest > APART * 0.55  # Their discs do not touch.
        assert math.dist(after[999], before[door]) < APART * 8


def test_a_large_network_is_not_crowded_in_the_middle() -> None:
    people = list(range(401))
    found = placed(people, [(0, person) for person in people[1:]])
    assert min(math.dist(found[a], found[b]) for a, b in combinations(people, 2)) > APART * 0.75
    assert max(math.hypot(x, y) for x, y in found.values()) < APART * 16


def test_two_doors_are_no_dependence_and_a_ring_hangs_on_nobody() -> None:
    def door(a: int, b: int) -> Edge:
        return Edge(a, b, introduction=a != ME)

    assert dependents([door(ME, 1), door(ME, 2), door(1, 3), door(2, 3)]) == {}
    assert dependents([door(ME, 1), door(1, 2), door(2, 3)]) == {1: (2, 3), 2: (3,)}
    assert dependents([door(5, 6), door(6, 5)]) == {}
    asked = Edge(1, 4, introduction=True, made=False)
    assert dependents([door(ME, 1), asked]) == {}


@settings(max_examples=20)
@given(
    st.integers(1, 40).flatmap(
        lambda n: st.tuples(
            st.just(n), st.lists(st.tuples(st.integers(0, n), st.integers(1, n)), max_size=60)
        )
    )
)
def test_nobody_stands_on_anybody_and_the_same_gives_the_same(
    case: tuple[int, list[tuple[int, int]]],
) -> None:
    number, pairs = case
    people = list(range(number + 1))
    found = placed(people, pairs)
    assert found == placed(people, pairs)
    assert set(found) == set(people) and found[0] == (0.0, 0.0)
    nearest = [math.dist(found[a], found[b]) for a, b in combinations(people, 2)]
    assert min(nearest) > APART * 0.8
