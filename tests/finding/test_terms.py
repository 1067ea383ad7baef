"""The words that carry a need."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcrm.finding.terms import met, stem, terms


@pytest.mark.parametrize(
    "forms",
    [
        ("lead", "leads", "leading", "leader", "leaders", "leadership"),
        ("manage", "manager", "managers", "managing", "management"),
        ("study", "studies"),
        ("engineer", "engineers", "engineering"),
        ("change", "changes", "changing"),
        ("team", "teams"),
    ],
)
def test_forms_of_a_word_meet(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("care", "career"), ("engine", "engineer"), ("custom", "customer"), ("office", "officer")],
)
def test_words_that_only_look_alike_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_joining_words_days_and_numbers_carry_nothing() -> None:
    assert terms("Whether to be the one who does it by January, in 2027, on a Monday") == {}


@pytest.mark.parametrize(
    "words", ["per", "via", "versus", "among", "isn't", "don’t", "somebody", "instead", "choose"]
)
def test_a_word_that_only_joins_is_no_reason(words: str) -> None:
    assert list(terms(f"Charge {words} seat")) == ["charg", "seat"]


def test_a_rank_says_nothing_about_the_work() -> None:
    assert "senior" not in terms("Giving feedback to senior people")
    assert list(terms("Senior Analyst")) == ["analyst"]


def test_words_keep_their_order_and_their_first_form() -> None:
    assert terms("Leading former peers", "a leader’s peers") == {
        "lead": "Leading",
        "former": "former",
        "peer": "peers",
    }


def test_marks_and_other_scripts() -> None:
    assert met(terms("Führung lernen"), ["FUHRUNG"]) == ("fuhrung",)
    assert met(terms("機械学習"), ["機械学習"]) == ("機械学習",)


@given(st.text(max_size=200))
def test_any_text_meets_itself_or_carries_nothing(text: str) -> None:
    found = terms(text)
    assert met(found, [text]) == tuple(found)
