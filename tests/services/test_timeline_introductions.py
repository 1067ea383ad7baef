"""Introductions in the timeline of all who have a part in them, by day, kind and words."""

from datetime import date

from mentorcrm.services.commands.giving import AddIntroduction, EditIntroduction
from mentorcrm.services.commands.people import AddPerson, DeletePeople
from mentorcrm.services.facade import Services
from mentorcrm.services.giving_rows import IntroductionRow
from mentorcrm.services.interactions_rows import EntryKind, HistoryFilter, Source, source_of
from tests.conftest import NOW


def introduced(services: Services) -> tuple[int, int, int, int]:
    """Ana introduces Ben to Cleo; her and the two, and the introduction."""
    ana, ben, cleo = (services.dispatcher.run(AddPerson(name)) for name in ("Ana", "Ben", "Cleo"))
    made = services.dispatcher.run(AddIntroduction(cleo, ben, ana, why="Both build schedulers"))
    return ana, ben, cleo, made


def found(services: Services, **wanted: object) -> list[int]:
    entries = services.timeline.listed(HistoryFilter(**wanted))  # type: ignore[arg-type]
    return [e.key for e in entries if isinstance(e.record, IntroductionRow)]


def test_it_stands_in_the_history_of_each_of_the_three_and_of_nobody_else(
    services: Services,
) -> None:
    *people, made = introduced(services)
    other = services.dispatcher.run(AddPerson("Dora"))
    for person in people:
        (key,) = found(services, person=person)
        assert source_of(key) == (Source.INTRODUCTION, made)
        assert EntryKind.GIVING in services.timeline.kinds(person)
    assert found(services, person=other) == []
    assert EntryKind.GIVING not in services.timeline.kinds(other)
    assert found(services, kind=EntryKind.GIVING) == [key]


def test_its_day_is_when_it_was_made_and_its_words_are_found(services: Services) -> None:
    ana, *_others, made = introduced(services)
    days = {"second_agreed_on": date(2026, 11, 1), "made_on": date(2026, 11, 3)}
    services.dispatcher.run(EditIntroduction(made, {"outcome": "They talk each week"}, days))
    (key,) = found(services, person=ana)
    assert services.timeline.rows([key])[key].day == date(2026, 11, 3)
    for words, there in (("schedulers", 1), ("each week", 1), ("cleo", 1), ("pricing", 0)):
        assert len(found(services, person=ana, text=words)) == there, words
    for since, there in ((date(2026, 11, 3), 1), (date(2026, 11, 4), 0)):
        assert len(found(services, person=ana, since=since)) == there
    assert len(found(services, person=ana, until=date(2026, 11, 2))) == 0
    assert found(services, person=ana, topic="pricing") == []
    assert NOW.date() == date(2026, 11, 24)


def test_it_goes_with_whom_it_was_for(services: Services) -> None:
    ana, _ben, cleo, _made = introduced(services)
    services.dispatcher.run(DeletePeople((cleo,)))
    assert found(services, person=ana) == []
