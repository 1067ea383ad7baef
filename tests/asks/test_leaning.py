"""Which way I lean, as a sentence of a letter."""

import pytest

from mentorcrm.asks.leaning import leaning


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("the lead role", "I lean towards the lead role."),
        ("stay", "I lean towards staying."),
        ("more towards Berlin", "I lean towards Berlin."),
        ("Yes, if the team stays", "Where I lean so far: yes, if the team stays."),
        ("if it is remote", "Where I lean so far: if it is remote."),
        ("not sure yet", "I am not sure yet."),
        ("I would rather stay", "I would rather stay."),
    ],
)
def test_no_fragment_stands_in_a_letter(typed: str, said: str) -> None:
    assert leaning(typed).say == said
