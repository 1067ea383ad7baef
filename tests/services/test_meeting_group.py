"""Several people in one meeting: a brief, questions and a recap for each, and nothing of others."""

from datetime import timedelta
from typing import Any

import pytest

from mentorcrm.models.history_kinds import FeedbackStyle, LineKind, Owner
from mentorcrm.models.kinds import InteractionChannel, Privacy, Role, Season
from mentorcrm.models.tables import Advice, Commitment, WorkingStyle
from mentorcrm.services import meeting_brief
from mentorcrm.services.commands import meetings as wish
from mentorcrm.services.commands import outreach, people
from mentorcrm.services.commands.agreements import EditAgreement, SetOffLimits
from mentorcrm.services.meetings_rows import Stage
from tests.conftest import NOW

MARK, OPEN = "qzxmarkqzx", "qzxopenqzx"
SOON = NOW + timedelta(days=2)


@pytest.fixture
def pair(run: Any) -> tuple[int, int]:
    found = []
    for name in ("Ana Ferreira", "Ben Okafor"):
        found.append(run(people.AddPerson(name)))
        run(people.SetMentorship(found[-1], Role.MENTOR, Season.ACTIVE))
    return found[0], found[1]


@pytest.fixture
def both(run: Any, pair: tuple[int, int]) -> int:
    return run(wish.PlanMeeting(pair, NOW - timedelta(hours=2), title="Round table"))


def plant(services: Any, run: Any, person: int, *, words: str, privacy: Privacy) -> None:
    """Everything that stands between me and one person holds these words."""
    more = {"person_id": person, "privacy": privacy}
    with services.store.write() as unit:
        unit.session.add_all(
            [
                *(Commitment(what=words, owner=o, made_on=NOW.date(), **more) for o in Owner),
                Commitment(what=words, owner=Owner.ME, made_on=NOW.date(), done_on=NOW.date(),
                           **more),
                Advice(words=words, given_on=NOW.date(), why=words, context=words, **more),
            ]
        )  # fmt: skip


@pytest.mark.parametrize("turned", [False, True])
def test_nothing_of_one_reaches_a_brief_or_recap_of_another(
    services: Any, run: Any, pair: tuple[int, int], turned: bool
):
    ana, ben = reversed(pair) if turned else pair
    plant(services, run, ben, words=MARK, privacy=Privacy.PRIVATE)
    plant(services, run, ben, words=OPEN, privacy=Privacy.SHAREABLE)
    with services.store.write() as unit:
        unit.session.add(WorkingStyle(person_id=ben, prefers=MARK, their_limits=MARK))
    role = services.people.detail(ben).mentorships[0].id
    run(EditAgreement(role, {"purpose": MARK, "between": MARK}))
    run(SetOffLimits(role, (MARK,)))
    alone = run(wish.PlanMeeting((ben,), NOW - timedelta(days=5)))
    run(wish.AddPoint(alone, MARK))
    run(wish.AddLine(alone, LineKind.QUOTE, MARK))
    run(wish.CloseMeeting(alone, takeaways=MARK))
    coming = run(wish.PlanMeeting((ana, ben), SOON))
    held = run(wish.PlanMeeting((ana, ben), NOW - timedelta(hours=2)))
    kinds = (LineKind.ADVICE, LineKind.EXPERIMENT, LineKind.MY_PROMISE, LineKind.THEIR_PROMISE)
    for kind in kinds:
        run(wish.AddLine(held, kind, f"{MARK} {kind.value}", ben))
    run(wish.AddLine(held, LineKind.MY_PROMISE, "send the map", ana))
    run(wish.CloseMeeting(held, takeaways=f"{MARK} advice\nTwo allies matter"))

    for leaving in (False, True):
        brief = services.briefs.brief(ana, meeting_id=coming, leaving=leaving)
        assert MARK not in repr(brief)
        assert [other.person.id for other in brief.others] == [ben]
    page = meeting_brief.as_markdown(brief, NOW.date())
    assert MARK not in page
    assert OPEN in page  # Marked as shareable.
    assert MARK not in services.invitations.agenda_text(coming)
    recap = services.recaps.begin(held, ana)
    assert MARK not in repr(recap)
    assert "send the map" in recap.draft.body
    assert "two allies matter" in recap.draft.body
    theirs = services.recaps.begin(held, ben).draft
    assert MARK in theirs.body
    assert "map" not in theirs.body


def test_a_brief_for_each_and_questions_that_suit_each(
    services: Any, run: Any, pair: tuple[int, int]
):
    ana, ben = pair
    with services.store.write() as unit:
        unit.session.add_all(
            [
                WorkingStyle(person_id=ana, feedback=FeedbackStyle.COACHING),
                WorkingStyle(person_id=ben, feedback=FeedbackStyle.DIRECTIVE),
            ]
        )
    coming = run(wish.PlanMeeting(pair, SOON))
    briefs = services.briefs.of_meeting(coming)
    assert [(b.person.id, b.terms.style) for b in briefs] == [
        (ana, FeedbackStyle.COACHING), (ben, FeedbackStyle.DIRECTIVE),
    ]  # fmt: skip
    assert not set(briefs[0].questions) & set(briefs[1].questions)
    [first, *_rest] = services.questions.suggested(ben, coming)
    run(wish.PutQuestion(coming, first.text, first.key, ben))
    point = next(p for p in services.meetings.detail(coming).points if first.text in p.text)
    assert point.text == f"Ben: {first.text}"
    briefs = services.briefs.of_meeting(coming)
    assert first.text not in briefs[0].questions
    assert briefs[1].questions[0] == first.text
    run(wish.SetPointDone(point.id))
    run(wish.StartNotes(coming))
    run(wish.CloseMeeting(coming))
    assert [row.text for row in services.questions.asked(ben)] == [first.text]
    assert services.questions.asked(ana) == ()


def test_a_boundary_of_either_holds_for_all_who_listen(
    services: Any, run: Any, pair: tuple[int, int]
):
    ana, ben = pair
    coming = run(wish.PlanMeeting(pair, SOON))
    asked = services.questions.suggested(ana, coming, 1)[0].text
    word = max(asked.rstrip("?").split(), key=len)
    run(SetOffLimits(services.people.detail(ben).mentorships[0].id, (word,)))
    left = services.questions.suggested(ana, coming, 99)
    assert left
    assert all(word.lower() not in question.text.lower() for question in left)


def test_each_gets_a_recap_and_the_clock_stops_with_the_last_that_was_begun(
    services: Any, run: Any, there_and_back: Any, pair: tuple[int, int], both: int
):
    ana, ben = pair
    run(wish.CloseMeeting(both))

    def begin() -> int:
        return there_and_back(services.recaps.begin(both))

    def detail() -> Any:
        return services.meetings.detail(both)

    first = begin()
    assert detail().recap_to(ana).draft_id == first
    assert services.recaps.begin(both).draft.person_id == ana  # Hers waits.
    send = outreach.MarkSent
    run(send(first, InteractionChannel.MAIL, NOW))
    assert detail().row.stage is Stage.DONE
    second = begin()
    assert detail().recap_to(ben).draft_id == second
    assert detail().row.stage is Stage.RECAP
    [row] = [r for r in services.today.page().rows if r.table == "meeting"]
    assert (row.title, row.person) == ("Recap to Ben is due", ben)
    assert not [r for r in services.today.page().rows if r.table == "draft"]
    run(send(second, InteractionChannel.MAIL, NOW))
    assert detail().row.stage is Stage.DONE
    assert detail().recap_sent_at == NOW


def test_a_recap_in_the_bin_gives_way_and_the_others_stay(
    services: Any, run: Any, pair: tuple[int, int], both: int
):
    ana, ben = pair
    run(wish.CloseMeeting(both))
    first = run(services.recaps.begin(both, ana))
    second = run(services.recaps.begin(both, ben))
    run(outreach.DeleteDraft(first))
    assert [one.person_id for one in services.meetings.detail(both).recaps] == [ben]
    third = run(services.recaps.begin(both, ana))
    found = services.meetings.detail(both)
    assert (found.recap_to(ana).draft_id, found.recap_to(ben).draft_id) == (third, second)


def test_what_was_meant_for_one_does_not_move_before_others(
    services: Any, run: Any, pair: tuple[int, int]
):
    ana, _ben = pair
    alone = run(wish.PlanMeeting((ana,), NOW - timedelta(hours=4)))
    run(wish.AddPoint(alone, "Her promotion"))
    together = run(wish.PlanMeeting(pair, SOON))
    run(wish.AddPoint(together, "The pilot"))
    run(wish.CloseMeeting(alone))
    assert "Her promotion" not in [p.text for p in services.meetings.detail(together).points]
    again = run(wish.PlanMeeting((ana,), SOON + timedelta(days=1)))
    run(wish.CancelMeeting(together))
    points = [p.text for p in services.meetings.detail(again).points]
    assert {"Her promotion", "The pilot"} <= set(points)


def test_a_line_is_about_whom_it_names_until_somebody_is_chosen_for_it(
    services: Any, run: Any, pair: tuple[int, int], both: int
):
    ana, ben = pair

    def whose() -> list[int | None]:
        return [line.person_id for line in services.meetings.detail(both).lines]

    def write(*lines: wish.NoteLine) -> None:
        run(wish.WriteLines(both, lines))

    write(
        wish.NoteLine(None, LineKind.THEIR_PROMISE, "B"),
        wish.NoteLine(None, LineKind.MY_PROMISE, "send Ben the map"),
        wish.NoteLine(None, LineKind.ADVICE, "talk to Ben about the fee"),
    )
    assert whose() == [ana, ben, ana]
    first, second, third = services.meetings.detail(both).lines
    write(
        wish.NoteLine(first.id, first.kind, "Ben introduces me to Eve", first.person_id),
        wish.NoteLine(second.id, second.kind, second.text, ana),
        wish.NoteLine(third.id, third.kind, third.text, third.person_id),
    )
    assert whose() == [ben, ana, ana]


def test_today_asks_nothing_about_meetings_whose_people_lie_in_the_bin(
    services: Any, run: Any, pair: tuple[int, int], both: int
):
    ana, ben = pair
    run(wish.CloseMeeting(both))
    first, _second = (run(services.recaps.begin(both, one)) for one in pair)
    run(outreach.MarkSent(first, InteractionChannel.MAIL, NOW))
    run(wish.PlanMeeting((ben,), NOW + timedelta(hours=20)))
    run(wish.PlanMeeting((ben,), NOW - timedelta(hours=20)))

    def asked() -> list[str]:
        return [row.title for row in services.today.page().rows if row.table == "meeting"]

    assert "Recap to Ben is due" in asked() and len(asked()) == 3
    assert len(services.today.page().meetings) == 1
    run(people.DeletePeople((ben,)))
    assert asked() == []
    assert services.today.page().meetings == ()
    run(people.DeletePeople((ana,)))
    assert asked() == []
    assert {row.title for row in services.meetings.list()} == {"Round table", "Meeting"}
