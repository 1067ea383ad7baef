"""Whole messages, read as their reader would."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mentorcrm.asks.context import build
from mentorcrm.asks.one_page import Closeness, markdown, one_page
from mentorcrm.asks.record import (
    SUBJECT_IS_THE_DECISION,
    AskRequest,
    NeedBrief,
    Recipient,
    Sender,
)
from mentorcrm.asks.render import render
from mentorcrm.models.kinds import (
    MessageForm,
    MessageKind,
    NeedKind,
    PartId,
    PublicFact,
    TimeWindow,
    Tone,
)

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
ME = Sender("Ben Adler", reach_me="ben@oxbow.example", zone="Europe/Berlin")
ANA = Recipient("Ana Rivera", "Ana", zone="Europe/London")
WINDOWS = (
    TimeWindow(
        datetime(2026, 12, 1, 16, tzinfo=UTC),
        datetime(2026, 12, 1, 17, tzinfo=UTC),
        "Europe/Berlin",
    ),
    TimeWindow(
        datetime(2026, 12, 3, 9, tzinfo=UTC), datetime(2026, 12, 3, 10, tzinfo=UTC), "Europe/Berlin"
    ),
)
VALUES = {
    PartId.WHY_YOU: "Chapter 6, on leading former peers",
    PartId.WHO_I_AM: "staff engineer at Oxbow, six engineers",
    PartId.FOCUS: "leading former peers",
    PartId.TRIED: "talked to both managers; wrote out the trade-offs",
    PartId.STUCK: "telling people no",
    PartId.DECISION: "accept the lead role or stay, by 2026-12-14",
    PartId.QUESTIONS: "what would you look at first",
    PartId.FORMAT: "20 min by video",
}
_OF_THE_NEED = {PartId.FOCUS, PartId.DECISION}
FULL = AskRequest(
    MessageKind.FIRST_ASK, Tone.WARM, MessageForm.MAIL, ME, ANA, None, VALUES, WINDOWS[:1], NOW
)


def test_a_full_first_ask_reads_as_a_letter() -> None:
    message = render(FULL)
    assert message.subject == "A question about leading former peers"
    assert message.gaps == ()
    assert message.body == (
        "Dear Ana,\n\n"
        "Chapter 6, on leading former peers, stayed with me, and it is why I am writing to you. "
        "I am a staff engineer at Oxbow, with six engineers.\n\n"
        "I am working on leading former peers. So far I have talked to both managers and written "
        "out the trade-offs. What I cannot get past is telling people no. I am deciding whether "
        "to accept the lead role or stay, by 14 December.\n\n"
        "Would you give me 20 minutes by video? I could do Tuesday 1 December, 16:00 to 17:00 "
        "London time (17:00 to 18:00 in Berlin). My question: what would you look at first?\n\n"
        'If this is not the moment, a reply of "not now" is completely fine. Either way I will '
        "write back with what I did and how it went. Thank you for considering it.\n\n"
        "With warm wishes,\nBen Adler\nben@oxbow.example"
    )


def test_a_full_record_has_60_to_150_words_and_the_brief_tone_fewest() -> None:
    words = {t: len(render(replace(FULL, tone=t)).body.split()) for t in Tone}
    assert all(60 <= count <= 160 for count in words.values())
    assert words[Tone.BRIEF] < words[Tone.PLAIN] <= words[Tone.WARM]


def test_missing_required_parts_stand_as_gaps_and_missing_welcome_ones_leave_no_trace() -> None:
    values = {p: v for p, v in VALUES.items() if p not in (PartId.TRIED, PartId.STUCK)}
    message = render(replace(FULL, values=values))
    assert message.gaps == (PartId.TRIED,)
    assert "So far I have ⟦what I tried⟧." in message.body
    assert "cannot get past" not in message.body


def test_a_part_that_is_out_of_place_stays_out() -> None:
    message = render(replace(FULL, kind=MessageKind.ONE_QUESTION))
    assert "December, 16:00" not in message.body


def test_two_windows_in_two_zones_stand_on_lines_of_their_own() -> None:
    body = render(replace(FULL, windows=WINDOWS)).body
    assert (
        "These times would suit me (London time, Berlin in brackets):\n"
        "Tuesday 1 December, 16:00 to 17:00 (17:00 to 18:00)\n"
        "Thursday 3 December, 9:00 to 10:00 (10:00 to 11:00)\n\n"
    ) in body


def test_the_need_fills_focus_and_decision() -> None:
    need = NeedBrief(
        NeedKind.DECISION,
        "Lead a team of former peers",
        options=("stay as staff engineer", "lead the new team"),
        leaning="the lead role",
        decide_by=date(2026, 12, 14),
    )
    body = render(replace(FULL, values={}, need=need)).body
    assert "I am working on leading a team of former peers." in body
    assert (
        "I am deciding whether to stay as staff engineer or lead the new team, by 14 December."
    ) in body
    assert "I lean towards the lead role." in body


def test_the_need_is_no_reason_for_a_pause() -> None:
    need = NeedBrief(statement="Lead a team of former peers")
    message = render(AskRequest(MessageKind.PAUSE, need=need, recipient=ANA, sender=ME, now=NOW))
    assert PartId.FOCUS in message.gaps
    assert "former peers" not in message.body


def test_an_introduction_request_carries_a_short_text_to_forward() -> None:
    values = VALUES | {PartId.FOCUS: "Maya Ortiz, about how she split her support team"}
    message = render(replace(FULL, kind=MessageKind.INTRO_REQUEST, values=values))
    letter, _, blurb = message.body.partition("To forward:\n\n")
    assert message.subject == "An introduction to Maya Ortiz"
    assert "Would you introduce me to Maya Ortiz? It is about how she split her" in letter
    assert "I would like to ask you about how you split your support team." in blurb
    assert blurb.endswith("Ben Adler (ben@oxbow.example)")
    assert len(blurb.split()) < 120


@pytest.mark.parametrize(
    ("recipient", "greeting"),
    [
        (Recipient("Ana Rivera", "Ana"), "Dear Ana,"),
        (Recipient("Dr. Ana Rivera"), "Dear Dr Rivera,"),
        (Recipient("Rivera, Ana"), "Dear Ana Rivera,"),
        (Recipient("King, Jr"), "Dear King,"),
        (Recipient("Madonna"), "Dear Madonna,"),
        (Recipient("山田太郎"), "Dear 山田太郎,"),
        (Recipient("{{7*7}}"), "Dear {{7*7}},"),
        (Recipient("Ana\nBcc: x@y.example"), "Dear Ana Bcc: x@y.example,"),
        (Recipient(), "Dear ⟦their name⟧,"),
    ],
)
def test_greetings(recipient: Recipient, greeting: str) -> None:
    message = render(replace(FULL, recipient=recipient))
    assert message.body.split("\n")[0] == greeting
    assert (PartId.GREETING in message.gaps) == ("⟦" in greeting)


@pytest.mark.parametrize(
    ("typed", "ending"),
    [
        ("Ben Adler, ben@oxbow.example", "With warm wishes,\nBen Adler, ben@oxbow.example"),
        ("Best,\nBen", "Best,\nBen"),
        ("Kind regards,\nBen Adler\nOxbow", "Kind regards,\nBen Adler\nOxbow"),
        ("Ben\n+44 20 7946 0000", "With warm wishes,\nBen\n+44 20 7946 0000"),
        ("", "With warm wishes,\nBen Adler\nben@oxbow.example"),
    ],
)
def test_sign_offs(typed: str, ending: str) -> None:
    message = render(replace(FULL, values=VALUES | {PartId.SIGN_OFF: typed}))
    assert message.body.endswith("\n\n" + ending)


def test_a_signature_per_tone_is_used_as_it_is() -> None:
    me = replace(ME, signatures={Tone.WARM: "Yours,\nBen\n\nOxbow"})
    assert render(replace(FULL, sender=me)).body.endswith("\n\nYours,\nBen\n\nOxbow")
    assert render(replace(FULL, sender=me, tone=Tone.PLAIN)).body.endswith("ben@oxbow.example")


def test_a_linkedin_note_says_what_it_left_out() -> None:
    message = render(replace(FULL, form=MessageForm.LINKEDIN))
    assert len(message.body) <= 300
    assert message.subject == ""
    assert message.gaps == ()
    assert set(message.left_out) >= {PartId.TRIED}
    assert "Would you give me 20 minutes by video?" in message.body


def test_a_linkedin_note_never_cuts_a_sentence_but_asks_for_a_shorter_part() -> None:
    values = VALUES | {PartId.WHY_YOU: "your talk " + "on the long road to a calmer rota " * 12}
    message = render(replace(FULL, form=MessageForm.LINKEDIN, values=values))
    assert len(message.body) <= 300
    assert PartId.WHY_YOU in message.gaps
    assert "⟦shorter: why you⟧" in message.body


def test_an_endless_part_becomes_a_gap_instead_of_an_endless_message() -> None:
    message = render(replace(FULL, values=VALUES | {PartId.TRIED: "x" * 100_000}))
    assert PartId.TRIED in message.gaps
    assert len(message.body) < 1_500


def test_an_update_that_asks_something_does_not_say_that_no_reply_is_needed() -> None:
    update = replace(FULL, kind=MessageKind.PROGRESS_UPDATE, tone=Tone.PLAIN)
    assert "No reply is needed." not in render(update).body
    silent = replace(update, values={p: v for p, v in VALUES.items() if p != PartId.QUESTIONS})
    assert "No reply is needed." in render(silent).body


def test_attachments_are_named() -> None:
    message = render(replace(FULL, attachments=("trade-offs.pdf", "plan.pdf")))
    assert "I have attached trade-offs.pdf and plan.pdf." in message.body


def test_public_facts_are_offered_to_templates_and_nothing_else_of_the_person() -> None:
    ana = replace(ANA, facts=(PublicFact("wrote The Quiet Handover"),))
    person = build(replace(FULL, recipient=ana)).context["person"]
    assert not isinstance(person, str | tuple)
    assert person["facts"] == ("wrote The Quiet Handover",)
    assert set(person) == {"name", "first_name", "organisation", "title", "location", "facts"}


@pytest.mark.parametrize("kind", sorted(SUBJECT_IS_THE_DECISION))
@pytest.mark.parametrize("tone", list(Tone))
def test_a_decision_with_a_day_but_no_options_is_said_once(kind: MessageKind, tone: Tone) -> None:
    brief = NeedBrief(
        NeedKind.DECISION, "Whether to take the platform lead role", decide_by=date(2026, 12, 14)
    )
    values = {part: text for part, text in VALUES.items() if part not in _OF_THE_NEED}
    request = replace(FULL, kind=kind, tone=tone, need=brief, values=values)
    body = render(request).body
    assert body.count("platform lead role") == 1
    assert body.count("decide by 14 December") == 1
    typed = {
        PartId.FOCUS: "whether to take the platform lead role",
        PartId.DECISION: "Whether to take the platform lead role, by 14 December",
    }
    assert render(replace(request, need=None, values={**values, **typed})).body == body


def test_a_decision_about_something_else_is_said_beside_the_subject() -> None:
    values = {
        **VALUES,
        PartId.FOCUS: "leading former peers",
        PartId.DECISION: "whether to take the role, by 14 December",
    }
    body = render(replace(FULL, values=values)).body
    assert "I am working on leading former peers." in body
    assert "I am deciding whether to take the role, by 14 December." in body


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Pacific/Auckland", "21 November"), ("America/Los_Angeles", "20 November"), ("", "20 Nov")],
)
def test_today_is_the_day_where_the_sender_is(zone: str, day: str) -> None:
    late = datetime(2026, 11, 20, 22, tzinfo=UTC)
    request = replace(FULL, now=late, sender=replace(ME, zone=zone))
    assert str(build(request).context["today"]).startswith(day)
    assert f" · {day}" in markdown(one_page(request, Closeness.TRUSTED))
