"""Saved views: kept in order, named once, taken back by undo."""

import pytest

from mentorcrm.errors import NotFound, UserError
from mentorcrm.models.kinds import Season
from mentorcrm.services.commands.views import RemoveView, RenameView, SaveView
from mentorcrm.services.facade import Services
from mentorcrm.services.people_filter import PeopleFilter

TRIAL = PeopleFilter(season=Season.TRIAL)
CAREER = PeopleFilter(tag="career & more", text="a=b")


def names(services: Services) -> list[str]:
    return [view.name for view in services.views.list()]


def test_views_keep_their_filter_and_order_also_through_undo(services: Services) -> None:
    run = services.dispatcher.run
    first = run(SaveView("Trial period", TRIAL))
    run(SaveView(" Career ", CAREER))
    run(SaveView("Third", PeopleFilter(text="x")))
    assert names(services) == ["Trial period", "Career", "Third"]
    assert services.views.list()[1].wanted == CAREER
    run(RemoveView(first))
    assert names(services) == ["Career", "Third"]
    assert services.dispatcher.undo() == "Remove the view “Trial period”"
    assert names(services) == ["Trial period", "Career", "Third"]
    run(RenameView(first, "On trial"))
    assert names(services)[0] == "On trial"


def test_what_makes_no_view_is_refused(services: Services) -> None:
    run = services.dispatcher.run
    run(SaveView("Trial", TRIAL))
    for name, wanted in (
        (" ", TRIAL),
        ("trial", CAREER),
        ("x" * 61, CAREER),
        ("All", PeopleFilter()),
    ):
        with pytest.raises(UserError):
            run(SaveView(name, wanted))
    with pytest.raises(NotFound):
        run(RemoveView(99))
    assert names(services) == ["Trial"]
