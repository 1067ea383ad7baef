"""Each rule of the review: texts it must notice, and near misses it must leave alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from mentorcrm.asks.record import AskRequest, PublicFact, Recipient, Sender
from mentorcrm.asks.review import DraftText, Finding, all_rules, review
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

# rule, kind, texts that it notices, texts that it leaves alone
WITHOUT_RECORD: list[tuple[str, MessageKind | None, list[str], list[str]]] = [
    ("unfilled-gap", None,
     ["I have tried ⟦what I tried⟧.", "Hi {{first_name}}, hello", "Dear [Name], hello", "Hi <first name>,",
      "a broken ⟦gap", "Hello [your company] team", "Hi {name}, thanks"],
     ["Hi {{7*7}}, thanks", "see note [1] below", "a set {a, b}", "the <b> tag", "she said “[name]” was a blank"]),
    ("no-question", Kind.FIRST_ASK,
     ["Hi Ana,\nI am deciding on a job by June. Your talk helped me."],
     ["Hi Ana,\nWhich job would you take?"]),
    ("pressure", None,
     ["Please reply ASAP.", "I need you to look at this.", "You must introduce me to her.",
      "Looking forward to your positive reply.", "I haven't heard back from you.", "Get back to me right away.",
      "It won't take you long.", "I'm sure you'll find the time.", "Please answer by end of day.",
      "As per my last email, the form is due.", "I'm counting on you.", "You owe me a reply.",
      "This is my final reminder.", "Can you send it as soon as possible?"],
     ["I will pay it forward ASAP.", "I must decide by June.", "You must be proud.",
      "I will send you my notes right away.", "Is there anything you need to know?", "There is no rush, not urgent at all.",
      "I'm sure you'll do well on stage.", "If you need to move it, tell me.", "I replied immediately.",
      "I need to decide by Friday.", "We shipped it as soon as possible.", "He said “reply ASAP” to them."]),
    ("vague-ask", None,
     ["Could I pick your brain?", "Any advice would be great.", "Would you be my mentor?",
      "Could we grab a coffee?", "I would love to connect.", "I want to learn from you.", "Can you help me out?",
      "Let me know what you think.", "Any advice on my career?", "Could we hop on a quick call?",
      "I am looking for a mentor."],
     ["Any advice on staffing?", "Would you have a coffee with me on Tuesday 1 December at 10:00?",
      "We talked over coffee in May.", "Thank you for being my mentor.", "I learned a lot on that job.",
      "She gave me advice.", "Would you hop on a call for 20 minutes?", "He is a mentor at work.",
      "A quick question about hiring: which test?", "I took the coffee machine apart."]),
    ("vague-time", None,
     ["Could we have a call sometime?", "Let me know when you're free.", "Can we meet at your convenience?",
      "Could we catch up one of these days?", "Would you chat at some point?", "Shall we meet whenever suits you?"],
     ["I will need some time to think.", "We met some time ago.", "Could we talk on Tuesday between 14:00 and 16:00, any time that suits you?",
      "It broke at some point.", "If it does not fit, write whenever you like.", "I hope to see you soon."]),
    ("hedge", None,
     ["I just wanted to ask one thing.", "Maybe we could talk.", "I was wondering if you have time.",
      "It is sort of urgent.", "I would perhaps ask you.", "Does that make sense?", "I guess I could wait.",
      "I’m just checking in.", "Would it be possible to talk?", "It is probably wrong.", "By any chance, are you in?"],
     ["I think B is better.", "I feel ready.", "It may rain in May.", "around 15:00", "What kind of test is it?",
      "You were kind of you to write", "Maybe Consulting Ltd is my firm.", "I cannot possibly say.",
      "A maybe is fine.", "I tried it.", "I just finished the course.", "If not, maybe another time is fine.",
      "She said “maybe”.", "the sort of thing you wrote about", "I am not sure whether to move."]),
    ("asking-apology", None,
     ["Sorry to bother you.", "I'm so sorry to bother you about this.", "Apologies for the long email.",
      "I know you're very busy.", "I hate to ask.", "I don't want to impose.", "Forgive me for writing.",
      "Sorry for taking your time.", "I hope I'm not bothering you."],
     ["Sorry I missed our call.", "I am sorry to hear that.", "Sorry for the late reply.", "I'm sorry I was late.",
      "My apologies for the delay.", "If you are busy, that is fine.", "We were busy in May.", "Excuse the typo."]),
    ("self-deprecation", None,
     ["I'm just a junior dev.", "This is a stupid question.", "I'm clueless about it.", "You probably don't remember me.",
      "I'm not smart enough for this.", "someone like me", "I am only a student."],
     ["I'm just a few minutes away.", "There is no such thing as a stupid question.", "The plan is not good enough.",
      "I am a junior dev.", "I'm only a week in.", "I don't know the law."]),
    ("flattery", Kind.FIRST_ASK,
     ["You are a legend.", "I'm a huge fan of yours.", "You're absolutely brilliant, would you talk?",
      "Your amazing career inspires me; you are an icon.", "I am in awe of you.", "I look up to you."],
     ["I am a huge fan of pair programming.", "Your brilliant talk helped me cut our pages by a third.",
      "You are right about that.", "This is a remarkable result.", "Our hero image broke."]),
    ("cliche-opener", None,
     ["I hope this email finds you well. I write about a job.", "Hi Ana,\nI trust all is well. One thing.",
      "I came across your profile. I have a question."],
     ["Your talk helped. I did it. I hope all is well with the team.", "I hope the move went well."]),
    ("no-thanks", Kind.FIRST_ASK,
     ["Hi Ana,\nWhich job would you take?\n\nBest,\nBen"],
     ["Hi Ana,\nWhich would you take? Thank you for reading.", "Which one? I am grateful.", "Which?\n\nMany thanks,\nBen"]),
    ("no-easy-out", Kind.FIRST_ASK,
     ["Hi Ana,\nWhich job would you take? Thank you."],
     ['Which job? A reply of "not now" is fine.', "Which job? No pressure at all.", "Which job? If you'd rather not, say so."]),
    ("follow-up-no-easy-no", Kind.FOLLOW_UP,
     ["Hi Ana,\nI wrote to you in May about hiring. Would you answer in two lines?"],
     ["I wrote in May. If the answer is no, that is completely fine."]),
    ("no-why-you", Kind.FIRST_ASK,
     ["Hi Ana,\nI am deciding on a job. Would you give me your advice? Thank you for your time."],
     ["Your talk in March changed our rota. Would you talk?", "You wrote about staffing. Which job would you take?"]),
    ("several-requests", None,
     ["Could you look at my CV? Would you also introduce me to Maya?", "Please read my draft. Can you send me notes?"],
     ["Would you give me 20 minutes? Would Tuesday 10:00 work?", "Would you read it? What would you change?",
      "Could you read it? If not, would you tell me who could?"]),
    ("ongoing-without-trial", Kind.FIRST_ASK,
     ["Would you be my mentor?", "Could we have a weekly call?", "Would you meet once a month?"],
     ["I run a weekly meeting with my team.", "Would you try three calls over six weeks, then we decide?",
      "Thank you for the regular notes."]),
    ("no-time-offered", Kind.FIRST_ASK,
     ["Would you give me 20 minutes?"],
     ["Would you give me 20 minutes on Tuesday?", "Would you send me two lines by mail?"]),
    ("single-window", Kind.FIRST_ASK,
     ["Could we talk on Tuesday 1 December at 16:00?"],
     ["Could we talk on Tuesday 1 December or Thursday 3 December at 16:00?", "We met on Tuesday 1 December at 16:00.",
      "Could we talk on Tuesday 1 December at 14:00, 15:00 or 16:00?"]),
    ("weekday-mismatch", None,
     ["Could we meet on Monday 1 December 2026 at 10:00?", "on Wed 1 Dec 2026"],
     ["Could we meet on Tuesday 1 December 2026?", "on Monday we ship what 1 December 2026 began"]),
    ("many-links", None,
     ["See https://a.example/x and https://b.example/y for it."],
     ["See https://a.example/x for it.", "See https://a.example/x.\n\nBest,\nBen\nhttps://b.example"]),
    ("far-too-long", None, [LONG * 40], [LONG * 30]),
    ("long", None, [LONG * 26], [LONG * 20, LONG * 40]),
    ("short", None, ["Which job would you take?"], [LONG * 8]),
    ("long-sentence", None, ["word " * 26 + "."], ["word " * 25 + "."]),
    ("reading-grade", None,
     [("Organisational considerations necessitate interdisciplinary deliberation concerning "
       "institutional responsibilities. ") * 8],
     [LONG * 12]),
    ("many-questions", None,
     ["Would you talk? What would you do? How would you start? Which is best?"],
     ["Would you talk? What would you do? How would you start?"]),
    ("only-closed-questions", None,
     ["Would you talk? Is it worth it?"],
     ["Would you talk? What is it worth?", "My question: what is it worth? Would you say?", "Your view, please: which one?"]),
    ("opens-with-question", None,
     ["Hi Ana,\nHow do I get hired? I am a nurse. Would you help?"],
     ["How are you? I am a nurse. Would you talk?", "I am a nurse. How do I get hired? Would you talk?"]),
    ("no-report-back", None, ["Would you take 20 minutes?"],
     ["Would you take 20 minutes? I will let you know how it goes."]),
    ("generic-thanks", None, ["Thank you for your time. Which one?"],
     ["Thank you for the staffing example.", "Which one?"]),
    ("me-you-balance", None, ["I am me and I do what I do because I like my job and my work. I ask: please send it."],
     ["I am me and you are you; I do what I like and you do what you like, I hope. Please send my notes."]),
    ("opening-about-me", Kind.FIRST_ASK,
     ["I am a nurse. I have a plan. Would you look at it?"],
     ["I read your book. I have a plan. Would you look at it?", "Your book helped me. I am a nurse. Would you talk?"]),
    ("relative-date", None, ["We met last week.", "I read it yesterday."],
     ["We met last week, on 12 November.", "It lasted a week.", "He wrote “see you yesterday”."]),
]  # fmt: skip


def of_rule(rule: str, draft: DraftText, record: AskRequest | None = None) -> list[Finding]:
    return [one for one in review(draft, record) if one.rule == rule]


@pytest.mark.parametrize(
    ("rule", "kind", "text"), [(r, k, t) for r, k, hits, _ in WITHOUT_RECORD for t in hits]
)
def test_a_rule_notices(rule: str, kind: MessageKind | None, text: str) -> None:
    found = of_rule(rule, DraftText(None, text, kind))
    assert found
    for one in found:
        assert text[one.start : one.end] == one.text
        assert one.message
        assert one.reason
        assert "!" not in one.message + one.reason


@pytest.mark.parametrize(
    ("rule", "kind", "text"), [(r, k, t) for r, k, _, misses in WITHOUT_RECORD for t in misses]
)
def test_a_rule_leaves_near_misses_alone(rule: str, kind: MessageKind | None, text: str) -> None:
    assert of_rule(rule, DraftText(None, text, kind)) == []


def ask(text: str, **changes: object) -> AskRequest:
    return replace(RECORD, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Hi Maria,\nhello", "Maria"), ("Dear Anna, hello", "Anna"), ("Hi maria,\nhello", "maria"),
        ("Dear Dr. Smith, hello", "Smith"), ("Hello Jean-Luc, hello", "Jean-Luc"), ("Hi Bob - hello", "Bob"),
    ],
)  # fmt: skip
def test_a_wrong_name_is_noticed_and_can_be_put_right(text: str, wrong: str) -> None:
    (found,) = of_rule("wrong-name", DraftText("x", text), RECORD)
    assert found.text == wrong
    assert found.level is FindingLevel.MUST
    assert found.fix is not None
    assert of_rule("wrong-name", DraftText("x", found.fix.apply(text)), RECORD) == []


@pytest.mark.parametrize(
    "text",
    ["Hi Ana, hello", "Dear Ms Rivera,", "Dear Dr. Rivera, hello", "hi ana!", "Hi there,", "Hello all,",
     "Good morning, I write", "Hi A., hello", "Hello again Ana, hi", "Hi ⟦their name⟧,", "Hey, quick one",
     "Hi, I am Ben", "Hello from Berlin, Ana", "Dear hiring manager,", "I greet you, Maria"],
)  # fmt: skip
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
        ("I admire your work at Oxbow.", True), ("You lead the platform team at Globex Corp.", True),
        ("I know your work at Fenwick.", False), ("your time at Oxbow taught you that", False),
        ("your talk at LeadDev", False), ("I lead the team at Oxbow.", False),
    ],
)  # fmt: skip
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
        ("Could we talk on 10 November at 16:00?", True), ("Would 2026-11-10 16:00 work?", True),
        ("We talked on 10 November at 16:00.", False), ("Could we talk on 10 December at 16:00?", False),
        ("I decide by 10 November.", False),
    ],
)  # fmt: skip
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
        ("I have attached my page.", True), ("Please find attached a page.", True), ("See the attachment.", True),
        ("My CV is attached.", True), ("I am attached to the idea.", False), ("There is nothing attached.", False),
        ("No strings attached.", False), ("We attached a sensor to it.", False),
    ],
)  # fmt: skip
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
        ("", {"no-subject"}), ("  ", {"no-subject"}), ("Hello", {"subject-words"}),
        ("Hiring a first team lead", set()), ("Re: Hiring a first lead", set()),
        ("A very long subject that goes on and on about the many things that I want", {"subject-words", "subject-length"}),
        ("About ⟦it⟧ by June", {"unfilled-gap"}),
    ],
)  # fmt: skip
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
    tried = {rule for rule, *_ in WITHOUT_RECORD} | {
        "wrong-name", "wrong-organisation", "past-window", "short-notice", "missing-attachment",
        "stale-fact", "no-subject", "subject-words", "subject-length", "note-too-long",
    }  # fmt: skip
    assert {rule.id for rule in all_rules()} == tried
    assert all(rule.title and rule.reason.endswith(".") for rule in all_rules())


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
