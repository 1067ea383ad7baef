"""The review as a whole: the three reference texts, the shipped templates, any text at all."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorcrm.asks import catalogue
from mentorcrm.asks.draft_text import from_text
from mentorcrm.asks.parts import assess
from mentorcrm.asks.record import AskRequest, PublicFact, Recipient, Sender
from mentorcrm.asks.render import render
from mentorcrm.asks.review import DraftText, Finding, all_rules, review
from mentorcrm.asks.verdict import verdict
from mentorcrm.asks.windows import parse_windows
from mentorcrm.models.kinds import FindingLevel, MessageForm, MessageKind, PartId, PartNeed, Tone

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ME = Sender(
    name="Ben Adler",
    intro_line="platform lead at Oxbow, six engineers",
    reach_me="ben@oxbow.example",
    zone="Europe/Berlin",
)
THEM = Recipient(
    name="Ana Rivera",
    first_name="Ana",
    organisation="Fenwick",
    zone="Europe/London",
    facts=(PublicFact("March talk on staffing", "site", date(2026, 9, 1)),),
)
WINDOWS = parse_windows("2026-12-01 16:00-17:00; 2026-12-03 10:00-11:00", "Europe/Berlin", NOW)
RECORD = AskRequest(MessageKind.FIRST_ASK, sender=ME, recipient=THEM, windows=WINDOWS, now=NOW)

WEAK = (
    "Hi Dr. Rivera, I'm so sorry to bother you, I know you're super busy! I'm just a junior dev "
    "and a huge fan, you're an absolute legend. I was wondering if maybe I could pick your brain "
    "sometime over coffee? Any advice on my career would be amazing. I need you to get back to me "
    "ASAP because applications close soon. Could you also look at my CV? And would you be my "
    "mentor?"
)
STRONG = """Hi Ana, thank you for the staffing example in your March talk: I used it to split our \
on-call rota and pages fell by a third.

I am deciding by 14 June between two offers: staff engineer at my current firm, or team lead at a \
40-person start-up. I have talked to both managers and written out the trade-offs on one page. I \
am stuck on one point: I cannot tell which role builds hiring experience faster.

Would you give me 20 minutes on Tuesday 4 June or Thursday 6 June, after 15:00? My question: what \
would you look at to judge which job teaches hiring sooner?

If neither fits, a reply of "not now" is completely fine. Either way I will write back with what I \
chose and why."""
TRIAL = """Hi Ana, thank you for the two answers you sent in May; I rewrote the design doc along \
your first point and it was approved.

I have started leading three people and I keep avoiding hard feedback. I tried a script and a \
written format; both came out softer than I meant. I am deciding whether to move one person off \
the project by September.

Would you try three 30-minute calls with me, on 3, 17 and 31 July at 16:00, on this one subject? \
After the third we decide whether to stop. What would you want me to bring to the first? If you \
are at capacity, just say "not this quarter". I will send a half-page recap after each call."""


def pressing(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(one.rule, one.text) for one in findings if one.level is not FindingLevel.HINT]


@pytest.mark.parametrize("kind", [None, MessageKind.FIRST_ASK])
def test_the_weak_ask_is_hit_from_many_sides(kind: MessageKind | None) -> None:
    rules = {one.rule for one in review(DraftText(None, WEAK, kind))}
    assert rules >= {
        "asking-apology", "self-deprecation", "flattery", "hedge", "vague-ask", "vague-time",
        "pressure", "several-requests", "ongoing-without-trial", "no-why-you", "no-thanks",
        "no-easy-out", "only-closed-questions", "no-report-back",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (STRONG, MessageKind.FIRST_ASK), (STRONG, MessageKind.ONE_DECISION), (STRONG, None),
        (TRIAL, MessageKind.TRIAL), (TRIAL, None),
    ],
)  # fmt: skip
def test_the_good_asks_raise_no_alarm(text: str, kind: MessageKind | None) -> None:
    assert pressing(review(DraftText(None, text, kind))) == []
    assert (
        pressing(review(DraftText(None, text.replace("'", "’").replace("\n", "\r\n"), kind))) == []
    )


@pytest.mark.parametrize("kind", MessageKind)
@pytest.mark.parametrize("tone", Tone)
def test_what_the_templates_write_raises_no_alarm_and_is_ready(
    kind: MessageKind, tone: Tone
) -> None:
    spec = catalogue.spec(kind)
    for form in spec.forms:
        needs = spec.needs(form)
        for wanted in ({PartNeed.REQUIRED}, {PartNeed.REQUIRED, PartNeed.WELCOME}):
            values = {
                part: spec.help[part].example
                for part in PartId
                if needs[part] in wanted
                and part is not PartId.WINDOWS
                and part not in catalogue.WITH_DEFAULT
            }
            windows = WINDOWS if needs[PartId.WINDOWS] in wanted else ()
            request = AskRequest(kind, tone, form, ME, THEM, None, values, windows, NOW)
            text = render(request)
            findings = review(DraftText(text.subject, text.body, kind, form), request)
            assert pressing(findings) == [], text.body
            assert verdict(assess(request), findings).headline == "Ready"


def test_an_empty_ask_is_not_ready_and_each_gap_counts_once() -> None:
    request = AskRequest(MessageKind.FIRST_ASK, sender=ME, recipient=THEM, now=NOW)
    text = render(request)
    parts = assess(request)
    findings = review(DraftText(text.subject, text.body, request.kind), request)
    gaps = {one.part for one in findings if one.rule == "unfilled-gap"}
    assert gaps == set(text.gaps)
    result = verdict(parts, findings)
    assert not result.ready
    missing = sum(one.state == "missing" for one in parts)
    others = {one for one in pressing(findings) if one[0] != "unfilled-gap"}
    assert missing <= result.to_fix <= missing + len(others)


PIECES = (
    "Maybe we could talk. ", "I just wanted to ask about hiring. ", "It is, perhaps, too early. ",
    "Sorry to bother you, but I have a question. ", "I hope this email finds you well. ",
    "Sorry for the long message! ", "Please reply ASAP. ", "I’m just a junior dev. ", "\n\n", "\n",
    "It was a somewhat odd year. ", "Could you send it, if possible? ", "Does that make sense? ",
    "Hi Anna,\n", "Hi Ana, ", "Perhaps. ", "I guess you know it. ", "kind of ", '"maybe" ',
    "Would you meet on Monday 1 December 2026 at 10:00? ", "⟦what I tried⟧ ", "Thank you. ",
    "A reply of “no” is fine. ", "> maybe\n", "Best,\nBen", "this is a stupid question ", "maybe ",
    "https://a.example https://b.example ", "I have attached it. ", "last week ", "İ maybe ", ", ",
    "you're an absolute legend ", "I hope all is well, ", "On Tue, Ana wrote:\n", "(maybe) ", "… ",
    "by any chance ", "probably. ", "hopefully, ", "an idiotic question ", "I could be wrong, but ",
)  # fmt: skip
MESSAGES = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
)


def check_promises(draft: DraftText, findings: tuple[Finding, ...]) -> None:
    for one in findings:
        field = draft.body if one.field == "body" else draft.subject or ""
        assert 0 <= one.start <= one.end <= len(field)
        assert field[one.start : one.end] == one.text
    assert findings == review(draft, RECORD)
    ranks = [list(FindingLevel).index(one.level) for one in findings]
    assert ranks == sorted(ranks)
    seen = [(one.rule, one.start, one.end, one.field) for one in findings]
    assert len(seen) == len(set(seen))


@settings(max_examples=300, deadline=None)
@given(
    MESSAGES,
    st.text(max_size=30),
    st.sampled_from([None, *MessageKind]),
    st.sampled_from(list(MessageForm)),
)
def test_any_text_can_be_reviewed(
    body: str, subject: str, kind: MessageKind | None, form: MessageForm
) -> None:
    draft = DraftText(subject, body, kind, form)
    check_promises(draft, review(draft, RECORD))
    review(draft)


@settings(max_examples=300, deadline=None)
@given(MESSAGES, st.sampled_from([None, MessageKind.FIRST_ASK, MessageKind.FOLLOW_UP]))
def test_a_fix_takes_its_finding_away_and_leaves_clean_text(
    body: str, kind: MessageKind | None
) -> None:
    draft = DraftText("One subject here", body, kind)
    findings = review(draft, RECORD)
    for one in findings:
        if one.fix is None or (one.text and body.count(one.text) > 1):
            continue  # the next of its kind moves up
        fixed = one.fix.apply(body)
        after = review(DraftText("One subject here", fixed, kind), RECORD)
        before = sum(other.key == one.key for other in findings)
        assert sum(other.key == one.key for other in after) < before
        assert fixed != body


def fix_of(rule: str, text: str) -> str:
    one = next(one for one in review(DraftText(None, text), RECORD) if one.rule == rule)
    assert one.fix is not None
    return one.fix.apply(text)


@pytest.mark.parametrize(
    ("rule", "text", "fixed"),
    [
        ("hedge", "I just wanted to ask you.", "I would like to ask you."),
        ("hedge", "Just wanted to ask you.", "I would like to ask you."),
        ("hedge", "Maybe we could talk.", "We could talk."),
        ("hedge", "Perhaps, we could talk.", "We could talk."),
        ("hedge", "It is, perhaps, too early.", "It is too early."),
        ("hedge", "It was a somewhat odd year.", "It was an odd year."),
        ("hedge", "It was an admittedly sort of blue car.", "It was an admittedly blue car."),
        ("hedge", "I will probably stay.", "I will stay."),
        ("hedge", "Which one? Does that make sense? Thanks.", "Which one? Thanks."),
        ("hedge", "Could you send it, if possible?", "Could you send it?"),
        ("hedge", "I guess you know it.", "You know it."),
        ("hedge", "Hi Ana,\nmaybe we could talk.", "Hi Ana,\nWe could talk."),
        ("hedge", "Hi Ana, maybe we could talk.", "Hi Ana, we could talk."),
        ("asking-apology", "Sorry to bother you, but I have a question.", "I have a question."),
        ("asking-apology", "Hi Ana,\n\nSorry to bother you. I ask.", "Hi Ana,\n\nI ask."),
        ("self-deprecation", "I'm just a junior dev.", "I'm a junior dev."),
        ("self-deprecation", "This is an idiotic question.", "This is a question."),
        ("cliche-opener", "I hope this email finds you well. You spoke.", "You spoke."),
        ("pressure", "Please reply ASAP.", "Please reply."),
        ("pressure", "Get back to me ASAP because I go.", "Get back to me because I go."),
        ("wrong-name", "Hi Anna,\nhello", "Hi Ana,\nhello"),
        ("weekday-mismatch", "on Monday 1 December 2026", "on Tuesday 1 December 2026"),
        ("weekday-mismatch", "on Mon 1 Dec 2026", "on Tue 1 Dec 2026"),
    ],
)  # fmt: skip
def test_fixes_leave_grammatical_text(rule: str, text: str, fixed: str) -> None:
    assert fix_of(rule, text) == fixed


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("hedge", "Tuesday, maybe Wednesday."), ("hedge", "Maybe, maybe we could."),
        ("asking-apology", "Sorry to bother you again about the form."), ("hedge", "Perhaps\nyes"),
    ],
)  # fmt: skip
def test_where_a_stump_would_stay_no_fix_is_offered(rule: str, text: str) -> None:
    assert all(one.fix is None for one in review(DraftText(None, text)) if one.rule == rule)


def test_missing_thanks_and_way_out_are_put_before_the_closing_words() -> None:
    text = "Hi Ana,\nYour talk helped. Which job would you take?\n\nBest,\nBen"
    draft = DraftText(None, text, MessageKind.FIRST_ASK)
    for rule, words in (("no-thanks", "Thank you"), ("no-easy-out", "not now")):
        one = next(one for one in review(draft) if one.rule == rule)
        assert one.fix is not None
        fixed = one.fix.apply(text)
        assert words in fixed
        assert fixed.endswith("\n\nBest,\nBen")
        assert "\n\n\n" not in fixed


def test_a_dismissed_finding_stays_away_and_only_that_one() -> None:
    draft = DraftText(None, "Maybe we could talk. Perhaps we do it here.")
    first = next(one for one in review(draft) if one.rule == "hedge")
    left = review(draft, dismissed=frozenset({first.key}))
    assert [one.text for one in left if one.rule == "hedge"] != []
    assert first.key not in {one.key for one in left}


def test_a_rule_can_be_switched_off() -> None:
    draft = DraftText(None, "Maybe we could talk.")
    assert "hedge" not in {one.rule for one in review(draft, off=frozenset({"hedge"}))}


def test_rules_are_listed_strictest_first_with_ids_that_are_words() -> None:
    rules = all_rules()
    assert len({rule.id for rule in rules}) == len(rules) > 35
    levels = [list(FindingLevel).index(rule.level) for rule in rules]
    assert levels == sorted(levels)
    assert all(rule.id.replace("-", "").isalpha() for rule in rules)


def test_an_earlier_message_below_is_not_judged() -> None:
    text = (
        "Hi Ana,\nyour talk helped. Which job would you take? Thank you for it.\n\n"
        "On Mon, 2 Nov 2026, Ana Rivera wrote:\n> maybe pick my brain sometime\n> I need you to"
    )
    rules = {one.rule for one in review(DraftText(None, text))}
    assert not rules & {"hedge", "vague-ask", "pressure", "vague-time"}


def test_headers_at_the_top_of_a_file_are_read() -> None:
    draft = from_text(
        "Subject: Hiring a lead\nTo: ana@x.example\n\nHi Ana,\nhello", MessageKind.TRIAL
    )
    assert (draft.subject, draft.body, draft.kind) == (
        "Hiring a lead",
        "Hi Ana,\nhello",
        MessageKind.TRIAL,
    )
    assert from_text("Hi Ana,\r\nhello").body == "Hi Ana,\nhello"
    assert from_text("To: do this I must\nsay it").body == "To: do this I must\nsay it"


def test_questions_are_not_judged_while_the_question_is_a_gap() -> None:
    request = AskRequest(
        MessageKind.FIRST_ASK,
        sender=ME,
        recipient=THEM,
        values={PartId.FORMAT: "20 minutes by video"},
        windows=WINDOWS,
        now=NOW,
    )
    message = render(request)
    draft = DraftText(message.subject, message.body, request.kind)
    assert "only-closed-questions" not in {finding.rule for finding in review(draft, request)}
    asked = draft.body.replace("⟦my question⟧", "is it worth it?")
    found = review(DraftText(message.subject, asked, request.kind), request)
    assert "only-closed-questions" in {finding.rule for finding in found}
