"""From a line about a call to advice that is reported back, by real keys and clicks alone."""

from pathlib import Path

import pytest

from tests.e2e.hands import Person, rows

MEETING = "SELECT summary FROM interaction JOIN meeting ON interaction.id = interaction_id"
CALL = "call with Ana Ferreira 20m yesterday: pilot first !send the deck friday"


def one(tmp_path: Path, query: str) -> object:
    """The only value of a query, None without one."""
    found = rows(tmp_path, query)
    return found[0][0] if found else None


@pytest.mark.slow
def test_advice_goes_from_a_captured_call_to_being_reported_back(
    person: Person, tmp_path: Path
) -> None:
    me = person

    def kept(what: str, query: str, expected: object) -> None:
        me.wait(what, lambda _seen: one(tmp_path, query) == expected)

    me.key("ctrl+j")
    me.wait("quick capture", lambda seen: seen["focus"] == "What happened")
    me.write(CALL)
    me.wait("it understood", lambda seen: "Save 2 entries" in seen["buttons"])
    me.key("Return")
    kept("her on record", "SELECT display_name FROM person", "Ana Ferreira")
    kept("the promise", "SELECT what FROM commitment", "send the deck")

    me.key("ctrl+4")
    me.wait("the meetings", lambda seen: seen["page"] == "meetings")
    me.tab_to("Plan a meeting")
    me.write("ana tomorrow 16:00 45m call: Pricing")
    me.key("Return")
    kept("a meeting", MEETING, "Pricing")
    me.click("Start notes")
    me.wait("the notes", lambda seen: seen["focus"] == "Notes")
    me.write("Three new teams")
    me.key("Return")
    me.write("! run a pilot with one team")
    me.key("Return")
    me.write("send the deck by friday")
    me.key("ctrl+Return")
    kept("the advice", "SELECT words FROM advice", "run a pilot with one team")
    me.click("Takeaways")
    me.click("Close the meeting")
    me.wait("the recap", lambda seen: "Mark as sent" in seen["buttons"])
    me.click("Mark as sent")
    me.key("Return")
    kept("it sent", "SELECT sent_at IS NOT NULL FROM draft WHERE kind = 'recap'", 1)

    me.key("ctrl+6")
    me.click("Advice")
    me.wait("the advice", lambda seen: (seen["kind"], seen["focus"]) == ("_Segment", "Advice"))
    me.key("Tab", "Tab", "Tab")
    me.wait("the list", lambda seen: (seen["kind"], seen["focus"]) == ("ListView", "Advice"))
    me.key("Return")
    me.click("Tried")
    kept("what I did with it", "SELECT response FROM advice", "tried")
    me.click("Report back")
    me.wait("the composer", lambda seen: seen["page"] == "composer")
    body = str(one(tmp_path, "SELECT body FROM draft WHERE kind = 'progress-update'"))
    assert "pilot with one team" in body
    me.click("Mark as sent")
    me.key("Return")
    kept("it told", "SELECT told_on IS NOT NULL FROM advice", 1)
