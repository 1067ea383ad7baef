"""Today from a real file: rows that cite what is there, putting off, first steps, undo."""

from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest

from mentorcrm.clock import FixedClock
from mentorcrm.models.kinds import (
    DraftState,
    InteractionChannel,
    MessageKind,
    NeedKind,
    Outcome,
    PartId,
)
from mentorcrm.services.commands.meetings import CancelMeeting, PlanMeeting
from mentorcrm.services.commands.needs import AddNeed, DeleteNeed
from mentorcrm.services.commands.outreach import (
    DeleteDraft,
    EditDraft,
    LogInteraction,
    MarkSent,
    RecordOutcome,
    StartDraft,
)
from mentorcrm.services.commands.people import AddPerson, DeletePeople
from mentorcrm.services.commands.profile import EditProfile
from mentorcrm.services.commands.today import SetFirstStepsAside, SnoozeRow
from mentorcrm.services.commands.transfer import AddSample, RemoveSample
from mentorcrm.services.facade import Services
from mentorcrm.services.today_rows import FirstSteps, Reason
from mentorcrm.storage import schema
from tests.conftest import NOW

Run = Callable[..., Any]
MAIL = InteractionChannel.MAIL


@pytest.fixture
def busy(run: Run) -> dict[str, int]:
    """Something of every kind that can wait."""
    ids: dict[str, int] = {}
    for name in ("Ana Ferreira", "Ben Adler", "Chidi Okoro", "Dana Weiss", "Eva Lund", "Finn Roe"):
        ids[name.split()[0]] = run(AddPerson(name))
    draft = {
        who: run(StartDraft(ids[who], kind, subject="About the move"))
        for who, kind in (
            ("Ana", MessageKind.FIRST_ASK),
            ("Ben", MessageKind.FIRST_ASK),
            ("Chidi", MessageKind.ONE_QUESTION),
            ("Dana", MessageKind.TRIAL),
            ("Eva", MessageKind.FIRST_ASK),
        )
    }
    run(EditDraft(draft["Ben"], state=DraftState.READY))
    for who, days in (("Chidi", 9), ("Dana", 20), ("Eva", 3)):
        run(MarkSent(draft[who], MAIL, NOW - timedelta(days=days)))
    run(RecordOutcome(draft["Chidi"], Outcome.YES, "Try a small team first."))
    ids["need"] = run(AddNeed(NeedKind.DECISION, "Stay or move", decide_by=NOW.date()))
    return ids | {f"draft {who}": number for who, number in draft.items()}


def test_every_row_cites_a_record_that_is_there(services: Services, busy: dict[str, int]) -> None:
    rows = services.today.page().rows
    assert [row.reason for row in rows] == [
        Reason.THANK, Reason.FOLLOW_UP, Reason.SEND, Reason.DECIDE, Reason.FINISH,
    ]  # fmt: skip
    with closing(schema.connect(services.paths.database, read_only=True)) as connection:
        for row in rows:
            query = f'SELECT count(*) FROM "{row.table}" WHERE id = ? AND deleted_at IS NULL'
            assert connection.execute(query, (row.record,)).fetchone() == (1,)
            if row.person is not None:
                person = connection.execute(
                    "SELECT display_name FROM person WHERE id = ?", (row.person,)
                ).fetchone()
                assert person == (row.name,)


def test_the_page_is_the_same_each_time(services: Services, busy: dict[str, int]) -> None:
    assert services.today.page() == services.today.page()
    assert services.today.number() == services.today.page().total == 5


def test_sent_asks_are_waiting_with_their_day(services: Services, busy: dict[str, int]) -> None:
    waiting = services.today.page().unanswered
    assert [(one.name, one.sent) for one in waiting] == [
        ("Dana Weiss", date(2026, 11, 4)),
        ("Eva Lund", date(2026, 11, 21)),
    ]


def test_what_is_in_the_bin_does_not_wait(
    services: Services, busy: dict[str, int], run: Run
) -> None:
    run(DeletePeople((busy["Ana"], busy["Dana"])))
    run(DeleteDraft(busy["draft Ben"]))
    run(DeleteNeed(busy["need"]))
    assert [row.reason for row in services.today.page().rows] == [Reason.THANK]


def test_at_most_seven_rows_and_the_number_of_all(services: Services, run: Run) -> None:
    for number in range(9):
        run(StartDraft(run(AddPerson(f"Person {number}")), MessageKind.FIRST_ASK))
    page = services.today.page()
    assert (len(page.rows), page.total) == (7, 9)


def test_putting_a_row_off_is_one_step_and_it_comes_back(
    services: Services,
    busy: dict[str, int],
    there_and_back: Run,
    reopened: Callable[[], Services],
    clock: FixedClock,
) -> None:
    row = services.today.page().rows[1]
    said = f"Put off “{row.title}” for 3 days"
    there_and_back(SnoozeRow(row.what, 3, row.title), said)
    assert row.what not in {one.what for one in services.today.page().rows}
    object.__setattr__(clock, "instant", NOW + timedelta(days=3))
    again = reopened()
    assert row.what in {one.what for one in again.today.page().rows}
    there_and_back(SnoozeRow(row.what, 7))
    assert row.what not in {one.what for one in services.today.page().rows}


def test_a_row_is_put_off_for_a_day_at_least(refused: Run) -> None:
    refused(SnoozeRow("finish/draft/1", 0), "at least one day")


def test_only_what_really_happened_ticks_the_first_steps(services: Services, run: Run) -> None:
    def steps() -> FirstSteps:
        found = services.today.page().steps
        assert found is not None
        return found

    assert services.today.page().empty
    run(AddSample())
    assert services.today.page().sample
    sample = services.people.ids()[0]
    begun = run(StartDraft(sample, MessageKind.FIRST_ASK, parts={PartId.FOCUS: "the move"}))
    assert steps() == FirstSteps()
    assert not services.today.page().empty
    run(DeleteDraft(begun))
    run(RemoveSample())
    run(EditProfile({"name": "Noor Haddad"}))
    assert not steps().profile
    run(EditProfile({"intro_line": "I lead a small team in Oslo."}))
    assert steps() == FirstSteps(profile=True)
    person = run(AddPerson("Helen Brandt"))
    run(AddNeed(NeedKind.SKILL, "Run a good one to one"))
    draft = run(StartDraft(person, MessageKind.FIRST_ASK))
    assert steps() == FirstSteps(True, True, True)
    run(EditDraft(draft, parts={PartId.FOCUS: "one to ones"}))
    assert steps().written
    run(MarkSent(draft, MAIL, NOW))
    assert services.today.page().steps is None


def test_the_first_steps_can_be_set_aside_and_taken_back(
    services: Services, there_and_back: Run
) -> None:
    there_and_back(SetFirstStepsAside(), "Set the first steps aside")
    assert services.today.page().steps is None
    services.dispatcher.undo()
    assert services.today.page().steps is not None


def test_a_note_on_somebody_and_a_meeting_called_off_are_no_sign_of_life(
    services: Services, run: Run
) -> None:
    eva = run(AddPerson("Eva Lund"))
    ask = run(StartDraft(eva, MessageKind.FIRST_ASK))
    run(MarkSent(ask, MAIL, NOW - timedelta(days=20)))

    def reasons() -> list[Reason]:
        return [row.reason for row in services.today.page().rows if row.record == ask]

    assert reasons() == [Reason.FOLLOW_UP]
    yesterday = NOW - timedelta(days=1)
    run(LogInteraction((eva,), yesterday, InteractionChannel.NOTE, summary="Read her paper"))
    run(CancelMeeting(run(PlanMeeting((eva,), yesterday)), "She was ill"))
    assert reasons() == [Reason.FOLLOW_UP]
    run(LogInteraction((eva,), yesterday, InteractionChannel.CALL))
    assert reasons() == [Reason.HEARD]


def test_a_note_on_somebody_does_not_answer_their_yes(services: Services, run: Run) -> None:
    eva = run(AddPerson("Eva Lund"))
    ask = run(StartDraft(eva, MessageKind.FIRST_ASK))
    run(MarkSent(ask, MAIL, NOW - timedelta(days=3)))
    run(RecordOutcome(ask, Outcome.YES, "Gladly"))

    def waits() -> bool:
        return any(row.reason is Reason.REPLY for row in services.today.page().rows)

    run(LogInteraction((eva,), NOW, InteractionChannel.NOTE, summary="She said yes"))
    assert waits()
    assert services.outreach.touches() == {}
    standing = services.health.of(eva)
    assert standing is not None and [one.id for one in standing.found.answers] == [ask]
    run(PlanMeeting((eva,), NOW + timedelta(days=4)))
    assert not waits()
