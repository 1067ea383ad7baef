"""Plans whose time has passed, in the window: asked in the timeline and on Today, and answered."""

from datetime import timedelta

from PySide6.QtCore import Qt

from mentorcrm.clock import FixedClock
from mentorcrm.models.kinds import InteractionChannel
from mentorcrm.services.bus import Changes
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.today_rows import Reason
from mentorcrm.ui.dialogs.move_plan import MovePlanSheet
from mentorcrm.ui.pages.plan_acts import HappenedRow
from mentorcrm.ui.pages.today import TodayPage
from mentorcrm.ui.widgets.overlays import open_sheet
from tests.conftest import NOW
from tests.ui.conftest import Stage
from tests.ui.test_people_page import people
from tests.ui.test_people_several import choose, no_menu_left

__all__ = ["no_menu_left"]

LEFT, CALL = Qt.MouseButton.LeftButton, InteractionChannel.CALL


def planned(stage: Stage, person: int, *summaries: str) -> list[int]:
    """Calls that were planned for later today, seen from tomorrow."""
    keys = [
        stage.services.dispatcher.run(
            LogInteraction((person,), NOW + timedelta(hours=hours), CALL, summary=summary)
        )
        for hours, summary in enumerate(summaries, start=1)
    ]
    assert isinstance(stage.desk.clock, FixedClock)
    object.__setattr__(stage.desk.clock, "instant", NOW + timedelta(days=1))
    stage.services.bus.publish(Changes(everything=True))
    stage.settle()
    return keys


def test_the_timeline_asks_and_takes_each_answer(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    first, second = planned(stage, ids[0], "Coffee", "On pay")
    history = page.view.history
    rows = history.findChildren(HappenedRow)
    assert len(rows) == 2
    entries = [entry for entry in history.entries() if entry.findChildren(HappenedRow)]
    entries[1].setFocus()
    tab = Qt.FocusPolicy.TabFocus
    assert [bool(row.yes.focusPolicy() & tab) for row in rows] == [False, True]
    stage.qtbot.mouseClick(rows[0].yes, LEFT)
    stage.settle()
    assert stage.window.toast.text() == "Noted that it took place"
    contact = stage.services.timeline.contact
    assert (contact(first).asks, contact(second).asks) == (True, False)
    row = next(row for row in history.findChildren(HappenedRow) if row.isVisible())
    stage.qtbot.mouseClick(row.move_it, LEFT)
    sheet = open_sheet(stage.window)
    assert isinstance(sheet, MovePlanSheet)
    stage.qtbot.keyClicks(sheet.when, "soon")
    stage.qtbot.keyClick(sheet.when, Qt.Key.Key_Return)
    assert open_sheet(stage.window) is sheet
    sheet.when.set_value("friday 16:00")
    stage.qtbot.keyClick(sheet.when, Qt.Key.Key_Return)
    stage.settle()
    assert contact(first).planned
    assert not [row for row in history.findChildren(HappenedRow) if row.isVisible()]


def test_today_asks_too_and_no_has_two_meanings(stage: Stage) -> None:
    _page, ids = people(stage, "Ana")
    first, second = planned(stage, ids[0], "Coffee", "On pay")
    page = stage.go("today")
    assert isinstance(page, TodayPage)
    rows = [row for row in page.list.rows if row.row.reason is Reason.HAPPENED]
    assert [row.row.record for row in rows] == [first, second]
    stage.qtbot.mouseClick(rows[0].log, LEFT)
    choose(stage, "It did not happen")
    assert "Coffee" not in " ".join(row.row.title for row in page.list.rows)
    rows = [row for row in page.list.rows if row.row.reason is Reason.HAPPENED]
    stage.qtbot.mouseClick(rows[0].act, LEFT)
    stage.settle()
    assert not [row for row in page.list.rows if row.row.reason is Reason.HAPPENED]
    assert stage.services.timeline.contact(second).contact.counts_as_contact
    stage.desk.undo()
    stage.settle()
    assert [row for row in page.list.rows if row.row.reason is Reason.HAPPENED]
