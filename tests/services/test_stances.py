"""What advice speaks for: said, changed, taken back, and put side by side."""

from typing import Any

import pytest

from mentorcrm.errors import UserError
from mentorcrm.models.kinds import NeedKind
from mentorcrm.services.commands.advice import AddAdvice, SetStance
from mentorcrm.services.commands.needs import AddNeed
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.services.stances import compared


@pytest.fixture
def advice(run: Any) -> int:
    ana = run(AddPerson("Ana Ferreira"))
    need = run(AddNeed(NeedKind.DECISION, "Stay or move", options=("stay", "move")))
    return run(AddAdvice(ana, "Stay until spring", need_id=need))


def test_it_is_said_and_taken_back(
    services: Any, run: Any, advice: int, there_and_back: Any
) -> None:
    there_and_back(SetStance(advice, "stay"), "Say what advice speaks for: “stay”")
    run(SetStance(advice, "move"))
    assert services.advice.stances([advice]) == {advice: "move"}
    there_and_back(SetStance(advice, ""), "Say that advice speaks for no option")
    assert services.advice.stances([advice]) == {}


def test_only_an_option_of_its_decision_will_do(run: Any, advice: int) -> None:
    with pytest.raises(UserError, match="options of the decision"):
        run(SetStance(advice, "neither"))
    loose = run(AddAdvice(1, "About nothing in particular"))
    with pytest.raises(UserError, match="options of the decision"):
        run(SetStance(loose, "stay"))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ([], ""),
        ([("Ana", "stay")], ""),
        ([("Ana", "stay"), ("Ana", "move")], ""),
        ([("Ana", "stay"), ("Kofi", "stay")], "Ana and Kofi agree on “stay”."),
        (
            [("Ruth", "move"), ("Ana", "stay"), ("Kofi", "stay")],
            "They differ. “stay”: Ana and Kofi. “move”: Ruth.",
        ),
    ],
)
def test_where_they_agree_and_differ(said: list[tuple[str, str]], words: str) -> None:
    assert compared(said) == words
