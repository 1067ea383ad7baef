"""Since we last spoke, the brief, the recap and the invitation: whole, and nothing private out."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import AdviceResponse, FeedbackStyle, LineKind, Owner, Worked
from mentorcrm.models.kinds import (
    MessageKind,
    NeedKind,
    PartId,
    Privacy,
    Role,
    Season,
)
from mentorcrm.models.tables import (
    Advice,
    Agreement,
    Commitment,
    Experiment,
    Interaction,
    Meeting,
    Mentorship,
    WorkingStyle,
)
from mentorcrm.services import meeting_brief
from mentorcrm.services.commands import meetings as wish
from mentorcrm.services.commands import needs, outreach, people, profile
from mentorcrm.services.meetings_rows import SinceKind
from mentorcrm.services.question_bank import bank
from mentorcrm.services.takeaways import Takeaway, takeaways_of, takeaways_text
from tests.conftest import NOW

MARK = "qzxmarkqzx"
LAST = NOW - timedelta(days=60)
SOON = datetime(2026, 11, 26, 17, 30, tzinfo=UTC)


def put(services: Any, *rows: Any) -> None:
    with services.store.write() as unit:
        unit.session.add_all(rows)


@pytest.fixture
def ana(run: Any, services: Any) -> int:
    person = run(people.AddPerson("Ana Ferreira", mail="ana@x.example"))
    run(people.SetMentorship(person, Role.MENTOR, Season.ACTIVE))
    last = run(wish.PlanMeeting((person,), LAST))
    run(wish.CloseMeeting(last))
    return person


@pytest.fixture
def choice(run: Any) -> int:
    return run(needs.AddNeed(NeedKind.DECISION, "Whether to lead the team", leaning="scope first"))


@pytest.fixture
def meeting(run: Any, ana: int, choice: int) -> int:
    return run(wish.PlanMeeting((ana,), SOON, slot=45, decision_id=choice))


def promise(ana: int, what: str, owner: Owner = Owner.ME, **more: Any) -> Commitment:
    more.setdefault("made_on", LAST.date())
    return Commitment(person_id=ana, what=what, owner=owner, **more)


def advice(ana: int, words: str, **more: Any) -> Advice:
    more.setdefault("given_on", LAST.date())
    return Advice(person_id=ana, words=words, **more)


def test_since_we_last_spoke_is_put_together_from_the_record(
    services: Any, run: Any, ana: int, choice: int, meeting: int
):
    done, before = date(2026, 11, 1), date(2026, 3, 1)
    tried = advice(ana, "Pilot with one team", response=AdviceResponse.TRIED, responded_on=done)
    tried.result = "Two of three went well"
    put(
        services,
        promise(ana, "Send the deck", done_on=done),
        promise(ana, "Read her paper", done_on=before),
        promise(ana, "Ask for a stretch project"),
        promise(ana, "Look up the role", Owner.THEM, done_on=done),
        tried,
    )
    with services.store.write() as unit:
        unit.session.add(
            Experiment(
                advice_id=1, hypothesis="A shorter stand-up", tried_on=done, worked=Worked.PARTLY
            )
        )
    run(needs.EditNeed(choice, {"decided": "Lead the team"}))
    moved = services.briefs.since(ana)
    assert moved.day == LAST.date()
    assert [(row.kind, row.text) for row in moved.rows] == [
        (SinceKind.DONE, "Send the deck"),
        (SinceKind.OPEN, "Ask for a stretch project"),
        (SinceKind.EXPERIMENT, "A shorter stand-up"),
        (SinceKind.ADVICE, "Pilot with one team"),
        (SinceKind.DECIDED, "Whether to lead the team"),
        (SinceKind.THEIRS, "Look up the role"),
    ]
    assert moved.told == (
        "Done, as I promised: send the deck.",
        "Still open on my side: ask for a stretch project.",
        "I put your advice to the test, pilot with one team: it worked in part.",
        "I tried what you advised: pilot with one team. Two of three went well.",
        "I have decided: lead the team.",
    )
    update = services.desk.request(ana, MessageKind.PROGRESS_UPDATE, advice=())
    assert "Send the deck" in update.value(PartId.TRIED)
    assert update.talked.since == moved.told
    body = services.desk.compose(update).body
    assert "sent the deck" in body


def test_the_brief_is_one_person_on_one_screen(services: Any, run: Any, ana: int, meeting: int):
    with services.store.read() as session:
        role = session.query(Mentorship.id).filter_by(person_id=ana).scalar()
    put(
        services,
        Agreement(
            mentorship_id=role,
            purpose="The step to lead",
            rhythm_days=90,
            minutes=45,
            off_limits=["Pay"],
        ),
        WorkingStyle(
            person_id=ana,
            feedback=FeedbackStyle.COACHING,
            prefers="Conclusion first",
            their_limits="Not on Fridays",
        ),
        promise(ana, "Send the deck", due=date(2026, 11, 30)),
        promise(ana, "Ask about January", Owner.THEM),
        advice(ana, "Ask for a room"),
    )
    run(wish.AddPoint(meeting, "Her promotion", detail="Ask first"))
    brief = services.briefs.brief(ana)
    assert brief.standing == "Mentor, active since 2026"
    assert brief.terms.agreed == ("The step to lead", "We meet every 90 days, 45 minutes")
    assert brief.terms.boundaries == ("Off limits: Pay", "Not on Fridays")
    assert (brief.terms.style, brief.terms.prefers) == (
        FeedbackStyle.COACHING, "Conclusion first",
    )  # fmt: skip
    assert [p.what for p in brief.mine] == ["Send the deck"]
    assert [p.what for p in brief.theirs] == ["Ask about January"]
    assert [a.words for a in brief.advice] == ["Ask for a room"]
    assert brief.decision is not None
    assert 3 <= len(brief.questions) <= 5
    coaching = {q.text for q in bank().questions if q.style is FeedbackStyle.COACHING}
    assert set(brief.questions) <= coaching
    text = meeting_brief.as_markdown(services.briefs.brief(ana, leaving=True), NOW.date())
    for said in ("Mine: Send the deck, by 30 November 2026", "Her promotion (", "Whether to lead"):
        assert said in text
    for kept in ("Pay", "Not on Fridays", "Conclusion first", "Ask first"):
        assert kept not in text


def test_what_never_leaves_and_what_others_said_stays_out(
    services: Any, run: Any, ana: int, meeting: int
):
    """Every private field holds the mark; no brief, invitation, recap or agenda does."""
    ben = run(people.AddPerson("Ben Okafor"))
    role = run(people.SetMentorship(ben, Role.MENTOR, Season.ACTIVE))
    never = Privacy.NEVER
    done = date(2026, 11, 20)
    told = advice(ana, "x", privacy=Privacy.PRIVATE, context=MARK, assumed=MARK, why=MARK,
                  response=AdviceResponse.TRIED, responded_on=done)  # fmt: skip
    put(
        services,
        promise(ana, MARK, privacy=never),
        promise(ana, MARK, privacy=never, done_on=done),
        promise(ana, MARK, Owner.THEM, privacy=never),
        promise(ana, MARK, Owner.THEM, privacy=never, done_on=done),
        advice(ana, MARK, privacy=never),
        advice(ana, MARK, privacy=never, response=AdviceResponse.TRIED, responded_on=done),
        told,
        promise(ben, MARK),
        promise(ben, MARK, Owner.THEM),
        advice(ben, MARK),
        WorkingStyle(person_id=ana, prefers=MARK, their_limits=MARK, my_limits=MARK),
    )
    with services.store.write() as unit:
        first = unit.session.query(Advice).filter_by(words=MARK).first()
        unit.session.add(
            Experiment(advice_id=first.id, hypothesis=MARK, learned=MARK, tried_on=done)
        )
        mine = unit.session.query(Advice).filter_by(words="x").one()
        unit.session.add(Experiment(advice_id=mine.id, hypothesis="y", learned=MARK, tried_on=done))
        held = unit.session.query(Mentorship).filter_by(person_id=ana).one()
        unit.session.add(
            Agreement(
                mentorship_id=held.id,
                off_limits=[MARK],
                confidentiality=MARK,
                conflicts=MARK,
                how_we_end=MARK,
            )
        )
    assert role
    both = run(wish.PlanMeeting((ana, ben), NOW - timedelta(days=2)))
    run(wish.AddLine(both, LineKind.QUOTE, MARK))
    run(wish.AddLine(both, LineKind.ADVICE, MARK, ben))
    run(wish.AddLine(both, LineKind.THEIR_PROMISE, MARK, ben))
    run(wish.AddLine(both, LineKind.MY_PROMISE, MARK, ben))
    run(wish.AddLine(both, LineKind.NOTE, MARK))
    run(wish.AddLine(both, LineKind.DECISION, MARK))
    kept = run(wish.AddLine(both, LineKind.MY_PROMISE, f"{MARK} to her", ana))
    run(wish.SetLinePrivacy(kept, never))
    run(wish.CloseMeeting(both, 1, takeaways=f"(private) {MARK}\nTwo allies matter more"))
    run(wish.AddPoint(meeting, "Her promotion", detail=MARK))
    run(wish.EditMeeting(meeting, progress=MARK))

    assert MARK in repr(services.briefs.brief(ana))
    leaving = services.briefs.brief(ana, leaving=True)
    assert MARK not in repr(leaving)
    assert MARK not in meeting_brief.as_markdown(leaving, NOW.date())
    assert MARK not in services.invitations.agenda_text(meeting)
    assert MARK.encode() not in services.invitations.ics(meeting)
    recap = services.recaps.begin(both, ana)
    assert "two allies matter more" in recap.draft.body
    assert MARK not in repr(recap)
    for kind in MessageKind:
        request = services.desk.request(ana, kind)
        assert MARK not in repr(request), kind
        assert MARK not in repr(services.desk.compose(request)), kind
    assert MARK not in " ".join(step.label for step in services.history.recent())


def test_the_recap_says_thanks_takeaways_and_promises_both_ways(
    services: Any, run: Any, ana: int, choice: int
):
    run(profile.EditProfile({"name": "Noor Haddad"}))
    held = run(wish.PlanMeeting((ana,), NOW - timedelta(hours=2), decision_id=choice))
    run(wish.AddLine(held, LineKind.MY_PROMISE, "Send her the scope page by 30 November"))
    number = run(wish.AddLine(held, LineKind.MY_PROMISE, "introduce a lead candidate"))
    run(wish.SetLineDue(number, date(2026, 12, 4)))
    run(wish.AddLine(held, LineKind.THEIR_PROMISE, "Ana asks about the January opening"))
    run(
        wish.CloseMeeting(
            held,
            4,
            "Ask for scope first\nTwo allies matter more",
            "the patience with my long version",
        )
    )
    command = services.recaps.begin(held)
    draft = run(command)
    text = services.outreach.detail(draft)
    assert "Thank you for the patience with my long version." in text.body
    assert "What I take with me: ask for scope first; two allies matter more." in text.body
    assert (
        "I will send you the scope page by 30 November and introduce a lead candidate by "
        "4 December." in " ".join(text.body.split())
    )
    assert "You offered to ask about the January opening." in text.body
    assert "⟦" not in text.body
    detail = services.meetings.detail(held)
    assert detail.recap_draft_id == draft
    assert text.kind is MessageKind.RECAP
    services.dispatcher.undo()
    assert services.meetings.detail(held).recap_draft_id is None


def test_a_recap_goes_to_somebody_who_was_there(run: Any, services: Any, ana: int):
    ben = run(people.AddPerson("Ben"))
    held = run(wish.PlanMeeting((ana,), NOW - timedelta(hours=2)))
    command = services.recaps.begin(held, ben)
    with pytest.raises(UserError, match="somebody who was there"):
        run(command)


def test_takeaways_keep_what_may_be_done_with_them():
    kept = (
        Takeaway("Scope first"),
        Takeaway("She seemed tired", Privacy.NEVER),
        Takeaway("Two allies", Privacy.SHAREABLE),
    )
    assert takeaways_of(takeaways_text(kept)) == kept
    assert takeaways_of("\n  \n(Private)x") == (Takeaway("x", Privacy.NEVER),)
    for typed in ("- (private) x", "* (Private): x", "• (never) x", "1. (private) x"):
        assert takeaways_of(typed) == (Takeaway("x", Privacy.NEVER),), typed
    assert takeaways_of("- x") == (Takeaway("- x"),)


def event_of(content: bytes) -> tuple[Any, Any]:
    calendar = Calendar.from_ical(content)
    return calendar, calendar.walk("VEVENT")[0]


def test_an_invitation_keeps_its_uid_and_counts_its_moves(
    services: Any, run: Any, ana: int, meeting: int
):
    run(wish.EditMeeting(meeting, title="Quarterly call", link="https://meet.example/x"))
    calendar, event = event_of(services.invitations.ics(meeting))
    assert calendar["METHOD"] == "PUBLISH"
    assert event["ORGANIZER"] == "invalid:nomail"
    uid = event["UID"]
    assert (event["SEQUENCE"], str(event["SUMMARY"])) == (0, "Quarterly call")
    assert event["DTSTART"].dt == SOON
    run(profile.EditProfile({"name": "Noor Haddad", "reach_me": "Write to noor@x.example"}))
    run(wish.MoveMeeting(meeting, SOON + timedelta(hours=1)))
    calendar, event = event_of(services.invitations.ics(meeting))
    assert (calendar["METHOD"], event["UID"], event["SEQUENCE"]) == ("REQUEST", uid, 1)
    assert event["ORGANIZER"] == "mailto:noor@x.example"
    assert event["ATTENDEE"] == "mailto:ana@x.example"
    run(wish.CancelMeeting(meeting))
    calendar, event = event_of(services.invitations.ics(meeting))
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 2)
    assert services.invitations.name(meeting) == "2026-11-26-ana.ics"


@pytest.mark.parametrize(
    ("at", "local"),
    [
        (datetime(2027, 3, 26, 16, 0, tzinfo=UTC), "20270326T170000"),  # before summer time
        (datetime(2027, 3, 29, 15, 0, tzinfo=UTC), "20270329T170000"),  # after it
        (datetime(2027, 3, 28, 0, 45, tzinfo=UTC), "20270328T014500"),  # over the gap
    ],
)
def test_an_invitation_is_true_to_its_zone(
    services: Any, run: Any, ana: int, at: datetime, local: str
):
    number = run(wish.PlanMeeting((ana,), at, slot=60, zone="Europe/Berlin"))
    content = services.invitations.ics(number)
    assert f"DTSTART;TZID=Europe/Berlin:{local}".encode() in content
    assert b"BEGIN:VTIMEZONE" in content
    _calendar, event = event_of(content)
    assert event["DTSTART"].dt == at
    assert event["DTEND"].dt == at + timedelta(hours=1)


def test_a_title_cannot_add_a_property_to_an_invitation(services: Any, run: Any, ana: int):
    title = "Call\r\nATTACH:file:///etc/passwd\u2028X-EVIL:1"
    number = run(wish.PlanMeeting((ana,), SOON, title=title, link="https://x.example\nEND:VEVENT"))
    calendar, event = event_of(services.invitations.ics(number))
    assert len(calendar.walk("VEVENT")) == 1
    assert not {"ATTACH", "X-EVIL"} & set(event)


def test_no_invitation_to_what_never_leaves_or_is_over(services: Any, run: Any, meeting: int):
    run(wish.StartNotes(meeting))
    run(wish.CloseMeeting(meeting))
    with pytest.raises(UserError, match="is over"):
        services.invitations.ics(meeting)
    with services.store.write() as unit:
        contact = unit.session.get_one(Meeting, meeting).interaction_id
        unit.session.get_one(Interaction, contact).privacy = Privacy.NEVER
    with pytest.raises(UserError, match="never leaving"):
        services.invitations.ics(meeting)


def test_the_bank_is_large_and_each_question_is_known_again():
    questions = bank().questions
    assert len(questions) >= 40
    assert len({q.key for q in questions}) == len(questions)
    assert len({q.folded for q in questions}) == len(questions)
    assert {q.topic for q in questions} <= set(bank().topics)
    for style in (FeedbackStyle.DIRECTIVE, FeedbackStyle.COACHING, FeedbackStyle.REFLECTIVE):
        assert sum(q.style is style for q in questions) >= 12
    for question in questions:
        assert question.text.endswith("?")
        assert "!" not in question.text


def test_no_question_is_offered_twice_to_the_same_person(services: Any, run: Any, ana: int):
    ben = run(people.AddPerson("Ben"))
    offered = []
    while some := services.questions.suggested(ana):
        offered += [q.text for q in some]
        for question in some:
            # Typed by hand in other letters, as people do.
            run(wish.NoteAsked(ana, question.text.upper()))
    assert len(offered) == len(set(offered)) == len(bank().questions)
    assert len(services.questions.suggested(ben, limit=99)) == len(bank().questions)
    row = services.questions.everything(ana)[0]
    assert row.asked[0].asked_on == NOW.date()
    run(wish.NoteCameOf(row.asked[0].id, "We wrote the terms down"))
    assert services.questions.asked(ana)[-1].came_of or services.questions.asked(ana)[0].came_of


def test_questions_of_my_own_come_first_where_they_fit(
    services: Any, run: Any, there_and_back: Any, refused: Any, ana: int, meeting: int
):
    own = there_and_back(wish.AddQuestion("What did your first team get wrong?", "choice"))
    first = services.questions.suggested(ana, meeting)[0]
    assert (first.own, first.text) == (own, "What did your first team get wrong?")
    refused(wish.AddQuestion("what did your FIRST team get wrong"), "in the bank already")
    there_and_back(wish.RemoveQuestion(own))


def test_what_a_meeting_that_never_leaves_is_for_is_not_on_paper(
    run: Any, services: Any, ana: int, meeting: int
):
    need = run(needs.AddNeed(NeedKind.DECISION, f"{MARK} or not?"))
    run(wish.SetDecision(meeting, need))
    spoken = run(wish.PlanMeeting((ana,), NOW - timedelta(days=2)))
    run(wish.AddLine(spoken, LineKind.QUOTE, f"She said {MARK}"))
    assert MARK in meeting_brief.as_markdown(services.briefs.brief(ana, leaving=True), NOW.date())
    for number in (meeting, spoken):
        contact = services.meetings.detail(number).row.interaction_id
        run(outreach.SetPrivacy(contact, Privacy.NEVER))
    assert MARK in repr(services.briefs.brief(ana))
    assert MARK not in repr(services.briefs.brief(ana, leaving=True))
