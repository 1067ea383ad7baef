"""The page of reviews: the table, deciding by key and by click, the order, what cells say."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from mentorcrm.models.health_kinds import Band, ReviewDecision, ReviewKind
from mentorcrm.models.kinds import InteractionChannel, Role, Season
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddPerson, SetMentorship
from mentorcrm.services.commands.reviews import BeginReview, Decide, FinishReview
from mentorcrm.services.review_rows import ReviewRow
from mentorcrm.ui.delegates.review_cells import Column, ReviewLine, segments, tracked
from mentorcrm.ui.dialogs.storage import StorageSheet
from mentorcrm.ui.pages.review import ReviewPage
from mentorcrm.ui.pages.review_acts import proposed_day
from mentorcrm.ui.pages.review_overview import ReviewOverview
from mentorcrm.ui.pages.review_table import ReviewTable
from mentorcrm.ui.pages.review_words import line_of
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets.menus import ChoiceMenu
from tests.conftest import NOW
from tests.ui.conftest import Stage
from tests.ui.test_full_disk import Switch, no_room

__all__ = ["no_room"]

TODAY = NOW.date()
ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
DEEPEN, KEEP, LIGHTEN, RESET, CLOSE = ReviewDecision


def page_of(stage: Stage) -> ReviewOverview:
    page = stage.go("review")
    assert isinstance(page, ReviewPage)
    return page.overview


@pytest.fixture
def people(stage: Stage) -> list[int]:
    """Ana is well, Ben drifts, Cyd rests."""
    run = stage.services.dispatcher.run
    ids = [run(AddPerson(name, season=Season.ACTIVE)) for name in ("Ana Silva", "Ben Okri")]
    for person, *agos in ((ids[0], 5, 35, 65, 95), (ids[1], 60, 90, 120)):
        for ago in agos:
            at = NOW - timedelta(days=ago)
            run(LogInteraction((person,), at, InteractionChannel.VIDEO))
    ids.append(run(AddPerson("Cyd Lee", season=Season.PAUSED)))
    stage.settle()
    return ids


def names(page: ReviewOverview) -> list[str]:
    return [row.name for row in page.board.model.rows()]


def decisions(stage: Stage) -> dict[str, ReviewDecision]:
    stage.settle()
    reviews = stage.services.reviews
    rows = reviews.page(reviews.open()).rows
    return {row.name: row.decision for row in rows if row.decision is not None}


def test_without_anybody_in_a_role_it_leads_to_the_people_there_are(stage: Stage) -> None:
    page = page_of(stage)
    assert "below the name" not in page.empty.sentence()
    stage.services.dispatcher.run(AddPerson("Dan Moe"))
    stage.settle()
    assert "below the name" in page.empty.sentence()
    page.empty.begin.click()
    assert stage.window.navigation.page.place().page == "people"


def test_keys_decide_and_go_on_to_the_next_row(stage: Stage, people: list[int]) -> None:
    page, key = page_of(stage), stage.qtbot.keyClick
    assert names(page) == ["Ben Okri", "Ana Silva", "Cyd Lee"]
    assert "1 relationship drifted; Ben Okri needs an honest decision" in page.head.summary.text()
    key(page.board.table, Qt.Key.Key_4)
    key(page.board.table, Qt.Key.Key_1)
    assert decisions(stage) == {"Ben Okri": RESET, "Ana Silva": DEEPEN}
    assert stage.services.reviews.open(ReviewKind.QUARTERLY) is not None
    assert names(page) == ["Ben Okri", "Ana Silva", "Cyd Lee"]  # Nothing jumps meanwhile.
    assert (page.board.table.place(), page.head.progress.text()) == (
        2,
        "2 of 3 decided",
    )
    key(page.board.table, Qt.Key.Key_Up)
    key(page.board.table, Qt.Key.Key_1)  # The same once more takes it back.
    assert decisions(stage) == {"Ben Okri": RESET}
    stage.window.action("undo").trigger()
    assert decisions(stage) == {"Ben Okri": RESET, "Ana Silva": DEEPEN}
    stage.desk.settings.change(letter_keys=False)
    stage.go("today")
    page = page_of(stage)
    assert names(page) == ["Cyd Lee", "Ben Okri", "Ana Silva"]
    key(page.board.table, Qt.Key.Key_5)
    assert "Cyd Lee" not in decisions(stage)
    page.finish.click()
    stage.settle()
    assert stage.services.reviews.open() is None
    assert page.begin.isVisible()


class Painted(QObject):
    """Which rows of a table are painted."""

    def __init__(self, table: ReviewTable) -> None:
        super().__init__(table)
        self._table = table
        self.rows: set[int] = set()
        table.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            box = event.rect()
            rows = range(self._table.rows.rowCount())
            tops = {row: self._table.rowViewportPosition(row) for row in rows}
            self.rows |= {row for row, top in tops.items() if box.top() <= top <= box.bottom()}
        return False


def test_deciding_paints_two_rows_and_not_all(stage: Stage) -> None:
    for number in range(6):
        stage.services.dispatcher.run(AddPerson(f"Person {number}", season=Season.ACTIVE))
    stage.window.resize(1360, 860)
    page = page_of(stage)
    painted = Painted(page.board.table)
    seen: list[set[int]] = []
    for _time in range(4):
        painted.rows.clear()
        stage.qtbot.keyClick(page.board.table, Qt.Key.Key_2)
        stage.settle()
        QApplication.processEvents()
        seen.append(set(painted.rows))
    assert seen[2:] == [{2, 3}, {3, 4}]  # The first of all begins a review, in another head.


def test_a_decision_that_is_refused_goes_back_and_says_why(stage: Stage, people: list[int]) -> None:
    page = page_of(stage)
    stage.qtbot.keyClick(page.board.table, Qt.Key.Key_2)
    review = stage.services.reviews.open()
    assert review is not None
    said: list[str] = []
    stage.desk.message.connect(lambda message: said.append(message.text))
    stage.services.dispatcher.run(FinishReview(review))  # Elsewhere, and not told of here yet.
    page.board.decide(0, CLOSE)
    row = page.board.model.row_at(0)
    assert row is not None
    assert (row.name, row.decision) == ("Ben Okri", KEEP)
    assert page.head.progress.text() == "1 of 3 decided"
    assert said == ["That review is finished. Begin a new one."]


def test_a_decision_that_finds_no_room_on_the_disk_goes_back(
    stage: Stage, people: list[int], no_room: Switch
) -> None:
    page = page_of(stage)
    stage.qtbot.keyClick(page.board.table, Qt.Key.Key_2)
    no_room.on = True
    stage.qtbot.keyClick(page.board.table, Qt.Key.Key_4)
    stage.settle()
    row = page.board.model.row_at(1)
    assert row is not None
    assert row.decision is None
    assert page.board.table.place() == 1
    sheet = next(iter(stage.window.findChildren(StorageSheet)))
    no_room.on = False
    sheet.again.click()
    assert decisions(stage) == {"Ben Okri": KEEP, row.name: RESET}


def test_a_click_decides_and_enter_opens_the_person(stage: Stage, people: list[int]) -> None:
    review = stage.services.dispatcher.run(BeginReview(ReviewKind.WEEKLY))
    stage.services.dispatcher.run(Decide(review, people[0], KEEP))
    stage.window.resize(1360, 860)
    page = page_of(stage)
    cell = page.board.table.visualRect(page.board.model.index(1, Column.DECISION))
    where = segments(cell)[-1].center()
    stage.qtbot.mouseClick(page.board.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert decisions(stage) == {"Ana Silva": KEEP, "Cyd Lee": CLOSE}
    stage.qtbot.mouseClick(
        page.board.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 20)
    )
    stage.qtbot.keyClick(page.board.table, Qt.Key.Key_Return)
    stage.settle()
    assert stage.window.navigation.page.place() == Place("people", people[1], "filter?")


def test_what_has_no_room_gives_way_and_the_giving_can_be_left_out(
    stage: Stage, people: list[int]
) -> None:
    stage.window.resize(1360, 860)
    page = page_of(stage)
    assert not any(page.board.table.isColumnHidden(column) for column in Column)
    stage.desk.settings.change(giving_card=False)
    stage.window.navigation.page.reload()
    stage.settle()
    assert page.board.table.isColumnHidden(Column.BALANCE)
    stage.window.resize(1024, 680)
    stage.settle()
    shown = [one for one in Column if not page.board.table.isColumnHidden(one)]
    assert shown == [Column.PERSON, Column.HEALTH, Column.DRIFT, Column.KEPT, Column.DECISION]
    page.sorting.click()
    menu = next(m for m in page.findChildren(ChoiceMenu) if m.isVisible())
    menu.choose("name")
    menu.close()
    stage.settle()
    assert names(page) == ["Ana Silva", "Ben Okri", "Cyd Lee"]


ROW = ReviewRow(
    1, "Ruth Adeyemi", 3, Role.MENTOR, Season.ACTIVE, (1,) * 10 + (0, 3), Band.COOLING,
    Band.STEADY, 63, 42, 1, 3, 4, 5, RESET,
)  # fmt: skip


def test_every_cell_says_what_it_shows() -> None:
    line = line_of(ROW, TODAY)
    assert line.spoken == (
        "Ruth Adeyemi, Mentor",
        "Contact in 11 of the last 12 months",
        "Cooling, falling",
        "Last contact 9 weeks ago, planned every 6 weeks",
        "You receive more",
        "4 of 5 promises kept",
        "Not decided; suggested: Reset",
    )
    assert (line.drift_words, line.drift_fill, line.drift) == ("3 w over 6", "warnFill", 1.5)
    assert line.months[-2:] == (0, 2)


@pytest.mark.parametrize(
    ("changes", "words", "fill"),
    [
        ({"silence_days": 14}, "2 w of 6", "goodFill"),
        ({"silence_days": 3}, "3 d of 6 w", "goodFill"),
        ({"silence_days": 64}, "3 w over 6", "riskFill"),
        ({"silence_days": 9, "cadence_days": 7}, "2 d over 7", "warnFill"),
        ({"silence_days": None}, "No contact yet", "restFill"),
        ({"silence_days": 900}, "2 y over 6 w", "riskFill"),
        ({"season": Season.CANDIDATE}, "3 w over 6", "restFill"),
        ({"season": Season.CLOSED}, Season.CLOSED.label, "restFill"),
        (
            {"season": Season.PAUSED, "resting_until": date(2027, 2, 3)},
            "Paused until 3 Feb 2027",
            "restFill",
        ),
    ],
)
def test_drift_is_told_in_few_words(changes: dict[str, object], words: str, fill: str) -> None:
    line = line_of(replace(ROW, **changes), TODAY)  # type: ignore[arg-type]
    assert (line.drift_words, line.drift_fill) == (words, fill)


def test_words_of_who_rests_take_no_room_from_the_bars_of_the_others(
    stage: Stage, people: list[int]
) -> None:
    table = page_of(stage).board.table

    def least() -> int:
        """The least width of the window with every column, and the bars of the drift."""
        for width in range(1150, 1500, 10):
            stage.window.resize(width, 860)
            stage.settle()
            said = [line.drift_words for line in lines(table) if line.drift is not None]
            whole = not any(table.isColumnHidden(column) for column in Column)
            if whole and table.columnWidth(Column.DRIFT) >= tracked(said):
                return width
        raise AssertionError

    before = least()
    stage.services.dispatcher.run(SetMentorship(people[2], Role.MENTOR, Season.CLOSED))
    stage.settle()
    assert Season.CLOSED.label in [line.drift_words for line in lines(table)]
    assert least() == before


def lines(table: ReviewTable) -> list[ReviewLine]:
    return [table.rows.line(place) for place in range(table.rows.rowCount())]


def test_broken_promises_stand_out_from_four_on() -> None:
    few, many = replace(ROW, kept=0, due=3), replace(ROW, kept=1, due=4)
    assert [line_of(row, TODAY).broken for row in (few, many, ROW)] == [False, True, False]


@pytest.mark.parametrize(
    ("silence", "by", "day"),
    [(20, 22, 22), (20, -20, 22), (60, -60, 3), (60, -18, 3), (None, None, 42)],
)
def test_a_next_day_is_proposed_from_the_rhythm_and_never_in_the_past(
    silence: int | None, by: int | None, day: int
) -> None:
    """Met often, met once in time and too late, met often and late, never met."""
    until = TODAY + timedelta(days=by) if by is not None else None
    row = replace(ROW, silence_days=silence, in_touch_by=until)
    assert proposed_day(row, TODAY) == TODAY + timedelta(days=day)
