"""`advice` and `promises` on the command line."""

from datetime import datetime, timedelta
from typing import Any

import pytest


@pytest.fixture
def ana(mentorcrm: Any, sample: None) -> Any:
    """The command, with the sample network in the data folder."""
    for row in mentorcrm("advice", "--json").json:
        assert row["words"]
    return mentorcrm


def added(run: Any, *words: str) -> str:
    result = run(*words)
    assert (result.code, result.err) == (0, "")
    return str(int(result.out))


def test_advice_is_kept_tried_and_told(ana: Any):
    number = added(ana, "advice", "add", "Priya", "Run a pilot first", "--on", "3 weeks ago")
    (row,) = ana("advice", "priya", "--untold", "--json").json
    assert (str(row["id"]), row["person"]) == (number, "Priya Natarajan")
    assert (row["response"], row["telling"]) == ("open", "fresh")
    day = (datetime.now() - timedelta(days=21)).date()
    assert abs((datetime.fromisoformat(row["given_on"]).date() - day).days) <= 1
    shown = ana("advice", "tried", number, "--result", "two teams shipped").out
    assert "Tried" in shown
    assert "not yet reported back, 21 days" in shown
    row = ana("advice", "set-aside", number, "The budget went", "--json").json
    assert (row["response"], row["why"], row["result"]) == (
        "set_aside",
        "The budget went",
        "two teams shipped",
    )
    assert "reported back on" in ana("advice", "told", number).out
    assert ana("advice", "Priya", "--untold").out == "Nothing is waiting.\n"
    assert ana("undo").code == 0
    assert len(ana("advice", "Priya", "--untold", "--json").json) == 1


def test_advice_that_is_open_is_listed_alone(ana: Any):
    first, second = (added(ana, "advice", "add", "Priya", text) for text in ("One", "Two"))
    ana("advice", "adapted", first)
    assert [str(row["id"]) for row in ana("advice", "Priya", "--open", "--json").json] == [second]
    listed = ana("advice", "list", "Priya").out.splitlines()
    assert [line.split()[0] for line in listed] == [second, first]


def test_promises_go_both_ways(ana: Any):
    mine = added(ana, "promises", "add", "Priya", "Send the deck", "--due", "in 2 weeks")
    theirs = added(ana, "promises", "add", "Priya", "An introduction", "--theirs")
    rows = ana("promises", "Priya", "--json").json
    assert [str(row["id"]) for row in rows] == [mine, theirs]
    assert [str(r["id"]) for r in ana("promises", "Priya", "--mine", "--json").json] == [mine]
    assert [str(r["id"]) for r in ana("promises", "Priya", "--theirs", "--json").json] == [theirs]
    assert "kept on" in ana("promises", "keep", mine).out
    dropped = ana("promises", "drop", theirs, "no longer needed", "--json").json
    assert dropped["dropped_reason"] == "no longer needed"
    assert ana("promises", "Priya").out == "Nothing is promised.\n"
    assert len(ana("promises", "Priya", "--all").out.splitlines()) == 2


def test_a_promise_is_kept_by_the_word_one_types_first(ana: Any):
    one, two = (added(ana, "promises", "add", "Priya", text) for text in ("A deck", "A call"))
    assert "kept on" in ana("promises", "done", one).out
    assert ana("promises", "let-go", two, "no time", "--json").json["dropped_reason"] == "no time"
    ana("promises", "done").refused("Nobody here is called")


def test_what_is_wrong_is_said_in_one_line(ana: Any):
    ana("advice", "Nobody At All").refused("Nobody here is called")
    ana("advice", "add", "Priya", " ").refused("Write down what they advised")
    ana("advice", "add", "Priya", "x", "--on", "soonish").refused("“soonish” is not a day")
    ana("advice", "tried", "9999").refused("no advice with the number 9999")
    ana("advice", "--open", "--untold").refused("Choose one")
    ana("promises", "keep", "9999").refused("no promise with the number 9999")
    ana("promises", "drop", "9999").refused("REASON")
    ana("promises", "add", "Priya", "x", "--due", "never ever").refused("is not a day")


def test_the_list_is_reached_with_a_home_of_its_own(mentorcrm: Any, tmp_path: Any):
    home = str(tmp_path / "other")
    for arguments in (("advice",), ("advice", "--home", home), ("advice", f"--home={home}")):
        result = mentorcrm(*arguments)
        assert (result.code, result.err) == (0, "")
        assert "advice add PERSON WORDS" in result.out
    assert "List promises" in mentorcrm("promises", "--help").out
