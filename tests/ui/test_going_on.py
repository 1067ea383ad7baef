"""The way on from a stall: what changed, which way, what the message says, the season set."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from mentorcrm.models.health_kinds import ReviewDecision, ReviewKind
from mentorcrm.models.history_kinds import AdviceResponse, Owner
from mentorcrm.models.kinds import InteractionChannel, MessageKind, PartId, Role, Season
from mentorcrm.models.tables import Mentorship
from mentorcrm.services.commands.advice import AddAdvice, EditAdvice
from mentorcrm.services.commands.commitments import AddCommitment
from mentorcrm.services.commands.leaving import GoOnAs
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddPerson, SetMentorship
from mentorcrm.services.commands.reviews import BeginReview, Decide
from mentorcrm.services.health import Exit
from mentorcrm.services.today_rows import Reason
from mentorcrm.ui.dialogs.going_on import GoingOnSheet
from mentorcrm.ui.pages.people import PeoplePage
from mentorcrm.ui.pages.review import ReviewPage
from mentorcrm.ui.pages.review_lines import StepLine
from mentorcrm.ui.pages.today import TodayPage
from mentorcrm.ui.widgets.buttons import Button
from tests.conftest import NOW
from tests.ui.conftest import Stage
from tests.ui.test_people_several import choose, no_menu_left

__all__ = ["no_menu_left"]


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
    assert said == "your advice “Pilot it first” (we found the flaw in a week)"
    sheet.reason.setText("We reached what we set out to do")
    sheet.reached.setText("my first year of leading")
    sheet.terms.setText("a note once a year")
    sheet.both.click()
    stage.settle()
    kind, parts = newest(stage)
    assert kind is MessageKind.CLOSE
    assert parts[PartId.WHY_YOU] == said
    assert (parts[PartId.FOCUS], parts[PartId.TRIED]) == (
        "my first year of leading",
        "We got there",
    )
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


SAID = {
    Exit.RESET: (
        "Your advice “Pilot it first” (we found the flaw in a week) helped me a good deal, which "
        "is why I would rather adjust things than let them drift.\n\nMy work has moved on.\n\nFrom "
        "here I would like us to go on with shorter calls. Would that suit you, and what would you "
        "change?"
    ),
    Exit.LIGHTEN: (
        "My work has moved on. From here I would like us to meet every two months. Would that suit "
        "you?"
    ),
    Exit.PAUSE: (
        "I would like to pause our conversations until 22 February 2027. My work has moved on.\n\n"
        "There is nothing you need to do until then."
    ),
    Exit.CLOSE: (
        "Your advice “Pilot it first” (we found the flaw in a week) changed how I work. We set out "
        "to work on my first year of leading. We got there.\n\nSo this is a good point to end our "
        "regular conversations. What I would like to keep is a note once a year."
    ),
}
GOES = {
    Exit.RESET: Season.ACTIVE,
    Exit.LIGHTEN: Season.LIGHT_TOUCH,
    Exit.PAUSE: Season.PAUSED,
    Exit.CLOSE: Season.CLOSED,
}


@pytest.mark.parametrize("way", list(Exit))
def test_each_way_out_of_a_stall_is_gone_from_today_to_the_letter_and_back_in_one_step(
    stage: Stage, ben: int, way: Exit
) -> None:
    run, click = stage.services.dispatcher.run, stage.qtbot.mouseClick
    left = Qt.MouseButton.LeftButton
    for ago in (120, 90, 60):
        run(LogInteraction((ben,), NOW - timedelta(days=ago), InteractionChannel.CALL))
    for what in ("Send the plan", "Send the deck"):
        day = NOW.date() - timedelta(days=9)
        run(AddCommitment(ben, what, Owner.THEM, day, made_on=day))
    page = stage.go("today")
    assert isinstance(page, TodayPage)
    row = next(one for one in page.list.rows if one.row.reason is Reason.STALL)
    click(row.act, left)
    stage.settle()
    people = stage.window.navigation.page
    assert isinstance(people, PeoplePage)
    stall = people.view._side.health.stall
    assert stage.focused() is stall.exits[Exit.RESET]
    click(stall.whole, left)
    (sheet,) = stage.window.findChildren(GoingOnSheet)
    sheet.ways.set_value(way)
    sheet._show_way()
    sheet.reasons.click()
    told = "My work has moved on" if way is not Exit.CLOSE else "Our paths moved apart"
    choose(stage, told)
    if way is Exit.RESET:
        sheet.terms.setText("shorter calls")
    if way is Exit.PAUSE:
        sheet.until.setText("2027-02-22")
    if way is Exit.CLOSE:
        sheet.reached.setText("my first year of leading")
        sheet.terms.setText("a note once a year")
    click(sheet.only if way is Exit.RESET else sheet.both, left)
    stage.settle()
    place = stage.window.navigation.page.place()
    assert place.page == "composer" and place.key is not None
    assert SAID[way] in stage.services.outreach.detail(place.key).body
    held = role_of(stage, ben)
    assert held.season is GOES[way]
    assert held.ended_reason == ("" if way is Exit.RESET else told)
    stage.window.action("undo").trigger()
    stage.settle()
    assert not stage.services.outreach.list()
    assert role_of(stage, ben).season is Season.ACTIVE
