"""Who may be on record twice: found with the reasons, and left alone once said to be two."""

import random
import time
from itertools import product
from typing import Any

import pytest

from mentorcrm.interchange.contacts import CardPoint
from mentorcrm.interchange.duplicates import FAINT, LIKELY, POSSIBLE, SURE, likely_pairs
from mentorcrm.interchange.matching import traits_of
from mentorcrm.interchange.plan import KnownPerson
from mentorcrm.models.kinds import ContactKind
from mentorcrm.services.commands.merging import MergePeople, SayNotSame
from mentorcrm.services.commands.people import AddContactPoint, AddPerson, DeletePeople

MAIL, PHONE, PAGE = ContactKind.MAIL, ContactKind.PHONE, ContactKind.PROFILE


def person(name: str, *points: tuple[ContactKind, str], organisation: str = "") -> KnownPerson:
    given, _space, family = name.partition(" ")
    return KnownPerson(
        1, name, given_name=given, family_name=family, organisation=organisation,
        points=tuple(CardPoint(kind, value, value) for kind, value in points),
    )  # fmt: skip


def looked_at(*people: KnownPerson) -> list[tuple[tuple[str, ...], int]]:
    found = likely_pairs([traits_of(one) for one in people])
    return [(pair.reasons, pair.strength) for pair in found]


@pytest.mark.parametrize(
    ("one", "other", "reasons", "strength"),
    [
        (
            person("Anna Koch", (MAIL, "a@x.example")),
            person("A. Koch", (MAIL, "a@x.example")),
            ("Same e-mail address: a@x.example", "Similar name"),
            SURE,
        ),
        (
            person("Anna Koch", (PAGE, "linkedin.com/in/anna")),
            person("Anna Berg", (PAGE, "linkedin.com/in/anna")),
            ("Same profile: linkedin.com/in/anna",),
            SURE,
        ),
        (
            person("Anna Koch", (PHONE, "+49301234567")),
            person("Ana Koch", (PHONE, "0301234567")),
            ("Same phone number", "Similar name"),
            SURE,
        ),
        (
            person("Anna Koch", organisation="Fenwick"),
            person("Koch, Anna", organisation="fenwick"),
            ("Same name", "same organisation"),
            LIKELY,
        ),
        (person("Anna Koch"), person("ANNA KOCH", organisation="F"), ("Same name",), POSSIBLE),
        (person("Katharina Vogel"), person("Katarina Vogel"), ("Similar name",), FAINT),
        (
            person("Anna Koch", (PAGE, "linkedin.com/in/anna")),
            person("Anna Koch", (PAGE, "linkedin.com/in/anna-k")),
            ("Same name", "but with different profiles"),
            FAINT,
        ),
        (
            person("Anna Koch", (MAIL, "team@x.example")),
            person("Piotr Zielinski", (MAIL, "team@x.example")),
            ("Same e-mail address: team@x.example",),
            POSSIBLE,
        ),
    ],
)
def test_why_two_may_be_one(
    one: KnownPerson, other: KnownPerson, reasons: tuple[str, ...], strength: int
) -> None:
    ((said, meant),) = looked_at(one, other)
    assert (said[0], meant) == (reasons[0], strength)
    assert set(said) >= {reasons[0]}
    assert set(reasons) >= set(said)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Anna Koch"), person("Bert Koch")),
        (person("Anna Koch", (PHONE, "+49301234567")), person("Bert Adler", (PHONE, "0301234567"))),
        (person("Jon Smith", organisation="A"), person("John Smith", organisation="B")),
        (person(""), person("")),
    ],
)
def test_who_is_somebody_else(one: KnownPerson, other: KnownPerson) -> None:
    assert looked_at(one, other) == []


def test_what_a_whole_office_shares_is_no_reason() -> None:
    office = [
        person(f"{chr(65 + n)}x{n} {chr(90 - n)}y{n}", (MAIL, "info@x.example")) for n in range(13)
    ]
    assert looked_at(*office) == []


def test_suggestions_come_and_go(services: Any, run: Any) -> None:
    ana = run(AddPerson("Ana Silva", mail="ana@x.example", organisation="Fenwick"))
    twin = run(AddPerson("A. Silva"))
    run(AddContactPoint(twin, MAIL, "Ana@X.example"))
    namesake = run(AddPerson("Ana Silva"))
    run(AddPerson("Somebody Else"))
    found = services.duplicates.find()
    assert [(s.one.id, s.other.id, s.sure) for s in found] == [
        (ana, twin, True), (ana, namesake, False), (twin, namesake, False),
    ]  # fmt: skip
    assert found[0].one.work == "Fenwick"
    run(SayNotSame(namesake, ana))
    run(SayNotSame(namesake, twin))
    assert [s.other.id for s in services.duplicates.find()] == [twin]
    run(MergePeople(ana, twin))
    assert services.duplicates.find() == ()
    services.dispatcher.undo()
    run(DeletePeople((twin,)))
    assert services.duplicates.find() == ()


def many(number: int) -> list[KnownPerson]:
    """People as a large address book has them: many names, offices, a few twins."""
    chance = random.Random(7)
    syllables = list(map("".join, product("bcdfghklmnprstvwz", "aeiou")))[::4]
    made = []
    for place in range(number):
        given, family = (
            "".join(chance.choices(syllables, k=chance.randint(2, 3))).title() for _part in "ab"
        )
        points = [(MAIL, f"{given}.{family}@{place % 400}.example".lower())]
        if place % 3 == 0:
            points.append((PAGE, f"linkedin.com/in/{given}{family}{place}".lower()))
        made.append(person(f"{given} {family}", *points, organisation=f"Company {place % 400}"))
    return made


def test_ten_thousand_people_are_looked_through_at_once() -> None:
    """Two seconds were asked for; it takes a third of that on a computer with other work."""
    people = many(10_000)
    twins = [person(p.display_name, *((q.kind, q.value) for q in p.points)) for p in people[:40]]
    traits = [traits_of(one) for one in (*people, *twins)]
    taken = []
    for _again in range(3):
        start = time.perf_counter()
        found = likely_pairs(traits)
        taken.append(time.perf_counter() - start)
    assert sum(pair.strength == SURE for pair in found) >= 40
    assert min(taken) < 2


def test_a_search_can_be_stopped() -> None:
    assert likely_pairs([traits_of(one) for one in many(500) * 2], cancelled=lambda: True) == []
