"""Messages that report on advice: which they quote, and that sending them tells its giver."""

from datetime import timedelta
from typing import Any

import pytest

from mentorcrm.models.history_kinds import AdviceResponse, Owner, Worked
from mentorcrm.models.kinds import (
    InteractionChannel,
    MessageForm,
    MessageKind,
    NeedKind,
    PartId,
    Privacy,
)
from mentorcrm.services.commands import advice as wish
from mentorcrm.services.commands.commitments import AddCommitment, KeepCommitment
from mentorcrm.services.commands.needs import AddNeed
from mentorcrm.services.commands.outreach import LogInteraction, MarkSent, StartDraft
from mentorcrm.services.commands.people import AddPerson
from tests.conftest import NOW

TODAY = NOW.date()


@pytest.fixture
def ana(run: Any) -> int:
    return int(run(AddPerson("Ana Ferreira")))


@pytest.fixture
def pilot(run: Any, ana: int) -> int:
    return int(run(wish.AddAdvice(ana, "Run a pilot first", given_on=TODAY - timedelta(days=40))))


@pytest.fixture
def note(run: Any, ana: int, pilot: int) -> int:
    return int(run(StartDraft(ana, MessageKind.IMPACT_NOTE, advice=(pilot,))))


def test_a_message_names_the_advice_it_reports_on(
    services: Any, run: Any, ana: int, pilot: int, note: int, there_and_back: Any
):
    other = run(wish.AddAdvice(ana, "Ask Sam"))
    there_and_back(wish.QuoteAdvice(note, (other, pilot, other)))
    assert services.outreach.detail(note).advice == (other, pilot)
    there_and_back(wish.QuoteAdvice(note, ()))
    assert services.outreach.detail(note).advice == ()


def test_sending_tells_them_and_undo_takes_it_back(
    services: Any, run: Any, pilot: int, note: int, there_and_back: Any
):
    sent = NOW - timedelta(days=2)
    there_and_back(MarkSent(note, InteractionChannel.MAIL, sent))
    row = services.advice.detail(pilot)
    assert (row.told_on, row.told_draft_id) == (sent.date(), note)
    assert services.advice.untold() == []
    services.dispatcher.undo()
    assert services.advice.detail(pilot).told_on is None
    assert [row.id for row in services.advice.untold()] == [pilot]


def test_advice_that_was_not_quoted_stays_untold(services: Any, run: Any, ana: int, note: int):
    other = run(wish.AddAdvice(ana, "Ask Sam"))
    run(MarkSent(note, InteractionChannel.MAIL, NOW))
    assert [row.id for row in services.advice.untold()] == [other]


def test_a_message_that_became_another_kind_tells_nothing(
    services: Any, run: Any, pilot: int, note: int
):
    from mentorcrm.services.commands.outreach import EditDraft

    run(EditDraft(note, kind=MessageKind.OFFER_HELP))
    run(MarkSent(note, InteractionChannel.MAIL, NOW))
    assert services.advice.detail(pilot).told_on is None


def test_a_word_by_hand_replaces_the_message(services: Any, run: Any, pilot: int, note: int):
    run(MarkSent(note, InteractionChannel.MAIL, NOW - timedelta(days=1)))
    run(wish.TellAdvice(pilot))
    row = services.advice.detail(pilot)
    assert (row.told_on, row.told_draft_id) == (TODAY, None)


def test_what_a_message_may_not_quote(
    services: Any, run: Any, refused: Any, ana: int, pilot: int, note: int
):
    theirs = run(wish.AddAdvice(run(AddPerson("Ben")), "x"))
    secret = run(wish.AddAdvice(ana, "x", privacy=Privacy.NEVER))
    refused(wish.QuoteAdvice(note, (theirs,)), "somebody else")
    refused(wish.QuoteAdvice(note, (secret,)), "never leaves")
    refused(StartDraft(ana, MessageKind.IMPACT_NOTE, advice=(theirs,)), "somebody else")
    run(wish.EditAdvice(pilot, {}, privacy=Privacy.NEVER))
    assert services.outreach.detail(note).advice == ()
    run(MarkSent(note, InteractionChannel.MAIL, NOW))
    assert services.advice.detail(pilot).told_on is None
    refused(wish.QuoteAdvice(note, ()), "marked as sent")


def test_advice_in_the_bin_is_quoted_no_more(services: Any, run: Any, pilot: int, note: int):
    run(wish.DeleteAdvice(pilot))
    assert services.outreach.detail(note).advice == ()
    run(MarkSent(note, InteractionChannel.MAIL, NOW))
    run(wish.RestoreAdvice(pilot))
    assert services.advice.detail(pilot).told_on is None


def test_a_report_begins_with_what_i_did_something_with(
    services: Any, run: Any, ana: int, pilot: int
):
    """What waits longest first; what is open, told or secret is left for the user to choose."""
    run(wish.EditAdvice(pilot, {"result": "two teams shipped"}, AdviceResponse.TRIED))
    told, secret, later = (run(wish.AddAdvice(ana, f"Ask {n}")) for n in range(3))
    run(wish.AddAdvice(ana, "Still open"))
    for one in (told, secret, later):
        run(wish.EditAdvice(one, {}, AdviceResponse.ADAPTED))
    run(wish.TellAdvice(told))
    run(wish.EditAdvice(secret, {}, privacy=Privacy.NEVER))
    command = services.desk.beginning(ana, MessageKind.IMPACT_NOTE)
    assert command.advice == (pilot, later)
    assert "“Run a pilot first.”" in command.body
    assert services.desk.beginning(ana, MessageKind.FIRST_ASK).advice == ()
    note = services.desk.beginning(ana, MessageKind.IMPACT_NOTE, form=MessageForm.LINKEDIN)
    assert note.advice == (pilot,)
    need = run(AddNeed(NeedKind.DECISION, "Whether to lead"))
    run(wish.LinkAdvice(later, need))
    about = services.desk.beginning(ana, MessageKind.PROGRESS_UPDATE, need_id=need)
    assert about.advice == (later,)


def test_a_draft_follows_what_becomes_of_the_advice(services: Any, run: Any, pilot: int, note: int):
    request = services.desk.request_of(services.outreach.detail(note))
    assert "⟦what I did with it⟧" in services.desk.compose(request).body
    run(wish.EditAdvice(pilot, {"result": "two teams shipped"}, AdviceResponse.TRIED))
    one = run(wish.AddExperiment(pilot, "x"))
    run(wish.EditExperiment(one, {}, judge=True, worked=Worked.PARTLY))
    request = services.desk.request_of(services.outreach.detail(note))
    composed = services.desk.compose(request)
    assert "I tried it, and it worked in part." in composed.body
    assert "⟦" not in composed.body
    assert request.filled(PartId.DECISION) == "two teams shipped"
    run(wish.QuoteAdvice(note, ()))
    request = services.desk.request_of(services.outreach.detail(note))
    assert "pilot" not in services.desk.compose(request).body


def test_what_a_note_has_no_room_for_is_not_told(services: Any, run: Any, ana: int, pilot: int):
    other = run(wish.AddAdvice(ana, "Ask Sam"))
    note = run(
        StartDraft(ana, MessageKind.IMPACT_NOTE, form=MessageForm.LINKEDIN, advice=(pilot, other))
    )
    run(MarkSent(note, InteractionChannel.MESSAGE, NOW))
    assert [row.id for row in services.advice.untold()] == [other]


def test_a_report_lists_what_i_promised_and_did_since(
    services: Any, run: Any, ana: int, pilot: int
):
    day = NOW - timedelta(days=9)
    run(LogInteraction((ana,), day, InteractionChannel.CALL))
    for what, privacy in (("send the deck", Privacy.PRIVATE), ("SECRET", Privacy.NEVER)):
        run(KeepCommitment(run(AddCommitment(ana, what, Owner.ME, privacy=privacy))))
    run(AddCommitment(ana, "book the room", Owner.ME))
    run(wish.EditAdvice(pilot, {}, response=AdviceResponse.TRIED))
    for kind in (MessageKind.PROGRESS_UPDATE, MessageKind.IMPACT_NOTE):
        body = services.desk.beginning(ana, kind).body
        assert "Done, as I promised: send the deck." in body
        assert "SECRET" not in body
        assert "book the room" not in body
