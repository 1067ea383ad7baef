"""Advice quoted to the one who gave it, with what I did and what came of it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mentorcrm.asks.advice_told import AdviceBrief
from mentorcrm.asks.one_page import Closeness, markdown, one_page
from mentorcrm.asks.parts import assess
from mentorcrm.asks.record import AskRequest, NeedBrief, Recipient, Sender
from mentorcrm.asks.render import render
from mentorcrm.asks.talked import Talked
from mentorcrm.asks.templates import Origin, builtin
from mentorcrm.models.history_kinds import AdviceResponse, Worked
from mentorcrm.models.kinds import MessageForm, MessageKind, PartId, PartState, Tone

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
PILOT = AdviceBrief(
    1, "Run a pilot with one team first.", date(2026, 10, 12), AdviceResponse.TRIED,
    "a third fewer pages", Worked.YES,
)  # fmt: skip
NOTE = AskRequest(
    MessageKind.IMPACT_NOTE,
    sender=Sender("Ben Adler"),
    recipient=Recipient("Ana Rivera", "Ana"),
    now=NOW,
    advice=(PILOT,),
)
UPDATE = replace(NOTE, kind=MessageKind.PROGRESS_UPDATE)
BOTH = pytest.mark.parametrize("request_", [NOTE, UPDATE], ids=["impact", "update"])


def test_an_impact_note_quotes_what_they_said_and_what_came_of_it() -> None:
    message = render(NOTE)
    assert message.gaps == ()
    assert message.body == (
        "Dear Ana,\n\n"
        "I want you to know what came of your advice.\n\n"
        "On 12 October you said to me: “Run a pilot with one team first.” I tried it, and it "
        "worked. It led to a third fewer pages.\n\n"
        "Thank you. It would have gone differently without you. There is nothing you need to do "
        "with this.\n\n"
        "With warm wishes,\nBen Adler"
    )


@BOTH
@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize("form", list(MessageForm))
def test_every_tone_and_form_quotes_it_once(
    request_: AskRequest, tone: Tone, form: MessageForm
) -> None:
    if request_ is UPDATE and form is MessageForm.LINKEDIN:
        return
    message = render(replace(request_, tone=tone, form=form))
    assert message.body.count("“Run a pilot with one team first.”") == 1
    assert message.body.count("third fewer pages") == 1
    assert "⟦" not in message.body


def test_an_update_needs_no_subject_beside_the_advice() -> None:
    assert render(UPDATE).gaps == ()
    about = replace(UPDATE, need=NeedBrief(statement="Run the on-call rota"))
    assert "The subject is still running the on-call rota." in render(about).body


def test_what_is_not_on_record_is_a_gap_that_can_be_filled() -> None:
    open_ = replace(NOTE, advice=(AdviceBrief(1, "Ask Sam"),))
    message = render(open_)
    assert message.gaps == (PartId.TRIED, PartId.DECISION)
    assert "“Ask Sam.” I have ⟦what I did with it⟧. It led to ⟦what it led to⟧." in message.body
    states = {report.id: report.state for report in assess(open_)}
    assert states[PartId.WHY_YOU] is PartState.PRESENT
    assert states[PartId.TRIED] is PartState.MISSING
    assert states[PartId.DECISION] is PartState.MISSING
    filled = {PartId.TRIED: "asked him on Monday", PartId.DECISION: "two new questions"}
    message = render(replace(open_, values=filled))
    assert message.gaps == ()
    assert "“Ask Sam.”" in message.body
    assert "I have asked him on Monday. It led to two new questions." in message.body


def test_a_pending_result_is_no_gap_in_an_update() -> None:
    pending = AdviceBrief(1, "Ask Sam", response=AdviceResponse.ADAPTED)
    message = render(replace(UPDATE, advice=(pending,)))
    assert message.gaps == ()
    assert "I tried it in a form of my own." in message.body


@BOTH
def test_what_was_set_aside_is_said_without_a_reason_or_a_result(request_: AskRequest) -> None:
    aside = AdviceBrief(1, "Ask Sam", response=AdviceResponse.SET_ASIDE)
    message = render(replace(request_, advice=(aside,)))
    assert message.gaps == ()
    assert "“Ask Sam.” In the end I went another way." in message.body


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ("a third fewer pages", "It led to a third fewer pages."),
        ("It led to a third fewer pages.", "It led to a third fewer pages."),
        ("Pages fell by a third", "Pages fell by a third."),
        ("hired two people in March", "I hired two people in March."),
        ("still waiting for numbers", "What came of it: still waiting for numbers."),
        ("Pages fell by a third\nhired two people", "Pages fell by a third. I hired two people."),
    ],
)
def test_a_result_reads_as_a_sentence(result: str, said: str) -> None:
    message = render(replace(NOTE, advice=(replace(PILOT, result=result),)))
    assert f"it worked. {said}\n" in message.body


@pytest.mark.parametrize(
    ("worked", "said"),
    [
        (Worked.YES, "I tried it, and it worked."),
        (Worked.PARTLY, "I tried it, and it worked in part."),
        (Worked.NO, "I tried it, but it did not work."),
        (None, "I tried it."),
    ],
)
def test_how_it_went_is_said(worked: Worked | None, said: str) -> None:
    assert said in render(replace(NOTE, advice=(replace(PILOT, worked=worked),))).body


def test_a_quotation_is_one_line_without_marks_in_its_marks_and_of_fair_length() -> None:
    words = '“Start small\n\n"really" small”, she said, ' + "and then think again " * 40
    body = render(replace(NOTE, advice=(replace(PILOT, words=words),))).body
    quote = body.partition("to me: ")[2].partition(" I tried")[0]
    assert quote.startswith("“Start small ‘really’ small’, she said")
    assert quote.endswith("…”")
    assert len(quote) < 300


def test_a_note_has_room_for_one_and_a_mail_for_four() -> None:
    many = tuple(replace(PILOT, id=n, words=f"Advice {n}") for n in range(6))
    mail = render(replace(NOTE, advice=many)).body
    assert [f"Advice {n}" in mail for n in range(6)] == [True] * 4 + [False] * 2
    short = render(replace(NOTE, form=MessageForm.LINKEDIN, advice=many)).body
    assert [f"Advice {n}" in short for n in range(2)] == [True, False]


def test_only_reports_quote_advice() -> None:
    for kind in MessageKind:
        if kind not in (MessageKind.IMPACT_NOTE, MessageKind.PROGRESS_UPDATE):
            assert "pilot" not in render(replace(NOTE, kind=kind)).body


@BOTH
def test_a_template_of_ones_own_that_does_not_quote_hears_of_it_in_the_parts(
    request_: AskRequest,
) -> None:
    own = replace(
        builtin(request_.kind, request_.tone, request_.form),
        source="{{ say.greeting }} {{ say.why_you }} {{ say.tried }} {{ say.decision }}",
        origin=Origin.USER,
    )
    body = render(request_, own).body
    assert "your advice “Run a pilot with one team first.”" in body
    assert "tried “Run a pilot with one team first.”" in body
    assert ("third fewer pages" in body) is (request_ is NOTE)


def test_the_page_beside_a_report_says_what_was_tried() -> None:
    assert "Tried “Run a pilot" in markdown(one_page(UPDATE, Closeness.TRUSTED))


@BOTH
def test_what_i_promised_and_did_is_told_with_it(request_: AskRequest) -> None:
    kept = Talked(kept=("Send her the deck.", "book the room"))
    message = render(replace(request_, talked=kept))
    assert "\n\nDone, as I promised: send you the deck; book the room.\n\n" in message.body
    chat = render(replace(request_, talked=kept, form=MessageForm.CHAT))
    assert chat.body.count("Done, as I promised: send you the deck; book the room.") == 1
    assert "promised" not in render(replace(request_, talked=kept, advice=())).body
