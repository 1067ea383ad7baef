"""What an agreement rules out stays out of agendas and of the questions that are offered."""

from datetime import timedelta
from typing import Any

import pytest

from mentorcrm.models.history_kinds import AgendaKind
from mentorcrm.models.kinds import InteractionChannel, MessageKind, PartId, Season
from mentorcrm.services.commands import agreements as wish
from mentorcrm.services.commands import meetings, outreach, people
from tests.conftest import NOW


@pytest.fixture
def ana(run: Any) -> int:
    return run(people.AddPerson("Ana Ferreira", season=Season.ACTIVE))


@pytest.fixture
def role(services: Any, ana: int) -> int:
    return services.people.detail(ana).mentorships[0].id


def test_a_point_that_touches_it_says_which_topic(services: Any, ana: int, role: int, run: Any):
    run(wish.SetOffLimits(role, ("salary",)))
    when = NOW + timedelta(days=2)
    meeting = run(meetings.PlanMeeting((ana,), when, InteractionChannel.VIDEO))
    run(meetings.AddPoint(meeting, "Are salaries fair?", AgendaKind.QUESTION))
    run(meetings.AddPoint(meeting, "The pilot", AgendaKind.OTHER))
    points = services.meetings.detail(meeting).points
    assert {p.text: p.off_limits for p in points if p.off_limits} == {
        "Are salaries fair?": "salary"
    }


def test_no_question_about_it_is_offered(services: Any, ana: int, role: int, run: Any):
    offered = services.questions.suggested(ana, limit=200)
    word = max(offered[0].text.rstrip("?").split(), key=len)
    run(wish.SetOffLimits(role, (word,)))
    left = services.questions.suggested(ana, limit=200)
    assert left
    assert all(word.lower() not in question.text.lower() for question in left)


def test_a_draft_that_touches_it_is_told_so(services: Any, ana: int, role: int, run: Any):
    run(wish.SetOffLimits(role, ("salary",)))
    run(wish.EditAgreement(role, {"monthly_asks": 1}))
    sent = run(outreach.StartDraft(ana, MessageKind.ONE_QUESTION, body="Hello"))
    run(outreach.MarkSent(sent, InteractionChannel.MAIL, NOW))
    parts = {PartId.QUESTIONS: "Is my salary fair?"}
    request = services.desk.request(ana, MessageKind.ONE_QUESTION, parts=parts)
    rules = {one.rule: one for one in services.desk.compose(request).findings}
    assert "“salary”" in rules["off-limits"].message
    assert "1 went out this month" in rules["over-the-month"].message
    before = services.outreach.detail(sent)
    again = services.desk.examine(services.desk.request_of(before), "", "My salary?")
    assert not {"off-limits", "over-the-month"} & {one.rule for one in again.findings}


def test_the_page_has_what_is_shared_and_topics_only_when_wished_for(
    services: Any, ana: int, role: int, run: Any
):
    run(wish.AgreeTheUsual(role))
    run(wish.SetOffLimits(role, ("salary",)))
    run(wish.EditAgreement(role, {"conflicts": "a rival team", "monthly_asks": 2}))
    page = services.terms.page(ana, role)
    said = repr(page)
    assert "30 minutes each time" in said
    assert "At most 2 questions or requests a month" in said
    assert "We look at it again on" in said
    assert "salary" not in said
    assert "rival" not in said
    assert "salary" in repr(services.terms.page(ana, role, off_limits=True))
