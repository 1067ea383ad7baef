"""The map of the mosaic: who stands on which ring and how far out, and getting about by keys."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from mentorcrm.models.health_kinds import Band
from mentorcrm.models.kinds import CoverageLevel, InteractionChannel, Season
from mentorcrm.services.commands.mosaic import SetCell
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.services.commands.transfer import AddSample
from mentorcrm.services.mosaic import Column
from mentorcrm.ui.pages.mosaic import MosaicPage
from mentorcrm.ui.pages.mosaic_map import HEIGHT, SpotButton
from mentorcrm.ui.pages.mosaic_rings import MIDDLE, edges, ring_of, spot_words, spots
from mentorcrm.ui.places import Place
from tests.conftest import NOW
from tests.ui.conftest import Stage

KEY = Qt.Key
ANA = Column(1, "Ana Ferreira", "Ana", 0, Band.STEADY, False, False, Season.ACTIVE, 0.5)

COLUMNS = st.lists(
    st.builds(
        Column,
        st.integers(1, 999),
        st.just("Ana"),
        st.just("Ana"),
        st.just(0),
        st.none() | st.sampled_from(list(Band)),
        st.booleans(),
        st.booleans(),
        st.none() | st.sampled_from(list(Season)),
        st.none() | st.floats(0, 9),
    ),
    max_size=30,
)


@given(COLUMNS)
def test_everybody_stands_within_the_ring_of_their_season(columns: list[Column]) -> None:
    outer = (MIDDLE, *edges(columns))
    assert all(near < far for near, far in pairwise(outer))
    assert outer[-1] == pytest.approx(1)
    found = spots(columns)
    assert sorted(s.column.person_id for s in found) == sorted(c.person_id for c in columns)
    for spot in found:
        assert spot.ring == ring_of(spot.column)
        assert outer[spot.ring] < hypot(spot.x, spot.y) < outer[spot.ring + 1]


def test_the_longer_silent_the_further_out_within_the_ring() -> None:
    away = [
        hypot(spot.x, spot.y)
        for drift in (0.1, 1.0, 1.9)
        for spot in spots([replace(ANA, drift=drift)])
    ]
    assert away == sorted(set(away))


def test_rings_with_people_leave_those_without_room_for_their_names() -> None:
    columns = [replace(ANA, person_id=number) for number in range(1, 41)]
    widths = [far - near for near, far in pairwise((MIDDLE, *edges(columns)))]
    assert widths[0] == max(widths)
    assert min(widths) * (HEIGHT / 2 - 12) > 20


def test_somebody_is_read_aloud_with_season_band_and_whether_over_plan() -> None:
    (spot,) = spots([ANA])
    assert spot_words(spot) == "Ana Ferreira, Active, steady"
    (late,) = spots([replace(ANA, band=Band.COOLING, drift=1.4)])
    assert spot_words(late) == "Ana Ferreira, Active, cooling, silent for longer than planned"


@pytest.fixture
def page(stage: Stage) -> MosaicPage:
    run = stage.services.dispatcher.run
    for name, season in (("Ana", Season.ACTIVE), ("Ben", Season.TRIAL), ("Cai", Season.ACTIVE)):
        person = run(AddPerson(name, season=season))
        run(LogInteraction((person,), NOW - timedelta(days=9), InteractionChannel.CALL))
    helen = run(AddPerson("Helen", season=Season.ASKED))
    run(SetCell("facet/domain", helen, CoverageLevel.SOME))
    stage.settle()
    found = stage.go("mosaic", None, "map")
    assert isinstance(found, MosaicPage)
    stage.settle()
    return found


def names(page: MosaicPage) -> list[str]:
    return [button.spot.column.called for button in page.map.buttons]


def test_arrows_go_round_the_map_and_enter_opens_the_person(stage: Stage, page: MosaicPage) -> None:
    assert page.map.isVisible()
    assert not page.card.isVisible()
    assert names(page) == ["Ana", "Cai", "Ben", "Helen"]
    first = stage.window.focusWidget()
    assert isinstance(first, SpotButton)
    assert first.spot.column.called == "Ana"
    for key, there in ((KEY.Key_Right, "Cai"), (KEY.Key_End, "Helen"), (KEY.Key_Up, "Ben")):
        stage.qtbot.keyClick(stage.window.focusWidget(), key)
        here = stage.window.focusWidget()
        assert isinstance(here, SpotButton)
        assert here.spot.column.called == there
    stops = [b for b in page.map.buttons if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [b.spot.column.called for b in stops] == ["Ben"]
    stage.qtbot.keyClick(stage.window.focusWidget(), KEY.Key_Return)
    stage.settle()
    assert stage.window.navigation.page.place().key == stage.services.people.find("Ben")
    stage.window.navigation.back()
    stage.settle()
    assert stage.window.navigation.page.place() == Place("mosaic", view="map")


def test_the_map_opens_at_its_top_also_from_the_grid(stage: Stage, page: MosaicPage) -> None:
    stage.services.dispatcher.run(AddSample())
    stage.window.resize(1360, 700)
    for view in ("", "map", "", "map"):
        stage.go("mosaic", None, view)
        stage.settle()
        assert page.summary.visibleRegion().boundingRect() == page.summary.rect()
    assert isinstance(stage.window.focusWidget(), SpotButton)


def test_from_the_map_back_to_the_grid(stage: Stage, page: MosaicPage) -> None:
    page.views.setFocus(Qt.FocusReason.TabFocusReason)
    page.views.chosen.emit("")
    assert page.table.isVisible()
    assert not page.map.isVisible()
    assert page.place() == Place("mosaic")
    run = stage.services.dispatcher.run
    run(AddPerson("Dora", season=Season.ACTIVE))
    stage.settle()
    assert "Dora" in names(page)
    assert page.table.isVisible()
