"""`history` on the command line."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from mentorcrm.app import build
from mentorcrm.models.kinds import InteractionChannel
from mentorcrm.paths import Paths
from mentorcrm.services.commands.advice import AddAdvice
from mentorcrm.services.commands.meetings import CancelMeeting
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddPerson
from tests.cli.conftest import Result

Run = Callable[..., Result]


@pytest.fixture
def filled(home: Path) -> None:
    """A call with Ruth, a mail from Ana, and advice."""
    services = build(Paths(home))
    run, now = services.dispatcher.run, services.clock.now()
    ana, ruth = run(AddPerson("Ana Ferreira")), run(AddPerson("Ruth Adeyemi"))
    run(
        LogInteraction(
            (ruth,), now - timedelta(days=40), InteractionChannel.VIDEO, minutes=45,
            summary="Staying technical", body="Ask for scope, not a title.", topics=("career",),
        )
    )  # fmt: skip
    run(
        LogInteraction((ana,), now - timedelta(days=3), InteractionChannel.MAIL, summary="Promoted")
    )
    run(AddAdvice(ruth, "Say less"))
    services.store.close()


def test_an_empty_history_says_how_to_begin(mentorcrm: Run) -> None:
    assert mentorcrm("history").out.startswith("Nothing is on record yet. `mentorcrm log`")


def test_history_lists_narrows_and_searches(filled: None, mentorcrm: Run) -> None:
    lines = mentorcrm("history").out.splitlines()
    assert len(lines) == 2
    assert "Promoted" in lines[0]
    assert "Video call  Ruth Adeyemi  Staying technical" in lines[1]
    whole = mentorcrm("history", "Ruth Adeyemi").out.splitlines()
    assert ["Advice" in line for line in whole] == [True, False]
    found = mentorcrm("history", "--search", "scope").out
    assert "Staying technical · Ask for scope, not a title." in found
    assert "Staying" in mentorcrm("history", "--topic", "career").out
    assert "Promoted" in mentorcrm("history", "--kind", "messages").out
    assert len(mentorcrm("history", "--since", "10 days ago").out.splitlines()) == 1
    assert "Staying" in mentorcrm("history", "--until", "10 days ago").out
    assert len(mentorcrm("history", "--limit", "1").out.splitlines()) == 1
    assert mentorcrm("history", "--kind", "plans").out == "Nothing matches that.\n"


def test_history_speaks_json(filled: None, mentorcrm: Run) -> None:
    advice, contact = mentorcrm("history", "Ruth", "--json").json
    assert (advice["source"], advice["words"]) == ("advice", "Say less")
    assert (contact["source"], contact["summary"]) == ("contact", "Staying technical")
    assert (contact["minutes"], contact["planned"]) == (45, False)
    assert contact["topics"] == ["career"]
    assert {"day", "at", "zone", "people", "promises"} <= contact.keys()


def test_history_says_what_it_cannot_read(filled: None, mentorcrm: Run) -> None:
    mentorcrm("history", "--since", "sometime").refused("is not a day")
    mentorcrm("history", "Nobody At All").refused("Nobody here is called")
    mentorcrm("history", "--kind", "gossip").refused("'gossip' is not one of")


def test_history_names_what_was_cancelled(filled: None, mentorcrm: Run, home: Path) -> None:
    number = mentorcrm("meeting", "plan", "Ruth", "tomorrow 16:00").out.strip()
    assert "Video call, planned" in mentorcrm("history").out
    services = build(Paths(home))
    services.dispatcher.run(CancelMeeting(int(number), "ill"))
    services.close()
    said = mentorcrm("history").out
    assert "Video call, cancelled" in said
    assert "planned" not in said
