"""The way on from a stall: what changed, which way, what the message says, the season set."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from mentorcrm.models.health_kinds import ReviewDecision, ReviewKind
from mentorcrm.models.history_kinds import AdviceResponse
from mentorcrm.models.kinds import MessageKind, PartId, Role, Season
from mentorcrm.models.tables import Mentorship
from mentorcrm.services.commands.advice import AddAdvice, EditAdvice
from mentorcrm.services.commands.leaving import GoOnAs
from mentorcrm.services.commands.people import AddPerson, SetMentorship
from mentorcrm.services.commands.reviews import BeginReview, Decide
from mentorcrm.services.health import Exit
from mentorcrm.ui.dialogs.going_on import GoingOnSheet
from mentorcrm.ui.pages.people import PeoplePage
from mentorcrm.ui.pages.review import ReviewPage
from mentorcrm.ui.pages.review_lines import StepLine
from mentorcrm.ui.widgets.buttons import Button
from tests.ui.conftest import Stage


@pytest.fixture
def ben(stage: Stage) -> int:
    """Somebody whose advice led to something."""
    run = stage.services.dispatcher.run
    person = int(run(AddPerson("Ben Okri", season=Season.ACTIVE)))
    for words in ("Pilot it first", "Say no more often"):
        run(AddAdvice(person, words))
    advice = stage.services.advice.quotable(person)
    pilot = next(one for one in advice if one.words == "Pilot it first")
    result = {"result": "We found the flaw in a week"}
    run(EditAdvice(pilot.id, result, AdviceResponse.TRIED))
    stage.settle()
    return person


def open_sheet(stage: Stage, person: int, way: Exit = Exit.RESET) -> GoingOnSheet:
    one = stage.services.health.of(person)
    assert one is not None
    sheet = GoingOnSheet(stage.window, stage.desk, one, way)
    sheet.open()
    return sheet


def role_of(stage: Stage, person: int) -> Mentorship:
    with stage.services.store.read() as session:
        found = session.query(Mentorship).filter_by(person_id=person).one()
        session.expunge(found)
        return found


def newest(stage: Stage) -> tuple[MessageKind, dict[PartId, str]]:
    number = max(draft.id for draft in stage.services.outreach.list())
    draft = stage.services.outreach.detail(number)
    return draft.kind, dict(draft.parts)


def test_closing_says_what_their_advice_changed_and_keeps_why_and_what_holds(
    stage: Stage, ben: int
) -> None:
    sheet = open_sheet(stage, ben, Exit.CLOSE)
    (box, said) = sheet.things[0]
    assert (len(sheet.things), box.isChecked()) == (1, True)
    assert said == "your advice “Pilot it first” (We found the flaw in a week)"
    sheet.reason.setText("We reached what we set out to do")
    sheet.reached.setText("my first year of leading")
    sheet.terms.setText("a note once a year")
    sheet.both.click()
    stage.settle()
    kind, parts = newest(stage)
    assert kind is MessageKind.CLOSE
    assert parts[PartId.WHY_YOU] == said
    assert parts[PartId.TRIED] == "my first year of leading"
    assert parts[PartId.FORMAT] == "a note once a year"
    assert "We reached" not in " ".join(parts.values())  # Why is for me alone.
    role = role_of(stage, ben)
    assert (role.season, role.ended_how) == (Season.CLOSED, "completed with thanks")
    assert role.ended_reason == "We reached what we set out to do"
    assert role.terms_after == "a note once a year"
    assert role.ended_on == stage.services.clock.now().date()
    page = stage.go("people", ben)
    assert isinstance(page, PeoplePage)
    assert page.view.season.ended.text() == (
        "Completed with thanks on 24 Nov: We reached what we set out to do. "
        "What holds since: a note once a year."
    )
    stage.window.action("undo").trigger()
    stage.settle()
    role = role_of(stage, ben)
    assert (role.season, role.ended_on, role.ended_reason) == (Season.ACTIVE, None, "")


def test_a_pause_needs_a_day_and_a_lighter_rhythm_is_a_longer_one(stage: Stage, ben: int) -> None:
    sheet = open_sheet(stage, ben, Exit.PAUSE)
    sheet.both.click()
    assert sheet._until.is_wrong()
    sheet.until.setText("2027-02-03")
    sheet.reason.setText("I am away for the winter")
    sheet.both.click()
    stage.settle()
    kind, parts = newest(stage)
    assert (kind, parts[PartId.REVIEW_DATE]) == (MessageKind.PAUSE, "3 February 2027")
    assert parts[PartId.FOCUS] == "I am away for the winter"
    role = role_of(stage, ben)
    assert (role.season, role.planned_end) == (Season.PAUSED, date(2027, 2, 3))
    run = stage.services.dispatcher.run
    run(GoOnAs(ben, Role.MENTOR, Season.CLOSED, "No time"))
    run(SetMentorship(ben, Role.MENTOR, Season.ACTIVE))
    role = role_of(stage, ben)  # Taken up again: nothing says that it ended.
    assert (role.ended_on, role.ended_how, role.ended_reason) == (None, "", "")
    sheet = open_sheet(stage, ben, Exit.LIGHTEN)
    sheet.both.click()
    stage.settle()
    role = role_of(stage, ben)
    assert (role.season, role.cadence_days) == (Season.LIGHT_TOUCH, 60)


def test_a_reset_sets_no_season_and_a_review_remembers_the_draft(stage: Stage, ben: int) -> None:
    run = stage.services.dispatcher.run
    review = run(BeginReview(ReviewKind.QUARTERLY))
    run(Decide(review, ben, ReviewDecision.RESET))
    page = stage.go("review", review, "sitting")
    assert isinstance(page, ReviewPage)
    assert page.sitting is not None
    page.sitting.go("drafts")
    stage.settle()
    (line,) = (one for one in page.sitting.body.findChildren(StepLine) if one.isVisible())
    steps = next(one for one in line.findChildren(Button) if one.text() == "Step by step…")
    stage.qtbot.mouseClick(steps, Qt.MouseButton.LeftButton)
    (sheet,) = stage.window.findChildren(GoingOnSheet)
    assert sheet.way() is Exit.RESET
    assert sheet.both.isHidden()
    sheet.only.click()
    stage.settle()
    (row,) = stage.services.reviews.page(review).rows
    assert row.draft is not None
    assert stage.services.outreach.detail(row.draft).kind is MessageKind.RESET
    assert (row.season, row.next_on) == (Season.ACTIVE, None)
