"""A timeline of any length: near the view alone are widgets, and one does not notice."""

from PySide6.QtCore import QPoint, Qt

from mentorcrm.models.tables import Interaction
from mentorcrm.services.bus import Changes
from mentorcrm.ui.pages.people import PeoplePage
from mentorcrm.ui.pages.timeline_entries import ContactEntry
from tests.ui.conftest import Stage
from tests.ui.test_people_page import people, texts
from tests.ui.test_timeline import contacts, logged, opened

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


def in_sight(page: PeoplePage) -> list[ContactEntry]:
    """The contacts that one sees, from the top down."""
    port = page.view.viewport()
    area = port.rect()
    return [
        e for e in contacts(page) if area.intersects(e.rect().translated(e.mapTo(port, QPoint())))
    ]


def test_of_a_long_timeline_what_is_near_the_view_alone_is_there(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    keys = logged(stage.services, ids[0], 150)
    stage.settle()
    history, bar = page.view.history, page.view.verticalScrollBar()
    stage.qtbot.waitUntil(lambda: bar.maximum() > 3000)
    assert not history._more.isVisible()
    seen = []
    while bar.value() < bar.maximum():
        seen += [entry.row.id for entry in in_sight(page) if entry.row.id not in seen]
        assert len(history.entries()) < 100
        bar.setValue(bar.value() + 500)
        stage.settle()
    seen += [entry.row.id for entry in in_sight(page) if entry.row.id not in seen]
    assert seen == keys
    bar.setValue(0)
    stage.settle()
    assert "Call 1" in texts(history)


def long_timeline(stage: Stage) -> tuple[PeoplePage, list[int]]:
    """A person with 120 calls, some of which have more to say than others."""
    page, ids = people(stage, "Ana")
    keys = logged(stage.services, ids[0], 120)
    with stage.services.store.write() as unit:
        for number, key in enumerate(keys):
            row = unit.session.get(Interaction, key)
            assert row is not None
            row.body = "On scope. " * (number * 7 % 90)
    stage.services.bus.publish(Changes(everything=True))
    stage.settle()
    stage.qtbot.waitUntil(lambda: page.view.verticalScrollBar().maximum() > 4500)
    return page, keys


def covers(page: PeoplePage) -> bool:
    """Whether entries stand all over the view."""
    entries, port = in_sight(page), page.view.viewport()
    tops = [entry.mapTo(port, QPoint()).y() for entry in entries]
    return bool(tops) and tops[0] <= 0 and tops[-1] + entries[-1].height() >= port.height()


def test_a_jump_is_whole_within_its_frame(stage: Stage) -> None:
    page, _keys = long_timeline(stage)
    bar = page.view.verticalScrollBar()
    for place in (bar.maximum() * 2 // 3, 900, bar.maximum() // 2):
        bar.setValue(place)
        page.view.settle()
        assert covers(page)
    assert len(page.view.history.entries()) < 100


def test_on_a_very_tall_screen_blanks_come_first_and_are_filled_a_little_later(
    stage: Stage,
) -> None:
    page, _keys = long_timeline(stage)
    stage.window.resize(1360, 4000)
    stage.settle()
    history, bar = page.view.history, page.view.verticalScrollBar()
    before = set(history.entries())
    bar.setValue(bar.maximum() - 300)
    assert not covers(page)
    assert len(set(history.entries()) - before) <= 24
    assert not page.view.grab().isNull()  # With blanks.
    stage.settle()
    assert covers(page)


def test_what_one_reads_stays_in_place_while_heights_above_it_become_known(stage: Stage) -> None:
    page, _keys = long_timeline(stage)
    bar = page.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    stage.settle()
    for _step in range(20):
        before = {e.row.id: e.mapTo(page.view, QPoint()).y() for e in in_sight(page)}
        bar.setValue(bar.value() - 100)
        stage.settle()
        after = {e.row.id: e.mapTo(page.view, QPoint()).y() for e in in_sight(page)}
        moved = {after[key] - before[key] for key in before.keys() & after.keys()}
        assert moved == {100}


def test_what_is_being_edited_stays_there_when_one_scrolls_away(stage: Stage) -> None:
    page, keys = long_timeline(stage)
    form, bar = opened(stage, page), page.view.verticalScrollBar()
    form.summary.selectAll()
    stage.qtbot.keyClicks(form.summary, "Half a wor")
    bar.setValue(bar.maximum())
    stage.settle()
    assert keys[-1] in [entry.row.id for entry in in_sight(page)]
    bar.setValue(0)
    stage.settle()
    assert contacts(page)[0].editor is form
    assert form.summary.text() == "Half a wor"
    assert stage.focused() is form.summary


def test_arrows_go_on_beyond_what_one_sees(stage: Stage) -> None:
    page, keys = long_timeline(stage)
    entry = contacts(page)[0]
    entry.setFocus()
    for key in keys[1:40]:
        stage.qtbot.keyClick(stage.focused(), KEY.Key_Down)
        stage.settle()
        entry = stage.focused()
        assert isinstance(entry, ContactEntry)
        assert entry.row.id == key
        assert entry in in_sight(page)
    assert len(page.view.history.entries()) < 100


def test_tab_comes_to_one_entry_in_sight_and_its_buttons(stage: Stage) -> None:
    page, _keys = long_timeline(stage)
    page.view.verticalScrollBar().setValue(3000)
    stage.settle()
    stops = [e for e in contacts(page) if e.focusPolicy() is Qt.FocusPolicy.StrongFocus]
    assert len(stops) == 1
    assert stops[0] in in_sight(page)
    stops[0].setFocus()
    names = []
    for _step in range(2):
        stage.qtbot.keyClick(stage.focused(), KEY.Key_Tab)
        names.append(stage.focused().accessibleName().partition(" ")[0])
    assert names == ["Private:", "Remove"]


def test_where_cards_stand_below_the_newest_alone_are_there_at_first(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    keys = logged(stage.services, ids[0], 60)
    stage.window.resize(1024, 680)
    stage.settle()
    history = page.view.history
    assert len(history.entries()) == 12
    stage.qtbot.mouseClick(history._more, LEFT)
    stage.settle()
    assert not history._more.isVisible()
    bar = page.view.verticalScrollBar()
    last = history._rows.bring(len(keys) - 1)
    assert last is not None
    page.view.ensureWidgetVisible(last)
    stage.settle()
    assert bar.value() > 1000
    assert last in in_sight(page)
