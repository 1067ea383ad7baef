"""By when to be in touch, in words."""

from datetime import timedelta
from typing import Any

import pytest

from mentorcrm.models.kinds import InteractionChannel, Season
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.ui.pages.health_words import touch_words
from tests.conftest import NOW


@pytest.mark.parametrize(
    ("agos", "words", "role"),
    [
        ((), "", "text2"),
        ((3,), "Plan a second time", "text2"),
        ((20,), "Plan a second time", "warn"),
        ((5, 35, 65), "Be in touch by 19 Dec", "text2"),
        ((30, 60, 90), "Be in touch today", "warn"),
        ((40, 70, 100), "The day to be in touch was 14 Nov", "warn"),
    ],
)
def test_the_day_is_said_and_someone_met_once_is_to_be_met_again(
    services: Any, agos: tuple[int, ...], words: str, role: str
) -> None:
    run = services.dispatcher.run
    ana = run(AddPerson("Ana Ferreira", season=Season.ACTIVE))
    for ago in agos:
        run(LogInteraction((ana,), NOW - timedelta(days=ago), InteractionChannel.EVENT))
    assert touch_words(services.health.of(ana)) == (words, role)
