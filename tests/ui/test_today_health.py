"""The strip of Today: a block for each person, keys and clicks to them, and its sentence."""

from datetime import timedelta

from PySide6.QtCore import Qt

from mentorcrm.models.health_kinds import Band
from mentorcrm.models.history_kinds import Owner
from mentorcrm.models.kinds import InteractionChannel, Season
from mentorcrm.services.commands.commitments import AddCommitment
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.services.today_rows import Pulse, Reason
from mentorcrm.ui.pages.people import PeoplePage
from mentorcrm.ui.pages.today import TodayPage
from mentorcrm.ui.pages.today_health import parts_of
from mentorcrm.ui.today_words import pulse_words
from tests.conftest import NOW
from tests.ui.conftest import Stage

KEY = Qt.Key


def test_arrows_go_along_the_strip_and_a_stall_leads_to_its_choices(stage: Stage) -> None:
    run = stage.services.dispatcher.run
    ids = {}
    for name, agos in (("Ana Ferreira", (200, 150, 60)), ("Ruth Adeyemi", (5,))):
        ids[name] = run(AddPerson(name, season=Season.ACTIVE))
        for ago in agos:
            at = NOW - timedelta(days=ago)
            run(LogInteraction((ids[name],), at, InteractionChannel.EVENT))
    made = NOW.date() - timedelta(days=120)
    run(AddCommitment(ids["Ana Ferreira"], "Read my talk", Owner.THEM, made_on=made))
    stage.settle()
    page = stage.go("today")
    assert isinstance(page, TodayPage)
    card = page.network
    assert card.said.text().startswith("2 people. ")
    first, second = card.strip.blocks
    assert (first.text(), second.text()) == ("Ruth Adeyemi: new", "Ana Ferreira: cooling")
    first.setFocus(Qt.FocusReason.TabFocusReason)
    stage.qtbot.keyClick(first, KEY.Key_Right)
    assert stage.focused() is second
    stage.qtbot.keyClick(second, KEY.Key_Return)
    stage.settle()
    assert stage.window.navigation.page.place().key == ids["Ana Ferreira"]

    stage.go("today")
    row = next(row for row in page.list.rows if row.row.reason is Reason.STALL)
    stage.qtbot.mouseClick(row.act, Qt.MouseButton.LeftButton)
    stage.settle()
    people = stage.window.navigation.page
    assert isinstance(people, PeoplePage)
    assert stage.focused() is people.view._side.health.stall.exits["reset"]


def test_many_people_are_shares_of_a_bar_and_the_change_is_a_sentence() -> None:
    pulse = Pulse((), ((Band.STEADY, 48), (Band.COOLING, 3)), -2)
    assert [(part.person, part.words, part.width) for part in parts_of(pulse)] == [
        (0, "Steady: 48 people", 48),
        (0, "Cooling: 3 people", 3),
    ]
    assert pulse_words(pulse) == "51 people. Two fewer cooling than a month ago."
    calm = Pulse((), ((Band.STEADY, 1),), 0)
    assert pulse_words(calm) == "1 person."
