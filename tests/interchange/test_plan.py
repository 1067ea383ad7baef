"""What an import proposes: merge on proof, ask on likeness, count everything once."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcrm.interchange.contacts import CardPoint, ContactCard, ParsedFile, Skipped
from mentorcrm.interchange.plan import (
    NOTHING_NEW,
    Decision,
    ImportPlan,
    KnownPeople,
    KnownPerson,
    plan,
)
from mentorcrm.models.kinds import ContactKind, ImportAction

NEW, UPDATE, DUPLICATE, SKIP = (
    ImportAction.NEW,
    ImportAction.UPDATE,
    ImportAction.DUPLICATE,
    ImportAction.SKIP,
)


def mail(address: str) -> CardPoint:
    return CardPoint(ContactKind.MAIL, address, address.lower())


def page(address: str) -> CardPoint:
    return CardPoint(ContactKind.PROFILE, f"https://{address}", address)


def phone(number: str) -> CardPoint:
    return CardPoint(ContactKind.PHONE, number, number)


def card(name: str, *points: CardPoint, row: int = 2, **more: str) -> ContactCard:
    given, _blank, family = name.partition(" ")
    return replace(
        ContactCard(f"row {row}", name, given_name=given, family_name=family, points=points), **more
    )


def person(number: int, name: str, *points: CardPoint, **more: str) -> KnownPerson:
    given, _blank, family = name.partition(" ")
    return replace(
        KnownPerson(number, name, given_name=given, family_name=family, points=points), **more
    )


def planned(
    cards: list[ContactCard], *known: KnownPerson, decisions: dict[int, Decision] | None = None
) -> ImportPlan:
    return plan(ParsedFile("file.csv", "csv", tuple(cards)), KnownPeople(known), decisions)


def actions(result: ImportPlan) -> list[ImportAction]:
    return [item.action for item in result.items]


def test_somebody_unknown_is_new() -> None:
    assert actions(planned([card("Ada Lovelace", mail("a@example.org"))])) == [NEW]


@pytest.mark.parametrize(
    ("shared", "reason"),
    [
        (mail("Ada@Example.org"), "same e-mail address as Ada Lovelace"),
        (page("linkedin.com/in/ada"), "same profile as Ada Lovelace"),
        (phone("+49301234567"), "same phone number and a similar name as Ada Lovelace"),
        (page("ada.example"), "same web page and a similar name as Ada Lovelace"),
    ],
)
def test_a_shared_address_is_the_same_person(shared: CardPoint, reason: str) -> None:
    item = planned(
        [card("Ada Lovelace", shared, title="Countess")], person(7, "Ada Lovelace", shared)
    ).items[0]
    assert (item.action, item.person_id, item.reason) == (UPDATE, 7, reason)
    assert [(change.field, change.value) for change in item.changes] == [("title", "Countess")]


def test_a_shared_card_id_is_the_same_person_however_it_is_written() -> None:
    item = planned(
        [card("Ada Lovelace", uid="urn:uuid:AB-1", title="x")], person(7, "A. Lovelace", uid="ab-1")
    ).items[0]
    assert (item.action, item.person_id) == (UPDATE, 7)


def test_an_update_fills_gaps_and_never_overwrites() -> None:
    known = person(7, "Ada Lovelace", mail("a@example.org"), title="Countess", organisation="")
    item = planned(
        [
            replace(
                card(
                    "Ada King",
                    mail("a@example.org"),
                    phone("+44201234567"),
                    title="Programmer",
                    organisation="Analytical",
                ),
                tags=("Maths",),
            )
        ],
        known,
    ).items[0]
    assert {change.field: change.value for change in item.changes} == {"organisation": "Analytical"}
    assert item.new_points == (phone("+44201234567"),)
    assert item.new_tags == ("Maths",)


def test_what_adds_nothing_is_skipped() -> None:
    known = person(7, "Ada Lovelace", mail("a@example.org"))
    item = planned([card("Ada Lovelace", mail("a@example.org"))], known).items[0]
    assert (item.action, item.reason, item.person_id) == (SKIP, NOTHING_NEW, 7)


@pytest.mark.parametrize(
    ("name", "organisation", "reason"),
    [
        ("Ada Lovelace", "", "same name as Ada Lovelace, who is already here"),
        ("LOVELACE, Ada", "", "same name as Ada Lovelace, who is already here"),
        (
            "Ada Lovelace",
            "Engines",
            "same name and organisation as Ada Lovelace, who is already here",
        ),
    ],
)
def test_a_name_alone_is_a_question(name: str, organisation: str, reason: str) -> None:
    known = person(7, "Ada Lovelace", mail("a@example.org"), organisation="Engines")
    item = planned([card(name, mail("other@example.org"), organisation=organisation)], known).items[
        0
    ]
    assert (item.action, item.reason, item.person_id) == (DUPLICATE, reason, 7)
    assert not item.changes


def test_a_similar_name_at_the_same_organisation_is_a_question() -> None:
    known = person(7, "Jonathan Smith", organisation="Acme")
    item = planned([card("Jonathon Smith", organisation="ACME")], known).items[0]
    assert item.action is DUPLICATE
    assert item.reason.startswith("similar name at the same organisation as Jonathan Smith")


def test_a_couples_address_does_not_make_them_one() -> None:
    known = person(7, "Peter Miller", mail("millers@example.org"))
    item = planned([card("Susan Miller", mail("millers@example.org"))], known).items[0]
    assert item.action is DUPLICATE
    assert "another name but the same e-mail address as Peter Miller" in item.reason


def test_colleagues_with_one_number_or_one_homepage_are_separate() -> None:
    known = person(7, "Peter Miller", phone("+49301234567"), page("acme.example"))
    result = planned(
        [card("Susan Weber", phone("+49301234567")), card("Rosa Diaz", page("acme.example"))], known
    )
    assert actions(result) == [NEW, NEW]


def test_somebody_who_matches_two_people_is_a_question() -> None:
    item = planned(
        [card("Ada Lovelace", mail("a@example.org"), page("linkedin.com/in/ada"))],
        person(1, "Ada Lovelace", mail("a@example.org")),
        person(2, "Ada King", page("linkedin.com/in/ada")),
    ).items[0]
    assert item.action is DUPLICATE
    assert "Ada Lovelace and Ada King, who are already here" in item.reason


def test_twins_in_one_file_become_one_and_keep_everything() -> None:
    result = planned(
        [
            card("Ada Lovelace", mail("a@example.org"), row=2),
            card("Ben King", row=3),
            card(
                "Ada Lovelace",
                mail("A@example.org"),
                phone("+44201234567"),
                row=4,
                title="Countess",
            ),
        ]
    )
    assert actions(result) == [NEW, NEW, SKIP]
    assert result.items[2].reason == "same e-mail address as row 2"
    assert result.items[0].card.title == "Countess"
    assert result.items[0].card.points == (mail("a@example.org"), phone("+44201234567"))


def test_a_card_that_ties_two_others_together() -> None:
    result = planned(
        [
            card("Ada Lovelace", mail("a@example.org"), row=2),
            card("Ada Lovelace", page("linkedin.com/in/ada"), row=3, title="Countess"),
            card("Ada Lovelace", mail("a@example.org"), page("linkedin.com/in/ada"), row=4),
        ]
    )
    assert actions(result) == [NEW, DUPLICATE, SKIP]
    assert actions(result.decide({1: Decision.SAME_PERSON})) == [NEW, SKIP, SKIP]


def test_namesakes_with_linkedin_pages_of_their_own_are_two_people() -> None:
    known = person(7, "Ada Lovelace", page("linkedin.com/in/ada0"))
    result = planned(
        [
            card("Ada Lovelace", page("linkedin.com/in/ada1"), row=2),
            card("Ada Lovelace", page("linkedin.com/in/ada2"), row=3),
            card("Ada Lovelace", page("linkedin.com/in/ada0"), row=4),
        ],
        known,
    )
    assert actions(result) == [NEW, NEW, SKIP]


def test_one_name_twice_in_a_file_is_a_question_too() -> None:
    result = planned(
        [
            card("Ada Lovelace", mail("a@example.org"), row=2),
            card("Ada Lovelace", page("linkedin.com/in/ada2"), row=3),
        ]
    )
    assert actions(result) == [NEW, DUPLICATE]
    assert (result.items[1].reason, result.items[1].twin) == ("same name as row 2", 0)


def test_two_rows_about_one_known_person_are_one_update() -> None:
    known = person(7, "Ada Lovelace", mail("a@example.org"), page("linkedin.com/in/ada"))
    result = planned(
        [
            card("Ada Lovelace", mail("a@example.org"), row=2),
            card("Ada L", page("linkedin.com/in/ada"), row=3, title="Countess"),
        ],
        known,
    )
    assert actions(result) == [UPDATE, SKIP]
    assert [change.field for change in result.items[0].changes] == ["title"]


def test_the_user_decides_about_a_question() -> None:
    known = person(7, "Ada Lovelace", mail("a@example.org"))
    asked = planned([card("Ada Lovelace", mail("b@example.org"), title="Countess")], known)
    assert actions(asked) == [DUPLICATE]
    same = asked.decide({0: Decision.SAME_PERSON}).items[0]
    assert (same.action, same.person_id, same.new_points) == (UPDATE, 7, (mail("b@example.org"),))
    assert actions(asked.decide({0: Decision.KEEP_SEPARATE})) == [NEW]
    assert actions(asked.decide({0: Decision.LEAVE_OUT})) == [SKIP]


def test_the_user_can_overrule_a_proof_and_a_twin() -> None:
    known = person(7, "Ada Lovelace", mail("a@example.org"))
    result = planned(
        [
            card("Ada Lovelace", mail("a@example.org"), row=2),
            card("Ada Lovelace", mail("a@example.org"), row=3),
        ],
        known,
    )
    assert actions(result) == [SKIP, SKIP]
    assert actions(result.decide({0: Decision.KEEP_SEPARATE, 1: Decision.KEEP_SEPARATE})) == [
        NEW,
        NEW,
    ]


def test_the_counts_add_up_to_the_items_of_the_file() -> None:
    parsed = ParsedFile(
        "f.csv",
        "csv",
        (card("Ada Lovelace"), card("Ada Lovelace", row=3)),
        (Skipped("row 4", "only a date"),),
    )
    result = plan(parsed, KnownPeople())
    assert [result.count(action) for action in (NEW, UPDATE, DUPLICATE, SKIP)] == [1, 0, 1, 1]
    assert [one.reason for one in result.skipped()] == ["only a date"]


def test_importing_twice_changes_nothing_the_second_time() -> None:
    cards = [
        card("Ada Lovelace", mail("a@example.org"), title="x"),
        card("Ben King", row=3, uid="u-2"),
    ]
    known = [
        person(at, one.display_name, *one.points, title=one.title, uid=one.uid)
        for at, one in enumerate(cards)
    ]
    assert actions(planned(cards, *known)) == [SKIP, SKIP]


NAMES = st.sampled_from(["Ada Lovelace", "Ben King", "Ada King", "A. Lovelace", "Søren Ø", "x"])
POINTS = st.lists(
    st.one_of(
        st.integers(0, 4).map(lambda n: mail(f"m{n}@example.org")),
        st.integers(0, 4).map(lambda n: page(f"linkedin.com/in/p{n}")),
        st.integers(0, 4).map(lambda n: phone(f"+4930123456{n}")),
    ),
    max_size=3,
)
CARDS = st.lists(st.tuples(NAMES, POINTS), max_size=12)


@given(CARDS, CARDS, st.dictionaries(st.integers(0, 11), st.sampled_from(Decision), max_size=4))
def test_any_mixture_is_planned_without_loss(
    rows: list[tuple[str, list[CardPoint]]],
    here: list[tuple[str, list[CardPoint]]],
    decisions: dict[int, Decision],
) -> None:
    cards = [card(name, *points, row=at + 2) for at, (name, points) in enumerate(rows)]
    known = [person(at, name, *points) for at, (name, points) in enumerate(here)]
    result = planned(cards, *known, decisions=decisions)
    assert len(result.items) == len(cards)
    assert sum(map(result.count, ImportAction)) == len(cards)
    updated = [item.person_id for item in result.items if item.action is UPDATE]
    assert len(updated) == len(set(updated))
    # Nothing that the file says about somebody who is imported gets lost on the way.
    landed = {point for item in result.items for point in item.card.points}
    assert {point for one in cards for point in one.points} <= landed
    for item in result.items:
        if item.action is SKIP and item.twin is not None:
            assert item.twin != result.items.index(item)
