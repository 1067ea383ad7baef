"""Whom to look at for each sentence of the mosaic, read from a real file."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mentorcrm.health.mosaic import Remedy
from mentorcrm.models.history_kinds import FeedbackStyle
from mentorcrm.models.kinds import CoverageLevel, InteractionChannel, NeedKind, Role, Season
from mentorcrm.services.commands.fit import SetWorkingStyle
from mentorcrm.services.commands.mosaic import SetCell
from mentorcrm.services.commands.needs import AddNeed
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddFact, AddPerson, SetIntroducer, SetMentorship
from mentorcrm.services.commands.profile import EditProfile
from mentorcrm.services.mosaic import Remark
from tests.conftest import NOW


@pytest.fixture
def remark(services: Any) -> Any:
    """The sentence of the mosaic with a remedy or about a row."""

    def named(what: Remedy | str) -> Remark:
        remarks = services.mosaic.page().found.remarks
        return next(one for one in remarks if what in (one.remedy, one.wanted))

    return named


def said(helpers: Any) -> dict[str, list[str]]:
    return {one.name: [r.sentence for r in one.why.reasons] for one in helpers}


def active(run: Any, name: str, **more: Any) -> int:
    person = run(AddPerson(name, season=Season.ACTIVE, **more))
    run(LogInteraction((person,), NOW - timedelta(days=4), InteractionChannel.CALL))
    return int(person)


def test_a_kind_of_help_finds_people_and_leaves_out_who_was_looked_at(
    services: Any, run: Any, remark: Any
) -> None:
    director = run(AddPerson("Dora", title="Managing director"))
    run(AddPerson("Gus", title="Gardener"))
    looked_at = run(AddPerson("Lea", title="Team leader"))
    run(SetCell("facet/leadership", looked_at, CoverageLevel.NONE))
    (found,) = services.seeking.for_remark(remark("facet/leadership"))
    assert (found.person_id, found.level) == (director, None)
    assert said([found])["Dora"] == [
        "Their title, Managing director, speaks of “management” and “director”."
    ]


def test_a_talk_is_told_on_the_day_on_which_it_was_lived(
    services: Any, run: Any, remark: Any
) -> None:
    need = run(AddNeed(NeedKind.SKILL, "Pricing"))
    ana = run(AddPerson("Ana"))
    at, call = datetime(2026, 11, 11, 3, 30, tzinfo=UTC), InteractionChannel.CALL
    run(LogInteraction((ana,), at, call, summary="Pricing", zone="America/New_York"))
    (found,) = services.seeking.for_remark(remark(f"need/{need}"))
    assert "on 10 November" in said([found])["Ana"][0]


def test_a_need_is_looked_for_without_whom_the_sentence_names(
    services: Any, run: Any, remark: Any
) -> None:
    need = run(AddNeed(NeedKind.SKILL, "Giving feedback"))
    ana = active(run, "Ana", title="Feedback coach")
    run(SetCell(f"need/{need}", ana, CoverageLevel.PRIMARY))
    active(run, "Near, and nothing more")
    run(AddPerson("Ben", title="Feedback giver"))
    found = services.seeking.for_remark(remark(f"need/{need}"))
    assert [one.name for one in found] == ["Ben"]


def test_another_voice_is_somebody_new_whose_way_is_another(
    services: Any, run: Any, remark: Any
) -> None:
    for name in ("Ana", "Ben", "Cai"):
        run(SetWorkingStyle(active(run, name), {}, FeedbackStyle.DIRECTIVE))
    dora = run(AddPerson("Dora", season=Season.CANDIDATE))
    run(SetWorkingStyle(dora, {}, FeedbackStyle.REFLECTIVE))
    run(AddPerson("Eve", season=Season.CANDIDATE))
    found = services.seeking.for_remark(remark(Remedy.VOICE))
    assert list(said(found)) == ["Dora"]
    assert said(found)["Dora"][0] == "They give reflective feedback."


def test_outside_is_where_i_do_not_work_the_nearest_to_my_needs_first(
    services: Any, run: Any, remark: Any
) -> None:
    run(EditProfile({"headline": "Product lead, Kestrel"}))
    for name in ("Ana", "Ben", "Cai"):
        active(run, name, organisation="Kestrel")
    run(AddNeed(NeedKind.SKILL, "Speaking at conferences"))
    run(AddPerson("Dora", "Oxbow", season=Season.CANDIDATE))
    eve = run(AddPerson("Eve", "Halden"))
    run(AddFact(eve, "Spoke at three conferences"))
    run(AddPerson("Fay", "Kestrel", season=Season.CANDIDATE))
    found = services.seeking.for_remark(remark(Remedy.OUTSIDE))
    assert [one.name for one in found] == ["Eve", "Dora"]
    assert "They are at Oxbow, not where you work." in said(found)["Dora"]


def test_who_could_open_the_door_is_named_until_we_have_spoken(
    services: Any, run: Any, remark: Any
) -> None:
    ana = active(run, "Ana Ferreira")
    dora = run(AddPerson("Dora", title="Managing director"))
    run(SetIntroducer(dora, ana))
    run(SetMentorship(dora, Role.MENTOR, Season.CANDIDATE))
    found = services.seeking.for_remark(remark("facet/leadership"))
    assert {one.name: one.way for one in found}["Dora"] == (ana, "Ana Ferreira")
    run(LogInteraction((dora,), NOW - timedelta(days=2), InteractionChannel.CALL))
    found = services.seeking.for_remark(remark("facet/leadership"))
    assert {one.name: one.way for one in found}["Dora"] is None
