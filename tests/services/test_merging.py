"""Two records of one person become one, and nothing of either is lost."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from mentorcrm.errors import NotFound, UserError
from mentorcrm.models.kinds import (
    ContactKind,
    CoverageLevel,
    InteractionChannel,
    MessageKind,
    NeedKind,
    Role,
    Season,
)
from mentorcrm.models.tables import Base, captured_tables
from mentorcrm.services.commands.merging import MergePeople, SayNotSame, Side
from mentorcrm.services.commands.needs import AddNeed, LinkNeed
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import (
    AddContactPoint,
    AddPerson,
    DeletePeople,
    EditPerson,
    SetDoNotContact,
    SetIntroducer,
    SetMentorship,
    SetPersonFlags,
    SetTags,
)
from mentorcrm.services.merge_fields import HANDLED
from mentorcrm.services.merge_fold import meeting_places, person_columns, references
from mentorcrm.services.merge_join import JOINS, TWICE
from mentorcrm.services.merge_words import moved_in_words
from tests.conftest import NOW
from tests.services.filling import add, naming_people, with_parents


@pytest.fixture
def two(run: Any) -> tuple[int, int]:
    return run(AddPerson("Ana Silva")), run(AddPerson("Ana da Silva"))


def rows(services: Any, query: str) -> list[Any]:
    with services.store.read() as session:
        return [tuple(row) for row in session.execute(text(query))]


@pytest.mark.parametrize(("table", "column"), naming_people())
def test_whatever_names_a_person_moves(
    services: Any, two: Any, there_and_back: Any, table: str, column: str
) -> None:
    keep, other = two
    row = with_parents(services.paths, table, **{column: other})
    counted = f'SELECT count(*) FROM "{table}"'
    before = rows(services, counted)[0][0]
    there_and_back(MergePeople(keep, other), "Merge Ana da Silva into Ana Silva")
    assert rows(services, counted)[0][0] == before - (table == "person")
    (named,) = rows(
        services, f'SELECT {", ".join(person_columns(table))} FROM "{table}" WHERE id = {row}'
    )
    assert keep in named
    assert other not in named


def test_every_table_that_names_a_person_is_looked_after() -> None:
    """A new table that names people, or hangs on a row that can meet its like, needs a rule."""
    kept_by_triggers = {"last_contact"}
    naming = {
        table.name
        for table in Base.metadata.sorted_tables
        if any(key.column.table.name == "person" for key in table.foreign_keys)
    }
    assert naming == {place.table for place in references("person")} | kept_by_triggers
    assert set(meeting_places()) == set(JOINS)
    several = {t for t in captured_tables() if len(person_columns(t)) > 1}
    assert several == set(TWICE)
    assert set(Base.metadata.tables["person"].columns.keys()) == HANDLED


def test_where_both_have_a_row_in_one_place_one_stays(
    services: Any, two: Any, there_and_back: Any
) -> None:
    keep, other = two
    third = services.dispatcher.run(AddPerson("Kofi"))
    tag, talk = add(services.paths, "tag", name="x", key="x"), add(services.paths, "interaction")
    need = add(services.paths, "need", "A need")
    for person in two:
        name, mine = f"of {person}", {"person_id": person}
        add(services.paths, "person_tag", name, tag_id=tag, **mine)
        add(services.paths, "interaction_person", name, interaction_id=talk, **mine)
        add(services.paths, "working_style", name, **mine)
        add(services.paths, "fit_rating", name, **mine)
        role = add(services.paths, "mentorship", name, **mine)
        add(services.paths, "agreement", name, mentorship_id=role)
        add(services.paths, "trial", name, mentorship_id=role)
        add(services.paths, "coverage", name, mentorship_id=role, need_id=need, facet=None)
        add(services.paths, "season_change", name, mentorship_id=role)
        add(services.paths, "not_same_person", one_id=person, other_id=third)
    report = there_and_back(MergePeople(keep, other))
    for table in ("person_tag", "interaction_person", "working_style", "fit_rating", "agreement"):
        assert rows(services, f"SELECT count(*) FROM {table}") == [(1,)], table
    for table in ("trial", "season_change"):
        assert rows(services, f"SELECT count(*) FROM {table}") == [(2,)], table
    assert rows(services, "SELECT count(*) FROM coverage") == [(1,)]
    assert rows(services, "SELECT one_id, other_id FROM not_same_person") == [(keep, third)]
    assert report.joined == 8
    # What could not stand is written down, whatever table it came from.
    detail = services.people.detail(keep)
    everything = detail.values["notes"] + str(rows(services, "SELECT * FROM working_style"))
    everything += str(rows(services, "SELECT note FROM coverage"))
    for part in ("Agreement, purpose", "Agreement, confidentiality", "Mentor, how it ended"):
        assert f"{part}: of {other}" in detail.values["notes"]
    assert everything.count(f"of {other}") >= 12
    assert rows(services, "SELECT prefers FROM working_style") == [(f"of {keep}\nof {other}",)]


def test_fields_are_taken_as_chosen_and_the_others_kept_in_words(
    run: Any, two: Any, services: Any, there_and_back: Any
) -> None:
    keep, other = two
    run(EditPerson(keep, {"organisation": "Fenwick", "title": "CTO", "notes": "Met in May."}))
    run(EditPerson(other, {"organisation": "Old Mill", "title": "Lead", "notes": "Likes tea."}))
    run(EditPerson(other, {"location": "Porto", "how_met": "At a talk"}))
    view = services.merging.compare(keep, other)
    assert [(f.key, f.keep, f.other) for f in view.fields] == [
        ("name", "Ana Silva", "Ana da Silva"),
        ("title", "CTO", "Lead"),
        ("organisation", "Fenwick", "Old Mill"),
    ]
    report = there_and_back(
        MergePeople(keep, other, {"organisation": Side.OTHER, "name": Side.OTHER})
    )
    found = services.people.detail(keep)
    assert found.name == "Ana da Silva"
    values = found.values
    assert (values["family_name"], values["given_name"]) == ("da Silva", "Ana")
    assert (values["organisation"], values["title"]) == ("Old Mill", "CTO")
    assert (values["location"], values["how_met"]) == ("Porto", "At a talk")
    assert values["notes"] == (
        "Met in May.\n\nFrom the record of Ana da Silva, merged on 24 November 2026:\n"
        "Likes tea.\nName: Ana Silva\nTitle: Lead\nOrganisation: Fenwick"
    )
    assert report.noted == ("Name: Ana Silva", "Title: Lead", "Organisation: Fenwick")


def test_addresses_come_together_once_each(run: Any, two: Any, services: Any) -> None:
    keep, other = two
    mail, phone = ContactKind.MAIL, ContactKind.PHONE
    run(AddContactPoint(keep, mail, "ana@a.example", "work", preferred=True))
    run(AddContactPoint(other, mail, "Ana@A.example", "office"))
    run(AddContactPoint(other, mail, "ana@home.example", "", preferred=True))
    run(AddContactPoint(other, phone, "+351 912 345 678", "", preferred=True))
    report = run(MergePeople(keep, other))
    assert rows(
        services, "SELECT value, label, preferred FROM contact_point ORDER BY id"
    ) == [
        ("ana@a.example", "work, office", 1),
        ("ana@home.example", "", 0),
        ("+351 912 345 678", "", 1),
    ]  # fmt: skip
    assert report.moved == ("2 contact details",)
    assert "E-mail: Ana@A.example" in report.noted


def test_two_mentor_roles_join(run: Any, two: Any, services: Any, there_and_back: Any) -> None:
    keep, other = two
    run(SetMentorship(keep, Role.MENTOR, Season.CANDIDATE))
    run(SetMentorship(other, Role.MENTOR, Season.ASKED))
    run(SetMentorship(other, Role.MENTOR, Season.ACTIVE, cadence_days=60))
    run(SetMentorship(other, Role.PEER, Season.ACTIVE))
    need = run(AddNeed(NeedKind.SKILL, "Say no"))
    run(LinkNeed(need, keep, CoverageLevel.SOME))
    run(LinkNeed(need, other, CoverageLevel.PRIMARY))
    assert [(f.label, f.default) for f in services.merging.compare(keep, other).fields][1:] == [
        ("Season as mentor", Side.OTHER)
    ]
    there_and_back(MergePeople(keep, other))
    held = services.people.detail(keep).mentorships
    assert [(m.role, m.season) for m in held] == [
        (Role.MENTOR, Season.ACTIVE), (Role.PEER, Season.ACTIVE),
    ]  # fmt: skip
    assert rows(services, "SELECT cadence_days FROM mentorship WHERE role = 'mentor'") == [(60,)]
    assert rows(services, "SELECT level FROM coverage") == [("primary",)]
    steps = rows(services, "SELECT to_season FROM season_change ORDER BY id")
    assert steps == [("candidate",), ("asked",), ("active",), ("active",), ("active",)]
    notes = services.people.detail(keep).values["notes"]
    assert "Mentor, season: Candidate" in notes
    assert "Help with a need: Some help" in notes


def test_a_season_can_be_chosen(run: Any, two: Any, services: Any) -> None:
    keep, other = two
    run(SetMentorship(keep, Role.MENTOR, Season.PAUSED))
    run(SetMentorship(other, Role.MENTOR, Season.ACTIVE))
    run(MergePeople(keep, other, {"season.mentor": Side.KEEP}))
    assert [m.season for m in services.people.detail(keep).mentorships] == [Season.PAUSED]


def test_last_contact_is_that_of_both(run: Any, two: Any, services: Any) -> None:
    keep, other = two
    for person, days in ((keep, 9), (other, 2)):
        at = NOW - timedelta(days=days)
        run(LogInteraction((person,), at, InteractionChannel.CALL, summary="A talk"))
    report = run(MergePeople(keep, other))
    assert services.people.listed()[0].last_contact == NOW - timedelta(days=2)
    assert rows(services, "SELECT person_id FROM last_contact") == [(keep,)]
    assert report.moved == ("1 contact",)
    services.dispatcher.undo()
    assert rows(services, "SELECT count(*) FROM last_contact") == [(2,)]


def test_who_brought_whom_is_never_oneself(run: Any, two: Any, services: Any) -> None:
    keep, other = two
    friend = run(AddPerson("Kofi"))
    run(SetIntroducer(keep, other))
    run(SetIntroducer(friend, other))
    report = run(MergePeople(keep, other))
    assert rows(services, "SELECT introduced_by FROM person ORDER BY id") == [(None,), (keep,)]
    assert report.moved == ("1 person they introduced",)


def test_an_introduction_between_the_two_is_kept_in_words(
    two: Any, services: Any, there_and_back: Any
) -> None:
    keep, other = two
    add(services.paths, "introduction", "Same field", first_id=keep, second_id=other)
    there_and_back(MergePeople(keep, other))
    assert rows(services, "SELECT count(*) FROM introduction") == [(0,)]
    notes = services.people.detail(keep).values["notes"]
    assert "Introduction: 2 November 2026; Same field; Same field" in notes


def test_what_is_set_for_the_person_as_a_whole(run: Any, two: Any, services: Any) -> None:
    keep, other = two
    run(SetPersonFlags((keep,), archived=True))
    run(SetPersonFlags((other,), favourite=True))
    run(SetDoNotContact(keep, date(2027, 1, 1)))
    run(SetDoNotContact(other, date(2027, 3, 1)))
    run(SetTags(keep, ("a",)))
    run(SetTags(other, ("A", "b")))
    run(MergePeople(keep, other))
    found = services.people.detail(keep)
    assert (found.favourite, found.archived) == (True, False)
    assert found.do_not_contact_until == date(2027, 3, 1)
    assert found.tags == ("a", "b")
    assert "No contact until: 1 January 2027" in found.values["notes"]


def test_messages_move_and_can_be_found(run: Any, two: Any, services: Any) -> None:
    keep, other = two
    draft = run(services.desk.beginning(other, MessageKind.RECAP))
    run(EditPerson(other, {"notes": "Knows falconry"}))
    run(MergePeople(keep, other))
    assert services.outreach.detail(draft).person_id == keep
    assert [hit.title for hit in services.search.everything("falconry")] == ["Ana Silva"]


def test_what_cannot_be_merged_is_refused(run: Any, two: Any, services: Any, dump: Any) -> None:
    keep, other = two
    with pytest.raises(UserError, match="one record already"):
        run(MergePeople(keep, keep))
    run(DeletePeople((other,)))
    before = dump()
    with pytest.raises(NotFound, match="in the bin"):
        run(MergePeople(keep, other))
    assert dump() == before


def test_looking_changes_nothing(run: Any, two: Any, services: Any, dump: Any) -> None:
    keep, other = two
    before, steps = dump(), services.history.recent()
    report = services.merging.compare(keep, other).report
    assert (dump(), services.history.recent()) == (before, steps)
    assert run(MergePeople(keep, other)) == report


def test_two_who_are_two_are_remembered(
    services: Any, two: Any, there_and_back: Any, run: Any
) -> None:
    keep, other = two
    there_and_back(SayNotSame(other, keep), "Ana da Silva and Ana Silva are not the same")
    run(SayNotSame(keep, other))
    assert rows(services, "SELECT one_id, other_id FROM not_same_person") == [(keep, other)]
    run(MergePeople(keep, other))  # They were one after all.
    assert rows(services, "SELECT count(*) FROM not_same_person") == [(0,)]


def test_what_moved_is_told_in_words() -> None:
    from collections import Counter

    moved = Counter({"draft": 2, "interaction_person": 3, "not_same_person": 1, "new_table": 2})
    assert moved_in_words(moved) == ("3 contacts", "2 messages", "2 other entries")
