"""Several people at once, photos, ends and marks: done, refused in words and taken back."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mentorcrm.models.kinds import ContactKind, InteractionChannel, Privacy, Role, Season
from mentorcrm.services.commands import people as wish
from mentorcrm.services.commands.outreach import LogInteraction, SetPrivacy
from tests.conftest import NOW


@pytest.fixture
def three(run: Any) -> tuple[int, ...]:
    return tuple(run(wish.AddPerson(name)) for name in ("Ana", "Ruth", "Samir"))


def tags(services: Any, people: tuple[int, ...]) -> list[tuple[str, ...]]:
    return [row.tags for row in services.people.rows(people)]


def test_tags_come_and_go_for_several_in_one_step(
    run: Any, there_and_back: Any, services: Any, three: tuple[int, ...]
):
    run(wish.SetTags(three[0], ("career", "old")))
    changed = there_and_back(wish.TagPeople(three, ("Career",), ("old",)), "Tag 3 people")
    assert changed == 3
    assert tags(services, three) == [("career",)] * 3
    assert there_and_back(wish.TagPeople(three, (), ("career",)), "Untag 3 people") == 3
    assert services.people.tags() == []


def test_a_tag_that_nobody_has_takes_nothing_away(run: Any, services: Any, three: tuple[int, ...]):
    assert run(wish.TagPeople(three, (), ("unheard of",))) == 0
    assert services.people.tags() == []


def test_tagging_needs_people_and_a_tag(refused: Any, three: tuple[int, ...]):
    refused(wish.TagPeople((), ("career",)), "at least one person")
    refused(wish.TagPeople(three, (" # ",)), "Write a tag first")


def test_a_season_for_several_moves_the_first_role_or_starts_one(
    run: Any, there_and_back: Any, services: Any, three: tuple[int, ...]
):
    run(wish.SetMentorship(three[0], Role.PEER, Season.TRIAL))
    run(wish.SetMentorship(three[1], Role.MENTOR, Season.ACTIVE))
    changed = there_and_back(wish.SetSeasons(three, Season.ACTIVE), "Active: 3 people")
    assert changed == 2
    held = [services.people.detail(person).mentorships for person in three]
    assert [(m[0].role, m[0].season) for m in held] == [
        (Role.PEER, Season.ACTIVE),
        (Role.MENTOR, Season.ACTIVE),
        (Role.MENTOR, Season.ACTIVE),
    ]
    steps = services.people.detail(three[0]).seasons
    assert [(s.before, s.after) for s in steps] == [
        (Season.TRIAL, Season.ACTIVE),
        (None, Season.TRIAL),
    ]


def test_one_line_brings_tags_and_further_ways_to_reach_them(there_and_back: Any, services: Any):
    new = wish.AddPerson(
        "Ruth",
        mail="r@h.example",
        tags=("career",),
        points=((ContactKind.PHONE, "+44 20 7946 0000"),),
    )
    person = services.people.detail(there_and_back(new, "Add Ruth"))
    assert person.tags == ("career",)
    assert [p.kind for p in person.points] == [ContactKind.MAIL, ContactKind.PHONE]


def test_a_photo_is_kept_by_what_it_contains(
    there_and_back: Any, services: Any, three: tuple[int, ...], tmp_path: Path
):
    picture = tmp_path / "ana.png"
    picture.write_bytes(b"not looked at here")
    there_and_back(wish.SetPhoto(three[0], str(picture)), "Set the photo of Ana")
    digest = services.people.detail(three[0]).photo
    assert (services.paths.attachments / digest).read_bytes() == picture.read_bytes()
    there_and_back(wish.RemovePhoto(three[0]), "Remove the photo of Ana")
    assert services.people.detail(three[0]).photo == ""


def test_a_role_may_have_an_agreed_end(
    run: Any, there_and_back: Any, refused: Any, services: Any, three: tuple[int, ...]
):
    held = run(wish.SetMentorship(three[0], Role.MENTOR, Season.TRIAL))
    there_and_back(wish.SetPlannedEnd(held, date(2027, 1, 20)), "Set the end with Ana")
    assert services.people.detail(three[0]).mentorships[0].planned_end == date(2027, 1, 20)
    refused(wish.SetPlannedEnd(held, date(2020, 1, 1)), "lies before the beginning")


def test_a_note_says_what_may_be_done_with_it(
    run: Any, there_and_back: Any, services: Any, three: tuple[int, ...]
):
    contact = run(LogInteraction((three[0],), NOW, InteractionChannel.CALL, summary="Hiring"))
    there_and_back(
        SetPrivacy(contact, Privacy.NEVER),
        "Never leaves this computer: the contact of 24 November 2026",
    )
    assert services.people.detail(three[0]).interactions[0].privacy is Privacy.NEVER


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (ContactKind.MAIL, "ana@", "Add the part after the @"),
        (ContactKind.PHONE, "twelve", "3 to 20 digits"),
        (ContactKind.PROFILE, "her page", "linkedin.com/in/name"),
    ],
)
def test_what_can_be_no_address_is_refused_with_what_to_do(
    refused: Any, three: tuple[int, ...], kind: ContactKind, value: str, words: str
):
    refused(wish.AddContactPoint(three[0], kind, value), words)
