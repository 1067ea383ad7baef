"""People: every command done, refused in words and taken back; the list and its orders."""

from datetime import date, timedelta
from typing import Any

import pytest

from mentorcrm.errors import NotFound
from mentorcrm.models.kinds import ContactKind, InteractionChannel, Role, Season, StepsAhead
from mentorcrm.models.tables import Person
from mentorcrm.services import people_order
from mentorcrm.services.commands import people as wish
from mentorcrm.services.commands.outreach import DeleteInteraction, LogInteraction
from mentorcrm.services.people_filter import PeopleFilter, PeopleScope, PeopleSort
from mentorcrm.storage.unit_of_work import Store
from tests.conftest import NOW


@pytest.fixture
def ana(run: Any) -> int:
    return run(wish.AddPerson("Dr. Ana María Ferreira"))


def test_adding_splits_the_name_and_keeps_what_was_given(there_and_back: Any, services: Any):
    new = wish.AddPerson(" Dr. Ana \t Ferreira ", "Kestrel", "VP", "A@b.example", Season.TRIAL)
    person = services.people.detail(there_and_back(new, "Add Dr. Ana Ferreira"))
    assert (person.name, person.first_name, person.mail()) == (
        "Dr. Ana Ferreira",
        "Ana",
        "A@b.example",
    )
    assert [m.season for m in person.mentorships] == [Season.TRIAL]


@pytest.mark.parametrize("name", ["", "  ", "\x00\n"])
def test_a_person_without_a_name_is_refused(refused: Any, name: str):
    refused(wish.AddPerson(name), "needs a name")


def test_adding_is_refused_whole(refused: Any):
    refused(wish.AddPerson("Ana", mail="ana@"), "not a whole e-mail address")
    refused(wish.AddPerson("Ana" * 400), "at most 1,000 fit")


def test_editing(there_and_back: Any, refused: Any, services: Any, ana: int):
    there_and_back(wish.EditPerson(ana, {"display_name": "Ana Silva", "zone": "lisbon"}))
    person = services.people.detail(ana)
    assert person.values["family_name"] == "Silva"
    assert person.values["zone"] == "Europe/Lisbon"
    refused(wish.EditPerson(ana, {"display_name": " "}), "needs a name")
    refused(wish.EditPerson(ana, {"zone": "Narnia"}), "not a time zone")
    refused(wish.EditPerson(ana, {"version": "7"}), "not something a person has")
    refused(wish.EditPerson(999, {"title": "x"}), "no longer there")
    refused(wish.EditPerson(ana, {"notes": "x" * 200_001}), "Shorten it")


def test_a_note_of_200_000_characters_fits(there_and_back: Any, ana: int):
    there_and_back(wish.EditPerson(ana, {"notes": "ü" * 200_000}))


def test_who_introduced_whom(there_and_back: Any, refused: Any, services: Any, ana: int, run: Any):
    kofi = run(wish.AddPerson("Kofi"))
    there_and_back(wish.SetIntroducer(ana, kofi))
    assert services.people.detail(ana).introduced_by == (kofi, "Kofi")
    refused(wish.SetIntroducer(ana, ana), "introduced themselves")
    refused(wish.SetIntroducer(ana, 999), "no longer there")


def test_flags_and_the_bin_work_on_many(there_and_back: Any, refused: Any, services: Any, run: Any):
    several = tuple(run(wish.AddPerson(f"P{n}")) for n in range(3))
    there_and_back(wish.SetPersonFlags(several, archived=True), "Archive 3 people")
    there_and_back(wish.SetPersonFlags(several[:1], favourite=True), "Edit P0")
    assert services.people.ids(PeopleFilter(scope=PeopleScope.ARCHIVED)) == list(several)
    there_and_back(wish.DeletePeople(several), "Delete 3 people")
    assert services.people.counts().in_bin == 3
    refused(wish.DeletePeople(several), "is in the bin")
    refused(wish.EditPerson(several[0], {"title": "x"}), "is in the bin")
    there_and_back(wish.RestorePeople(several[:1]), "Take P0 out of the bin")
    refused(wish.DeletePeople((several[0], 999)), "no longer there")
    refused(wish.DeletePeople(()), "at least one person")


def test_do_not_contact(there_and_back: Any, services: Any, ana: int):
    there_and_back(wish.SetDoNotContact(ana, date(2027, 1, 1)))
    assert services.people.detail(ana).do_not_contact_until == date(2027, 1, 1)


def test_contact_points(there_and_back: Any, refused: Any, services: Any, ana: int):
    first = there_and_back(wish.AddContactPoint(ana, ContactKind.MAIL, "a@b.example"))
    there_and_back(wish.AddContactPoint(ana, ContactKind.MAIL, "c@d.example", preferred=True))
    assert services.people.detail(ana).mail() == "c@d.example"
    there_and_back(wish.EditContactPoint(first, "e@f.example", "home", preferred=True))
    assert services.people.detail(ana).mail() == "e@f.example"
    assert sum(p.preferred for p in services.people.detail(ana).points) == 1
    refused(wish.AddContactPoint(ana, ContactKind.PHONE, " "), "Write the address")
    refused(wish.EditContactPoint(first, "nobody"), "not a whole e-mail address")
    there_and_back(wish.RemoveContactPoint(first))
    refused(wish.RemoveContactPoint(first), "no longer there")


def test_facts(there_and_back: Any, refused: Any, services: Any, ana: int):
    fact = there_and_back(wish.AddFact(ana, "Spoke in March", "https://x.example"))
    assert services.people.detail(ana).facts[0].verified_on == NOW.date()
    there_and_back(wish.EditFact(fact, "Spoke in May", "", None))
    refused(wish.EditFact(fact, " "), "cannot be empty")
    refused(wish.AddFact(ana, ""), "Write the fact")
    there_and_back(wish.RemoveFact(fact))


def test_tags_are_one_whatever_their_case_accents_and_hash(
    there_and_back: Any, services: Any, ana: int, run: Any
):
    there_and_back(wish.SetTags(ana, ("#UX", "ux", "Über", " uber ", "#", "")))
    assert len(services.people.detail(ana).tags) == 2
    other = run(wish.AddPerson("Kofi"))
    there_and_back(wish.SetTags(other, ("ux",)))
    assert sorted(n for _, n in services.people.tags()) == [1, 2]
    assert services.people.ids(PeopleFilter(tag="Ux")) == sorted([ana, other])
    there_and_back(wish.SetTags(ana, ()))
    assert [name.casefold() for name, _ in services.people.tags()] == ["ux"]


def test_roles_and_seasons(there_and_back: Any, refused: Any, services: Any, ana: int):
    there_and_back(wish.SetMentorship(ana, Role.MENTOR))
    role = there_and_back(wish.SetMentorship(ana, Role.MENTOR, Season.ACTIVE, 42, StepsAhead.FEW))
    there_and_back(wish.SetMentorship(ana, Role.PEER, Season.ACTIVE))
    (row,) = services.people.listed(PeopleFilter(season=Season.ACTIVE, role=Role.PEER))
    assert row.roles == "Mentor · Peer"
    refused(wish.SetMentorship(ana, Role.MENTOR, cadence_days=0), "between 1 day and 10 years")
    there_and_back(wish.RemoveMentorship(role))
    refused(wish.RemoveMentorship(role), "no longer there")


def test_contact_is_logged_and_counted(there_and_back: Any, refused: Any, services: Any, ana: int):
    call = InteractionChannel.CALL
    there_and_back(LogInteraction((ana, ana), NOW - timedelta(days=3), call, summary="hello"))
    planned = there_and_back(LogInteraction((ana,), NOW + timedelta(days=3), call))
    there_and_back(LogInteraction((ana,), NOW - timedelta(days=1), call, counts_as_contact=False))
    assert services.people.detail(ana).last_contact == NOW - timedelta(days=3)
    refused(LogInteraction((), NOW, call), "who the contact was with")
    refused(LogInteraction((ana,), NOW, call, minutes=-1), "between 0 minutes")
    there_and_back(DeleteInteraction(planned))
    assert len(services.people.detail(ana).interactions) == 2


def test_the_list_in_its_orders(run: Any, services: Any):
    zoe = run(wish.AddPerson("Zoë", "Apple"))
    emil = run(wish.AddPerson("Émile", ""))
    ada = run(wish.AddPerson("ada", "Zebra"))
    call = InteractionChannel.CALL
    run(LogInteraction((emil,), NOW - timedelta(days=9), call))
    run(LogInteraction((zoe,), NOW - timedelta(days=2), call))
    run(LogInteraction((emil,), NOW + timedelta(days=2), call))
    orders = {sort: services.people.ids(PeopleFilter(sort=sort)) for sort in PeopleSort}
    assert orders == {
        PeopleSort.NAME: [ada, emil, zoe],
        PeopleSort.RECENT: [ada, emil, zoe],
        PeopleSort.ORGANISATION: [zoe, ada, emil],
        PeopleSort.LAST_CONTACT: [zoe, emil, ada],
        PeopleSort.NEXT: [emil, ada, zoe],
    }
    assert [row.name for row in services.people.rows([zoe, 999, ada])] == ["Zoë", "ada"]
    assert [row.name for row in services.people.listed(limit=1)] == ["ada"]
    with pytest.raises(NotFound):
        services.people.detail(999)


def test_the_numbers_follow_each_change_of_this_and_of_another_window(run: Any, services: Any):
    def numbers() -> tuple[int, int]:
        found = services.people.counts()
        return found.people, found.in_bin

    assert numbers() == (0, 0)
    ada = run(wish.AddPerson("Ada"))
    assert numbers() == (1, 0)
    assert services.people.counts() is services.people.counts()
    run(wish.DeletePeople((ada,)))
    assert numbers() == (0, 1)
    services.dispatcher.undo()
    assert numbers() == (1, 0)
    other = Store(services.paths.database, services.clock)
    with other.write() as unit:
        unit.session.add(Person(display_name="Bo", sort_name="bo", avatar_tint=1))
    other.close()
    assert numbers() == (2, 0)
    with pytest.raises(ZeroDivisionError), services.store.write() as unit:
        unit.session.get_one(Person, ada).deleted_at = NOW
        unit.session.flush()
        raise ZeroDivisionError
    assert numbers() == (2, 0)


@pytest.mark.parametrize("few", [0, 2000])
def test_the_order_by_last_contact_knows_planned_deleted_and_equal_ones(
    run: Any, services: Any, few: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(people_order, "_FEW", few)
    ada, emil, zoe, never = (run(wish.AddPerson(name)) for name in ("Ada", "Emil", "Zoe", "Bo"))
    call = InteractionChannel.CALL

    def log(person: int, days: int) -> int:
        return run(LogInteraction((person,), NOW - timedelta(days=days), call))

    def order() -> list[int]:
        return services.people.ids(PeopleFilter(sort=PeopleSort.LAST_CONTACT))

    log(ada, 30), log(emil, 20), log(zoe, 20)
    assert order() == [emil, zoe, ada, never]
    log(never, -7)
    log(ada, -3)
    assert order() == [emil, zoe, ada, never]
    newest = log(zoe, 1)
    assert order() == [zoe, emil, ada, never]
    run(DeleteInteraction(newest))
    assert order() == [emil, zoe, ada, never]
    services.dispatcher.undo()
    assert order() == [zoe, emil, ada, never]


def test_organisations_are_listed_in_order_and_nameless_ones_last(run: Any, services: Any):
    people = [("Ada", ""), ("Bo", "Orion"), ("Cy", "Halden"), ("Al", "Orion"), ("Di", "")]
    ids = {name: run(wish.AddPerson(name, organisation)) for name, organisation in people}
    by_work = PeopleFilter(sort=PeopleSort.ORGANISATION)
    wanted = [ids[name] for name in ("Cy", "Al", "Bo", "Ada", "Di")]
    assert services.people.ids(by_work) == wanted
    assert services.people.ids(by_work, 4) == wanted[:4]


def test_a_note_never_counts_as_contact(services: Any, run: Any) -> None:
    ana = run(wish.AddPerson("Ana"))
    for counts in (True, False):
        run(
            LogInteraction(
                (ana,), NOW, InteractionChannel.NOTE, summary="x", counts_as_contact=counts
            )
        )
    assert services.people.detail(ana).last_contact is None
    assert not any(row.counts_as_contact for row in services.people.detail(ana).interactions)
