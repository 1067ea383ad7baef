"""Each rule of the review: texts it must notice, and near misses it must leave alone."""

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from mentorcrm.asks.record import AskRequest, PublicFact, Recipient, Sender
from mentorcrm.asks.review import DraftText, Finding, all_rules, review
from mentorcrm.asks.rules import rules
from mentorcrm.asks.sources import sources
from mentorcrm.asks.windows import parse_windows
from mentorcrm.models.kinds import (
    EvidenceKind,
    FindingLevel,
    MessageForm,
    MessageKind,
    PartId,
)

Kind = MessageKind
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)  # a Monday
THEM = Recipient(
    name="Ana Rivera", first_name="Ana", organisation="Fenwick", zone="Europe/London",
    facts=(
        PublicFact("runs the triage workshop in Leeds", "site", date(2026, 1, 2)),
        PublicFact("spoke about staffing at LeadDev", "site", date(2026, 11, 2)),
        PublicFact("moved teams last week", "post", date(2026, 11, 2)),
    ),
)  # fmt: skip
RECORD = AskRequest(
    Kind.FIRST_ASK, sender=Sender(name="Ben Adler", zone="Europe/Berlin"), recipient=THEM, now=NOW
)
LONG = "This is a plain sentence of eight short words. "

CASES = tomllib.loads((Path(__file__).parent / "rule_cases.toml").read_text(encoding="utf-8"))[
    "rule"
]
Cases = list[tuple[str, MessageKind | None, str]]


def told(which: str) -> Cases:
    return [
        (case["id"], Kind(case["kind"]) if "kind" in case else None, text)
        for case in CASES
        for text in case[which]
    ]


HARD = (
    "Organisational considerations necessitate interdisciplinary deliberation concerning "
    "institutional responsibilities. "
)
MEASURED_HITS: Cases = [
    ("far-too-long", None, LONG * 40),
    ("long", None, LONG * 26),
    ("short", None, "Which job would you take?"),
    ("long-sentence", None, "word " * 26 + "."),
    ("reading-grade", None, HARD * 8),
]
MEASURED_MISSES: Cases = [
    ("far-too-long", None, LONG * 30),
    ("long", None, LONG * 20),
    ("long", None, LONG * 40),
    ("short", None, LONG * 8),
    ("long-sentence", None, "word " * 25 + "."),
    ("reading-grade", None, LONG * 12),
]


def of_rule(rule: str, draft: DraftText, record: AskRequest | None = None) -> list[Finding]:
    return [one for one in review(draft, record) if one.rule == rule]


@pytest.mark.parametrize(("rule", "kind", "text"), told("hits") + MEASURED_HITS)
def test_a_rule_notices(rule: str, kind: MessageKind | None, text: str) -> None:
    found = of_rule(rule, DraftText(None, text, kind))
    assert found
    for one in found:
        assert text[one.start : one.end] == one.text
        assert one.message
        assert one.reason
        assert "!" not in one.message + one.reason


@pytest.mark.parametrize(("rule", "kind", "text"), told("misses") + MEASURED_MISSES)
def test_a_rule_leaves_near_misses_alone(rule: str, kind: MessageKind | None, text: str) -> None:
    assert of_rule(rule, DraftText(None, text, kind)) == []


def ask(text: str, **changes: object) -> AskRequest:
    return replace(RECORD, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Hi Maria,\nhello", "Maria"),
        ("Dear Anna, hello", "Anna"),
        ("Hi maria,\nhello", "maria"),
        ("Dear Dr. Smith, hello", "Smith"),
        ("Hello Jean-Luc, hello", "Jean-Luc"),
        ("Hi Bob - hello", "Bob"),
    ],
)
def test_a_wrong_name_is_noticed_and_can_be_put_right(text: str, wrong: str) -> None:
    (found,) = of_rule("wrong-name", DraftText("x", text), RECORD)
    assert found.text == wrong
    assert found.level is FindingLevel.MUST
    assert found.fix is not None
    assert of_rule("wrong-name", DraftText("x", found.fix.apply(text)), RECORD) == []


@pytest.mark.parametrize(
    "text",
    [
        "Hi Ana, hello",
        "Dear Ms Rivera,",
        "Dear Dr. Rivera, hello",
        "hi ana!",
        "Hi there,",
        "Hello all,",
        "Good morning, I write",
        "Hi A., hello",
        "Hello again Ana, hi",
        "Hi ⟦their name⟧,",
        "Hey, quick one",
        "Hi, I am Ben",
        "Hello from Berlin, Ana",
        "Dear hiring manager,",
        "I greet you, Maria",
    ],
)
def test_their_own_name_in_any_form_is_right(text: str) -> None:
    assert of_rule("wrong-name", DraftText("x", text), RECORD) == []


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("William Hart", "Bill"),
        ("Katherine Ash", "Kate"),
        ("Samuel Oduya", "Sam"),
        ("Zoë Müller", "Zoe"),
    ],
)
def test_short_forms_and_accents_are_the_same_name(full: str, short: str) -> None:
    record = ask("", recipient=Recipient(name=full))
    assert of_rule("wrong-name", DraftText("x", f"Hi {short}, hello"), record) == []


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        ("I admire your work at Oxbow.", True),
        ("You lead the platform team at Globex Corp.", True),
        ("I know your work at Fenwick.", False),
        ("your time at Oxbow taught you that", False),
        ("your talk at LeadDev", False),
        ("I lead the team at Oxbow.", False),
    ],
)
def test_another_workplace_than_the_record_says(text: str, noticed: bool) -> None:
    assert bool(of_rule("wrong-organisation", DraftText("x", text), RECORD)) is noticed


def windows(text: str) -> AskRequest:
    return ask("", windows=parse_windows(text, "Europe/Berlin", NOW))


def test_a_window_that_has_gone_by_is_marked_where_it_stands() -> None:
    text = "Could we talk on Tue 10 Nov 16:00–17:00 or Thu 3 Dec 10:00–11:00?"
    (found,) = of_rule(
        "past-window", DraftText("x", text), windows("2026-11-10 16:00; 2026-12-03 10:00")
    )
    assert found.text.startswith("Tue 10 Nov 16:00")
    assert (found.level, found.part) == (FindingLevel.MUST, PartId.WINDOWS)


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        ("Could we talk on 10 November at 16:00?", True),
        ("Would 2026-11-10 16:00 work?", True),
        ("We talked on 10 November at 16:00.", False),
        ("Could we talk on 10 December at 16:00?", False),
        ("I decide by 10 November.", False),
    ],
)
def test_a_day_offered_in_the_text_alone_may_have_gone_by(text: str, noticed: bool) -> None:
    assert bool(of_rule("past-window", DraftText("x", text), RECORD)) is noticed


def test_short_notice_and_a_lonely_window() -> None:
    near = windows("2026-11-24 16:00; 2026-12-03 10:00")
    text = "Could we talk on Tue 24 Nov at 16:00 or Thu 3 Dec at 10:00?"
    (found,) = of_rule("short-notice", DraftText("x", text), near)
    assert found.text.startswith("Tue 24 Nov")
    assert (
        of_rule("short-notice", DraftText("x", text), windows("2026-12-01 16:00; 2026-12-03 10:00"))
        == []
    )
    lonely = windows("2026-12-03 10:00")
    assert of_rule(
        "single-window",
        DraftText("x", "Could we talk on Thu 3 Dec at 10:00?", Kind.FIRST_ASK),
        lonely,
    )


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        ("I have attached my page.", True),
        ("Please find attached a page.", True),
        ("See the attachment.", True),
        ("My CV is attached.", True),
        ("I am attached to the idea.", False),
        ("There is nothing attached.", False),
        ("No strings attached.", False),
        ("We attached a sensor to it.", False),
    ],
)
def test_an_attachment_that_is_named_must_be_there(text: str, noticed: bool) -> None:
    assert bool(of_rule("missing-attachment", DraftText("x", text), RECORD)) is noticed
    assert (
        of_rule("missing-attachment", DraftText("x", text), ask("", attachments=("page.pdf",)))
        == []
    )
    assert of_rule("missing-attachment", DraftText(None, text)) == []


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        ("You run the triage workshop; she runs the triage workshop in Leeds.", True),
        ("You spoke about staffing at LeadDev.", False),
        ("You moved teams last week.", True),
        ("Nothing of the sort.", False),
    ],
)
def test_an_old_fact_is_to_be_checked_again(text: str, noticed: bool) -> None:
    assert bool(of_rule("stale-fact", DraftText("x", text), RECORD)) is noticed


@pytest.mark.parametrize(
    ("subject", "rules"),
    [
        ("", {"no-subject"}),
        ("  ", {"no-subject"}),
        ("Hello", {"subject-words"}),
        ("Hiring a first team lead", set()),
        ("Re: Hiring a first lead", set()),
        (
            "A long subject that goes on and on about all the many things I want",
            {"subject-words", "subject-length"},
        ),
        ("About ⟦it⟧ by June", {"unfilled-gap"}),
    ],
)
def test_the_subject_of_a_mail(subject: str, rules: set[str]) -> None:
    found = review(DraftText(subject, "Which job would you take?", Kind.FIRST_ASK), RECORD)
    in_subject = [one for one in found if one.field == "subject"]
    assert {one.rule for one in in_subject} == rules
    assert all(subject[one.start : one.end] == one.text for one in in_subject)


def test_a_text_on_its_own_and_a_note_have_no_subject_to_miss() -> None:
    for draft in (DraftText(None, "Hi"), DraftText("", "Hi")):
        assert of_rule("no-subject", draft) == []
    assert of_rule("no-subject", DraftText("", "Hi", None, MessageForm.LINKEDIN), RECORD) == []


def test_a_linkedin_note_has_300_characters() -> None:
    note = DraftText(None, "x" * 301, None, MessageForm.LINKEDIN)
    (found,) = of_rule("note-too-long", note)
    assert (found.start, found.end, found.level) == (300, 301, FindingLevel.MUST)
    assert of_rule("note-too-long", DraftText(None, "x" * 300, None, MessageForm.LINKEDIN)) == []


def test_every_rule_has_a_case_here_and_says_what_it_rests_on() -> None:
    tried = {rule for rule, *_ in told("hits") + MEASURED_HITS} | {
        "wrong-name", "wrong-organisation", "past-window", "short-notice", "missing-attachment",
        "stale-fact", "no-subject", "no-name", "subject-words", "subject-length", "note-too-long",
        "off-limits", "over-the-month",  # In test_agreed.py.
    }  # fmt: skip
    assert {rule.id for rule in all_rules()} == tried
    assert all(rule.title and rule.reason.endswith(".") for rule in all_rules())
    assert all(rule.footnote.endswith(".") for rule in all_rules())


def test_what_rests_on_studies_names_one_and_how_far_it_carries() -> None:
    studied = {EvidenceKind.STUDY, EvidenceKind.PERCEPTION, EvidenceKind.EXPERIMENT}
    for rule in all_rules():
        assert (rule.evidence in studied) == bool(rule.limits), rule.id
        assert ("evidence: " in rule.footnote) == bool(rule.limits), rule.id
    used = {rule.source.id for rule in rules() if rule.source is not None}
    assert used == set(sources())


def test_confidence_rules_speak_of_how_the_asker_is_seen_and_name_no_numbers() -> None:
    rules = {rule.id: rule for rule in all_rules()}
    for name in ("hedge", "asking-apology", "self-deprecation", "flattery"):
        assert rules[name].evidence is EvidenceKind.PERCEPTION
        assert "not on reply rates" in rules[name].reason
    assert not any("%" in rule.reason for rule in rules.values())


def test_kinds_that_ask_nothing_need_no_question_and_no_way_out() -> None:
    text = "Hi Ana,\nCongratulations on the new role; your talk in March showed why."
    found = review(DraftText("Your new role", text, Kind.CONGRATULATE), RECORD)
    assert [one.rule for one in found if one.level is not FindingLevel.HINT] == []


def test_short_notice_reaches_over_a_weekend() -> None:
    friday = NOW + timedelta(days=4)
    record = replace(windows("2026-11-30 16:00; 2026-12-03 10:00"), now=friday)
    text = "Could we talk on Mon 30 Nov at 16:00 or Thu 3 Dec at 10:00?"
    assert len(of_rule("short-notice", DraftText("x", text), record)) == 1


NAMELESS = "Hi Ana,\n\nWhich job would you take? Thank you for reading.\n\nKind regards"


def test_a_mail_without_a_name_under_it_is_noticed() -> None:
    unknown = replace(RECORD, sender=Sender(zone="Europe/Berlin"))
    (found,) = of_rule("no-name", DraftText("x", NAMELESS, Kind.FIRST_ASK), unknown)
    assert (found.text, found.level, found.part) == (
        "Kind regards", FindingLevel.SHOULD, PartId.SIGN_OFF,
    )  # fmt: skip
    assert "profile" in found.message
    assert found.fix is None


@pytest.mark.parametrize("comma", ["", ","])
def test_a_known_name_is_put_under_the_closing_words(comma: str) -> None:
    draft = DraftText("x", NAMELESS + comma, Kind.FIRST_ASK)
    (found,) = of_rule("no-name", draft, RECORD)
    assert found.fix is not None
    assert found.fix.apply(draft.body).endswith("Kind regards,\nBen Adler")
    assert not of_rule("no-name", replace(draft, body=found.fix.apply(draft.body)), RECORD)


@pytest.mark.parametrize(
    "draft",
    [
        DraftText("x", f"{NAMELESS},\nBen", Kind.FIRST_ASK),
        DraftText("x", "Hi Ana,\nWhich job would you take?\n\nBen Adler", Kind.FIRST_ASK),
        DraftText(None, NAMELESS, Kind.FIRST_ASK, MessageForm.CHAT),
    ],
)
def test_a_name_below_is_enough_and_a_chat_needs_none(draft: DraftText) -> None:
    assert not of_rule("no-name", draft, RECORD)


def test_a_text_without_a_record_may_be_signed_by_its_mail_program() -> None:
    assert not of_rule("no-name", DraftText("x", NAMELESS, Kind.FIRST_ASK))
