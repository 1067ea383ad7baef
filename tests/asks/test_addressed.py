"""A letter greets somebody by name, at its beginning."""

import pytest

from mentorcrm.asks.addressed import addresses


@pytest.mark.parametrize(
    ("body", "name", "greets"),
    [
        ("Dear Ana,\n\nThank you.", "Ana Ferreira", True),
        ("Dear Dr Ferreira,\n\nThank you.", "Ana Ferreira", True),
        ("Ana, thank you for today.", "Ana Ferreira", True),
        ("Good morning Ana\n\nThank you.", "Ana Ferreira", True),
        ("Hi Sam,\n\nThank you.", "Samantha Ortiz", True),
        ("Dear Nan,\n\nThank you.", "Ana Ferreira Nan", True),
        ("Thank you for today.\n\nNoor", "Ana Ferreira", False),
        ("Dear ,\n\nThank you.", "Ana Ferreira", False),
        ("Hello there,\n\nThank you.", "Ana Ferreira", False),
        ("Dear Ben,\n\nThank you.", "Ana Ferreira", False),
        ("Thank you for today, and tell Ana, too.", "Ana Ferreira", False),
        ("", "Ana Ferreira", False),
        ("Thank you.", "", True),
    ],
)
def test_who_is_greeted(body: str, name: str, greets: bool):
    assert addresses(body, name) is greets
