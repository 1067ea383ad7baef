"""Search: forgiving about what is typed, in step with every change, silent about the bin."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorcrm.errors import UserError
from mentorcrm.interchange.contacts import CardPoint, ContactCard, ParsedFile
from mentorcrm.models.kinds import ContactKind, InteractionChannel, MessageKind, NeedKind
from mentorcrm.services.commands import needs as need_wish
from mentorcrm.services.commands import outreach as outreach_wish
from mentorcrm.services.commands import people as wish
from mentorcrm.services.people_filter import PeopleFilter, PeopleScope
from mentorcrm.services.people_listing import TYPED_MOST
from mentorcrm.storage import schema
from tests.conftest import NOW

INDEXES = (
    *("person_fts", "note_fts", "need_fts", "draft_fts"),
    *("advice_fts", "promise_fts", "line_fts"),
)


@pytest.fixture
def run(services: Any) -> Any:
    return services.dispatcher.run


@pytest.fixture
def names(services: Any) -> Any:
    """The names that a search finds, best first."""
    return lambda text: [hit.title for hit in services.search.everything(text)]


@pytest.fixture(autouse=True)
def indexes_fit(services: Any) -> Iterator[None]:
    """Whatever a test did, the indexes still agree with the rows."""
    yield
    with closing(schema.connect(services.paths.database)) as connection:
        for index in INDEXES:
            connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")


@pytest.mark.parametrize(
    "typed",
    ["müll", "Muller", "MÜLLER", "mu\u0308ll", "Jörg", "jorg mull", "Anton", "nton", "müller-"],
)
def test_a_name_is_found_by_any_of_its_words(run: Any, names: Any, typed: str) -> None:
    run(wish.AddPerson("Jörg Anton Müller"))
    run(wish.AddPerson("Somebody Else"))
    assert names(typed) == ([] if typed == "nton" else ["Jörg Anton Müller"])


@pytest.mark.parametrize(
    ("name", "typed"), [("Łukasz Nowak", "lukasz"), ("Søren Kier", "soren"), ("Groß", "gross")]
)
def test_letters_of_other_alphabets_are_found_typed_plainly(
    run: Any, names: Any, name: str, typed: str
) -> None:
    run(wish.AddPerson(name))
    assert names(typed) == [name]


def test_work_place_notes_tags_and_addresses_are_found(run: Any, names: Any) -> None:
    person = run(wish.AddPerson("Ana", "Kestrel Health", "VP Engineering", "ana.f@kestrel.example"))
    run(wish.EditPerson(person, {"location": "São Paulo", "notes": "likes orchids"}))
    run(wish.SetTags(person, ("Über", "#ux")))
    run(wish.AddContactPoint(person, ContactKind.PHONE, "+351 912 345 678"))
    typed = ["kestr", "vp eng", "sao paulo", "orchid", "ana.f@kes", "ANA.F@", "über", "uber", "#ux"]
    for text in [*typed, "+351912345678", "+351 912 34"]:
        assert names(text) == ["Ana"], text


def test_a_name_stands_before_work_and_work_before_notes(run: Any, names: Any) -> None:
    for number in range(5):
        noted = run(wish.AddPerson(f"Noted {number}"))
        run(wish.EditPerson(noted, {"notes": "kestrel " * 40}))
    run(wish.AddPerson("Worker", "Kestrel Health"))
    run(wish.AddPerson("Kestrel Jones"))
    assert names("kestrel")[:2] == ["Kestrel Jones", "Worker"]


@pytest.mark.parametrize(
    "typed",
    ['"', "'", "*", "a*", "AND", "NOT x", "a OR b", "NEAR(a b)", "^a", "{notes} : a", "(", "-a",
     "a:b", "\x00", "%", "_", "a" * 5000, "a " * 5000, "👩🏽‍🔬", "'; DROP TABLE person; --",
     "caf\udce9"],
)  # fmt: skip
def test_operators_typed_by_accident_are_only_words(run: Any, services: Any, typed: str) -> None:
    run(wish.AddPerson("Ana"))
    services.search.everything(typed)
    services.people.ids(PeopleFilter(text=typed))


def test_no_text_makes_search_fail(services: Any) -> None:
    services.dispatcher.run(wish.AddPerson("Ana"))

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.text(max_size=40))
    def anything(text: str) -> None:
        assert isinstance(services.search.everything(text), tuple)
        assert isinstance(services.people.ids(PeopleFilter(text=text)), list)
        with pytest.raises(UserError):
            services.people.find(f"zzz {text}")

    anything()


def fill(run: Any, word: str, mail: str = "") -> tuple[int, int, int, int]:
    """A person, a note, a need and a draft that all have a word."""
    person = run(wish.AddPerson(f"{word} Person", mail=mail))
    note = run(
        outreach_wish.LogInteraction(
            (person,), NOW - timedelta(days=1), InteractionChannel.CALL, summary=f"about {word}"
        )
    )
    need = run(need_wish.AddNeed(NeedKind.SKILL, f"learn {word}"))
    draft = run(outreach_wish.StartDraft(person, MessageKind.RECAP, body=f"thanks for {word}"))
    return person, note, need, draft


def kinds(services: Any, text: str) -> list[str]:
    return [hit.kind for hit in services.search.everything(text)]


def test_all_kinds_are_found_with_the_words_around(run: Any, services: Any) -> None:
    fill(run, "falconry")
    hits = services.search.everything("falcon")
    assert [hit.kind for hit in hits] == ["person", "note", "need", "draft"]
    assert "falconry" in hits[1].excerpt
    assert "falconry Person" in hits[1].title


def test_what_is_in_the_bin_is_never_shown(run: Any, services: Any) -> None:
    person, note, need, draft = fill(run, "falconry", "f@x.example")
    run(wish.SetTags(person, ("falconry",)))
    run(outreach_wish.DeleteDraft(draft))
    run(need_wish.DeleteNeed(need))
    run(outreach_wish.DeleteInteraction(note))
    assert kinds(services, "falconry") == ["person"]
    for _ in range(3):
        services.dispatcher.undo()
    assert kinds(services, "falconry") == ["person", "note", "need", "draft"]
    run(wish.DeletePeople((person,)))
    assert kinds(services, "falconry") == ["need"]
    assert kinds(services, "f@x.ex") == []
    with pytest.raises(UserError):
        services.people.find("falconry")
    assert services.people.ids(PeopleFilter(text="falconry")) == []
    assert services.people.ids(PeopleFilter(text="falcon", scope=PeopleScope.BIN)) == [person]


def test_a_bin_full_of_matches_does_not_hide_the_living(run: Any, services: Any) -> None:
    gone = [run(wish.AddPerson(f"Ana Gone {number}")) for number in range(30)]
    run(wish.DeletePeople(tuple(gone)))
    alive = run(wish.AddPerson("Ana Here"))
    assert [hit.id for hit in services.search.everything("ana", 3)] == [alive]
    assert services.people.find("ana") == alive


def test_the_index_follows_edits_and_undo(run: Any, services: Any) -> None:
    person, _note, need, draft = fill(run, "falconry")
    run(wish.EditPerson(person, {"display_name": "Heron Person"}))
    run(need_wish.EditNeed(need, {"statement": "learn herons"}))
    run(outreach_wish.EditDraft(draft, body="thanks for herons", by_hand=True))
    assert kinds(services, "falconry") == ["note"]
    assert kinds(services, "heron") == ["person", "need", "draft"]
    for _ in range(3):
        services.dispatcher.undo()
    assert kinds(services, "falconry") == ["person", "note", "need", "draft"]
    assert kinds(services, "heron") == []
    while services.dispatcher.undo():
        pass
    assert kinds(services, "falconry") == []
    while services.dispatcher.redo():
        pass
    assert kinds(services, "heron") == ["person", "need", "draft"]


def imported(number: int, word: str) -> ParsedFile:
    return ParsedFile(
        "many.csv",
        "csv",
        tuple(
            ContactCard(
                f"row {n}",
                f"{word} Number{n}",
                organisation="Halden",
                points=(CardPoint(ContactKind.MAIL, f"{n}@x.example", f"{n}@x.example"),),
                connected_on=date(2026, 1, 2),
            )
            for n in range(number)
        ),
    )


def test_the_index_follows_an_import_and_its_undo(services: Any) -> None:
    services.import_contacts(services.transfer.propose(imported(1500, "Zebra")))
    assert len(services.people.listed(PeopleFilter(text="zebra"), 5000)) == 1500
    assert [hit.title for hit in services.search.everything("number1499")] == ["Zebra Number1499"]
    newest = services.search.everything("zeb", 3)
    assert [hit.title for hit in newest] == [f"Zebra Number{n}" for n in (1499, 1498, 1497)]
    services.dispatcher.undo()
    assert services.people.ids(PeopleFilter(text="zebra")) == []
    services.dispatcher.redo()
    assert len(services.people.listed(PeopleFilter(text="halden"), 5000)) == 1500


def test_of_very_many_the_list_shows_names_that_begin_so_first(run: Any, services: Any) -> None:
    run(wish.AddPerson("Bea Lund"))  # Neither new nor named in a way that comes early.
    services.import_contacts(services.transfer.propose(imported(TYPED_MOST + 20, "Ada B")))
    found = services.people.ids(PeopleFilter(text="b"))
    assert len(found) == TYPED_MOST
    assert services.people.rows(found[-1:])[0].name == "Bea Lund"
    assert len(services.people.listed(PeopleFilter(text="b"), 5000)) == TYPED_MOST + 21


class TestFind:
    """`mentorcrm ask NAME`: the surest reading of a name wins."""

    def test_a_name_wins_over_a_note(self, run: Any, services: Any) -> None:
        other = run(wish.AddPerson("Ruth"))
        run(wish.EditPerson(other, {"notes": "met through Ana"}))
        ana = run(wish.AddPerson("Ana Ferreira"))
        assert services.people.find("ana") == ana

    def test_a_whole_word_wins_over_a_beginning(self, run: Any, services: Any) -> None:
        run(wish.AddPerson("Anabel Ruiz"))
        ana = run(wish.AddPerson("Ana Ferreira"))
        assert services.people.find("Ana") == ana
        assert services.people.find("ana fer") == ana

    def test_the_whole_name_wins_over_longer_ones(self, run: Any, services: Any) -> None:
        ana = run(wish.AddPerson("Ana"))
        run(wish.AddPerson("Ana Ferreira"))
        assert services.people.find(" ANA ") == ana

    def test_a_number_wins(self, run: Any, services: Any) -> None:
        ana = run(wish.AddPerson("Ana"))
        assert services.people.find(str(ana)) == ana

    @pytest.mark.parametrize("typed", ["", "  ", "²", "9" * 30, "nobody", '"', "\x00"])
    def test_nobody_is_said_in_words(self, run: Any, services: Any, typed: str) -> None:
        run(wish.AddPerson("Ana"))
        with pytest.raises(UserError, match="Nobody here is called"):
            services.people.find(typed)

    def test_several_are_named_with_their_numbers(self, run: Any, services: Any) -> None:
        one, two = run(wish.AddPerson("Ana Silva")), run(wish.AddPerson("Ana Ferreira"))
        with pytest.raises(UserError, match=rf"Ferreira \({two}\), Ana Silva \({one}\)"):
            services.people.find("ana")
