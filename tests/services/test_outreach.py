"""Messages: started, edited, versioned, sent, answered; the user's own templates."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mentorcrm.app import build
from mentorcrm.asks.templates import builtin
from mentorcrm.clock import FixedClock
from mentorcrm.errors import NotFound, TemplateError, UserError
from mentorcrm.models.kinds import (
    Direction,
    DraftState,
    InteractionChannel,
    MessageForm,
    MessageKind,
    NeedKind,
    Outcome,
    PartId,
    Role,
    Season,
    Tone,
)
from mentorcrm.paths import Paths
from mentorcrm.services.commands import needs as need_wish
from mentorcrm.services.commands import outreach as wish
from mentorcrm.services.commands import people as people_wish
from tests.conftest import NOW

MAIL = InteractionChannel.MAIL


@pytest.fixture
def ana(run: Any) -> int:
    new = people_wish.AddPerson("Ana Ferreira", mail="ana@x.example", season=Season.CANDIDATE)
    return run(new)


@pytest.fixture
def draft(run: Any, ana: int) -> int:
    return run(wish.StartDraft(ana, MessageKind.FIRST_ASK, subject="Hello", body="Dear Ana"))


def test_starting_and_editing(there_and_back: Any, refused: Any, services: Any, ana: int):
    parts = {PartId.STUCK: "which team first", PartId.TRIED: " "}
    draft = there_and_back(wish.StartDraft(ana, MessageKind.RECAP, parts=parts))
    assert dict(services.outreach.detail(draft).parts) == {PartId.STUCK: "which team first"}
    there_and_back(wish.EditDraft(draft, kind=MessageKind.PAUSE, tone=Tone.PLAIN, subject="a\nb"))
    kept = services.outreach.detail(draft)
    assert (kept.kind, kept.tone, kept.subject) == (MessageKind.PAUSE, Tone.PLAIN, "a b")
    refused(wish.StartDraft(999, MessageKind.RECAP), "no longer there")
    refused(wish.StartDraft(ana, MessageKind.RECAP, need_id=999), "no longer there")
    refused(wish.EditDraft(999), "no longer there")


def test_typing_for_a_minute_is_one_step_of_undo(paths: Any):
    def at(seconds: int) -> Any:
        return build(paths, FixedClock(NOW + timedelta(seconds=seconds), "Europe/Lisbon"))

    services = at(0)
    ana = services.dispatcher.run(people_wish.AddPerson("Ana"))
    draft = services.dispatcher.run(wish.StartDraft(ana, MessageKind.RECAP))
    for seconds, text in ((0, "one"), (40, "two"), (99, "three"), (170, "four")):
        services.store.close()
        services = at(seconds)
        services.dispatcher.run(wish.EditDraft(draft, body=text))
    bodies = []
    while services.dispatcher.undo().startswith("Edit"):
        bodies.append(services.outreach.detail(draft).body)
    services.store.close()
    assert bodies == ["three", ""]


def test_versions_go_back_and_forth(there_and_back: Any, refused: Any, services: Any, draft: int):
    assert there_and_back(wish.KeepVersion(draft, "first")) == 1
    there_and_back(wish.EditDraft(draft, body="Hi Ana"))
    first = services.outreach.detail(draft).versions[0]
    there_and_back(wish.RestoreVersion(first.id), "Go back to version 1")
    kept = services.outreach.detail(draft)
    assert kept.body == "Dear Ana"
    assert [(v.number, v.body) for v in kept.versions] == [(2, "Hi Ana"), (1, "Dear Ana")]
    refused(wish.RestoreVersion(999), "no longer there")


def test_findings_are_set_aside_and_shown_again(there_and_back: Any, services: Any, draft: int):
    there_and_back(wish.DismissFinding(draft, "hedge", "just"))
    services.dispatcher.run(wish.DismissFinding(draft, "hedge", "just"))
    assert services.outreach.detail(draft).dismissed == {("hedge", "just")}
    there_and_back(wish.RecallFindings(draft))


def test_attaching_a_damaged_file_again_mends_it(
    services: Any, draft: int, paths: Paths, tmp_path: Path
):
    file = tmp_path / "one pager.txt"
    file.write_text("one page")
    services.dispatcher.run(wish.AttachFile(draft, str(file)))
    (kept,) = paths.attachments.iterdir()
    kept.write_text("one p")
    services.dispatcher.run(wish.AttachFile(draft, str(file)))
    assert kept.read_text() == "one page"


def test_attachments_are_kept_by_content(
    there_and_back: Any, refused: Any, services: Any, draft: int, tmp_path: Path
):
    file = tmp_path / "one pager.txt"
    file.write_text("one page")
    number = there_and_back(wish.AttachFile(draft, str(file)), "Attach one pager.txt")
    file.unlink()
    assert b"one page" in services.sending.eml(draft) or b"b25lIHBhZ2U" in services.sending.eml(
        draft
    )
    refused(wish.AttachFile(draft, str(file)), "could not be read")
    refused(wish.AttachFile(draft, str(tmp_path)), "is not a file")
    there_and_back(wish.DetachFile(draft, number))
    assert services.outreach.detail(draft).attachments == ()


def test_sending_logs_the_contact_sets_the_follow_up_and_the_season(
    there_and_back: Any, services: Any, ana: int, draft: int
):
    there_and_back(wish.MarkSent(draft, MAIL, NOW))
    kept = services.outreach.detail(draft)
    assert kept.state is DraftState.SENT
    assert kept.follow_up_due == date(2026, 12, 2)  # Six working days after Tuesday 24 November.
    person = services.people.detail(ana)
    assert [m.season for m in person.mentorships] == [Season.ASKED]
    (contact,) = person.interactions
    assert (contact.direction, contact.draft_id, contact.summary) == (Direction.ME, draft, "Hello")
    assert person.last_contact is None  # Writing is not yet contact.


def test_the_follow_up_counts_from_my_day_not_from_greenwich(paths: Any):
    services = build(paths, FixedClock(datetime(2026, 11, 22, 23, tzinfo=UTC), "Asia/Tokyo"))
    ana = services.dispatcher.run(people_wish.AddPerson("Ana"))
    draft = services.dispatcher.run(wish.StartDraft(ana, MessageKind.ONE_QUESTION))
    services.dispatcher.run(wish.MarkSent(draft, MAIL, services.clock.now()))
    due = services.outreach.detail(draft).follow_up_due
    services.store.close()
    assert due == date(2026, 12, 1)  # It was Monday 23 November in Tokyo.


def test_what_cannot_be_sent_is_said(refused: Any, run: Any, draft: int, ana: int):
    refused(wish.MarkSent(draft, MAIL, NOW + timedelta(days=1)), "lies in the future")
    refused(wish.RecordOutcome(draft, Outcome.YES), "Mark the message as sent before")
    run(wish.MarkSent(draft, MAIL, NOW))
    refused(wish.MarkSent(draft, MAIL, NOW), "marked as sent already")
    refused(wish.RecordOutcome(draft, Outcome.YES, on=NOW.date() + timedelta(days=1)), "between")
    refused(wish.RecordOutcome(draft, Outcome.YES, on=NOW.date() - timedelta(days=1)), "between")
    run(people_wish.DeletePeople((ana,)))
    refused(wish.RecordOutcome(draft, Outcome.YES), "in the bin")


def test_a_message_that_asks_nothing_is_closed_when_sent(run: Any, services: Any, ana: int):
    thanks = run(wish.StartDraft(ana, MessageKind.IMPACT_NOTE))
    run(wish.MarkSent(thanks, MAIL, NOW))
    assert services.outreach.detail(thanks).state is DraftState.CLOSED
    assert services.outreach.detail(thanks).follow_up_due is None
    assert services.people.detail(ana).mentorships[0].season is Season.CANDIDATE


@pytest.mark.parametrize("outcome", list(Outcome))
def test_outcomes(there_and_back: Any, services: Any, run: Any, ana: int, draft: int, outcome: Any):
    run(wish.MarkSent(draft, MAIL, NOW - timedelta(days=2)))
    there_and_back(wish.RecordOutcome(draft, outcome, "in their words"))
    kept = services.outreach.detail(draft)
    silent = outcome is Outcome.NO_ANSWER
    assert kept.state is (DraftState.CLOSED if silent else DraftState.ANSWERED)
    assert kept.follow_up_due is None
    assert (services.people.detail(ana).last_contact is None) == silent


def test_a_corrected_outcome_stays_one_contact(run: Any, services: Any, ana: int, draft: int):
    run(wish.MarkSent(draft, MAIL, NOW - timedelta(days=3)))
    run(wish.RecordOutcome(draft, Outcome.YES, "sure"))
    yesterday = NOW.date() - timedelta(days=1)
    run(wish.RecordOutcome(draft, Outcome.NO, "sorry, no", on=yesterday))
    theirs = [i for i in services.people.detail(ana).interactions if i.direction is Direction.THEM]
    assert [(i.summary, i.body) for i in theirs] == [("Answered: no, with a reason", "sorry, no")]
    assert theirs[0].at.date() == yesterday
    run(wish.RecordOutcome(draft, Outcome.NO_ANSWER))
    assert services.people.detail(ana).last_contact is None


def test_a_deleted_draft_is_gone_until_undone(
    there_and_back: Any, refused: Any, services: Any, draft: int
):
    there_and_back(wish.DeleteDraft(draft))
    assert services.outreach.list() == ()
    refused(wish.EditDraft(draft, body="x"), "in the bin")
    with pytest.raises(NotFound):
        services.outreach.detail(draft)
    services.dispatcher.undo()
    assert [d.id for d in services.outreach.list(DraftState.DRAFT)] == [draft]


def test_a_draft_outlives_the_need_it_was_for(run: Any, services: Any, ana: int):
    need = run(need_wish.AddNeed(NeedKind.OUTCOME, "lead a second team"))
    draft = run(wish.StartDraft(ana, MessageKind.ONE_QUESTION, need_id=need))
    assert services.desk.request_of(services.outreach.detail(draft)).need is not None
    run(need_wish.DeleteNeed(need))
    assert services.desk.request_of(services.outreach.detail(draft)).need is None
    run(wish.EditDraft(draft, need_id=need, body="kept as it was"))
    with pytest.raises(UserError, match="in the bin"):
        run(wish.StartDraft(ana, MessageKind.ONE_QUESTION, need_id=need))


def test_a_mailto_link_needs_an_address(run: Any, services: Any, draft: int):
    assert services.sending.mailto(draft).startswith("mailto:ana@x.example?")
    nobody = run(people_wish.AddPerson("Kofi"))
    other = run(wish.StartDraft(nobody, MessageKind.RECAP))
    with pytest.raises(UserError, match="no e-mail address"):
        services.sending.mailto(other)


@pytest.mark.parametrize("place", ["no/such/folder/a.eml", "."])
def test_a_place_that_cannot_hold_the_mail_file_is_said(
    services: Any, draft: int, tmp_path: Path, place: str
):
    with pytest.raises(UserError, match="folder"):
        services.sending.save_eml(draft, tmp_path / place)


class TestTemplates:
    KEY = (MessageKind.ONE_QUESTION, Tone.WARM, MessageForm.MAIL)
    MINE = "---\nsubject: One question\n---\nDear {{ person.first_name }},\n\nmine\n"

    def test_an_own_copy_is_used_and_reset(self, there_and_back: Any, services: Any, ana: int):
        there_and_back(wish.SaveTemplate(*self.KEY, self.MINE, "Mine"))
        composed = services.desk.compose(services.desk.request(ana, *self.KEY))
        assert (composed.subject, composed.body.strip()) == ("One question", "Dear Ana,\n\nmine")
        (row,) = [t for t in services.templates.list() if t.own]
        assert (row.kind, row.name, row.outdated) == (self.KEY[0], "Mine", False)
        there_and_back(wish.ResetTemplate(*self.KEY))
        assert services.templates.source(*self.KEY) == builtin(*self.KEY)
        assert not any(t.own for t in services.templates.list())

    @pytest.mark.parametrize(
        "source", ["{{ person.notes }}", "{% set x = 1 %}", "{{ 7", "{{ ''.__class__ }}"]
    )
    def test_a_refused_template_is_not_kept(self, services: Any, dump: Any, source: str):
        before = dump()
        with pytest.raises(TemplateError) as caught:
            services.dispatcher.run(wish.SaveTemplate(*self.KEY, source))
        assert caught.value.line == 1
        assert dump() == before

    def test_an_upgrade_shows_who_changed_what(self, run: Any, services: Any):
        run(wish.SaveTemplate(*self.KEY, builtin(*self.KEY).source + "\nMy line."))
        with services.store.write() as unit:  # As if the built-in had been another one then.
            from mentorcrm.models.tables import Template

            unit.session.query(Template).one().based_on = "Another beginning"
        assert [t.outdated for t in services.templates.list() if t.own] == [True]
        lines = services.templates.difference(*self.KEY)
        assert ("-", "My line.", "you") in {(d.mark, d.text, d.by) for d in lines}

    def test_export_and_import_agree(self, run: Any, services: Any):
        run(wish.SaveTemplate(*self.KEY, self.MINE, "Mine"))
        read = services.templates.read(services.templates.export(*self.KEY))
        assert (read.kind, read.tone, read.form) == self.KEY
        assert "mine" in read.source
        with pytest.raises(UserError, match="needs"):
            services.templates.read("no header")

    def test_every_built_in_can_be_copied_and_exported(self, services: Any):
        for row in services.templates.list():
            key = (row.kind, row.tone, row.form)
            assert services.templates.read(services.templates.export(*key)).kind is row.kind


def test_a_role_other_than_mentor_is_not_moved(run: Any, services: Any, ana: int, draft: int):
    run(people_wish.SetMentorship(ana, Role.PEER, Season.CANDIDATE))
    run(wish.MarkSent(draft, MAIL, NOW))
    seasons = {m.role: m.season for m in services.people.detail(ana).mentorships}
    assert seasons == {Role.MENTOR: Season.ASKED, Role.PEER: Season.CANDIDATE}
