"""One page for a mentor: made, measured, attached, and nothing private in it."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from mentorcrm.asks.one_page import OnePage, Section, Topic, markdown, shorter
from mentorcrm.clock import FixedClock
from mentorcrm.models.kinds import MessageKind, NeedKind, PartId, Role, Season
from mentorcrm.services.commands.needs import AddNeed, EditNeed
from mentorcrm.services.commands.outreach import AttachContent
from mentorcrm.services.commands.people import AddPerson, EditPerson, SetMentorship
from mentorcrm.services.commands.profile import EditProfile
from mentorcrm.ui import page_drawing
from mentorcrm.ui.dialogs.difference import DifferenceSheet
from mentorcrm.ui.dialogs.one_page import OnePageSheet, said
from mentorcrm.ui.pages.composer import ComposerPage
from mentorcrm.ui.widgets.text import Label
from tests.ui.conftest import Stage

LEFT = Qt.MouseButton.LeftButton
MARK = "qzxmarkqzx"
PRIVATE = ("notes", "how_met", "why_them", "source", "evidence_link", "birthday", "pronouns")


@pytest.fixture
def draft(services: Any) -> int:
    run = services.dispatcher.run
    run(EditProfile({"name": "Noor Haddad", "reach_me": "noor@oxbow.example",
                     "intro_three": "I lead a group\nof six\nat Oxbow"}))  # fmt: skip
    ruth = run(AddPerson("Ruth Adeyemi", mail="ruth@halden.example", season=Season.CANDIDATE))
    run(EditPerson(ruth, dict.fromkeys(PRIVATE, MARK)))
    need = run(AddNeed(NeedKind.DECISION, "Whether to lead the team"))
    run(EditNeed(need, {"why_now": "my peers would report to me", "leaning": "leading it"}))
    parts = {
        PartId.TRIED: "spoke with two people\nwrote down what I would lose",
        PartId.STUCK: "whether it is nerves",
        PartId.QUESTIONS: "What did you look at?",
    }
    number: int = run(
        services.desk.beginning(ruth, MessageKind.FIRST_ASK, need_id=need, parts=parts)
    )
    return number


def page_of(services: Any, draft: int) -> OnePage:
    page: OnePage = services.desk.page_of(services.outreach.detail(draft))
    return page


def long_page(times: int) -> OnePage:
    text = "This is one sentence of some length that says what I tried and what came of it. "
    sections = (
        Section(Topic.TRIED, (text * times, text * times)),
        Section(Topic.QUESTION, ("Why?",)),
    )
    return OnePage("A page", "Noor Haddad", sections)


def test_the_page_says_it_in_order_and_nothing_private(services: Any, draft: int) -> None:
    page = page_of(services, draft)
    assert [section.topic for section in page.sections] == list(Topic)
    text = markdown(page)
    assert text.startswith("# Whether to lead the team\n\nNoor Haddad · for Ruth Adeyemi · ")
    assert "I am deciding whether to lead the team." in text
    assert "- Spoke with two people." in text
    assert "I lead a group.\n\nOf six.\n\nAt Oxbow." in text
    assert MARK not in text
    assert MARK not in repr(page)
    assert MARK.encode() not in page_drawing.pdf(page)


def test_those_who_know_me_are_told_more(services: Any, draft: int) -> None:
    assert "peers would report" not in markdown(page_of(services, draft))
    person = services.outreach.detail(draft).person_id
    services.dispatcher.run(SetMentorship(person, Role.MENTOR, Season.ACTIVE))
    text = markdown(page_of(services, draft))
    assert "My peers would report to me." in text
    assert "I lean towards leading it." in text
    assert MARK not in text


@pytest.mark.parametrize("times", [1, 10, 60])
def test_what_does_not_fit_is_shortened_and_said(times: int) -> None:
    fitted = page_drawing.fitted(long_page(times))
    assert fitted is not None
    assert fitted.whole is (times < 20)
    assert fitted.page.sections[-1].paragraphs == ("Why?",)
    assert ("Shortened to fit one page: “What I tried”." in said(fitted.page)) is (times > 20)
    file = page_drawing.pdf(fitted.page)
    assert file.startswith(b"%PDF")
    assert file.count(b"/Type /Page\n") == 1


def test_the_question_is_never_shortened() -> None:
    page = OnePage("A page", "", (Section(Topic.QUESTION, ("Why? " * 3000,)),))
    assert shorter(page) is None
    assert page_drawing.fitted(page) is None


def test_marks_in_typed_text_do_no_harm() -> None:
    text = markdown(OnePage("# a *b*", "", (Section(Topic.STUCK, ("[x](y) <b>",)),)))
    assert r"# \# a \*b\*" in text
    assert r"\[x\](y) \<b\>" in text


def composer(stage: Stage, draft: int) -> ComposerPage:
    page = stage.go("composer", draft)
    assert isinstance(page, ComposerPage)
    return page


def texts(page: ComposerPage) -> list[str]:
    labels = page.ingredients.attachments.findChildren(Label)
    return [label.text() for label in labels if label.isVisibleTo(page)]


def test_a_page_is_attached_and_goes_in_the_mail_file(stage: Stage, draft: int) -> None:
    page = composer(stage, draft)
    for _time in range(2):  # Made again it takes its own place.
        page.ingredients.attachments._chosen("page")
        stage.settle()
        sheet = stage.window.findChildren(OnePageSheet)[-1]
        assert "Private notes stay here" in sheet.note.text()
        stage.qtbot.mouseClick(sheet.as_pdf, LEFT)
        stage.settle()
    (file,) = stage.services.outreach.detail(draft).attachments
    assert (file.name, file.media_type) == ("one-page.pdf", "application/pdf")
    assert b"one-page.pdf" in stage.services.sending.eml(draft)
    assert "one-page.pdf" in texts(page)
    stage.window.action("undo").trigger()
    stage.window.action("undo").trigger()
    stage.settle()
    assert stage.services.outreach.detail(draft).attachments == ()


def test_the_keys_belong_to_the_page_from_its_first_moment(stage: Stage, draft: int) -> None:
    page = composer(stage, draft)
    page.ingredients.attachments.add.setFocus()
    page.ingredients.attachments._chosen("page")
    sheet = stage.window.findChildren(OnePageSheet)[-1]
    focused = stage.focused()
    assert focused is not None
    assert sheet.isAncestorOf(focused)
    stage.settle()
    assert stage.focused() is sheet.as_pdf
    sheet.reject()


def test_an_old_page_is_said(stage: Stage, draft: int) -> None:
    stage.services.dispatcher.run(AttachContent(draft, "one-page.pdf", b"%PDF"))
    page = composer(stage, draft)
    assert not [text for text in texts(page) if "days ago" in text]
    stage.desk.clock = FixedClock(stage.desk.clock.now() + timedelta(days=20))
    page.ingredients.show_draft()
    stage.settle()
    assert "Attached 20 days ago; make it again before it goes." in texts(page)


def test_an_earlier_text_is_looked_at_before_it_comes_back(stage: Stage, draft: int) -> None:
    page = composer(stage, draft)
    before = page.session.text.body
    page.head.rewriting.accept(type(page.session.text)("Other", "Another text"))
    stage.settle()
    (version,) = stage.services.outreach.detail(draft).versions
    page.head._restore(version.id)
    (sheet,) = stage.window.findChildren(DifferenceSheet)
    stage.qtbot.mouseClick(sheet.take, LEFT)
    stage.settle()
    assert stage.services.outreach.detail(draft).body == before


def test_a_page_of_lists_gives_up_the_last_entries_of_the_longest() -> None:
    lists = (
        Section(Topic.TRIED, tuple(f"Point {n}" for n in range(120)), listed=True),
        Section(Topic.STUCK, ("A", "B"), listed=True),
        Section(Topic.QUESTION, ("Why?", "When?"), listed=True),
    )
    assert page_drawing.fitted(OnePage("A page", "", lists)) is None
    fitted = page_drawing.fitted(OnePage("A page", "", lists, lists_give=True))
    assert fitted is not None
    tried, stuck, question = fitted.page.sections
    assert tried.paragraphs[0] == "Point 0"
    assert 2 < len(tried.paragraphs) < 120
    assert (stuck.paragraphs, question.paragraphs) == (("A", "B"), ("Why?", "When?"))
    assert fitted.page.cut == (Topic.TRIED,)
