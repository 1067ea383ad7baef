"""The health card of a person: the band in words, what it rests on, one step, another view."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.models.health_kinds import Band, SignalKind
from mentorcrm.models.history_kinds import Owner
from mentorcrm.models.kinds import InteractionChannel, MessageKind, Role, Season
from mentorcrm.services.commands.commitments import AddCommitment
from mentorcrm.services.commands.health import Disagree
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddPerson, SetMentorship
from mentorcrm.services.interactions_rows import Source, key_of
from mentorcrm.services.people_filter import HealthWish, PeopleFilter
from mentorcrm.ui.dialogs.going_on import GoingOnSheet
from mentorcrm.ui.itemmodels.windowed import RowRole
from mentorcrm.ui.pages.person_health import HealthCard
from tests.conftest import NOW
from tests.ui.conftest import Stage
from tests.ui.test_people_page import people, type_into
from tests.ui.test_people_several import choose, no_menu_left

__all__ = ["no_menu_left"]

TODAY = NOW.date()
LOOPS, RHYTHM = SignalKind.LOOPS, SignalKind.RHYTHM


class Shown:
    """Someone active whom one has met three times, last sixty days ago, on their page."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.page, (self.ana,) = people(stage, "Ana Ferreira")
        self.run(SetMentorship(self.ana, Role.MENTOR, Season.ACTIVE, cadence_days=30))
        self.last = 0
        for ago in (120, 90, 60):
            at = NOW - timedelta(days=ago)
            self.last = self.run(LogInteraction((self.ana,), at, InteractionChannel.CALL))

    def run(self, command: object) -> int:
        found = self.stage.services.dispatcher.run(command)  # type: ignore[arg-type]
        self.stage.settle()
        return found  # type: ignore[no-any-return]

    @property
    def card(self) -> HealthCard:
        cards = self.page.view.cards
        return next(card for card in cards if isinstance(card, HealthCard))

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible()
        self.stage.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.stage.settle()
        self.stage.settle()  # What a page opens it shows only once its rows are read.

    @property
    def place(self) -> tuple[str, int | None]:
        place = self.stage.window.navigation.page.place()
        return place.page, place.key


@pytest.fixture
def shown(stage: Stage) -> Shown:
    return Shown(stage)


def test_the_list_shows_the_band_and_what_is_over_its_day(shown: Shown) -> None:
    rows = shown.page.list.model
    line = rows.index(0).data(RowRole)
    assert (line.band, line.last, line.following, line.due) == (
        Band.COOLING, "9 w ago", "4 w over", True,
    )  # fmt: skip
    assert line.spoken.endswith("last contact 9 weeks ago, cooling, 4 weeks over")
    shown.run(Disagree(shown.ana, RHYTHM, "We agreed on a pause"))
    assert rows.index(0).data(RowRole).following == ""
    shown.run(AddPerson("Ruth Adeyemi"))
    for wish, listed in ((HealthWish.COOLING, [shown.ana]), (HealthWish.STEADY, [])):
        shown.page.list.set_filter(PeopleFilter(health=wish))
        shown.stage.settle()
        assert rows.ids() == listed


def test_a_judgement_says_why_cites_its_record_and_offers_one_step(shown: Shown) -> None:
    card, row = shown.card, shown.card.signals[RHYTHM]
    assert card.bars.band() is Band.COOLING
    assert card.word.text() == "Cooling"
    assert card.touch.text() == "The day to be in touch was 25 Oct"
    line = shown.page.view.standing
    narrow = shown.stage.window.width() < 1200
    assert (line.isVisible(), line.word.text()) == (narrow, "Cooling")
    assert row.accessibleName() == (
        "Rhythm, needs you: Last contact 9 weeks ago, planned every 4 weeks."
    )
    (link,) = [child for child in row.evidence.children() if isinstance(child, QWidget)]
    assert link.accessibleName() == "Open Contact of 25 Sep"
    shown.click(link)
    assert shown.place == ("history", key_of(Source.CONTACT, shown.last))
    shown.stage.go("people", shown.ana)
    shown.click(row.act)
    (draft,) = shown.stage.services.outreach.list()
    assert draft.kind is MessageKind.PROGRESS_UPDATE
    assert shown.place == ("composer", draft.id)


def test_seeing_it_differently_needs_a_reason_and_can_be_taken_back(shown: Shown) -> None:
    row = shown.card.signals[RHYTHM]
    shown.click(row.view.differ)
    type_into(shown.stage, row.view.reason, " ")
    assert row.view.reason.isVisible()
    type_into(shown.stage, row.view.reason, "We agreed on a pause")
    assert row.view.agree.isVisible()
    assert not row.act.isVisible()
    assert row.state.text() == ""
    assert "24 Dec: “We agreed on a pause”" in row.view._said.text()
    shown.click(row.view.agree)
    assert row.state.text() == "needs you"


def test_a_stall_offers_ways_on_and_sets_a_season_only_when_that_is_chosen(shown: Shown) -> None:
    stage, card = shown.stage, shown.card
    assert not card.stall.isVisible()
    for what in ("Send the plan", "Send the deck"):
        due = TODAY - timedelta(days=9)
        shown.run(AddCommitment(shown.ana, what, Owner.ME, due, made_on=due))
    button = next(b for way, b in card.stall.exits.items() if way == "pause")
    shown.click(button)
    choose(stage, "Draft the message")
    season = lambda: stage.services.people.detail(shown.ana).mentorships[0].season  # noqa: E731
    (draft,) = stage.services.outreach.list()
    assert (draft.kind, season()) == (MessageKind.PAUSE, Season.ACTIVE)
    stage.go("people", shown.ana)
    shown.click(button)
    choose(stage, "Draft the message and pause until a day…")
    (sheet,) = stage.window.findChildren(GoingOnSheet)
    sheet.until.setText("in 3 months")
    shown.click(sheet.both)
    assert season() is Season.PAUSED
    stage.go("people", shown.ana)
    assert card.quiet.text() == "Paused. Nothing is asked of you meanwhile."
    assert not card.signals[LOOPS].isVisible()
