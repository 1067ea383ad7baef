"""What is private stays: a mark in every private field never turns up where it may leave."""

import json
import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import exc

from mentorcrm.asks.catalogue import spec
from mentorcrm.errors import TemplateError, UserError
from mentorcrm.models.history_kinds import (
    AdviceResponse,
    GiveDirection,
    GiveKind,
    IdeaKind,
    Owner,
    Worked,
)
from mentorcrm.models.kinds import (
    InteractionChannel,
    MessageForm,
    MessageKind,
    Outcome,
    Privacy,
    Role,
    Season,
    Tone,
)
from mentorcrm.models.tables import Person
from mentorcrm.services import snapshot
from mentorcrm.services.capture import as_command
from mentorcrm.services.commands import advice as advice_wish
from mentorcrm.services.commands import capture as capture_wish
from mentorcrm.services.commands import commitments as promise_wish
from mentorcrm.services.commands import giving as give_wish
from mentorcrm.services.commands import outreach as outreach_wish
from mentorcrm.services.commands import people as wish
from tests.conftest import NOW

MARK = "qzxmarkqzx"
QUOTED = "Run a pilot with one team"  # Private advice: its giver may read it, others not.
PRIVATE = ("notes", "how_met", "why_them", "source", "evidence_link", "birthday", "pronouns")


@pytest.fixture
def ana(run: Any) -> int:
    """A person whose every private field holds the mark."""
    person = run(wish.AddPerson("Ana Ferreira", "Kestrel", "VP", "ana@x.example"))
    run(wish.EditPerson(person, {field: f"{MARK} {field}" for field in PRIVATE}))
    run(wish.SetTags(person, (MARK,)))
    run(wish.SetMentorship(person, Role.MENTOR, Season.ACTIVE, why=MARK))
    for privacy in Privacy:
        run(
            outreach_wish.LogInteraction(
                (person,),
                NOW - timedelta(days=3),
                InteractionChannel.CALL,
                summary=MARK,
                body=MARK,
                privacy=privacy,
            )
        )
    _advise(run, person)
    _give(run, person)
    _capture(run, person)
    sent = run(outreach_wish.StartDraft(person, MessageKind.RECAP, body="Dear Ana"))
    run(outreach_wish.MarkSent(sent, InteractionChannel.MAIL, NOW))
    run(outreach_wish.RecordOutcome(sent, next(iter(outreach_wish.Outcome)), MARK))
    return person


CAPTURED = f"call 20m yesterday: {MARK} first #{MARK} !send {MARK} fri ?they owe {MARK}"


def _capture(run: Any, person: int) -> None:
    """A captured line of which all but the promise, which may be quoted to her, is the mark."""
    run(
        capture_wish.Capture(
            CAPTURED,
            (person,),
            NOW - timedelta(days=1),
            "Europe/Lisbon",
            InteractionChannel.CALL,
            summary=MARK,
            topics=(MARK,),
            promises=(capture_wish.CapturedPromise(Owner.ME, "send the deck"),),
            advice=(capture_wish.CapturedAdvice("start small"),),
            gives=tuple(
                capture_wish.CapturedGive(way, GiveKind.HELP, MARK) for way in GiveDirection
            ),
        )
    )


def test_a_captured_line_is_private_by_default_and_kept_word_for_word(services: Any, run: Any):
    ana = run(wish.AddPerson("Ana Ferreira"))
    run(as_command(services.capture.read_with(CAPTURED, ana)))
    (entry,) = services.people.detail(ana).interactions
    assert (entry.body, entry.privacy) == (CAPTURED, Privacy.PRIVATE)
    promises = services.commitments.open_with(ana)
    assert [promise.privacy for promise in promises] == [Privacy.PRIVATE] * 2
    assert all(MARK in promise.what for promise in promises)
    labels = " ".join(step.label for step in services.history.recent())
    assert "Ana" in labels
    assert MARK not in labels


def test_the_words_of_a_captured_line_are_in_no_undo_label_and_no_warning(
    services: Any, run: Any, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    ana = run(wish.AddPerson("Ana Ferreira"))
    run(as_command(services.capture.read_with(CAPTURED, ana)))
    assert MARK not in repr(services.dispatcher.undo())
    assert MARK not in repr(services.dispatcher.redo())
    for text in ("", "   "):
        with pytest.raises(UserError) as caught:
            run(replace(as_command(services.capture.read_with(CAPTURED, ana)), text=text))
        assert MARK not in str(caught.value)
    with pytest.raises(UserError) as caught:
        run(replace(as_command(services.capture.read_with(CAPTURED, ana)), people=()))
    assert MARK not in str(caught.value)
    assert MARK not in caplog.text


def _advise(run: Any, person: int) -> None:
    """Advice and promises whose private fields hold the mark, and some that never leave."""
    only_mine = {"context": MARK, "assumed": MARK, "why": MARK}
    quotable = run(advice_wish.AddAdvice(person, QUOTED))
    run(advice_wish.EditAdvice(quotable, only_mine, AdviceResponse.TRIED))
    tested = run(advice_wish.AddExperiment(quotable, "One team can do it", MARK))
    run(advice_wish.EditExperiment(tested, {"learned": MARK}, judge=True, worked=Worked.YES))
    never = run(advice_wish.AddAdvice(person, MARK, privacy=Privacy.NEVER))
    run(advice_wish.EditAdvice(never, {**only_mine, "result": MARK}, AdviceResponse.TRIED))
    for owner in Owner:
        for privacy in Privacy:
            # A promise may be spoken of to the one it was made to, unless it never leaves.
            what = MARK if privacy is Privacy.NEVER else "Send the deck"
            run(promise_wish.AddCommitment(person, what, owner, privacy=privacy))


def _give(run: Any, person: int) -> None:
    """What went both ways, ideas and introductions: every word of them is for me alone."""
    for way in GiveDirection:
        for kind in GiveKind:
            run(give_wish.NoteGiving(person, way, kind, MARK, prompted_by=MARK))
    for idea in IdeaKind:
        run(give_wish.AddGiveIdea(person, idea, MARK))
        given = run(give_wish.AddGiveIdea(person, idea, MARK))
        way = GiveDirection.GIVEN
        run(give_wish.NoteGiving(person, way, GiveKind.HELP, MARK, idea_id=given))
    other = run(wish.AddPerson("Cleo"))
    for introducer, first in ((person, None), (None, person)):
        made = run(give_wish.AddIntroduction(other, first, introducer, why=MARK))
        words = {"why": MARK, "outcome": MARK}
        agreed = {"first_agreed_on": NOW.date(), "second_agreed_on": NOW.date()}
        run(give_wish.EditIntroduction(made, words, agreed))
        run(give_wish.EditIntroduction(made, {}, {"made_on": NOW.date()}))


@pytest.mark.parametrize("kind", [MessageKind.IMPACT_NOTE, MessageKind.PROGRESS_UPDATE])
def test_advice_is_quoted_to_the_one_who_gave_it_and_to_nobody_else(
    services: Any, ana: int, run: Any, kind: MessageKind
):
    ben = run(wish.AddPerson("Ben"))
    every = tuple(services.advice.ids())
    assert QUOTED in services.desk.compose(services.desk.request(ana, kind)).body
    for person, expected in ((ana, True), (ben, False)):
        request = services.desk.request(person, kind, advice=every)
        assert (QUOTED in repr(request)) is expected
        assert MARK not in repr(services.desk.compose(request))


def test_the_mark_is_in_the_record(services: Any, ana: int):
    assert MARK in repr(services.people.detail(ana))
    assert services.search.everything(MARK)


@pytest.mark.parametrize("kind", list(MessageKind))
def test_no_message_holds_it(services: Any, ana: int, tmp_path: Path, kind: MessageKind):
    for form in spec(kind).forms:
        for tone in Tone:
            request = services.desk.request(ana, kind, tone, form)
            assert MARK not in repr(request)
            composed = services.desk.compose(request)
            assert MARK not in repr(composed)
    draft = services.dispatcher.run(services.desk.beginning(ana, kind))
    assert MARK.encode() not in services.sending.eml(draft)
    assert MARK not in (services.sending.mailto(draft) or "")


@pytest.mark.parametrize("field", [*PRIVATE, "tags", "interactions", "id", "uid", "_sa_class"])
def test_no_template_can_name_it(services: Any, ana: int, field: str):
    request = services.desk.request(ana, MessageKind.RECAP)
    for source in (f"{{{{ person.{field} }}}}", f"{{{{ person['{field}'] }}}}"):
        with pytest.raises(TemplateError) as caught:
            services.templates.preview(source, request)
        assert MARK not in str(caught.value)


def test_the_kept_start_page_and_the_labels_hold_no_note(services: Any, ana: int):
    people = services.start_page().people
    assert "notes" not in repr(people)
    ben = services.dispatcher.run(wish.AddPerson("Ben"))
    draft = services.dispatcher.run(services.desk.beginning(ben, MessageKind.FIRST_ASK))
    services.dispatcher.run(outreach_wish.MarkSent(draft, InteractionChannel.MAIL, NOW))
    services.dispatcher.run(outreach_wish.RecordOutcome(draft, Outcome.NO, MARK))
    assert any(MARK in row.evidence for row in services.today.page().rows)
    kept = json.loads(snapshot.encode(services.start_page()))
    assert kept["today"]["rows"]
    assert MARK not in repr(kept["today"])
    assert MARK not in " ".join(step.label for step in services.history.recent())


def test_no_error_and_no_log_holds_it(
    services: Any, ana: int, caplog: pytest.LogCaptureFixture, capfd: Any
):
    caplog.set_level(logging.DEBUG)

    def fails(change: Any) -> None:
        with pytest.raises(exc.SQLAlchemyError) as caught, services.store.write() as unit:
            change(unit.session)
            unit.session.flush()
        assert MARK not in f"{caught.value} {caught.value!r} {caught.value.__cause__}"

    def twin(session: Any) -> None:
        uid = session.get_one(Person, ana).uid
        session.add(Person(display_name=MARK, sort_name=MARK, notes=MARK, uid=uid))

    fails(twin)
    fails(lambda s: s.add(Person(sort_name=MARK, notes=MARK)))
    fails(lambda s: setattr(s.get_one(Person, ana), "introduced_by", 999))
    with pytest.raises(Exception, match="characters") as caught:
        services.dispatcher.run(wish.EditPerson(ana, {"notes": MARK * 40_000}))
    assert MARK not in str(caught.value)
    shown = capfd.readouterr()
    assert MARK not in caplog.text + shown.out + shown.err


def test_settings_and_lock_files_hold_nothing_of_it(services: Any, ana: int):
    services.settings.change(theme="dark")
    services.keep_start_page()
    home = services.paths.home
    plain = [p for p in home.rglob("*") if p.is_file() and not p.name.startswith("mentorcrm.db")]
    assert [p.name for p in plain if MARK.encode() in p.read_bytes()] == []


def test_a_form_a_kind_does_not_have_is_refused(services: Any, ana: int):
    with pytest.raises(Exception, match="does not fit a LinkedIn note"):
        services.desk.request(ana, MessageKind.TRIAL, form=MessageForm.LINKEDIN)
