"""The cards beside a history: what is empty is a link, and nothing moves once it is seen."""

from PySide6.QtCore import Qt

from mentorcrm.models.kinds import NeedKind, Role, Season
from mentorcrm.services.commands.needs import AddNeed
from mentorcrm.services.commands.people import AddFact, AddPerson, EditPerson, SetMentorship
from mentorcrm.ui.pages.person_fit import FitCard
from mentorcrm.ui.pages.person_promises import PromisesCard
from mentorcrm.ui.pages.side_cards import SideCards
from tests.ui.conftest import Stage
from tests.ui.test_people_page import people

KEY = Qt.Key


def test_an_empty_card_is_a_link_that_opens_it_ready_to_be_filled(stage: Stage) -> None:
    page, (ana, ruth) = people(stage, "Ana", "Ruth")
    side = page.view._side
    names = [link.text() for link in side.add.links]
    assert names[:3] == ["A way to reach them", "A promise", "Advice"]
    assert all(link.focusPolicy() & Qt.FocusPolicy.TabFocus for link in side.add.links)
    link = side.add.links[1]
    link.setFocus(Qt.FocusReason.TabFocusReason)
    stage.qtbot.keyClick(link, KEY.Key_Return)
    promises = next(card for card in page.view.cards if isinstance(card, PromisesCard))
    assert promises.isVisible()
    assert stage.focused() is promises.line
    assert "A promise" not in [link.text() for link in side.add.links]
    stage.qtbot.keyClicks(promises.line, "send the deck")
    stage.qtbot.keyClick(promises.line, KEY.Key_Return)
    stage.settle()
    stage.desk.undo()
    stage.settle()
    assert promises.isVisible()  # It never folds under one's hands.
    stage.go("people", ruth)
    stage.go("people", ana)
    assert not promises.isVisible()


def test_nothing_moves_when_more_of_someone_is_read(stage: Stage) -> None:
    page, (ana, ruth) = people(stage, "Ana", "Ruth")
    run = stage.services.dispatcher.run
    run(SetMentorship(ana, Role.MENTOR, Season.ACTIVE))
    run(EditPerson(ana, {"notes": "writes on pricing"}))
    run(AddNeed(NeedKind.SKILL, "Pricing"))
    stage.settle()
    stage.go("people", ruth)
    page.side.show_person(ana)

    def tops() -> list[int]:
        return [card.y() for card in page.view.cards if card.isVisible()][:-1]

    before = tops()
    stage.settle()
    assert tops()[: len(before)] == before


def test_a_row_of_today_leads_to_the_card_it_is_about(stage: Stage) -> None:
    run = stage.services.dispatcher.run
    ana = run(AddPerson("Ana", season=Season.ACTIVE))
    run(EditPerson(ana, {"notes": "\n".join(["a line"] * 30)}))
    page = stage.go("people", ana, "card:fit")
    fit = next(card for card in page.view.cards if isinstance(card, FitCard))
    assert isinstance(page.view._side, SideCards)
    assert fit.isVisible()
    focused = stage.focused()
    assert focused is not None and fit.isAncestorOf(focused)
    assert not fit.visibleRegion().isEmpty()


def test_a_card_opened_from_the_foot_of_a_long_page_comes_into_view(stage: Stage) -> None:
    run = stage.services.dispatcher.run
    ana = run(AddPerson("Ana", season=Season.ACTIVE))
    for number in range(9):
        run(AddFact(ana, f"A talk on pricing, part {number}, and what came of it"))
    run(EditPerson(ana, {"notes": "\n".join(["a line"] * 60)}))
    view = stage.go("people", ana).view
    view.settle()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    link = next(link for link in view._side.add.links if link.text() == "An agreement")
    stage.qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    focused = stage.focused()
    assert focused is not None and not focused.visibleRegion().isEmpty()
