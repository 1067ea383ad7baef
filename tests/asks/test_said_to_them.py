"""Notes speak of somebody; a letter to them speaks to them."""

from datetime import date

import pytest

from mentorcrm.asks.talked import Promised, Talked, offered, promises_typed


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("send her our figures by Monday", "send you our figures by Monday"),
        ("tell him how it went", "tell you how it went"),
        ("write to her in May", "write to you in May"),
        ("call her", "call you"),
        ("send Helen the survey", "send you the survey"),
        ("send the survey to Helen", "send the survey to you"),
        # What belongs to her, other people and things stay as they are.
        ("send her draft back", "send her draft back"),
        ("read her book", "read her book"),
        ("ask Helena about it", "ask Helena about it"),
        ("send Helen Brown the survey", "send Helen Brown the survey"),
        ("send them", "send them"),
    ],
)
def test_a_promise_of_mine_is_made_to_them(noted: str, said: str):
    assert promises_typed([(noted, None)], 2026, "Helen") == said


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("Helen sends the wording", "You offered to send the wording."),
        ("Helen will send the wording", "You offered to send the wording."),
        ("helen: send the wording", "You offered to send the wording."),
        ("Helen: will send the wording", "You offered to send the wording."),
        ("helen sends the wording", "You offered to send the wording."),
        ("she sends the wording", "You offered to send the wording."),
        ("notes on staffing", "You offered notes on staffing."),
        ("send the wording", "You offered to send the wording."),
    ],
)
def test_a_promise_of_theirs_is_said_to_them(noted: str, said: str):
    assert offered(Talked((Promised(noted),)), 2026, "Helen") == said


def test_the_day_of_a_promise_follows():
    typed = promises_typed([("send her the survey", date(2026, 12, 4))], 2026, "Helen")
    assert typed == "send you the survey by 4 December"
