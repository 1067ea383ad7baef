"""What to keep to with someone stands above a message to them while it is written."""

from datetime import timedelta

from mentorcrm.models.kinds import InteractionChannel, MessageKind, Role, Season
from mentorcrm.services.commands.agreements import SetOffLimits
from mentorcrm.services.commands.fit import SetWorkingStyle
from mentorcrm.services.commands.outreach import MarkSent
from mentorcrm.services.commands.people import AddPerson, SetMentorship
from mentorcrm.services.terms_rows import Boundaries
from mentorcrm.ui.pages.boundaries_line import boundary_words
from mentorcrm.ui.pages.composer import ComposerPage
from tests.conftest import NOW
from tests.ui.conftest import Stage


def test_boundaries_are_seen_before_an_ask_and_stay_out_of_it(stage: Stage) -> None:
    run = stage.services.dispatcher.run
    ruth = run(AddPerson("Ruth Adeyemi", mail="ruth@halden.example"))
    role = run(SetMentorship(ruth, Role.MENTOR, Season.ACTIVE))
    draft = run(stage.services.desk.beginning(ruth, MessageKind.ONE_QUESTION))
    page = stage.go("composer", draft)
    assert isinstance(page, ComposerPage)
    assert not page.boundaries.isVisible()
    run(SetOffLimits(role, ("salary", "the board")))
    run(SetWorkingStyle(ruth, {"their_limits": "No calls\nat weekends"}))
    stage.settle()
    assert page.boundaries.isVisible()
    said = page.boundaries.said.text()
    assert said == "Off limits: salary, the board  ·  Their limits: No calls at weekends"
    assert "salary" not in stage.services.sending.eml(draft).decode()
    run(MarkSent(draft, InteractionChannel.MAIL, NOW - timedelta(minutes=1)))
    stage.settle()
    assert not page.boundaries.isVisible()


def test_each_boundary_has_its_words() -> None:
    assert not Boundaries()
    assert boundary_words(Boundaries((), "", "An hour a month")) == "My limits: An hour a month"
    assert boundary_words(Boundaries(("pay",), "x", "y"), "\n").count("\n") == 2
