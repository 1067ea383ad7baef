"""The catalogue is whole and keeps the decisions of the product."""

import pytest

from mentorcrm.asks import catalogue
from mentorcrm.models.kinds import MessageForm, MessageKind, PartId, PartNeed

R, W, OUT = PartNeed.REQUIRED, PartNeed.WELCOME, PartNeed.OUT_OF_PLACE
SPECS = catalogue.all_specs()


def test_every_kind_has_a_specification_that_covers_every_part() -> None:
    assert [spec.kind for spec in SPECS] == list(MessageKind)
    for spec in SPECS:
        assert list(spec.parts) == list(PartId)
        assert list(spec.help) == list(PartId)
        assert set(spec.required) | set(spec.welcome) | set(spec.out_of_place) == set(PartId)
        assert spec.purpose.endswith(".")
        assert MessageForm.MAIL in spec.forms


def test_every_message_greets_and_is_signed() -> None:
    assert all(spec.parts[PartId.GREETING] is R for spec in SPECS)
    assert all(spec.parts[PartId.SIGN_OFF] is R for spec in SPECS)


def test_every_ask_makes_a_no_easy_or_asks_nothing_new() -> None:
    for spec in SPECS:
        if spec.is_ask and spec.kind is not MessageKind.LIGHTEN:
            assert spec.parts[PartId.EASY_OUT] is R, spec.kind


@pytest.mark.parametrize(
    ("kind", "part", "need"),
    [
        (MessageKind.FIRST_ASK, PartId.WHY_YOU, R),
        (MessageKind.FIRST_ASK, PartId.WHO_I_AM, R),
        (MessageKind.FIRST_ASK, PartId.WINDOWS, R),
        (MessageKind.FIRST_ASK, PartId.TRIAL, OUT),
        (MessageKind.ONE_QUESTION, PartId.WINDOWS, OUT),
        (MessageKind.ONE_QUESTION, PartId.QUESTIONS, R),
        (MessageKind.ONE_DECISION, PartId.DECISION, R),
        (MessageKind.TRIAL, PartId.TRIAL, R),
        (MessageKind.TRIAL, PartId.REVIEW_DATE, R),
        (MessageKind.CONGRATULATE, PartId.QUESTIONS, OUT),
        (MessageKind.CONGRATULATE, PartId.EASY_OUT, OUT),
        (MessageKind.RECAP, PartId.THANKS, R),
        (MessageKind.FOLLOW_UP, PartId.EASY_OUT, R),
        (MessageKind.PAUSE, PartId.REVIEW_DATE, R),
        (MessageKind.OFFICE_HOURS, PartId.WINDOWS, R),
    ],
)
def test_the_need_for_a_part(kind: MessageKind, part: PartId, need: PartNeed) -> None:
    assert catalogue.spec(kind).parts[part] is need


def test_a_short_form_never_asks_for_more_than_a_mail() -> None:
    for spec in SPECS:
        for form in spec.forms:
            needs = spec.needs(form)
            stricter = [p for p in PartId if needs[p] is R and spec.parts[p] is not R]
            assert stricter == []
    assert (
        catalogue.spec(MessageKind.FIRST_ASK).needs(MessageForm.LINKEDIN)[PartId.WINDOWS] is not R
    )


def test_questions_have_room_where_they_are_required() -> None:
    for spec in SPECS:
        low, high = spec.questions
        assert 0 <= low <= high <= 2
        assert (spec.parts[PartId.QUESTIONS] is R) == (low > 0)
        assert (spec.parts[PartId.QUESTIONS] is OUT) == (high == 0)


def test_every_part_has_words_for_the_composer() -> None:
    for spec in SPECS:
        for part, words in spec.help.items():
            assert words.label, part
            assert words.example, part
            assert words.help.endswith("."), (spec.kind, part)
            assert words.gap == words.gap.strip(), part
            assert 0 < len(words.gap) < 40
