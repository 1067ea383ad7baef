"""Where to look: the board by season, and noting whom a channel brought to mind."""

from PySide6.QtCore import Qt

from mentorcrm.models.kinds import Channel, Season
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.services.people_filter import PeopleFilter
from mentorcrm.services.sources import SHOWN
from mentorcrm.ui.dialogs.pick import PickSheet
from mentorcrm.ui.pages.person_about import FoundLine
from mentorcrm.ui.pages.source_cards import ChannelCard, LaneRow
from mentorcrm.ui.pages.sources import SourcesPage
from mentorcrm.ui.places import filter_in
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.text import Label
from tests.ui.conftest import Stage
from tests.ui.test_people_several import choose, no_menu_left

__all__ = ["no_menu_left"]

KEY = Qt.Key


def page_of(stage: Stage) -> SourcesPage:
    stage.settle()
    page = stage.go("sources")
    assert isinstance(page, SourcesPage)
    stage.settle()
    return page


def lane(page: SourcesPage, season: Season) -> LaneRow:
    return next(one for one in page.lanes if one.lane.season is season)


def card(page: SourcesPage, channel: Channel) -> ChannelCard:
    return next(one for one in page.channels if one.row.channel is channel)


def words(card: ChannelCard) -> list[str]:
    return [label.text() for label in card.findChildren(Label)]


def test_a_channel_brings_somebody_to_mind_who_becomes_a_candidate(stage: Stage) -> None:
    page = page_of(stage)
    assert page.summary.text().startswith("Nobody is on the board yet.")
    alumni = card(page, Channel.ALUMNI)
    assert words(alumni)[:2] == ["Alumni", "Nobody noted yet"]
    alumni.add.setFocus(Qt.FocusReason.TabFocusReason)
    stage.qtbot.keyClick(alumni.add, KEY.Key_Space)
    (sheet,) = stage.window.findChildren(PickSheet)
    stage.qtbot.keyClicks(sheet.search, "Dora Lind, Oxbow")
    stage.qtbot.wait(300)
    stage.qtbot.keyClick(sheet.search, KEY.Key_Return)
    stage.settle()
    (dora,) = stage.services.people.listed()
    assert stage.window.navigation.page.place().key == dora.id
    page = page_of(stage)
    assert page.channels[0].row.channel is Channel.ALUMNI
    assert words(page.channels[0])[1] == "1 person"
    candidates = lane(page, Season.CANDIDATE)
    assert [name.text() for name in candidates.names] == ["Dora Lind"]
    assert candidates.accessibleName() == "Candidate: 1, Dora Lind"
    stage.qtbot.keyClick(candidates.names[0], KEY.Key_Return)
    stage.settle()
    assert stage.window.navigation.page.place().key == dora.id


def test_a_full_lane_leads_to_everybody_in_it(stage: Stage) -> None:
    for number in range(SHOWN + 2):
        stage.services.dispatcher.run(AddPerson(f"C{number}", season=Season.CANDIDATE))
    row = lane(page_of(stage), Season.CANDIDATE)
    more = next(one for one in row.findChildren(Button) if one.text() == "2 more")
    stage.qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    stage.settle()
    place = stage.window.navigation.page.place()
    assert filter_in(place.view) == PeopleFilter(season=Season.CANDIDATE)


def test_where_somebody_was_found_is_said_on_their_page(stage: Stage) -> None:
    ana = stage.services.dispatcher.run(AddPerson("Ana", source=Channel.AUTHORS.value))
    stage.settle()
    stage.go("people", ana)
    stage.settle()
    line = stage.window.navigation.page.findChild(FoundLine)
    assert line is not None
    assert line.choose.text() == "Authors and speakers"
    stage.qtbot.mouseClick(line.choose, Qt.MouseButton.LeftButton)
    choose(stage, "Family and friends")
    assert stage.services.people.detail(ana).values["source"] == Channel.FRIENDS.value
    assert line.choose.text() == "Family and friends"
