"""`history` on the command line."""

from collections.abc import Callable

from tests.cli.conftest import Result

Run = Callable[..., Result]


def test_history_lists_narrows_and_searches(mentorcrm: Run) -> None:
    assert mentorcrm("history").out.startswith("Nothing is on record yet.")
    assert mentorcrm("sample").code == 0
    lines = mentorcrm("history").out.splitlines()
    assert len(lines) == 6
    assert "Promoted to VP Engineering" in lines[0]
    days = [line[:10] for line in lines]
    assert days == sorted(days, reverse=True)
    assert len(mentorcrm("history", "Ruth Adeyemi").out.splitlines()) == 2
    found = mentorcrm("history", "--search", "scope").out
    assert "Staying technical as a lead · Keep one system" in found
    assert len(mentorcrm("history", "--kind", "messages").out.splitlines()) == 1
    assert len(mentorcrm("history", "--since", "10 days ago").out.splitlines()) == 2
    assert len(mentorcrm("history", "--limit", "1").out.splitlines()) == 1
    assert mentorcrm("history", "--kind", "plans").out == "Nothing matches that.\n"


def test_history_speaks_json(mentorcrm: Run) -> None:
    mentorcrm("sample")
    rows = mentorcrm("history", "Ruth", "--json").json
    assert [row["source"] for row in rows] == ["contact", "contact"]
    assert rows[0]["summary"] == "Staying technical as a lead"
    assert rows[0]["minutes"] == 45
    assert rows[0]["planned"] is False
    assert {"day", "at", "zone", "people", "topics", "promises"} <= rows[0].keys()


def test_history_says_what_it_cannot_read(mentorcrm: Run) -> None:
    mentorcrm("history", "--since", "sometime").refused("is not a day")
    mentorcrm("history", "Nobody At All").refused("Nobody here is called")
    mentorcrm("history", "--kind", "gossip").refused("'gossip' is not one of")
