"""Advice and promises beside a person, side by side on a need, and chosen for a message."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mentorcrm.models.history_kinds import AdviceResponse, Owner
from mentorcrm.models.kinds import InteractionChannel, MessageKind, NeedKind, NeedStatus, Privacy
from mentorcrm.services.commands import advice as wish
from mentorcrm.services.commands.commitments import AddCommitment
from mentorcrm.services.commands.needs import AddNeed, EditNeed
from mentorcrm.services.commands.outreach import MarkSent
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.ui.pages.composer import ComposerPage
from mentorcrm.ui.pages.needs import NeedsPage
from mentorcrm.ui.pages.people import PeoplePage
from mentorcrm.ui.pages.person_advice import AdviceCard
from mentorcrm.ui.pages.person_promises import PromisesCard
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.menus import ChoiceMenu
from tests.conftest import NOW
from tests.ui.conftest import Stage

TODAY = NOW.date()
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def ana(stage: Stage) -> int:
    return int(stage.services.dispatcher.run(AddPerson("Ana Ferreira")))


def advise(stage: Stage, person: int, words: str, result: str = "", days: int = 40) -> int:
    """Advice that was tried, with what came of it."""
    run = stage.services.dispatcher.run
    number = int(run(wish.AddAdvice(person, words, given_on=TODAY - timedelta(days=days))))
    run(wish.EditAdvice(number, {"result": result}, AdviceResponse.TRIED))
    return number


def card(stage: Stage, person: int, kind: type) -> object:
    page = stage.go("people", person)
    assert isinstance(page, PeoplePage)
    (found,) = page.findChildren(kind)
    return found


def promises(stage: Stage, person: int) -> PromisesCard:
    found = card(stage, person, PromisesCard)
    assert isinstance(found, PromisesCard)
    return found


def advice_of(stage: Stage, person: int) -> AdviceCard:
    found = card(stage, person, AdviceCard)
    assert isinstance(found, AdviceCard)
    return found


def place_key(stage: Stage) -> int:
    key = stage.window.navigation.page.place().key
    assert key is not None
    return key


def test_a_promise_is_typed_with_its_day_and_ticked(stage: Stage, ana: int) -> None:
    shown = promises(stage, ana)
    assert shown.owner.isHidden()
    QTest.keyClicks(shown.line, "Send the deck by friday")
    assert not shown.owner.isHidden()
    QTest.keyClick(shown.line, Qt.Key.Key_Return)
    stage.settle()
    (row,) = stage.services.commitments.open_with(ana)
    assert (row.what, row.due, row.owner) == (
        "Send the deck",
        TODAY + timedelta(days=3),
        Owner.ME,
    )
    assert shown.line.text() == ""
    stage.qtbot.mouseClick(shown.lines[0].box, LEFT)
    stage.settle()
    assert stage.services.commitments.detail(row.id).done_on == TODAY
    assert shown.lines == []


def test_one_of_theirs_stands_beside_mine(stage: Stage, ana: int) -> None:
    shown = promises(stage, ana)
    QTest.keyClicks(shown.line, "An introduction to Sam")
    shown.owner.set_value(Owner.THEM)
    QTest.keyClick(shown.line, Qt.Key.Key_Return)
    stage.settle()
    (row,) = stage.services.commitments.open_with(ana)
    assert (row.owner, row.due) == (Owner.THEM, None)
    assert shown.owner.value() is Owner.ME
    shown.lines[0].open.clicked.emit()
    stage.settle()
    assert place_key(stage) == row.id


def test_many_promises_are_shown_on_demand(stage: Stage, ana: int) -> None:
    for number in range(7):
        stage.services.dispatcher.run(AddCommitment(ana, f"Promise {number}"))
    shown = promises(stage, ana)
    assert len(shown.lines) == 5
    stage.qtbot.mouseClick(shown._more, LEFT)
    assert len(shown.lines) == 7
    assert not shown._more.isVisible()


def test_advice_not_told_stands_first_and_is_reported_from_the_card(stage: Stage, ana: int) -> None:
    told = advise(stage, ana, "Ask Sam", days=1)
    stage.services.dispatcher.run(wish.TellAdvice(told))
    pilot = advise(stage, ana, "Run a pilot", "two teams shipped")
    shown = advice_of(stage, ana)
    assert [line._row.id for line in shown.lines] == [pilot, told]
    assert not shown.lines[1].report.isVisible()
    stage.qtbot.mouseClick(shown.lines[0].report, LEFT)
    stage.settle()
    assert stage.services.outreach.detail(place_key(stage)).advice == (pilot,)


def test_advice_is_kept_in_one_line(stage: Stage, ana: int) -> None:
    shown = advice_of(stage, ana)
    QTest.keyClicks(shown.line, "Write it down")
    QTest.keyClick(shown.line, Qt.Key.Key_Return)
    stage.settle()
    (row,) = stage.services.advice.untold(ana)
    assert row.words == "Write it down"
    assert not shown.lines[0].report.isVisible()
    shown.lines[0].open.clicked.emit()
    stage.settle()
    assert place_key(stage) == row.id


@pytest.fixture
def decision(stage: Stage, ana: int) -> int:
    """A decision about which Ana and Ben gave advice, Ben's never leaving."""
    run = stage.services.dispatcher.run
    need = int(run(AddNeed(NeedKind.DECISION, "Whether to lead", options=("yes", "no"))))
    ben = run(AddPerson("Ben Adler"))
    cleo = run(AddPerson("Cleo Hart"))
    run(wish.AddAdvice(ana, "Take it", assumed="The budget stays", need_id=need))
    run(wish.AddAdvice(ben, "Wait a year", need_id=need))
    run(wish.AddAdvice(cleo, "Never", need_id=need, privacy=Privacy.NEVER))
    run(wish.AddAdvice(ana, "About something else"))
    return need


def needs(stage: Stage, need: int) -> NeedsPage:
    page = stage.go("needs", need)
    assert isinstance(page, NeedsPage)
    return page


def test_advice_about_a_decision_stands_side_by_side(stage: Stage, decision: int) -> None:
    view = needs(stage, decision).view
    assert [tile._row.words for tile in view.advice.tiles] == ["Take it", "Wait a year", "Never"]
    tops = {tile.y() for tile in view.advice.tiles}
    assert len(tops) == 1
    assert not view.advice.chosen.isVisible()
    stage.services.dispatcher.run(EditNeed(decision, {"decided": "Yes, from May"}))
    stage.settle()
    assert view.advice.chosen.text() == "You chose: Yes, from May"
    view.advice.tiles[2].unlink.clicked.emit()
    stage.settle()
    assert len(view.advice.tiles) == 2


def test_where_advisers_differ_is_said_once_it_is_known(stage: Stage, decision: int) -> None:
    stage.services.dispatcher.run(EditNeed(decision, {}, options=("take it", "wait")))
    card = needs(stage, decision).view.advice
    assert not card.compared.isVisible()
    for place, option in ((0, "take it"), (1, "wait")):
        card.tiles[place].stance.chosen.emit(option)
        stage.settle()
    assert card.compared.text().startswith("They differ. “take it”: ")
    assert [tile.stance.value() for tile in card.tiles] == ["take it", "wait", ""]
    card.tiles[1].stance.chosen.emit("")
    stage.settle()
    assert not card.compared.isVisible()


def test_advice_is_linked_from_the_need(stage: Stage, decision: int) -> None:
    view = needs(stage, decision).view
    stage.qtbot.mouseClick(view.advice.link, LEFT)
    (menu,) = (m for m in view.advice.findChildren(ChoiceMenu) if m.isVisible())
    (free,) = (row for row in stage.services.advice.listed() if row.need_id is None)
    menu.choose(free.id)
    menu.close()
    stage.settle()
    assert stage.services.advice.detail(free.id).need_id == decision
    assert len(view.advice.tiles) == 4


def test_a_skill_without_advice_shows_no_such_card(stage: Stage, decision: int) -> None:
    skill = stage.services.dispatcher.run(AddNeed(NeedKind.SKILL, "Giving feedback"))
    assert not needs(stage, skill).view.advice.isVisible()


@pytest.mark.parametrize("met", [True, False])
def test_a_met_need_and_a_decision_made_offer_a_note_to_all_who_advised(
    stage: Stage, decision: int, met: bool
) -> None:
    view = needs(stage, decision).view
    assert not view.impact.isVisible()
    status = NeedStatus.MET if met else None
    values = {} if met else {"decided": "Yes"}
    stage.services.dispatcher.run(EditNeed(decision, values, status=status))
    stage.settle()
    offered = [b for b in view.impact.findChildren(Button) if b.isVisible()]
    assert [b.accessibleName() for b in offered] == [
        "Write to Ana Ferreira what it led to",
        "Write to Ben Adler what it led to",
    ]
    stage.qtbot.mouseClick(offered[0], LEFT)
    stage.settle()
    draft = stage.services.outreach.detail(place_key(stage))
    assert draft.kind is MessageKind.IMPACT_NOTE
    assert [stage.services.advice.detail(key).words for key in draft.advice] == ["Take it"]
    assert "“Take it.” I have ⟦what I did with it⟧." in draft.body


def test_a_message_follows_the_advice_that_is_chosen(stage: Stage, ana: int) -> None:
    pilot = advise(stage, ana, "Run a pilot", "two teams shipped")
    other = advise(stage, ana, "Ask Sam", "two new questions", days=10)
    services = stage.services
    command = services.desk.beginning(ana, MessageKind.IMPACT_NOTE, advice=(pilot,))
    draft = services.dispatcher.run(command)
    page = stage.go("composer", draft)
    assert isinstance(page, ComposerPage)
    choices = page.ingredients.advice
    assert [(c.key, c.box.isChecked()) for c in choices.choices] == [(pilot, True), (other, False)]
    stage.qtbot.mouseClick(choices.choices[1].box, LEFT)
    stage.settle()
    assert services.outreach.detail(draft).advice == (pilot, other)
    assert "“Ask Sam.”" in page.session.text.body
    stage.qtbot.mouseClick(choices.choices[0].box, LEFT)
    stage.settle()
    assert "pilot" not in page.session.text.body
    services.dispatcher.run(MarkSent(draft, InteractionChannel.MAIL, NOW))
    assert services.advice.detail(other).told_draft_id == draft
    assert services.advice.detail(pilot).told_on is None


def test_only_a_report_offers_advice(stage: Stage, ana: int) -> None:
    advise(stage, ana, "Run a pilot")
    draft = stage.services.dispatcher.run(
        stage.services.desk.beginning(ana, MessageKind.ONE_QUESTION)
    )
    page = stage.go("composer", draft)
    assert isinstance(page, ComposerPage)
    assert not page.ingredients.advice.isVisible()
