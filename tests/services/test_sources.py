"""Where people come from: the board by season, channels with their yield, saying it of somebody."""

from datetime import timedelta
from typing import Any

from mentorcrm.models.kinds import (
    Channel,
    InteractionChannel,
    MessageForm,
    MessageKind,
    Outcome,
    Role,
    Season,
    Tone,
)
from mentorcrm.services.channel_prompts import PROMPTS
from mentorcrm.services.commands.outreach import MarkSent, RecordOutcome, StartDraft
from mentorcrm.services.commands.people import AddPerson, EditPerson, SetMentorship, SetPersonFlags
from mentorcrm.services.commands.sources import SetChannel
from mentorcrm.services.commands.transfer import AddSample
from mentorcrm.services.sources import SHOWN, found_words
from tests.conftest import NOW


def board(services: Any) -> dict[Season, tuple[int, list[str]]]:
    lanes = services.sources.page().lanes
    return {lane.season: (lane.number, [p.name for p in lane.people]) for lane in lanes}


def asked(run: Any, person: int, outcome: Outcome) -> None:
    draft = run(StartDraft(person, MessageKind.FIRST_ASK, Tone.WARM, MessageForm.MAIL))
    run(MarkSent(draft, InteractionChannel.MAIL, NOW - timedelta(days=9)))
    run(RecordOutcome(draft, outcome))


def test_everybody_stands_once_where_they_are_furthest_on(services: Any, run: Any) -> None:
    ana = run(AddPerson("Ana", season=Season.ACTIVE))
    run(SetMentorship(ana, Role.PEER, Season.CANDIDATE))
    run(SetMentorship(run(AddPerson("My mentee")), Role.MENTEE, Season.ACTIVE))
    run(AddPerson("Nothing to me"))
    run(SetPersonFlags((run(AddPerson("Put away", season=Season.CANDIDATE)),), archived=True))
    many = [run(AddPerson(f"C{n}", season=Season.CANDIDATE)) for n in range(SHOWN + 3)]
    found = board(services)
    assert list(found) == list(Season)
    assert found[Season.ACTIVE] == (1, ["Ana"])
    number, names = found[Season.CANDIDATE]
    assert (number, len(names), names[0]) == (len(many), SHOWN, f"C{SHOWN + 2}")
    assert services.sources.page().people == len(many) + 1


def test_a_channel_tells_what_it_brought_and_the_best_comes_first(services: Any, run: Any) -> None:
    rows = services.sources.channels()
    assert [row.channel for row in rows] == list(Channel)
    assert all(row.brought is None and len(row.prompts) == 2 for row in rows)
    helped = run(AddPerson("Ana", season=Season.ACTIVE, source="Alumni"))
    asked(run, helped, Outcome.YES)
    asked(run, run(AddPerson("Ben", source="alumni ")), Outcome.NO)
    run(AddPerson("Cai", source=Channel.AUTHORS.value))
    run(AddPerson("Dot", source="The choir"))
    run(AddPerson("By hand"))
    first, second, *_rest, own = (
        row for row in services.sources.channels() if row.brought is not None
    )
    brought = first.brought
    assert (first.channel, second.channel) == (Channel.ALUMNI, Channel.AUTHORS)
    assert (brought.people, brought.asked, brought.yes, brought.active) == (2, 2, 1, 1)
    assert (own.channel, own.words, own.prompts) == (None, "The choir", ())
    assert services.sources.prompts(2, turn=5) == services.sources.prompts(2)
    assert services.sources.prompts(2, turn=1)[0].words == "Current manager"
    prompts = services.sources.prompts(2)
    assert [(one.words, one.prompt) for one in prompts] == [
        ("Alumni", PROMPTS[Channel.ALUMNI][0]),
        ("Authors and speakers", PROMPTS[Channel.AUTHORS][0]),
    ]


def test_saying_where_someone_was_found_is_one_step(
    services: Any, run: Any, there_and_back: Any
) -> None:
    ana = run(AddPerson("Ana"))
    there_and_back(SetChannel(ana, Channel.ALUMNI, candidate=True), "Found Ana through: Alumni")
    assert board(services)[Season.CANDIDATE] == (1, ["Ana"])
    assert services.people.detail(ana).values["source"] == "alumni"
    run(SetMentorship(ana, Role.MENTOR, Season.ACTIVE))
    run(SetChannel(ana, Channel.FRIENDS, candidate=True))
    assert board(services)[Season.ACTIVE] == (1, ["Ana"])
    there_and_back(SetChannel(ana, None), "Take back where you found Ana")
    assert services.people.detail(ana).values["source"] == "added by hand"


def test_how_a_record_came_in_is_no_place_where_someone_was_found(services: Any, run: Any) -> None:
    run(AddSample())
    helen = services.people.find("Helen")
    assert found_words(services.people.detail(helen).values["source"]) == "Authors and speakers"
    run(SetChannel(helen, None))
    source = services.people.detail(helen).values["source"]
    assert (source, found_words(source)) == ("sample", "")
    run(EditPerson(helen, {"source": "The choir"}))
    assert found_words("The choir") == "The choir"
