"""The words of a row of Today stay whole at any size: they wrap, and the row grows with them."""

from datetime import timedelta

import pytest

from mentorcrm.services.commands import advice as wish
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.ui import theme
from mentorcrm.ui.pages.today import TodayPage
from mentorcrm.ui.widgets.text import Label
from tests.conftest import NOW
from tests.ui.conftest import Stage

LONG = "Ada Wilhelmina Constance Featherstonehaugh-Cholmondeley"


@pytest.mark.parametrize("percent", [100, 150])
def test_rows_grow_with_their_words(stage: Stage, percent: int) -> None:
    run = stage.services.dispatcher.run
    person = run(AddPerson(LONG))
    day = NOW.date() - timedelta(days=40)
    run(wish.AddAdvice(person, "Ask for scope before a title. " * 8, given_on=day))
    theme.current().set_scale(percent)
    page = stage.go("today")
    assert isinstance(page, TodayPage)
    stage.settle()
    [row] = page.list.rows
    for label in row.findChildren(Label):
        if label.isVisible():
            wanted = label.heightForWidth(label.width())
            assert label.height() >= wanted - 1, label.text()
            assert not label.is_elided(), label.text()
    assert row.height() >= theme.current().px(75)
