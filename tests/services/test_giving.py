"""Giving both ways: notes, ideas, introductions, what to give next, and what came since."""

from datetime import timedelta
from typing import Any

import pytest

from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import AdviceResponse, Effort, GiveDirection, GiveKind, IdeaKind
from mentorcrm.models.kinds import InteractionChannel, MessageKind, Privacy
from mentorcrm.services.commands import giving as wish
from mentorcrm.services.commands.advice import AddAdvice, EditAdvice, TellAdvice
from mentorcrm.services.commands.outreach import LogInteraction, MarkSent, StartDraft
from mentorcrm.services.commands.people import AddPerson, DeletePeople, EditPerson
from mentorcrm.services.giving_rows import GiveFilter, SinceGiving, SuggestionSource
from mentorcrm.services.interactions_rows import HistoryFilter, Source, source_of
from tests.conftest import NOW

TODAY = NOW.date()
GIVEN, RECEIVED = GiveDirection.GIVEN, GiveDirection.RECEIVED


@pytest.fixture
def ana(run: Any) -> int:
    return int(run(AddPerson("Ana Ferreira")))


@pytest.fixture
def ben(run: Any) -> int:
    return int(run(AddPerson("Ben Okafor")))


def test_noting_what_was_given(there_and_back: Any, services: Any, ana: int) -> None:
    command = wish.NoteGiving(
        ana,
        GIVEN,
        GiveKind.RESOURCE,
        " The hiring rubric ",
        effort=Effort.SMALL,
        prompted_by="Call",
    )
    (row,) = services.giving.rows([there_and_back(command, "Note something given to Ana Ferreira")])
    assert (row.person, row.what, row.effort, row.prompted_by) == (
        "Ana Ferreira",
        "The hiring rubric",
        Effort.SMALL,
        "Call",
    )
    assert (row.happened_on, row.given) == (TODAY, True)


def test_it_is_of_the_day_of_its_contact(services: Any, run: Any, ana: int) -> None:
    at = NOW - timedelta(days=9)
    contact = run(LogInteraction((ana,), at, InteractionChannel.CALL))
    note = run(wish.NoteGiving(ana, RECEIVED, GiveKind.HELP, interaction_id=contact))
    assert services.giving.rows([note])[0].happened_on == at.date()


def test_what_is_refused(refused: Any, run: Any, ana: int, ben: int) -> None:
    note = run(wish.NoteGiving(ana, GIVEN, GiveKind.THANKS))
    tomorrow = TODAY + timedelta(days=1)
    refused(wish.NoteGiving(ana, GIVEN, GiveKind.THANKS, on=tomorrow), "lies in the future")
    refused(wish.NoteGiving(999, GIVEN, GiveKind.THANKS), "no longer there")
    refused(wish.EditGiving(note, {"debt": "x"}), "not something such a note has")
    refused(wish.AddGiveIdea(ana, IdeaKind.IDEA, " "), "Say in a few words")
    idea = run(wish.AddGiveIdea(ben, IdeaKind.IDEA, "the Porto meetup"))
    refused(wish.NoteGiving(ana, GIVEN, GiveKind.HELP, idea_id=idea), "for somebody else")


def test_every_field_is_edited_and_taken_back(
    there_and_back: Any, services: Any, run: Any, ana: int
) -> None:
    note = run(wish.NoteGiving(ana, GIVEN, GiveKind.THANKS, effort=Effort.LARGE))
    day = TODAY - timedelta(days=30)
    edit = wish.EditGiving(note, {"what": "A card"}, RECEIVED, GiveKind.GIFT, day, Effort.SMALL)
    there_and_back(edit, "Edit what Ana Ferreira and you gave")
    row = services.giving.rows([note])[0]
    assert (row.what, row.direction, row.kind, row.happened_on, row.effort) == (
        "A card",
        RECEIVED,
        GiveKind.GIFT,
        day,
        Effort.SMALL,
    )
    there_and_back(wish.EditGiving(note, {}, clear_effort=True))
    assert services.giving.rows([note])[0].effort is None


def test_the_bin_and_back(there_and_back: Any, services: Any, run: Any, ana: int) -> None:
    note = run(wish.NoteGiving(ana, GIVEN, GiveKind.THANKS))
    there_and_back(wish.DeleteGiving(note))
    assert services.giving.listed() == []
    there_and_back(wish.RestoreGiving(note))
    assert [row.id for row in services.giving.listed()] == [note]
    run(DeletePeople((ana,)))
    assert services.giving.listed() == []


def test_lists_are_filtered_and_newest_first(services: Any, run: Any, ana: int, ben: int) -> None:
    days = [TODAY - timedelta(days=n) for n in (3, 1, 2)]
    one = run(wish.NoteGiving(ana, GIVEN, GiveKind.RESOURCE, "100% rubric", days[0]))
    two = run(wish.NoteGiving(ben, RECEIVED, GiveKind.REVIEW, "My draft", days[1]))
    three = run(wish.NoteGiving(ana, RECEIVED, GiveKind.INTRODUCTION, "to Élan", days[2]))

    def found(**wanted: Any) -> list[int]:
        return [row.id for row in services.giving.listed(GiveFilter(**wanted))]

    assert found() == [two, three, one]
    assert found(direction=GIVEN) == [one]
    assert found(person_id=ana) == [three, one]
    assert found(kind=GiveKind.REVIEW) == [two]
    assert found(text="ana rubric") == [one]
    assert found(text="1%0") == []
    assert found(text="100%") == [one]
    assert found(text="élan") == found(text="ÉLAN") == found(text="elan") == [three]
    timeline = services.timeline.keys(HistoryFilter("élan", person=ana))
    assert list(map(source_of, timeline)) == [(Source.GIVING, three)]
    assert services.giving.ids(limit=2) == [two, three]


def test_an_idea_is_done_by_what_was_given(
    there_and_back: Any, services: Any, run: Any, ana: int
) -> None:
    idea = there_and_back(wish.AddGiveIdea(ana, IdeaKind.WANTED, "a data engineer"))
    there_and_back(wish.EditGiveIdea(idea, "a senior data engineer"))
    note = there_and_back(wish.NoteGiving(ana, GIVEN, GiveKind.INTRODUCTION, idea_id=idea))
    (row,) = services.giving.ideas(ana)
    assert (row.text, row.done_as) == ("a senior data engineer", note)
    assert services.giving.suggestions(ana) == []
    there_and_back(wish.RemoveGiveIdea(idea))
    assert services.giving.ideas(ana) == []


def test_suggestions_say_what_they_rest_on(services: Any, run: Any, ana: int, ben: int) -> None:
    interest = run(wish.AddGiveIdea(ana, IdeaKind.INTEREST, "diary studies"))
    wanted = run(wish.AddGiveIdea(ana, IdeaKind.WANTED, "a data engineer"))
    told = run(AddAdvice(ana, "Pilot first"))
    run(TellAdvice(told))
    advice = run(AddAdvice(ana, "Ask for scope, not a title"))
    run(EditAdvice(advice, {}, AdviceResponse.TRIED))
    run(AddAdvice(ana, "Between us only", privacy=Privacy.NEVER))
    met = run(wish.AddIntroduction(ben, None, ana))
    assert [(s.source, s.record_id) for s in services.giving.suggestions(ana)] == [
        (SuggestionSource.ADVICE, advice),
        (SuggestionSource.WANTED, wanted),
        (SuggestionSource.INTEREST, interest),
    ]
    run(wish.EditIntroduction(met, {}, {"made_on": TODAY}))
    texts = [s.text for s in services.giving.suggestions(ana)]
    assert texts == [
        "Tell Ana what came of “Ask for scope, not a title”",
        "Tell Ana Ferreira what came of the introduction to Ben Okafor",
        "They mentioned needing a data engineer",
        "Send something on diary studies",
    ]
    run(wish.EditIntroduction(met, {}, {"told_introducer_on": TODAY}))
    assert len(services.giving.suggestions(ana)) == 3


def test_what_was_not_tried_is_no_news_until_it_waits_for_long(
    services: Any, run: Any, ana: int
) -> None:
    run(AddAdvice(ana, "Say less", given_on=TODAY - timedelta(days=29)))
    assert services.giving.suggestions(ana) == []
    stale = run(AddAdvice(ana, "Write more", given_on=TODAY - timedelta(days=30)))
    assert [one.record_id for one in services.giving.suggestions(ana)] == [stale]


def test_what_came_since_i_last_gave(services: Any, run: Any, ana: int) -> None:
    assert services.giving.since(ana) == SinceGiving(None, 0, 0)

    def send(kind: MessageKind, ago: int) -> None:
        draft = run(StartDraft(ana, kind, body="Dear Ana"))
        run(MarkSent(draft, InteractionChannel.MAIL, NOW - timedelta(days=ago)))

    send(MessageKind.FIRST_ASK, 50)
    run(LogInteraction((ana,), NOW - timedelta(days=45), InteractionChannel.VIDEO))
    assert services.giving.since(ana) == SinceGiving(None, 1, 1)
    run(wish.NoteGiving(ana, GIVEN, GiveKind.RESOURCE, on=TODAY - timedelta(days=40)))
    assert services.giving.since(ana) == SinceGiving(TODAY - timedelta(days=40), 0, 0)
    send(MessageKind.ONE_QUESTION, 30)
    send(MessageKind.FOLLOW_UP, 25)
    run(LogInteraction((ana,), NOW - timedelta(days=20), InteractionChannel.IN_PERSON))
    run(LogInteraction((ana,), NOW + timedelta(days=20), InteractionChannel.IN_PERSON))
    run(LogInteraction((ana,), NOW - timedelta(days=19), InteractionChannel.MAIL))
    run(wish.NoteGiving(ana, RECEIVED, GiveKind.HELP))
    assert services.giving.since(ana) == SinceGiving(TODAY - timedelta(days=40), 1, 1)
    send(MessageKind.IMPACT_NOTE, 5)
    assert services.giving.since(ana) == SinceGiving(TODAY - timedelta(days=5), 0, 0)


def test_my_introduction_waits_for_both(
    there_and_back: Any, refused: Any, services: Any, run: Any, ana: int, ben: int
) -> None:
    meets = there_and_back(
        wish.AddIntroduction(ben, ana, why="Both study clinics", asked_on=TODAY),
        "Note an introduction to Ben Okafor",
    )
    made = wish.EditIntroduction(meets, {}, {"made_on": TODAY})
    refused(made, "Ask both first")
    run(wish.EditIntroduction(meets, {}, {"first_agreed_on": TODAY}))
    refused(made, "Ask both first")
    run(wish.EditIntroduction(meets, {}, {"second_agreed_on": TODAY}))
    there_and_back(made)
    (row,) = services.introductions.listed(ana)
    assert (row.first, row.second, row.mine, row.made_on) == (
        "Ana Ferreira",
        "Ben Okafor",
        True,
        TODAY,
    )


def test_an_introduction_for_me_notes_who_made_it(
    there_and_back: Any, services: Any, run: Any, ana: int, ben: int
) -> None:
    met = run(wish.AddIntroduction(ben, None, ana))
    there_and_back(wish.EditIntroduction(met, {"outcome": "We meet monthly"}, {"made_on": TODAY}))
    row = services.introductions.detail(met)
    assert (row.loop_is_open, row.outcome) == (True, "We meet monthly")
    assert services.people.detail(ben).introduced_by == (ana, "Ana Ferreira")
    assert [r.id for r in services.introductions.listed(ben)] == [met]
    there_and_back(wish.DeleteIntroduction(met))
    assert services.introductions.detail(met) is None
    there_and_back(wish.RestoreIntroduction(met))
    assert services.introductions.detail(met) is not None


def test_introductions_that_make_no_sense(refused: Any, run: Any, ana: int, ben: int) -> None:
    refused(wish.AddIntroduction(ana, None, ana), "three people")
    refused(wish.AddIntroduction(ana, None, None), "three people")
    met = run(wish.AddIntroduction(ben, ana))
    refused(wish.EditIntroduction(met, {"blurb": "x"}, {}), "not something an introduction has")
    refused(wish.EditIntroduction(met, {}, {"asked_on": TODAY + timedelta(days=1)}), "future")


def test_the_word_to_an_introducer_closes_the_loop_when_it_was_sent(
    services: Any, there_and_back: Any, run: Any, ana: int, ben: int
) -> None:
    key = run(wish.AddIntroduction(ben, introducer_id=ana, why="SECRET"))
    run(wish.EditIntroduction(key, {}, {"made_on": TODAY}))
    other = run(StartDraft(ana, MessageKind.PROGRESS_UPDATE, body="The pilot has begun."))
    run(MarkSent(other, InteractionChannel.MAIL, NOW))
    assert services.introductions.detail(key).loop_is_open
    body = "The subject is still your introduction to Ben. We write a paper."
    told = run(StartDraft(ana, MessageKind.PROGRESS_UPDATE, body=body))
    there_and_back(MarkSent(told, InteractionChannel.MAIL, NOW))
    assert services.introductions.detail(key).told_introducer_on == TODAY


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("your introduction to Ben Okafor", {"Ben Okafor"}),
        ("Your introduction to Ben Okafor’s team", set()),
        ("your introduction to Benedikt Wolf", set()),
        ("your introduction to Ben Okafor Smith", {"Ben Okafor Smith"}),
        ("your introduction to Ben", set()),  # Two of them were introduced.
        ("your introduction to Ruth, and Ben Okafor. More soon.", {"Ruth Adeyemi", "Ben Okafor"}),
        ("your introduction to Ruthless Records", set()),
    ],
)
def test_who_was_introduced_is_looked_up_among_people(
    services: Any, run: Any, ana: int, ben: int, said: str, told: set[str]
) -> None:
    others = [run(AddPerson(n)) for n in ("Ben Okafor Smith", "Ruth Adeyemi", "Benedikt Wolf")]
    keys = {p: run(wish.AddIntroduction(p, introducer_id=ana)) for p in (ben, *others[:2])}
    for key in keys.values():
        run(wish.EditIntroduction(key, {}, {"made_on": TODAY}))
    draft = run(StartDraft(ana, MessageKind.PROGRESS_UPDATE, body=f"News of {said}. It is good."))
    run(MarkSent(draft, InteractionChannel.MAIL, NOW))
    rows = [services.introductions.detail(key) for key in keys.values()]
    assert {row.second for row in rows if not row.loop_is_open} == told


def test_a_letter_to_both_is_written_from_what_is_public(
    services: Any, run: Any, ana: int, ben: int
) -> None:
    key = run(wish.AddIntroduction(ben, ana, why="SECRET"))
    letters = services.introduction_letters
    with pytest.raises(UserError, match="each of them agreed"):
        letters.write(key)
    run(EditPerson(ana, {"title": "VP", "organisation": "Kestrel", "notes": "SECRET"}))
    run(wish.EditIntroduction(key, {}, {"first_agreed_on": TODAY, "second_agreed_on": TODAY}))
    subject, body = letters.write(key, "both keep diaries")
    assert subject == "Introduction: Ana Ferreira and Ben Okafor"
    assert "Ana: VP, Kestrel." in body
    assert "Both keep diaries." in body
    assert "SECRET" not in subject + body
    assert "⟦what brings you together⟧" in letters.write(key)[1]


def test_introductions_stand_among_the_notes_by_their_day(
    run: Any, services: Any, ana: int, ben: int
) -> None:
    cem = run(AddPerson("Cem Yılmaz"))
    note = run(wish.NoteGiving(ana, GIVEN, GiveKind.HELP, "A reader", TODAY - timedelta(days=2)))
    mine = run(wish.AddIntroduction(ben, first_id=ana, why="Both write"))
    theirs = run(wish.AddIntroduction(ben, introducer_id=ana))
    between = run(wish.AddIntroduction(cem, first_id=ben, introducer_id=ana))
    made = {"made_on": TODAY - timedelta(days=5)}
    run(wish.EditIntroduction(theirs, {"outcome": "Coffee in Porto"}, made))
    run(wish.EditIntroduction(between, {}, {"asked_on": TODAY - timedelta(days=2)}))

    def keys(**wanted: Any) -> list[int]:
        return list(services.giving.entries(GiveFilter(**wanted)))

    assert keys() == [-mine, note, -between, -theirs]
    assert keys(direction=GIVEN) == [-mine, note]
    assert keys(direction=RECEIVED) == [-theirs]
    assert keys(kind=GiveKind.HELP) == [note]
    assert keys(kind=GiveKind.INTRODUCTION) == [-mine, -between, -theirs]
    assert keys(person_id=cem) == [-between]
    assert keys(text="porto COFFEE") == [-theirs]
    assert keys(text="ben write") == [-mine]
    rows = services.giving.entry_rows([-theirs, note, -999])
    assert [row.id for row in rows] == [theirs, note]
    run(wish.DeleteIntroduction(theirs))
    assert services.giving.entry_rows([-theirs]) == []
    assert -theirs not in keys()
