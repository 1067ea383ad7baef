"""Sittings step by step: saved as one goes, taken up again, ending in drafts, dates, a report."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mentorcrm.models.health_kinds import ReviewDecision, ReviewKind
from mentorcrm.models.kinds import InteractionChannel, MessageKind, NeedKind, Season
from mentorcrm.services.commands.commitments import AddCommitment
from mentorcrm.services.commands.needs import AddNeed, EditNeed
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.services.commands.reviews import BeginReview, Decide, FinishReview
from mentorcrm.services.review_rows import ReviewRow
from mentorcrm.ui.dialogs.review_report import ReviewReportSheet
from mentorcrm.ui.pages.review import ReviewPage
from mentorcrm.ui.pages.review_lines import StepLine
from mentorcrm.ui.pages.review_sitting import ReviewSitting
from mentorcrm.ui.pages.review_tables import OutcomeTable
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label
from tests.conftest import NOW
from tests.ui.conftest import Stage
from tests.ui.test_people_several import no_menu_left

__all__ = ["no_menu_left"]

TODAY = NOW.date()
QUARTERLY, WEEKLY = ReviewKind.QUARTERLY, ReviewKind.WEEKLY


@pytest.fixture
def people(stage: Stage) -> dict[str, int]:
    """Ana is well, Ben drifts, and there is a need."""
    run = stage.services.dispatcher.run
    ids = {name: run(AddPerson(name, season=Season.ACTIVE)) for name in ("Ana Silva", "Ben Okri")}
    for name, *agos in (("Ana Silva", 5, 35, 65, 95), ("Ben Okri", 60, 90, 120)):
        for ago in agos:
            at = NOW - timedelta(days=ago)
            run(LogInteraction((ids[name],), at, InteractionChannel.VIDEO))
    run(AddNeed(NeedKind.SKILL, "System design"))
    stage.settle()
    return ids


def page_of(stage: Stage, *place: object) -> ReviewPage:
    page = stage.go("review", *place)  # type: ignore[arg-type]
    assert isinstance(page, ReviewPage)
    return page


def sitting_of(page: ReviewPage) -> ReviewSitting:
    assert page.sitting is not None
    assert page.sitting.isVisible()
    return page.sitting


def lines(sitting: ReviewSitting) -> dict[str, StepLine]:
    return {one.name.text(): one for one in sitting.body.findChildren(StepLine) if one.isVisible()}


def press(stage: Stage, line: StepLine, words: str) -> None:
    button = next(one for one in line.findChildren(Button) if one.text() == words)
    stage.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    stage.settle()


def choose(page: ReviewPage, button: Button, value: object) -> None:
    button.click()
    menu = next(m for m in page.findChildren(ChoiceMenu) if m.isVisible())
    menu.choose(value)
    menu.close()


def choose_day(stage: Stage, line: StepLine, value: object) -> None:
    other = next(one for one in line.findChildren(Button) if one.text() == "Another day…")
    other.click()
    menu = other.findChild(ChoiceMenu)
    assert menu is not None
    menu.choose(value)
    menu.close()
    stage.settle()


def row_of(stage: Stage, review: int, person: int) -> ReviewRow:
    rows = stage.services.reviews.page(review).rows
    return next(row for row in rows if row.person_id == person)


def sheet_of(stage: Stage) -> ReviewReportSheet:
    return next(iter(stage.window.findChildren(ReviewReportSheet)))


@pytest.fixture
def closed(stage: Stage) -> Iterator[None]:
    """Any sheet that is open is closed at the end."""
    yield
    for sheet in stage.window.findChildren(ReviewReportSheet):
        sheet.accept()


def test_a_quarter_is_gone_through_step_by_step_and_taken_up_where_it_was_left(
    stage: Stage, people: dict[str, int], closed: None
) -> None:
    page = page_of(stage)
    choose(page, page.overview.begin, QUARTERLY)
    stage.settle()
    sitting, review = sitting_of(page), stage.services.reviews.open(QUARTERLY)
    assert review is not None
    assert list(lines(sitting)) == ["System design"]
    assert sitting.on.text() == "Next: Everybody"
    sitting.note.editor.insertPlainText("Still right")
    sitting.on.click()
    stage.settle()
    stage.qtbot.keyClick(sitting.board.table, Qt.Key.Key_3)
    stage.qtbot.keyClick(sitting.board.table, Qt.Key.Key_2)
    stage.settle()
    assert row_of(stage, review, people["Ben Okri"]).decision is ReviewDecision.LIGHTEN
    sitting.on.click()
    stage.settle()
    sitting.leave.click()
    stage.settle()
    assert page.overview.head.isVisible()
    kept = stage.services.reviews.page(review)
    assert (kept.step, kept.notes) == ("mosaic", {"goals": "Still right"})
    page.overview.steps.click()
    stage.settle()
    assert sitting_of(page).step == "mosaic"
    assert "System design" in [one.text() for one in sitting.body.findChildren(Label)]


def test_decisions_end_in_drafts_seasons_and_dates(
    stage: Stage, people: dict[str, int], tmp_path: Path, closed: None
) -> None:
    run, ana, ben = stage.services.dispatcher.run, people["Ana Silva"], people["Ben Okri"]
    review = run(BeginReview(QUARTERLY))
    run(Decide(review, ben, ReviewDecision.LIGHTEN))
    run(Decide(review, ana, ReviewDecision.KEEP))
    page = page_of(stage, review, "sitting")
    sitting = sitting_of(page)
    sitting.go("drafts")
    stage.settle()
    press(stage, lines(sitting)["Ben Okri"], "Draft the message")
    draft = row_of(stage, review, ben).draft
    assert draft is not None
    assert stage.services.outreach.detail(draft).kind is MessageKind.LIGHTEN
    stage.window.action("undo").trigger()  # One step takes back the message with its mark.
    stage.settle()
    assert (row_of(stage, review, ben).draft, stage.services.outreach.list()) == (None, ())
    stage.window.action("redo").trigger()
    stage.settle()
    assert row_of(stage, review, ben).draft == draft
    press(stage, lines(sitting)["Ben Okri"], "Set to light touch")
    assert row_of(stage, review, ben).season is Season.LIGHT_TOUCH
    press(stage, lines(sitting)["Ana Silva"], "Plan for 19 Dec")
    assert row_of(stage, review, ana).next_on == TODAY + timedelta(days=25)
    choose_day(stage, lines(sitting)["Ana Silva"], TODAY + timedelta(days=14))
    assert row_of(stage, review, ana).next_on == TODAY + timedelta(days=14)
    assert lines(sitting)["Ana Silva"].said.text() == "Keep: next on 8 Dec"
    choose_day(stage, lines(sitting)["Ana Silva"], "none")
    assert row_of(stage, review, ana).next_on is None
    stage.window.action("undo").trigger()
    stage.settle()
    assert row_of(stage, review, ana).next_on == TODAY + timedelta(days=14)
    sitting.on.click()
    stage.settle()
    assert stage.services.reviews.open() is None
    sheet = sheet_of(stage)
    read = sheet.view.toPlainText().splitlines()
    assert "Decided" in read and not any(line.startswith(("#", "-")) for line in read)
    assert "  Ana Silva: keep, next on 8 December 2026" in read
    sheet.copied.click()
    assert "- Ana Silva: keep, next on 8 December 2026" in stage.clipboard.texts[-1]
    for button, name in ((sheet.as_markdown, "review.md"), (sheet.as_pdf, "review.pdf")):
        stage.asker.target = tmp_path / name
        button.click()
        stage.settle()
    assert (tmp_path / "review.md").read_text(encoding="utf-8") == sheet.markdown
    assert (tmp_path / "review.pdf").read_bytes().startswith(b"%PDF")


def test_a_week_shows_what_is_open_and_past_sittings_can_be_read_or_the_open_one_discarded(
    stage: Stage, people: dict[str, int], closed: None
) -> None:
    run = stage.services.dispatcher.run
    run(FinishReview(run(BeginReview(WEEKLY))))
    page = page_of(stage)
    choose(page, page.overview.begin, WEEKLY)
    stage.settle()
    sitting = sitting_of(page)
    assert any("Nothing is left open" in one.text() for one in sitting.body.findChildren(Label))
    sitting.go("drift")
    stage.settle()
    assert [row.name for row in sitting.board.rows()] == ["Ben Okri"]
    stage.go("today")
    page = page_of(stage)
    assert page.overview.head.summary.text().startswith("Weekly review of 24 Nov")
    page.overview.past.click()
    menu = next(m for m in page.findChildren(ChoiceMenu) if m.isVisible())
    first, _line, last = menu.actions()
    assert first.text() == "Weekly review, 24 Nov: 0 decided"
    last.trigger()
    menu.close()
    stage.settle()
    assert stage.services.reviews.open() is None
    stage.window.action("undo").trigger()
    stage.settle()
    assert stage.services.reviews.open(WEEKLY) is not None


def test_what_works_is_shown_in_the_quarter(stage: Stage, people: dict[str, int]) -> None:
    review = stage.services.dispatcher.run(BeginReview(QUARTERLY))
    sitting = sitting_of(page_of(stage, review, "sitting"))
    sitting.go("asks")
    stage.settle()
    assert any("No ask has come to an end" in one.text() for one in sitting.findChildren(Label))
    assert not sitting.findChildren(OutcomeTable)


def test_a_sitting_asks_how_a_decision_turned_out(stage: Stage, people: dict[str, int]) -> None:
    run = stage.services.dispatcher.run
    need = run(AddNeed(NeedKind.DECISION, "Lead the team?"))
    made = {"decided": "Yes", "expected": "More say"}
    run(EditNeed(need, made, dates={"review_on": TODAY}))
    review = run(BeginReview(WEEKLY))
    stage.settle()
    sitting = sitting_of(page_of(stage, review, "sitting"))
    line = lines(sitting)["Lead the team?"]
    assert line.said.text() == "Decided: Yes. Expected: More say"
    line.name.click()
    stage.settle()
    assert stage.window.navigation.page.place().page == "needs"


def test_a_week_is_gone_through_by_keys_alone(
    stage: Stage, people: dict[str, int], closed: None
) -> None:
    promise = AddCommitment(people["Ana Silva"], "Send the deck", due=TODAY - timedelta(days=2))
    stage.services.dispatcher.run(promise)
    page, key = page_of(stage), stage.qtbot.keyClick
    page.overview.begin.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(stage.window.windowHandle(), Qt.Key.Key_Return)
    menu = next(m for m in page.findChildren(ChoiceMenu) if m.isVisible())
    key(menu, Qt.Key.Key_Return)  # The first stands ready.
    stage.settle()
    sitting = sitting_of(page)
    assert sitting.kind is WEEKLY
    assert list(lines(sitting)) == ["Ana Silva"]
    see = next(b for b in lines(sitting)["Ana Silva"].findChildren(Button) if b.isVisible())
    assert see.text() == "See the promise"
    sitting.on.setFocus(Qt.FocusReason.TabFocusReason)
    key(sitting.on, Qt.Key.Key_Return)
    stage.settle()
    assert stage.focused() is sitting.board.table
    key(sitting.board.table, Qt.Key.Key_2)
    stage.settle()
    review = stage.services.reviews.open(WEEKLY)
    assert review is not None
    assert row_of(stage, review, people["Ben Okri"]).decision is ReviewDecision.KEEP
    for step in ("dates", ""):
        sitting.on.setFocus(Qt.FocusReason.TabFocusReason)
        key(sitting.on, Qt.Key.Key_Return)
        stage.settle()
        assert not step or sitting.step == step
    assert stage.services.reviews.open() is None
    assert "Ben Okri: keep" in sheet_of(stage).markdown
