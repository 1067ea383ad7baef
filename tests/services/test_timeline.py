"""The history: what is in it, in which order, and that everything in it can be found again."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from mentorcrm.models.history_kinds import GiveDirection, GiveKind, Owner
from mentorcrm.models.kinds import (
    InteractionChannel,
    MessageForm,
    MessageKind,
    NeedKind,
    Role,
    Season,
    Tone,
)
from mentorcrm.models.tables import Meeting, MeetingLine, ReciprocityNote, SeasonChange
from mentorcrm.services.commands.advice import AddAdvice
from mentorcrm.services.commands.commitments import AddCommitment
from mentorcrm.services.commands.giving import AddIntroduction
from mentorcrm.services.commands.interactions import EditInteraction
from mentorcrm.services.commands.meetings import CancelMeeting, PlanMeeting
from mentorcrm.services.commands.needs import AddNeed
from mentorcrm.services.commands.outreach import (
    DeleteInteraction,
    LogInteraction,
    MarkSent,
    StartDraft,
)
from mentorcrm.services.commands.people import AddPerson, DeletePeople, SetMentorship
from mentorcrm.services.facade import Services
from mentorcrm.services.interactions_rows import (
    ContactRow,
    EntryKind,
    HistoryFilter,
    Source,
    key_of,
    source_of,
)
from mentorcrm.storage.search_history import excerpt
from tests.conftest import NOW

CALL, MAIL = InteractionChannel.CALL, InteractionChannel.MAIL
TODAY = date(2026, 11, 24)


class World:
    """Two people and what happened with them."""

    def __init__(self, services: Services) -> None:
        self.services, run = services, services.dispatcher.run
        self.ana, self.ruth = run(AddPerson("Ana Ferreira")), run(AddPerson("Ruth Łuczak"))
        self.need = run(AddNeed(NeedKind.SKILL, "Hard feedback"))
        self.call = run(
            LogInteraction(
                (self.ana,), NOW - timedelta(days=9), CALL, summary="On hiring",
                body="Ask for scope, not a title.", topics=("pricing", "Über uns"),
                need_id=self.need,
            )
        )  # fmt: skip
        self.mail = run(LogInteraction((self.ruth,), NOW - timedelta(days=5), MAIL, summary="Hi"))
        self.plan = run(LogInteraction((self.ana, self.ruth), NOW + timedelta(days=2), CALL))
        self.note = run(
            LogInteraction((self.ruth,), NOW, InteractionChannel.NOTE, summary="Likes tea")
        )
        run(AddCommitment(self.ana, "Send the deck", Owner.ME, interaction_id=self.call))
        run(AddCommitment(self.ana, "Introduce Amara", Owner.THEM))
        run(AddAdvice(self.ana, "Pilot first", interaction_id=self.call))
        run(AddAdvice(self.ruth, "Say less", given_on=date(2026, 11, 1)))
        with services.store.write() as unit:
            give = ReciprocityNote(
                person_id=self.ana, direction=GiveDirection.GIVEN, kind=GiveKind.RESOURCE,
                happened_on=date(2026, 11, 3), what="The rubric",
            )  # fmt: skip
            meeting = Meeting(interaction_id=self.plan)
            unit.session.add_all((give, meeting))
            unit.session.flush()
            unit.session.add(MeetingLine(meeting_id=meeting.id, text="Quoted a proverb"))

    def keys(self, **wanted: object) -> list[tuple[Source, int]]:
        return [source_of(k) for k in self.services.timeline.keys(HistoryFilter(**wanted))]  # type: ignore[arg-type]

    def contacts(self, **wanted: object) -> list[int]:
        return [row for source, row in self.keys(**wanted) if source is Source.CONTACT]


@pytest.fixture
def world(services: Services) -> World:
    return World(services)


def test_everybodys_history_has_contacts_newest_first(world: World) -> None:
    assert world.keys() == [
        (Source.CONTACT, row) for row in (world.plan, world.note, world.mail, world.call)
    ]


def test_a_persons_history_has_all_that_happened_between(world: World) -> None:
    sources = [source for source, _row in world.keys(person=world.ana)]
    # The promise and the advice that came up in the call stand under it.
    assert sources == [Source.CONTACT, Source.PROMISE, Source.CONTACT, Source.GIVING]
    (call,) = [
        entry.record
        for entry in world.services.timeline.listed(HistoryFilter(person=world.ana))
        if isinstance(entry.record, ContactRow) and entry.record.id == world.call
    ]
    assert [p.what for p in call.promises] == ["Send the deck"]
    assert [a.words for a in call.advice] == ["Pilot first"]
    world.services.dispatcher.run(DeleteInteraction(world.call))
    sources = [source for source, _row in world.keys(person=world.ana)]
    assert sources.count(Source.PROMISE) == 2
    assert sources.count(Source.ADVICE) == 1


def test_what_was_set_on_a_day_stands_between_the_contacts_of_that_day(services: Services) -> None:
    run = services.dispatcher.run
    eve = run(AddPerson("Eve Sand"))
    hour, day = timedelta(hours=1), timedelta(days=1)
    before, planned, late = (
        run(LogInteraction((eve,), at, CALL))
        for at in (NOW - 2 * hour, NOW + 3 * hour, NOW - day + 12 * hour)
    )
    mentor = run(SetMentorship(eve, Role.MENTOR, Season.TRIAL))
    run(SetMentorship(eve, Role.MENTOR, Season.ACTIVE))
    run(AddCommitment(eve, "Send the deck", Owner.ME))
    with services.store.write() as unit:
        told_later = SeasonChange(
            mentorship_id=mentor, to_season=Season.ASKED, changed_on=TODAY - day
        )
        unit.session.add(told_later)
        unit.session.flush()
        known_late = told_later.id
    found = [source_of(key) for key in services.timeline.keys(HistoryFilter(person=eve))]
    assert [row for source, row in found if source is Source.CONTACT] == [planned, before, late]
    sources = [source for source, _row in found]
    assert sources[0] is sources[-3] is sources[-1] is Source.CONTACT
    assert set(sources[1:-3]) == {Source.SEASON, Source.PROMISE}
    # What is told of yesterday only today has no hour: it stands at the end of that day.
    assert found[-2:] == [(Source.SEASON, known_late), (Source.CONTACT, late)]
    seasons = [row for source, row in found if source is Source.SEASON]
    assert seasons == [*sorted(seasons[:-1], reverse=True), known_late]
    first = services.timeline.keys(HistoryFilter(person=eve), 3)
    assert [source_of(key) for key in first] == found[:3]


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (EntryKind.MEETINGS, ["plan", "call"]),
        (EntryKind.MESSAGES, ["mail"]),
        (EntryKind.PLANS, ["plan"]),
        (EntryKind.NOTES, ["note"]),
        (EntryKind.SENT, []),
    ],
)
def test_contacts_are_narrowed_by_kind(world: World, kind: EntryKind, names: list[str]) -> None:
    assert world.contacts(kind=kind) == [getattr(world, name) for name in names]


def test_records_are_narrowed_by_kind(world: World) -> None:
    for kind, source, number in (
        (EntryKind.ADVICE, Source.ADVICE, 2),
        (EntryKind.PROMISES, Source.PROMISE, 2),
        (EntryKind.GIVING, Source.GIVING, 1),
    ):
        found = world.keys(kind=kind)
        assert [one for one, _row in found] == [source] * number
        assert len(world.services.timeline.listed(HistoryFilter(kind=kind))) == number
    assert world.keys(kind=EntryKind.ADVICE, person=world.ruth, text="less")
    assert not world.keys(kind=EntryKind.ADVICE, person=world.ruth, text="pilot")


def test_by_person_need_topic_and_time(world: World) -> None:
    assert world.contacts(person=world.ruth) == [world.plan, world.note, world.mail]
    assert world.contacts(need=world.need) == [world.call]
    assert world.contacts(topic="Pricing") == [world.call]
    assert world.contacts(topic="#uber uns") == [world.call]
    assert world.contacts(since=TODAY) == [world.plan, world.note]
    assert world.contacts(until=TODAY - timedelta(days=5)) == [world.mail, world.call]
    assert world.contacts(since=date.min, until=date.max) == world.contacts()
    assert world.services.timeline.topics() == [("pricing", 1), ("Über uns", 1)]
    assert world.services.timeline.needs() == [(world.need, "Hard feedback")]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("scop", ["call"]),
        ("SCOPE title", ["call"]),
        ("deck", ["call"]),  # A promise of it.
        ("pilot", ["call"]),  # Advice of it.
        ("proverb", ["plan"]),  # The notes of its meeting.
        ("ruth", ["plan", "note", "mail"]),  # Who took part.
        ("ruth tea", ["note"]),  # One word here, one there.
        ("ana deck pricing", ["call"]),
        ("#pric", ["call"]),
        ("#uber", ["call"]),
        ("pricing", ["call"]),
        ("#scope", []),
        ("#", ["plan", "note", "mail", "call"]),
        ("x", ["plan", "note", "mail", "call"]),  # A single letter finds too much.
        ('scope" OR "tea', []),
        ("nothing", []),
    ],
)
def test_every_word_of_a_contact_is_found(world: World, typed: str, names: list[str]) -> None:
    assert world.contacts(text=typed) == [getattr(world, name) for name in names]


def test_an_excerpt_says_where_the_word_stands(world: World) -> None:
    def said(text: str) -> list[str]:
        return [entry.excerpt for entry in world.services.timeline.listed(HistoryFilter(text))]

    assert said("scop") == ["Ask for scope, not a title."]
    assert said("deck") == ["Send the deck"]
    assert said("proverb") == ["Quoted a proverb"]
    long = " ".join(["before"] * 40 + ["needle"] + ["after"] * 40)
    found = excerpt(long, ["need"])
    assert "needle" in found and found.startswith("…") and found.endswith("…")
    assert len(found) < 130
    assert excerpt("Straße nach Łódź", ["#lodz"]) == "Straße nach Łódź"
    assert excerpt("unneeded", ["need"]) == ""


def test_what_was_had_with_people_in_the_bin_is_hidden_with_them(world: World) -> None:
    world.services.dispatcher.run(DeletePeople((world.ruth,)))
    assert world.contacts() == [world.plan, world.call]
    assert world.contacts(person=world.ruth) == [world.plan, world.note, world.mail]


def test_messages_sent_from_here_are_a_kind_of_their_own(world: World) -> None:
    run = world.services.dispatcher.run
    draft = run(StartDraft(world.ana, MessageKind.FIRST_ASK, Tone.WARM, MessageForm.MAIL))
    sent = run(MarkSent(draft, MAIL, NOW))
    assert world.contacts(kind=EntryKind.SENT) == [sent]


def test_the_kinds_of_a_person_are_what_there_is(world: World) -> None:
    timeline = world.services.timeline
    assert timeline.kinds(world.ana) == {
        *(EntryKind.MEETINGS, EntryKind.PLANS, EntryKind.PROMISES),
        *(EntryKind.ADVICE, EntryKind.GIVING),
    }
    for kind in timeline.kinds(world.ruth):
        assert timeline.keys(HistoryFilter(kind=kind, person=world.ruth))


def test_a_window_of_rows_is_what_its_keys_say(world: World) -> None:
    keys = world.services.timeline.keys(HistoryFilter(person=world.ana))
    rows = world.services.timeline.rows([*keys, key_of(Source.CONTACT, 999)])
    assert list(rows) and set(rows) == set(keys)
    assert all(rows[key].key == key for key in keys)
    assert world.services.timeline.keys(HistoryFilter(person=world.ana), 2) == keys[:2]


def test_a_filter_is_kept_as_text(world: World) -> None:
    wanted = HistoryFilter("a b", EntryKind.PLANS, 3, 4, "pricing", TODAY, TODAY)
    assert HistoryFilter.from_text(wanted.as_text()) == wanted
    assert HistoryFilter().as_text() == ""
    broken = "kind=x&person=-1&need=²&since=soon&until="
    assert HistoryFilter.from_text(broken) == HistoryFilter()


def test_the_search_over_everything_finds_what_was_said(world: World) -> None:
    def found(text: str) -> set[tuple[str, str]]:
        return {(hit.kind, hit.excerpt) for hit in world.services.search.everything(text)}

    assert ("advice", "Pilot first") in found("pilot")
    assert ("promise", "Send the deck") in found("deck")
    assert ("line", "Quoted a proverb") in found("proverb")
    assert ("topic", "1 contact") in found("pricing")
    (hit,) = world.services.search.everything("proverb")
    assert hit.title == "Meeting, 26 November 2026: Ana Ferreira"
    assert hit.person_id == world.ana
    world.services.dispatcher.run(DeletePeople((world.ana, world.ruth)))
    assert not found("pilot") and not found("deck") and not found("proverb")


def test_a_topic_follows_its_contact(world: World, services: Services) -> None:
    run: Callable[[object], object] = services.dispatcher.run  # type: ignore[assignment]
    run(EditInteraction(world.call, topics=("career",)))
    assert [name for name, _number in services.timeline.topics()] == ["career"]
    run(DeleteInteraction(world.call))
    assert services.timeline.topics() == []
    assert services.search.everything("career") == ()


def test_a_meeting_that_was_cancelled_stays_on_record_and_is_no_plan(services: Services) -> None:
    run = services.dispatcher.run
    eve = run(AddPerson("Eve Sand"))
    meeting = run(PlanMeeting((eve,), NOW + timedelta(days=3), title="Pricing"))
    plans = HistoryFilter(person=eve, kind=EntryKind.PLANS)
    (planned,) = services.timeline.listed(plans)
    assert isinstance(planned.record, ContactRow)
    assert planned.record.planned and not planned.record.cancelled
    run(CancelMeeting(meeting, "She is ill"))
    assert services.timeline.listed(plans) == []
    assert EntryKind.PLANS not in services.timeline.kinds(eve)
    (kept,) = services.timeline.listed(HistoryFilter(person=eve))
    assert isinstance(kept.record, ContactRow)
    assert kept.record.cancelled and not kept.record.planned


def test_an_introduction_to_somebody_in_the_bin_leaves_no_kind_without_entries(
    services: Services,
) -> None:
    run = services.dispatcher.run
    ana, ben = run(AddPerson("Ana Silva")), run(AddPerson("Ben Okafor"))
    run(AddIntroduction(ben, introducer_id=ana))
    wanted = HistoryFilter(person=ana, kind=EntryKind.GIVING)
    assert len(services.timeline.keys(wanted)) == 1
    assert EntryKind.GIVING in services.timeline.kinds(ana)
    run(DeletePeople((ben,)))
    assert services.timeline.keys(wanted) == []
    assert EntryKind.GIVING not in services.timeline.kinds(ana)
