"""What holds on every page: Tab comes to each control once and round, and each says what it is."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from mentorcrm.models.kinds import MessageForm, MessageKind, Tone
from mentorcrm.services import meeting_queries, mosaic, network, owners, review_queries, today
from mentorcrm.services.commands.outreach import StartDraft
from mentorcrm.services.commands.transfer import AddSample
from mentorcrm.services.terms_queries import TermsQueries
from mentorcrm.ui.pages.ingredients import PartHead
from mentorcrm.ui.pages.meetings import MeetingsPage
from mentorcrm.ui.pages.mosaic import MosaicPage
from mentorcrm.ui.pages.network import NetworkPage
from mentorcrm.ui.pages.people import PeoplePage
from mentorcrm.ui.pages.review import ReviewPage
from mentorcrm.ui.pages.today import TodayPage
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets.reel import Reel
from tests.ui.clipped import SETTINGS
from tests.ui.conftest import Stage

PLACES = (
    *(
        Place(page)
        for page in (
            *("today", "people", "asks", "needs", "history"),
            *("review", "mosaic", "sources", "composer"),
        )
    ),
    Place("mosaic", view="map"),
    *(Place("settings", view=view) for view in SETTINGS),
)


@pytest.fixture(params=PLACES, ids=lambda place: f"{place.page}-{place.view}".strip("-"))
def place(request: pytest.FixtureRequest, stage: Stage) -> Place:
    """A page of the window with the sample network, with someone or something chosen on it."""
    wanted: Place = request.param
    run = stage.services.dispatcher.run
    run(AddSample())
    someone = stage.services.people.listed(limit=1)[0].id
    draft = run(StartDraft(someone, MessageKind.FIRST_ASK, Tone.WARM, MessageForm.MAIL))
    keys = {"people": someone, "composer": draft, "needs": stage.services.needs.list()[0].id}
    stage.window.resize(1360, 860)
    stage.go(wanted.page, keys.get(wanted.page), wanted.view)
    return wanted


def stops(window: QWidget) -> list[QWidget]:
    """What Tab ought to come to."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not isinstance(widget, PartHead)  # Tab opens its part and goes on into the field.
        and not beside_the_stop(widget)
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def beside_the_stop(widget: QWidget) -> bool:
    """Whether it is in an entry of a timeline other than its Tab stop: arrows lead there."""
    entry: QWidget | None = widget
    while entry is not None and not isinstance(entry.parentWidget(), Reel):
        entry = entry.parentWidget()
    return entry is not None and not entry.focusPolicy() & Qt.FocusPolicy.TabFocus


def walk(stage: Stage) -> list[QWidget]:
    """What Tab comes to, from the first control until it comes round."""
    seen: list[QWidget] = []
    for _step in range(250):
        stage.qtbot.keyClick(stage.focused() or stage.window, Qt.Key.Key_Tab)
        focused = stage.focused()
        assert focused is not None
        if any(focused is one for one in seen):
            middle = [told(one) for one in seen]
            assert focused is seen[0], f"comes round in the middle, at {told(focused)}: {middle}"
            return seen
        seen.append(focused)
    pytest.fail(f"Tab never came round: {[told(one) for one in seen[-5:]]}")


def name_of(widget: QWidget) -> str:
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton):
        return widget.text()
    labels = widget.window().findChildren(QLabel)
    return next((label.text() for label in labels if label.buddy() is widget), "")


def told(widget: QWidget) -> str:
    where = widget.mapTo(widget.window(), QPoint(0, 0)).toTuple()
    return f"{type(widget).__name__} {name_of(widget)!r} at {where}"


def test_tab_comes_to_every_control_once_and_round(stage: Stage, place: Place) -> None:
    seen = walk(stage)
    missed = [told(one) for one in stops(stage.window) if not any(one is was for was in seen)]
    assert not missed
    assert len(seen) > 5


def test_every_control_says_what_it_is(stage: Stage, place: Place) -> None:
    nameless = [told(widget) for widget in stops(stage.window) if not name_of(widget).strip()]
    assert not nameless


def test_tab_goes_through_each_pane_from_top_to_bottom(stage: Stage, place: Place) -> None:
    """Within one scrolling column a stop never lies wholly above the one before it."""
    seen = walk(stage)
    back = []
    for before, after in pairwise(seen):
        column = common_column(before, after)
        if column is None:
            continue
        bottom = after.mapTo(column, QPoint(0, after.height())).y()
        top = before.mapTo(column, QPoint(0, 0)).y()
        left_of = after.mapTo(column, QPoint(0, 0)).x() < before.mapTo(column, QPoint(0, 0)).x()
        if bottom <= top and left_of:
            back.append(f"{told(before)} -> {told(after)}")
    assert not back


def common_column(one: QWidget, other: QWidget) -> QWidget | None:
    """The scrolling column that holds both, when there is one."""
    widget = one.parentWidget()
    while widget is not None and not isinstance(widget, QScrollArea):
        widget = widget.parentWidget()
    inside = widget.widget() if widget is not None else None
    return inside if inside is not None and inside.isAncestorOf(other) else None


def test_a_page_reads_again_whatever_can_change_what_it_shows() -> None:
    """The health of relationships is on most of them, and it hangs on much."""
    for page, tables in (
        (TodayPage, today.TABLES),
        (MeetingsPage, meeting_queries.TABLES),
        (ReviewPage, review_queries.TABLES),
        (NetworkPage, network.TABLES),
        (MosaicPage, mosaic.TABLES),
        (PeoplePage, (*owners.WATCHED, *TermsQueries.TABLES, "experiment")),
    ):
        assert set(tables) <= set(page.reads), page
    for tables in (today.TABLES, review_queries.TABLES, network.TABLES, mosaic.TABLES):
        assert set(tables) >= owners.WATCHED
