"""What one takes with one from a meeting, as a recap says it."""

import pytest

from mentorcrm.asks.phrase import Phrase
from mentorcrm.asks.prose import spoken_dates
from mentorcrm.asks.talked import Promised, Talked, offered, taken

LEAD = "What I take with me"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Your question about the budget", "your question about the budget."),
        ("asking for scope before title", "asking for scope before title."),
        ("asking first\nyour patience", "asking first and your patience."),
        ("your map\nthe budget question", "your map and the budget question."),
        ("Two allies matter more", "two allies matter more."),
        ("Her way to say no", "your way to say no."),
        ("Ask for scope first", "ask for scope first."),
        ("What would I do if I had to leave?", "what would I do if I had to leave?"),
        (
            "I should ask for scope before I ask for a title",
            "I should ask for scope before I ask for a title.",
        ),
        (
            "The title follows the scope, never the other way round.",
            "the title follows the scope, never the other way round.",
        ),
        (
            "Ask for scope first\nThe title follows the scope.\nyour story of the first team",
            "ask for scope first; the title follows the scope; your story of the first team.",
        ),
        (
            "The scope comes first. Money follows.\nI am too slow to say no",
            "the scope comes first. Money follows. I am too slow to say no.",
        ),
    ],
)
def test_it_is_led_into_whatever_its_shape(typed: str, said: str):
    assert taken(typed, LEAD).say == f"{LEAD}: {said}"


def test_nothing_says_nothing():
    assert taken("", LEAD) == Phrase()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("send the page by monday", "send the page by Monday"),
        ("write to Ruth in january", "write to Ruth in January"),
        ("on tuesdays in may", "on Tuesdays in May"),
        ("by 3 march", "by 3 March"),
        ("I may march on an august day", "I may march on an august day"),
        ("see friday.example and x@sunday.example", "see friday.example and x@sunday.example"),
        ("MONDAY, Tuesday", "MONDAY, Tuesday"),
    ],
)
def test_days_and_months_have_their_capital(typed: str, said: str):
    assert spoken_dates(typed) == said
    assert offered(Talked((Promised("send the page by friday"),)), 2026).endswith("by Friday.")
