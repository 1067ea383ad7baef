"""Contacts: every field can be changed, the bin, and last contact that is always the newest had."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from mentorcrm.models.history_kinds import LineKind
from mentorcrm.models.kinds import Direction, InteractionChannel, NeedKind, Privacy
from mentorcrm.services.commands.interactions import EditInteraction, RestoreInteraction
from mentorcrm.services.commands.meetings import AddLine, PlanMeeting
from mentorcrm.services.commands.needs import AddNeed
from mentorcrm.services.commands.outreach import DeleteInteraction, LogInteraction
from mentorcrm.services.commands.people import AddPerson, DeletePeople
from mentorcrm.services.facade import Services
from mentorcrm.services.interactions import lived_at
from mentorcrm.services.interactions_rows import HistoryFilter, Source, key_of
from tests.conftest import NOW

CALL, NOTE = InteractionChannel.CALL, InteractionChannel.NOTE


@pytest.fixture
def ana(services: Services) -> int:
    return services.dispatcher.run(AddPerson("Ana Ferreira"))


def last(services: Services, person: int) -> datetime | None:
    return services.people.detail(person).last_contact


def test_every_field_can_be_changed_and_taken_back(
    services: Services, ana: int, there_and_back: Callable[..., Any]
) -> None:
    run = services.dispatcher.run
    ruth, need = run(AddPerson("Ruth")), run(AddNeed(NeedKind.SKILL, "Hard feedback"))
    contact = run(LogInteraction((ana,), NOW - timedelta(days=3), CALL, summary="On hiring"))
    moment = datetime(2026, 11, 20, 8, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
    changes = (
        EditInteraction(contact, at=moment, zone="Asia/Tokyo"),
        EditInteraction(contact, channel=InteractionChannel.VIDEO),
        EditInteraction(contact, direction=Direction.THEM),
        EditInteraction(contact, person_ids=(ana, ruth)),
        EditInteraction(contact, minutes=45),
        EditInteraction(contact, summary="On hiring and pay"),
        EditInteraction(contact, body="First line\nSecond line"),
        EditInteraction(contact, privacy=Privacy.NEVER),
        EditInteraction(contact, counts_as_contact=False),
        EditInteraction(contact, need_id=need),
        EditInteraction(contact, topics=("Pricing", "#pricing", "über uns")),
    )
    for command in changes:
        there_and_back(command, None)
    row = services.timeline.contact(contact)
    held = row.contact
    assert (held.at, held.zone) == (moment.astimezone(UTC), "Asia/Tokyo")
    assert (held.channel, held.direction) == (InteractionChannel.VIDEO, Direction.THEM)
    assert [name for _id, name in held.people] == ["Ana Ferreira", "Ruth"]
    assert (held.minutes, held.summary) == (45, "On hiring and pay")
    assert (held.body, held.privacy) == ("First line\nSecond line", Privacy.NEVER)
    assert not held.counts_as_contact
    assert row.need == (need, "Hard feedback")
    assert row.topics == ("pricing", "über uns")
    for command in (
        EditInteraction(contact, clear_minutes=True, clear_need=True),
        EditInteraction(contact, person_ids=(ruth,), topics=()),
    ):
        there_and_back(command)
    row = services.timeline.contact(contact)
    assert (row.contact.minutes, row.need, row.topics) == (None, None, ())
    assert [name for _id, name in row.contact.people] == ["Ruth"]


def test_what_cannot_be_is_refused_in_a_sentence(
    services: Services, ana: int, refused: Callable[..., None]
) -> None:
    run = services.dispatcher.run
    contact = run(LogInteraction((ana,), NOW, CALL))
    note = run(LogInteraction((ana,), NOW, NOTE))
    refused(EditInteraction(contact, person_ids=()), "Say who the contact was with")
    refused(EditInteraction(contact, minutes=1441), "between 0 minutes and 24 hours")
    refused(EditInteraction(contact, zone="Atlantis"), "not a time zone")
    refused(EditInteraction(contact, at=NOW.replace(year=2926)), "too far away")
    refused(EditInteraction(contact, need_id=99), "no longer there")
    refused(EditInteraction(contact, person_ids=(99,)), "no longer there")
    refused(EditInteraction(note, counts_as_contact=True), "A note is not a contact")
    refused(EditInteraction(99, summary="x"), "no longer there")
    run(DeleteInteraction(contact))
    refused(EditInteraction(contact, summary="x"), "in the bin")


def test_typing_on_is_one_step_of_undo(services: Services, ana: int) -> None:
    run = services.dispatcher.run
    contact = run(LogInteraction((ana,), NOW, CALL, summary="A"))
    steps = len(services.history.recent())
    for text in ("A c", "A call", "A call on pay"):
        run(EditInteraction(contact, summary=text))
    run(EditInteraction(contact, minutes=20))
    assert len(services.history.recent()) == steps + 2
    services.dispatcher.undo()
    services.dispatcher.undo()
    assert services.timeline.contact(contact).contact.summary == "A"


def test_a_note_never_counts_and_one_that_was_a_call_does(services: Services, ana: int) -> None:
    run = services.dispatcher.run
    note = run(LogInteraction((ana,), NOW - timedelta(days=1), NOTE, counts_as_contact=True))
    assert last(services, ana) is None
    run(EditInteraction(note, channel=CALL))
    assert last(services, ana) == NOW - timedelta(days=1)
    run(EditInteraction(note, channel=NOTE))
    assert last(services, ana) is None


def test_a_plan_is_no_contact_until_its_time_has_come(services: Services, ana: int) -> None:
    run = services.dispatcher.run
    run(LogInteraction((ana,), NOW - timedelta(days=40), CALL))
    plan = run(LogInteraction((ana,), NOW + timedelta(days=2), CALL, summary="Coffee"))
    assert services.timeline.contact(plan).planned
    assert last(services, ana) == NOW - timedelta(days=40)
    run(EditInteraction(plan, at=NOW - timedelta(hours=1)))
    assert not services.timeline.contact(plan).planned
    assert last(services, ana) == NOW - timedelta(hours=1)


def test_an_older_entry_never_moves_last_contact(services: Services, ana: int) -> None:
    run = services.dispatcher.run
    run(LogInteraction((ana,), NOW - timedelta(days=2), CALL))
    run(LogInteraction((ana,), NOW - timedelta(days=90), CALL))
    assert last(services, ana) == NOW - timedelta(days=2)


def test_a_deleted_contact_comes_back_out_of_the_bin(services: Services, ana: int) -> None:
    run = services.dispatcher.run
    contact = run(LogInteraction((ana,), NOW - timedelta(days=2), CALL, summary="On pay"))
    run(DeleteInteraction(contact))
    assert last(services, ana) is None
    assert services.timeline.keys(HistoryFilter()) == []
    run(RestoreInteraction(contact))
    assert services.history.labels()[0] == "Take the contact of 22 November 2026 out of the bin"
    assert last(services, ana) == NOW - timedelta(days=2)
    assert services.timeline.keys(HistoryFilter()) == [key_of(Source.CONTACT, contact)]


def test_a_contact_keeps_the_day_on_which_it_was_lived(services: Services, ana: int) -> None:
    """Eight in the morning in Tokyo is still the evening before in Lisbon."""
    tokyo = datetime(2026, 11, 24, 8, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
    run = services.dispatcher.run
    contact = run(LogInteraction((ana,), tokyo, CALL, zone="Asia/Tokyo"))
    (entry,) = services.timeline.listed(HistoryFilter())
    assert entry.day == date(2026, 11, 24)
    assert tokyo.astimezone(ZoneInfo("Europe/Lisbon")).date() == date(2026, 11, 23)
    run(EditInteraction(contact, zone="Europe/Lisbon"))
    (entry,) = services.timeline.listed(HistoryFilter())
    assert entry.day == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("at", "lived"),
    [
        # The clocks of New York went back at 06:00 UTC, those of Lisbon a week before.
        (datetime(2026, 11, 1, 5, 30, tzinfo=UTC), "2026-11-01T01:30:00-04:00"),
        (datetime(2026, 11, 1, 6, 30, tzinfo=UTC), "2026-11-01T01:30:00-05:00"),
        (datetime(2026, 3, 8, 6, 59, tzinfo=UTC), "2026-03-08T01:59:00-05:00"),
        (datetime(2026, 3, 8, 7, 0, tzinfo=UTC), "2026-03-08T03:00:00-04:00"),
        # Its midnight is that of summer time on one day and of winter time on the next.
        (datetime(2026, 11, 2, 4, 30, tzinfo=UTC), "2026-11-01T23:30:00-05:00"),
    ],
)
def test_summer_time_is_that_of_the_place(
    services: Services, ana: int, at: datetime, lived: str
) -> None:
    contact = services.dispatcher.run(LogInteraction((ana,), at, CALL, zone="America/New_York"))
    row = services.timeline.contact(contact).contact
    assert row.at == at
    assert lived_at(row.at, row.zone).isoformat() == lived
    (entry,) = services.timeline.listed(HistoryFilter())
    assert entry.day.isoformat() == lived[:10]


def test_who_took_part_and_is_in_the_bin_may_stay(services: Services, ana: int) -> None:
    run = services.dispatcher.run
    ruth = run(AddPerson("Ruth"))
    contact = run(LogInteraction((ana, ruth), NOW, CALL))
    run(DeletePeople((ruth,)))
    run(EditInteraction(contact, person_ids=(ruth, ana)))
    assert len(services.timeline.contact(contact).contact.people) == 2


def test_search_tells_the_day_on_which_it_was_where_i_was(
    services: Services, ana: int, run: Callable[..., Any]
) -> None:
    """Late in the evening in New York it is the next day in UTC already."""
    late = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    meeting = run(PlanMeeting((ana,), late, zone="America/New_York", title="Lighthouse talk"))
    run(AddLine(meeting, LineKind.QUOTE, "Lighthouse keepers"))
    titles = {hit.title for hit in services.search.everything("lighthouse")}
    day = "22 November 2026"
    assert titles == {f"{kind}, {day}: Ana Ferreira" for kind in ("Video call", "Meeting")}
