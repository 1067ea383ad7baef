"""`agreement`, `trial` and `fit`: what the record says of someone, as words and as JSON."""

from typing import Any

import pytest


@pytest.fixture
def sample(mentorcrm: Any) -> None:
    assert mentorcrm("sample").code == 0


def test_terms_are_shown(mentorcrm: Any, sample: None) -> None:
    shown = mentorcrm("agreement", "Ruth")
    assert shown.code == 0, shown
    assert shown.out.startswith("Ruth Adeyemi, mentor\n")
    assert "Purpose" in shown.out
    (role,) = mentorcrm("agreement", "Ruth", "--json").json["roles"]
    assert role["role"] == "mentor"
    assert role["agreement"]["purpose"]
    assert "Nothing is agreed with Priya Natarajan yet." in mentorcrm("agreement", "Priya").out


def test_a_trial_is_shown(mentorcrm: Any, sample: None) -> None:
    assert "held" in mentorcrm("trial", "Tomasz").out
    (role,) = mentorcrm("trial", "Tomasz", "--json").json["roles"]
    assert role["trial"]["result"] is None
    assert mentorcrm("trial", "Priya").out == "There is no trial with Priya Natarajan.\n"


def test_fit_says_what_is_not_known_and_the_next_step(mentorcrm: Any, sample: None) -> None:
    shown = mentorcrm("fit", "Tomasz").out
    assert shown.startswith("Tomasz Wrona: ")
    assert "Not known" in shown
    assert "Next step" in shown
    told = mentorcrm("fit", "Tomasz", "--json").json
    assert len(told["criteria"]) == 5
    assert told["unknown"] in {one["criterion"] for one in told["criteria"] if one["known"] is None}
    mentorcrm("fit", "Nobody At All").refused("Nobody here")
