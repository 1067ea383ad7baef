"""Quick capture: names resolved against the record, and everything of a line in one step."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import Owner
from mentorcrm.models.kinds import ContactKind, InteractionChannel, Privacy
from mentorcrm.services.capture import Understood, as_command, taking_offers
from mentorcrm.services.capture_choices import Choices, Settled
from mentorcrm.services.commands.capture import Capture
from mentorcrm.services.commands.meetings import PlanMeeting
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddContactPoint, AddPerson, DeletePeople, EditPerson
from mentorcrm.services.commands.profile import EditProfile
from mentorcrm.services.facade import Services
from mentorcrm.storage import schema
from tests.conftest import NOW

Run = Callable[..., Any]
LINE = "call w @ana 20m yesterday: suggested pilot first #pricing !send deck fri ?they owe an intro"


@pytest.fixture
def ana(run: Run) -> int:
    return int(run(AddPerson("Ana Ferreira", "Halden")))


def read(services: Services, text: str, in_view: int | None = None) -> Understood:
    return services.capture.read(text, in_view)


def rows(services: Services, query: str) -> list[tuple[Any, ...]]:
    with closing(schema.connect(services.paths.database, read_only=True)) as connection:
        return list(connection.execute(query).fetchall())


def test_one_line_becomes_contact_topic_and_promises_in_one_step(
    services: Services, ana: int, there_and_back: Run
) -> None:
    understood = read(services, LINE)
    assert understood.entries == 3
    contact = there_and_back(as_command(understood), "Log phone call with Ana Ferreira")
    detail = services.people.detail(ana)
    (entry,) = detail.interactions
    assert (entry.id, entry.channel, entry.minutes) == (contact, InteractionChannel.CALL, 20)
    assert (entry.summary, entry.body) == ("suggested pilot first", LINE)
    assert entry.at.date() == date(2026, 11, 23)
    assert rows(services, "SELECT name, key FROM interaction_topic") == [("pricing", "pricing")]
    mine, theirs = services.commitments.open_with(ana)
    assert (mine.owner, mine.what, mine.due) == (Owner.ME, "send deck", date(2026, 11, 27))
    assert (theirs.owner, theirs.what, theirs.due) == (Owner.THEM, "an intro", None)
    assert {mine.interaction_id, theirs.interaction_id} == {contact}


def test_several_people_and_what_was_given(services: Services, ana: int, run: Run) -> None:
    ruth = run(AddPerson("Ruth Adeyemi"))
    run(as_command(read(services, "thanked Ana and Ruth for the intro")))
    assert [len(services.people.detail(who).interactions) for who in (ana, ruth)] == [1, 1]
    assert rows(services, "SELECT person_id, direction, kind, what FROM reciprocity_note") == [
        (ana, "given", "thanks", "thanked Ana and Ruth for the intro")
    ]


def test_what_was_given_is_noted_with_whom_the_words_name(
    services: Services, ana: int, run: Run
) -> None:
    ruth = run(AddPerson("Ruth Adeyemi"))
    run(as_command(read(services, "lunch with Ana and Ruth: I gave Ruth a book")))
    run(as_command(read(services, "lunch with Ana and Ruth; Ruth sent me an article")))
    assert rows(services, "SELECT person_id, direction FROM reciprocity_note ORDER BY id") == [
        (ruth, "given"), (ruth, "received"),
    ]  # fmt: skip


def test_a_back_dated_line_never_moves_last_contact_forward(
    services: Services, ana: int, run: Run
) -> None:
    run(as_command(read(services, "coffee with Ana yesterday")))
    before = services.people.detail(ana).last_contact
    run(as_command(read(services, "call with Ana 3 weeks ago")))
    assert services.people.detail(ana).last_contact == before


@pytest.mark.parametrize(
    "line",
    [
        "note: Ana moved to Berlin",
        "call Ana tomorrow 10:00",
        "emailed Ana the deck",
        "tried to call Ana, no answer",
        "!send deck to Ana fri",
    ],
)
def test_a_note_a_plan_and_words_of_mine_alone_are_no_contact(
    services: Services, ana: int, run: Run, line: str
) -> None:
    run(as_command(read(services, line)))
    detail = services.people.detail(ana)
    assert len(detail.interactions) == 1
    assert detail.last_contact is None


def test_a_name_of_several_is_asked_the_last_met_first(
    services: Services, ana: int, run: Run
) -> None:
    other = run(AddPerson("Ana Duarte"))
    run(as_command(read(services, "coffee with Ana Duarte yesterday")))
    understood = read(services, "call with Ana")
    (person,) = understood.parsed.people
    assert (person.id, person.candidates) == (None, (other, ana))
    assert [understood.people[i].name for i in person.candidates] == ["Ana Duarte", "Ana Ferreira"]
    with pytest.raises(UserError, match="not clear who “Ana” is"):
        as_command(understood)
    run(as_command(understood, [ana]))
    assert len(services.people.detail(ana).interactions) == 1


def test_who_is_in_view_is_meant_when_nobody_else_is_named(
    services: Services, ana: int, run: Run
) -> None:
    ruth = run(AddPerson("Ruth Adeyemi"))
    other = run(AddPerson("Ana Duarte"))
    assert [p.id for p in read(services, "call 20m: pilot", ana).parsed.people] == [ana]
    assert [p.id for p in read(services, "call with Ana", other).parsed.people] == [other]
    assert [p.id for p in read(services, "call with Ruth", ana).parsed.people] == [ruth]


def test_whose_page_it_is_took_part_whoever_else_is_named(
    services: Services, ana: int, run: Run
) -> None:
    ruth = run(AddPerson("Ruth Adeyemi"))
    other = run(AddPerson("Ana Duarte"))

    def people(text: str) -> list[int | None]:
        return [person.id for person in services.capture.read_with(text, ana).parsed.people]

    assert people("20m: pilot") == [ana]
    assert people("call with Ana") == [ana]
    assert people("lunch with Ruth yesterday") == [ana, ruth]
    assert people("coffee with Ana Duarte") == [ana, other]
    # Who is only told of did not take part.
    assert people("Ruth Adeyemi may leave the firm") == [ana]
    assert people("call: Ruth may leave !send deck to Ruth") == [ana]
    line = services.capture.read_with("20m: pilot !send deck fri", ana)
    assert line.parsed.channel is InteractionChannel.CALL
    run(as_command(line))
    (entry,) = services.people.detail(ana).interactions
    assert (entry.summary, entry.minutes) == ("pilot", 20)
    assert [promise.what for promise in services.commitments.open_with(ana)] == ["send deck"]


@pytest.mark.parametrize(
    "line",
    [
        "call with ana@halden.example yesterday: pilot",
        "Mail from ANA@halden.example about pay",
        "ana@halden.example called",
        "ana@halden.example: pilot",
        "coffee with Ruth and ana@halden.example",
    ],
)
def test_somebody_is_found_by_an_address(services: Services, ana: int, run: Run, line: str) -> None:
    ruth = run(AddPerson("Ruth Adeyemi", mail="ruth@halden.example"))
    run(AddContactPoint(ana, ContactKind.MAIL, "ana@halden.example"))
    expected = [ruth, ana] if "Ruth" in line else [ana]
    understood = read(services, line)
    assert [person.id for person in understood.parsed.people] == expected
    run(as_command(understood))
    assert len(services.people.detail(ana).interactions) == 1


def test_an_address_that_is_only_told_of_or_unknown_is_left_alone(
    services: Services, ana: int, run: Run
) -> None:
    ruth = run(AddPerson("Ruth Adeyemi", mail="ruth@halden.example"))
    told = read(services, "call with Ana: write to ruth@halden.example")
    assert [person.id for person in told.parsed.people] == [ana]
    assert read(services, "note: zed@x.example moved").parsed.people == ()
    run(DeletePeople((ruth,)))
    assert read(services, "mail from ruth@halden.example").parsed.people == ()


def test_somebody_new_is_added_with_the_line(services: Services, ana: int, run: Run) -> None:
    understood = read(services, "lunch with Zed Novak and Ana")
    assert [(p.words, p.id) for p in understood.parsed.people] == [
        ("Zed Novak", None),
        ("Ana", ana),
    ]
    run(as_command(understood, ["Zed Novak", ana]))
    zed = services.people.find("Zed Novak")
    assert [e.people for e in services.people.detail(zed).interactions] == [
        ((ana, "Ana Ferreira"), (zed, "Zed Novak"))
    ]
    services.dispatcher.undo()
    assert rows(services, "SELECT count(*) FROM person") == [(1,)]


@pytest.mark.parametrize("typed", ["lukasz", "Łukasz", "łukasz wójcik", "@lukasz-wojcik", "Wójcik"])
def test_names_are_found_however_they_are_typed(services: Services, run: Run, typed: str) -> None:
    lukasz = run(AddPerson("Łukasz Wójcik"))
    assert [p.id for p in read(services, f"call with {typed}").parsed.people] == [lukasz]


def test_a_nickname_and_a_misspelt_name(services: Services, ana: int, run: Run) -> None:
    run(EditPerson(ana, {"nickname": "Anninha"}))
    assert [p.id for p in read(services, "coffee with anninha").parsed.people] == [ana]
    (person,) = read(services, "coffee with Anna").parsed.people
    assert person.unknown
    assert person.candidates == (ana,)
    (promise,) = read(services, "Ana will introduce me to Anni").parsed.promises
    assert promise.mentioned[0].candidates == (ana,)


def test_who_is_in_the_bin_is_not_found(services: Services, ana: int, run: Run) -> None:
    run(DeletePeople((ana,)))
    assert [p.id for p in read(services, "call with Ana").parsed.people] == [None]


def test_a_topic_takes_over_the_spelling_in_use(services: Services, ana: int, run: Run) -> None:
    run(as_command(read(services, "call with Ana #Pricing")))
    assert [t.name for t in read(services, "call with Ana #pricing").parsed.topics] == ["Pricing"]


def test_what_cannot_be_kept_is_refused(services: Services, ana: int, refused: Run) -> None:
    command = as_command(read(services, "call with Ana"))
    refused(Capture("  ", command.people, command.at, command.zone, command.channel), "Write what")
    refused(Capture("call", (), command.at, command.zone, command.channel), "Say who")


def test_a_very_long_text_is_kept_whole(services: Services, ana: int, run: Run) -> None:
    text = "call with Ana: " + "word " * 1500 + "end"
    run(as_command(read(services, text)))
    (entry,) = services.people.detail(ana).interactions
    assert entry.body == text
    assert entry.summary.startswith("word word")


def test_a_whole_name_is_found_among_many_who_share_a_part(services: Services, run: Run) -> None:
    wanted = run(AddPerson("Tom Baker"))
    for number in range(140):
        run(AddPerson(f"Tom Other{number}"))
        run(AddPerson(f"Zoe{number} Baker"))
    assert [p.id for p in read(services, "call with tom baker").parsed.people] == [wanted]
    (tom,) = read(services, "call with tom").parsed.people
    assert (tom.id, len(tom.candidates)) == (None, 8)


def test_advice_is_kept_with_the_contact_and_undone_with_it(
    services: Services, ana: int, there_and_back: Run, run: Run
) -> None:
    ruth = run(AddPerson("Ruth Adeyemi"))
    line = "lunch with Ana and Ruth yesterday: Ruth advised to start small; Ana suggested a pilot"
    understood = read(services, line)
    assert understood.entries == 2
    contact = there_and_back(
        as_command(understood), "Log in person with Ana Ferreira and Ruth Adeyemi"
    )
    (kept,) = services.advice.listed()
    assert (kept.person_id, kept.words, kept.interaction_id) == (ruth, "start small", contact)
    assert (kept.given_on, kept.privacy) == (date(2026, 11, 23), Privacy.PRIVATE)
    run(as_command(taking_offers(read(services, line))))
    assert {(one.person_id, one.words) for one in services.advice.listed()} == {
        (ruth, "start small"),
        (ana, "a pilot"),
    }


def test_whose_advice_it_is_is_never_guessed(services: Services, ana: int, run: Run) -> None:
    run(AddPerson("Ruth Adeyemi"))
    with pytest.raises(UserError, match="whose advice “start small” is"):
        as_command(read(services, "lunch with Ana and Ruth: she advised to start small"))
    run(as_command(services.capture.read_with("call: Ruth advised to start small", ana)))
    assert services.advice.listed() == []  # What Ana told of Ruth's advice is only told.
    run(as_command(services.capture.read_with("20m: she advised to start small", ana)))
    assert [one.person_id for one in services.advice.listed()] == [ana]


def test_contacts_and_meetings_are_on_the_clock_of_my_profile(
    services: Services, ana: int, run: Run
) -> None:
    assert services.clock.zone() == "Europe/Lisbon"
    run(EditProfile({"zone": "Europe/Berlin"}))
    run(as_command(read(services, "call w @ana yesterday 16:00: the pilot")))
    run(LogInteraction((ana,), NOW, InteractionChannel.CALL))
    run(PlanMeeting((ana,), NOW))
    assert rows(services, "SELECT DISTINCT zone FROM interaction") == [("Europe/Berlin",)]
    said = min(entry.at for entry in services.people.detail(ana).interactions)
    assert (said.hour, said.minute) == (15, 0)
    run(EditProfile({"zone": ""}))
    run(LogInteraction((ana,), NOW, InteractionChannel.CALL))
    assert ("Europe/Lisbon",) in rows(services, "SELECT zone FROM interaction")


@pytest.mark.parametrize(
    "line",
    [
        "call with Ben and Ana, Ana will send the deck",
        "call with Ben, Ana and Ana Lopes, Ana will send the deck",
    ],
)
def test_a_promise_is_of_whom_a_name_turned_out_to_mean(
    services: Services, ana: int, run: Run, line: str
) -> None:
    """A name of several people, settled by a choice, and two names of one person."""
    run(AddPerson("Ben Adler"))
    lopes = run(AddPerson("Ana Lopes"))
    settled = Settled(read(services, line), Choices(people={"Ana": lopes}))
    run(settled.command())
    (promise,) = services.commitments.open_with(lopes)
    assert (promise.what, services.commitments.open_with(ana)) == ("send the deck", [])


def test_what_was_promised_in_a_line_is_as_private_as_the_line(
    services: Services, ana: int, run: Run
) -> None:
    run(replace(as_command(read(services, LINE)), privacy=Privacy.NEVER))
    assert {one.privacy for one in services.commitments.open_with(ana)} == {Privacy.NEVER}


def test_what_is_too_long_for_a_name_is_not_looked_up(services: Any, run: Any) -> None:
    from sqlalchemy import event

    ana = run(AddPerson("Ana Ferreira"))
    asked: list[str] = []
    with services.store.read() as session:
        engine = session.connection().engine

    def look(_c: object, _k: object, _sql: str, parameters: Any, *_rest: object) -> None:
        asked.extend(str(one) for one in (parameters or ()))

    event.listen(engine, "before_cursor_execute", look)
    try:
        found = services.capture.read("call with Ana Ferreira about " + "ǚ." * 900)
    finally:
        event.remove(engine, "before_cursor_execute", look)
    assert [person.id for person in found.parsed.people] == [ana]
    assert max(map(len, asked)) < 1000
