"""A promise and its day in one line."""

from datetime import date

import pytest

from mentorcrm.services.due_words import split_due, unnamed

TODAY = date(2026, 11, 24)  # A Tuesday.
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("typed", "what", "due"),
    [
        ("Send the deck by Friday", "Send the deck", FRIDAY),
        ("Send the deck by fri.", "Send the deck", FRIDAY),
        ("Send the deck friday", "Send the deck", FRIDAY),
        ("Send the deck, tomorrow", "Send the deck", date(2026, 11, 25)),
        ("Send it in 2 weeks", "Send it", date(2026, 12, 8)),
        ("Read the book until 3 January", "Read the book", date(2027, 1, 3)),
        ("Ask Sam on 2026-12-01", "Ask Sam", date(2026, 12, 1)),
        ("Talk by phone before Monday", "Talk by phone", date(2026, 11, 30)),
        ("Pass it on", "Pass it on", None),
        ("Send the note on pricing", "Send the note on pricing", None),
        ("Look at the sun", "Look at the sun", None),
        ("Stand by me", "Stand by me", None),
        ("friday", "friday", None),
        ("  ", "", None),
    ],
)
def test_a_day_at_the_end_is_read(typed: str, what: str, due: date | None):
    assert split_due(typed, TODAY) == (what, due)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("helen: send the list", "send the list"),
        ("Helen : send the list", "send the list"),
        ("send the list", "send the list"),
        ("Tom: send the list", "Tom: send the list"),
        ("helen:", "helen:"),
    ],
)
def test_who_promised_is_not_said_twice(typed: str, said: str):
    assert unnamed(typed, "Helen") == said
