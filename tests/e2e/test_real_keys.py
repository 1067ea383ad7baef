"""The first five minutes once more: a process of its own, a real X server, real keys, a click."""

from pathlib import Path

import pytest

from tests.e2e.hands import Person, rows


@pytest.mark.slow
def test_a_newcomer_sends_a_first_ask_by_real_keys_and_one_click(
    person: Person, tmp_path: Path
) -> None:
    me = person
    me.wait("the first door", lambda seen: seen["text"] == "Add person")
    me.key("Return")
    me.wait("a field for my name", lambda seen: seen["kind"] == "Field" or "name" in seen["focus"])
    me.write("Noor Haddad")
    me.key("Tab")
    me.write("I lead a small design team in Oslo and moved into the role last spring.")
    me.key("Return")
    me.wait("a line for a person", lambda seen: not seen["text"].startswith("I lead"))
    me.write("Helen Brandt, Compass, helen@compass.example")
    me.key("Return")
    names = "SELECT display_name FROM person"
    me.wait("her on record", lambda seen: rows(tmp_path, names) == [("Helen Brandt",)])

    me.key("ctrl+e")
    me.wait("the start of an ask", lambda seen: "Start writing" in seen["buttons"])
    me.key("Return")
    me.wait("the composer", lambda seen: seen["page"] == "composer" and seen["focus"] == "Why you")
    for part, words in (
        ("Why you", "your talk in March on leading former peers"),
        ("What it is about", "leading a team I grew up in"),
        ("What I tried", "spoke with two people who made the same move"),
        ("Questions", "What did you change in your first month?"),
        ("Format and length", "20 minutes by video"),
    ):
        me.tab_to(part)
        me.write(words)
    me.tab_to("Suggest times")
    me.key("Return")
    me.wait("times", lambda seen: bool(rows(tmp_path, "SELECT 1 FROM draft WHERE windows <> '[]'")))
    me.wait("ready", lambda seen: rows(tmp_path, "SELECT state FROM draft") == [("ready",)])

    me.key("ctrl+Return")
    me.click("Mark as sent")
    me.wait("the question how", lambda seen: seen["page"] == "composer")
    opened = (tmp_path / "opened").read_text()
    assert "helen@compass.example" in opened
    me.key("Return")
    me.wait("it sent", lambda seen: rows(tmp_path, "SELECT state FROM draft") == [("sent",)])
    assert rows(tmp_path, "SELECT count(*) FROM interaction") == [(1,)]
