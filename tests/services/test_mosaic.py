"""The mosaic from the record: which rows and people, what is counted, and changes to it."""

from datetime import timedelta
from typing import Any

import pytest

from mentorcrm.errors import NotFound, UserError
from mentorcrm.health.mosaic import Cover
from mentorcrm.models.health_kinds import Facet
from mentorcrm.models.kinds import CoverageLevel, InteractionChannel, NeedKind, NeedStatus, Season
from mentorcrm.services.commands.mosaic import SetCell, SetWeight
from mentorcrm.services.commands.needs import AddNeed, EditNeed
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddPerson
from tests.conftest import NOW

MAIN, GOOD, SOME = CoverageLevel.PRIMARY, CoverageLevel.GOOD, CoverageLevel.SOME


@pytest.fixture
def ana(run: Any) -> int:
    person = run(AddPerson("Ana Ferreira", season=Season.ACTIVE))
    for ago in (5, 35, 65, 95):
        run(LogInteraction((person,), NOW - timedelta(days=ago), InteractionChannel.CALL))
    return person


def test_rows_are_open_needs_decisions_first_then_facets(services: Any, run: Any) -> None:
    run(AddNeed(NeedKind.OUTCOME, "Speak at a conference"))
    met = run(AddNeed(NeedKind.SKILL, "Met already"))
    run(EditNeed(met, {}, status=NeedStatus.MET))
    made = run(AddNeed(NeedKind.DECISION, "Decided already"))
    run(EditNeed(made, {"decided": "Yes"}))
    decision = run(AddNeed(NeedKind.DECISION, "Manager or senior engineer"))
    page = services.mosaic.page()
    assert [row.words for row in page.rows] == [
        "Manager or senior engineer", "Speak at a conference",
        "Depth in my field", "Leadership", "Culture and transition",
    ]  # fmt: skip
    assert page.rows[0].need_id == decision
    assert [c.wanted.key for c in page.found.rows] == [row.key for row in page.rows]
    assert Facet.SPONSOR in page.facets
    assert all(c.state is Cover.GAP for c in page.found.rows)


def test_a_cell_is_set_changed_and_taken_back_with_undo(
    services: Any, run: Any, ana: int, there_and_back: Any
) -> None:
    need = run(AddNeed(NeedKind.SKILL, "System design"))
    for row in (f"need/{need}", "facet/leadership"):
        there_and_back(SetCell(row, ana, MAIN))
        assert services.mosaic.page().cells[row, ana] is MAIN
        run(SetCell(row, ana, GOOD))
        assert services.mosaic.page().cells[row, ana] is GOOD
        run(SetCell(row, ana, None))
        assert (row, ana) not in services.mosaic.page().cells
    with pytest.raises(NotFound):
        run(SetCell("facet/luck", ana, MAIN))


def test_who_has_agreed_counts_and_who_has_not_is_only_possible(
    services: Any, run: Any, ana: int
) -> None:
    helen = run(AddPerson("Helen Brandt", season=Season.ASKED))
    resting = run(AddPerson("Luis Cordero", season=Season.PAUSED))
    run(AddPerson("Nobody Yet", season=Season.CANDIDATE))
    for person in (helen, resting):
        run(SetCell("facet/domain", person, MAIN))
    page = services.mosaic.page()
    assert [(c.called, c.possible, c.resting) for c in page.columns] == [
        ("Ana", False, False), ("Helen", True, False), ("Luis", False, True),
    ]  # fmt: skip
    domain = page.found.rows[0]
    assert (domain.covered, domain.helpers) == (0, (helen, resting))
    run(SetCell("facet/domain", ana, MAIN))
    domain = services.mosaic.page().found.rows[0]
    assert domain.covered > 0.65
    assert domain.state is Cover.FRAGILE


def test_someone_active_without_a_contact_on_record_counts_as_met_today(
    services: Any, run: Any
) -> None:
    new = run(AddPerson("New Mentor", season=Season.ACTIVE))
    run(SetCell("facet/domain", new, MAIN))
    assert 0.25 < services.mosaic.page().found.rows[0].covered < 0.45


def test_weights_are_kept_and_a_facet_can_be_left_out(
    services: Any, run: Any, there_and_back: Any
) -> None:
    need = run(AddNeed(NeedKind.SKILL, "System design"))
    there_and_back(SetWeight(f"need/{need}", 3), "Weigh “System design” as 3")
    run(SetWeight(f"need/{need}", 2))
    there_and_back(SetWeight("facet/domain", 0), "Leave Depth in my field out of the mosaic")
    run(SetWeight("facet/sponsor", 1))
    page = services.mosaic.page()
    assert page.rows[0].weight == 2
    assert [row.key for row in page.rows[1:]] == [
        "facet/leadership", "facet/transition", "facet/sponsor",
    ]  # fmt: skip
    assert Facet.DOMAIN in page.facets
    for row, weight in ((f"need/{need}", 0), ("facet/domain", 4)):
        with pytest.raises(UserError, match="1 to 3"):
            run(SetWeight(row, weight))
