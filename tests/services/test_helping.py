"""Who could help with a need, read from a real file."""

from datetime import date, timedelta
from typing import Any

import pytest

from mentorcrm.errors import NotFound
from mentorcrm.models.kinds import (
    CoverageLevel,
    Direction,
    InteractionChannel,
    NeedKind,
    NeedStatus,
    Role,
    Season,
    StepsAhead,
)
from mentorcrm.services.commands import needs as wish
from mentorcrm.services.commands import people
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.transfer import AddSample
from tests.conftest import NOW


@pytest.fixture
def need(run: Any) -> int:
    return run(wish.AddNeed(NeedKind.SKILL, "Giving hard feedback to my former peers"))


def names(helpers: Any) -> list[str]:
    return [helper.name for helper in helpers]


def sentences(helper: Any) -> list[str]:
    return [reason.sentence for reason in helper.why.reasons]


def test_a_word_leads_to_a_person_from_every_place(run: Any, services: Any, need: int):
    ana = run(people.AddPerson("Ana", title="Feedback coach"))
    ben = run(people.AddPerson("Ben"))
    run(people.AddFact(ben, "Her talk on peers", "https://x.example"))
    cai = run(people.AddPerson("Cai"))
    run(people.SetTags(cai, ("Feedback",)))
    dan = run(people.AddPerson("Dan"))
    run(
        LogInteraction(
            (dan,),
            NOW - timedelta(days=3),
            InteractionChannel.CALL,
            Direction.BOTH,
            "Hard feedback",
        )
    )
    run(people.AddPerson("Eve", title="Gardener"))
    found = services.helping.for_need(need)
    assert sorted(names(found.suggested)) == ["Ana", "Ben", "Cai", "Dan"]
    assert all(helper.why.close for helper in found.suggested)
    assert ana in {helper.person_id for helper in found.suggested}


def test_who_is_something_to_me_is_suggested_too(run: Any, services: Any, need: int):
    eve = run(people.AddPerson("Eve", title="Gardener"))
    run(people.SetMentorship(eve, Role.MENTOR, Season.ACTIVE, steps_ahead=StepsAhead.FEW))
    (helper,) = services.helping.for_need(need).suggested
    assert (helper.name, helper.why.close) == ("Eve", False)
    assert sentences(helper) == ["A few steps ahead of you.", "Your mentor at present."]


def test_links_are_shown_apart_with_their_reasons(run: Any, services: Any, need: int):
    ana = run(people.AddPerson("Ana", title="Feedback coach"))
    ben = run(people.AddPerson("Ben", title="Feedback giver"))
    cai = run(people.AddPerson("Cai", title="Peer coach"))
    run(wish.LinkNeed(need, ana, CoverageLevel.PRIMARY))
    run(wish.LinkNeed(need, cai, CoverageLevel.NONE))
    found = services.helping.for_need(need)
    assert names(found.linked) == ["Ana"]
    assert found.linked[0].level is CoverageLevel.PRIMARY
    assert "speaks of “feedback”" in sentences(found.linked[0])[0]
    assert names(found.suggested) == ["Ben"]
    assert names(found.aside) == ["Cai"]
    run(people.DeletePeople((ana, ben)))
    found = services.helping.for_need(need)
    assert (found.linked, found.suggested) == ((), ())


def test_archived_people_are_not_suggested(run: Any, services: Any, need: int):
    ana = run(people.AddPerson("Ana", title="Feedback coach"))
    run(people.SetPersonFlags((ana,), archived=True))
    assert services.helping.for_need(need).suggested == ()


def test_a_planned_contact_is_no_contact_yet(run: Any, services: Any, need: int):
    ana = run(people.AddPerson("Ana", title="Feedback coach"))
    run(LogInteraction((ana,), NOW + timedelta(days=3), InteractionChannel.CALL, Direction.BOTH))
    (helper,) = services.helping.for_need(need).suggested
    assert not any("in touch" in sentence for sentence in sentences(helper))


def test_the_introducer_is_a_path_unless_in_the_bin(run: Any, services: Any, need: int):
    ana = run(people.AddPerson("Ana", title="Feedback coach"))
    priya = run(people.AddPerson("Priya"))
    run(people.SetIntroducer(ana, priya))
    (helper,) = services.helping.for_need(need).suggested
    assert "Priya is your way to them." in sentences(helper)
    run(people.DeletePeople((priya,)))
    (helper,) = services.helping.for_need(need).suggested
    assert not any("Priya" in sentence for sentence in sentences(helper))


def test_do_not_contact_is_said_and_stands_last(run: Any, services: Any, need: int):
    ana = run(people.AddPerson("Ana", title="Feedback coach for peers"))
    run(people.AddPerson("Ben", title="Feedback"))
    run(people.SetDoNotContact(ana, date(2027, 3, 3)))
    found = services.helping.for_need(need).suggested
    assert names(found) == ["Ben", "Ana"]
    assert sentences(found[1])[-1] == "You decided not to write to them until 3 March 2027."


def test_a_need_that_is_gone(services: Any):
    with pytest.raises(NotFound):
        services.helping.for_need(99)


def test_the_needs_of_a_person(run: Any, services: Any, need: int):
    ana = run(people.AddPerson("Ana", title="Feedback coach"))
    other = run(wish.AddNeed(NeedKind.OUTCOME, "Moving to Oslo"))
    met = run(wish.AddNeed(NeedKind.SKILL, "Asking for feedback"))
    run(wish.EditNeed(met, {}, status=NeedStatus.MET))
    (row,) = services.helping.for_person(ana)
    assert (row.need_id, row.level) == (need, None)
    assert row.reason == "Their title, Feedback coach, speaks of “feedback”."
    run(wish.LinkNeed(other, ana))
    assert [(r.need_id, r.level) for r in services.helping.for_person(ana)] == [
        (other, CoverageLevel.SOME),
        (need, None),
    ]
    run(wish.LinkNeed(need, ana, CoverageLevel.NONE))
    assert [r.need_id for r in services.helping.for_person(ana)] == [other]
    assert services.helping.for_person(99) == ()


def test_the_sample_network_reads_well(run: Any, services: Any):
    run(AddSample())
    needs = {row.statement: row.id for row in services.needs.list()}
    found = services.helping.for_need(needs["Giving hard feedback to people who were my peers"])
    assert names(found.linked) == ["Helen Brandt", "Ana Ferreira"]
    assert found.linked[0].why.close
    assert len(found.suggested) == 4
