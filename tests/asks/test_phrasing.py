"""What people type becomes what people would say."""

import pytest

from mentorcrm.asks import phrasing, phrasing_choices, phrasing_deeds, phrasing_terms
from mentorcrm.asks.prose import SOFT_COMMA, joined, settle, tidy


def plain(text: str) -> str:
    return text.replace(SOFT_COMMA, "")


@pytest.mark.parametrize(
    ("typed", "bit"),
    [
        ("Your March talk on staffing.", "your March talk on staffing"),
        ("Chapter 6, on leading former peers", "Chapter 6, on leading former peers"),
        ("because of your post on hiring", "your post on hiring"),
        ("talk on incident reviews", "your talk on incident reviews"),
        ("the staffing example in your March talk", "the staffing example in your March talk"),
        ("running the reorg", "your work on running the reorg"),
        ("how you ran the reorg", "how you ran the reorg"),
        ("the way you ran the reorg", "the way you ran the reorg"),
        ("former CTO of Fenwick", "your work as former CTO of Fenwick"),
        ("10 years in platform teams", "your 10 years in platform teams"),
        ("your advice to pilot first; your edits to my review",
         "your advice to pilot first and your edits to my review"),
    ],
)  # fmt: skip
def test_why_you_as_a_thing_of_theirs(typed: str, bit: str) -> None:
    assert plain(phrasing.why_you(typed, "Why").bit) == bit


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("built the platform team at Fenwick", "You built the platform team at Fenwick."),
        ("because you led the move", "You led the move."),
        ("she led the Lisbon office", "You led the Lisbon office."),
        ("Your March talk showed how you split one rota.",
         "Your March talk showed how you split one rota."),
        ("I read your essay twice", "I read your essay twice."),
        ("inspired by your talk", "I was inspired by your talk."),
        ("Your advice: hire slowly", "Your advice: hire slowly."),
    ],
)  # fmt: skip
def test_why_you_as_a_sentence(typed: str, said: str) -> None:
    assert phrasing.why_you(typed, "Why") == phrasing.Phrase(said, "")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("staff engineer at Oxbow, six engineers",
         "I am a staff engineer at Oxbow, with six engineers."),
        ("I lead the platform group at Oxbow.", "I lead the platform group at Oxbow."),
        ("lead the platform group", "I lead the platform group."),
        ("leads the data team", "I lead the data team."),
        ("manages six engineers", "I manage six engineers."),
        ("I am a nurse", "I am a nurse."),
        ("Head of Design at Oxbow", "I am head of Design at Oxbow."),
        ("CTO of a start-up", "I am CTO of a start-up."),
        ("HR partner", "I am an HR partner."),
        ("UX designer", "I am a UX designer."),
        ("Ben, platform lead at Oxbow", "I am Ben, a platform lead at Oxbow."),
        ("at Oxbow since 2019", "I have been at Oxbow since 2019."),
        ("currently staff engineer", "I am currently a staff engineer."),
        ("Platform lead @ Oxbow | Speaker", "I am a platform lead at Oxbow, Speaker."),
        ("между двумя работами", "Между двумя работами."),
    ],
)  # fmt: skip
def test_who_i_am(typed: str, said: str) -> None:
    assert phrasing.who_i_am(typed, "", "Ben Adler").say == said


@pytest.mark.parametrize(
    ("typed", "bit"),
    [
        ("Leading former peers", "leading former peers"),
        ("become a better listener.", "becoming a better listener"),
        ("To hire two engineers", "hiring two engineers"),
        ("run a team", "running a team"),
        ("I want to move into management", "moving into management"),
        ("about my first hire", "my first hire"),
        ("how to price an offer", "how to price an offer"),
        ("Pricing", "pricing"),
        ("I moved to product in May", ""),
        ("The new team now runs without me", ""),
        ("東京でチームを率いています", ""),
    ],
)
def test_focus_after_about(typed: str, bit: str) -> None:
    assert phrasing.focus(typed, "The subject").bit == bit


def test_a_wish_that_is_a_reason_stays_a_sentence() -> None:
    wish = "I want to move into product"
    assert phrasing.focus(wish, "", reason=True) == phrasing.Phrase(f"{wish}.", "")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("talked to both managers", "I have talked to both managers."),
        ("wrote a plan; spoke to HR; took a course",
         "I have written a plan, spoken to HR and taken a course."),
        ("talked to both managers, wrote a plan and read your book",
         "I have talked to both managers, written a plan and read your book."),
        ("I have talked to both managers.\nI wrote out the trade-offs.",
         "I have talked to both managers and written out the trade-offs."),
        ("I tried a script; it came out softer than I meant.",
         "I have tried a script. It came out softer than I meant."),
        ("Two conversations, a list of losses", "So far: two conversations and a list of losses."),
        ("talked to Sam; a list of losses",
         "I have talked to Sam. There is also a list of losses."),
        ("talked to Sam; two lists", "I have talked to Sam. There are also two lists."),
        ("writing a script", "I have tried writing a script."),
        ("nothing yet", "I have not tried anything yet."),
        ("drafted the plan, twice", "I have drafted the plan, twice."),
        ("cut the backlog in half", "I have cut the backlog in half."),
        ("applied to three roles", "I have applied to three roles."),
        ("I have read a lot, but nothing fits", "I have read a lot, but nothing fits."),
    ],
)  # fmt: skip
def test_tried(typed: str, said: str) -> None:
    assert phrasing_deeds.tried(typed, "So far").say == said


def test_only_many_long_items_become_a_list() -> None:
    item = "interviewed the five people who had left the team in the past year about why"
    said = phrasing_deeds.tried("\n".join([item] * 4), "So far").say
    assert said.startswith("So far:\n- interviewed")
    assert said.count("\n- ") == 4
    assert "\n- " not in phrasing_deeds.tried("\n".join([item] * 2), "So far").say


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("which role teaches hiring", "I am stuck on which role teaches hiring."),
        ("say no", "I am stuck on how to say no."),
        ("telling people no.", "I am stuck on telling people no."),
        ("can't tell which role fits",
         "I am stuck on one point: I can't tell which role fits."),
        ("I am stuck on the price", "I am stuck on the price."),
        ("I keep avoiding hard feedback", "I keep avoiding hard feedback."),
        ("torn between two offers,", "I am torn between two offers."),
        ("not sure whether to hire", "I am not sure whether to hire."),
    ],
)  # fmt: skip
def test_stuck(typed: str, said: str) -> None:
    assert phrasing.stuck(typed, "").say == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("accept the lead role or stay, by 14 June",
         "I am deciding whether to accept the lead role or stay, by 14 June."),
        ("staff engineer or team lead", "I am deciding between staff engineer and team lead."),
        ("A or B", "I am deciding between A and B."),
        ("lead role vs. staff role",
         "I am deciding between the lead role and the staff role."),
        ("deciding between A and B", "I am deciding between A and B."),
        ("whether to hire", "I am deciding whether to hire."),
        ("promote Sam or wait; by 1 May",
         "I am deciding whether to promote Sam or wait, by 1 May."),
        ("I am deciding by 14 June between two offers.",
         "I am deciding by 14 June between two offers."),
        ("accept", "I am deciding whether to accept."),
    ],
)  # fmt: skip
def test_decision(typed: str, said: str) -> None:
    assert phrasing_choices.decision(typed, "The decision").say == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("pages fell by a third", "Pages fell by a third."),
        ("a third fewer pages", "It led to a third fewer pages."),
        ("led to a new rota", "It led to a new rota."),
        ("promoted to staff", "I was promoted to staff."),
        ("hired Sam", "I hired Sam."),
    ],
)
def test_result(typed: str, said: str) -> None:
    assert phrasing_choices.result(typed, "What it led to").say == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("What would you look at", "My question: what would you look at?"),
        ("how to start.", "My question: how would you start?"),
        ("what to read; whom to ask",
         "My two questions: what would you read? And whom would you ask?"),
        ("how you chose", "My question: how did you choose?"),
        ("whether to stay", "My question: how would you decide whether to stay?"),
        ("What would you do? What would you skip?",
         "My two questions: what would you do? And what would you skip?"),
        ("saying no", "My question: what would you want me to know about saying no?"),
        ("Tell me what you see.", "Tell me what you see."),
        ("WHAT NOW?!", "My question: WHAT NOW?"),
        ("", ""),
    ],
)  # fmt: skip
def test_questions(typed: str, said: str) -> None:
    assert phrasing_choices.questions(typed).say == said


@pytest.mark.parametrize(
    ("typed", "request_", "rhythm"),
    [
        ("20 min by video", "give me 20 minutes by video", "go on with 20 minutes by video"),
        ("30m zoom", "give me 30 minutes on Zoom", "go on with 30 minutes on Zoom"),
        ("20 min video call", "make time for a 20-minute video call",
         "go on with a 20-minute video call"),
        ("async", "send me an answer in writing", "go on in writing"),
        ("two lines by mail", "send me two lines by mail", "go on with two lines by mail"),
        ("once a quarter", "talk with me once a quarter", "meet once a quarter"),
        ("meet every two months", "meet every two months", "meet every two months"),
        ("one 30 min call a quarter", "make time for one 30-minute call a quarter",
         "go on with one 30-minute call a quarter"),
        ("I suggest 20 minutes.", "", ""),
    ],
)  # fmt: skip
def test_format(typed: str, request_: str, rhythm: str) -> None:
    assert phrasing_terms.request_words(typed) == request_
    assert phrasing_terms.rhythm_words(typed) == rhythm


@pytest.mark.parametrize(
    ("typed", "bit", "until"),
    [
        ("30 September", "on 30 September", "30 September"),
        ("September", "in September", "September"),
        ("end of September", "at the end of September", "the end of September"),
        ("after the third call", "after the third call", "after the third call"),
        ("the third call", "after the third call", "the third call"),
        ("until 1 May", "on 1 May", "1 May"),
        ("in eight weeks", "in eight weeks", "eight weeks from now"),
        ("We look at it on 1 May.", "", ""),
    ],
)
def test_review_date(typed: str, bit: str, until: str) -> None:
    assert phrasing_terms.review_date(typed).bit == bit
    assert phrasing_terms.until_words(typed) == until


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("for the book list", "Thank you for the book list."),
        ("your time on Tuesday", "Thank you for your time on Tuesday."),
        ("reading my draft", "Thank you for reading my draft."),
        ("Many thanks!", "Many thanks!"),
    ],
)
def test_thanks(typed: str, said: str) -> None:
    assert phrasing_terms.thanks(typed) == said


def test_whom_i_would_like_to_meet() -> None:
    typed = "Maya Ortiz, about how she split her team"
    assert phrasing.person_sought(typed) == "Maya Ortiz"
    assert phrasing.sought_subject(typed) == "how she split her team"
    assert phrasing.sought_topic(typed) == "how you split your team"
    assert phrasing.person_sought("leading peers") == "someone who knows about leading peers"
    assert phrasing.sought_topic("leading peers") == "leading peers"


@pytest.mark.parametrize(
    ("messy", "clean"),
    [
        ("  a , b ..  ", "a, b."),
        ("wait...", "wait…"),
        ("what?!", "what?"),
        ("- first point", "first point"),
        ('say "" and ()', "say and"),
        ("1) one", "one"),
        ("https://example.org/a..b?c=,d", "https://example.org/a..b?c=,d"),
        ("\u202eabc\u0000\u200b", "abc"),
        (" ... ", ""),
        ("etc.", "etc."),
        ("a\tb\r\nc", "a b c"),
        ("3,000 people", "3,000 people"),
        ("it is 16:00", "it is 16:00"),
    ],
)
def test_tidy(messy: str, clean: str) -> None:
    assert tidy(messy) == clean


def test_items_are_joined_as_people_write_them() -> None:
    assert joined(["a"]) == "a"
    assert joined(["a", "b"]) == "a and b"
    assert joined(["a", "b", "c"]) == "a, b and c"
    assert joined(["a, with x", "b", "c"]) == "a, with x; b; and c"


def test_a_soft_comma_closes_an_aside_only_where_words_follow() -> None:
    aside = phrasing.why_you("Chapter 6, on leading peers", "").bit
    assert settle(f"{aside} stayed with me.") == "Chapter 6, on leading peers, stayed with me."
    assert settle(f"I thought of {aside}.") == "I thought of Chapter 6, on leading peers."
    assert settle(f"I thought of {aside}\n\n\n\nthen ") == (
        "I thought of Chapter 6, on leading peers\n\nthen"
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "Is my doubt judgement or nerves",
            "I am stuck on whether my doubt is judgement or nerves.",
        ),
        ("can a lead still code", "I am stuck on whether a lead can still code."),
        ("Should the team split", "I am stuck on whether the team should split."),
        (
            "Does pay matter more than scope",
            "I am stuck on one question: does pay matter more than scope?",
        ),
        (
            "Are six engineers too many for one lead",
            "I am stuck on one question: are six engineers too many for one lead?",
        ),
    ],
)
def test_a_question_without_its_mark_is_still_a_question(typed: str, said: str) -> None:
    assert phrasing.stuck(typed, "").say == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "backend engineer at Orchard, six years in",
            "I am a backend engineer at Orchard, six years in.",
        ),
        ("team lead, 3 months into the role", "I am a team lead, 3 months into the role."),
        ("engineer, two years out of college", "I am an engineer, two years out of college."),
        ("nurse, two weeks before a transfer", "I am a nurse, two weeks before a transfer."),
        ("designer, ten years in print", "I am a designer, with ten years in print."),
        ("analyst, four years at Fenwick", "I am an analyst, with four years at Fenwick."),
    ],
)
def test_a_stretch_of_time_after_a_role_keeps_its_own_words(typed: str, said: str) -> None:
    assert phrasing.who_i_am(typed, "").say == said


@pytest.mark.parametrize(
    "aside",
    [
        "above all the part on saying no",
        "especially the staffing example",
        "not least the second half",
        "the one in Oslo",
        "such as the one in May",
    ],
)
def test_an_aside_without_a_preposition_is_closed_as_well(aside: str) -> None:
    talk = phrasing.why_you(f"your talk on displays, {aside}", "").bit
    assert settle(f"{talk} stayed with me.") == f"your talk on displays, {aside}, stayed with me."


def test_the_end_of_a_list_is_no_aside() -> None:
    for thing in ("your talks, posts and books", "your talk in Oslo, Norway"):
        assert settle(f"{phrasing.why_you(thing, '').bit} stayed.") == f"{thing} stayed."
