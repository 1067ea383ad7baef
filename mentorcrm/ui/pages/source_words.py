"""The words of the page of sources. Pure."""

from mentorcrm.models.kinds import Season
from mentorcrm.services.ask_outcomes import ENOUGH, SourceYield, of_words
from mentorcrm.services.sources import Lane, SourcesPage
from mentorcrm.words import _, joined, n_

ON_THE_WAY = (
    *(Season.CANDIDATE, Season.RESEARCHED, Season.ASKED),
    *(Season.TRIAL, Season.ACTIVE, Season.LIGHT_TOUCH),
)
"""The seasons that always have a lane; the others only where somebody is in them."""


def shown_lanes(found: SourcesPage) -> tuple[Lane, ...]:
    """The lanes to show, in the order of the seasons."""
    return tuple(lane for lane in found.lanes if lane.number or lane.season in ON_THE_WAY)


def board_words(found: SourcesPage) -> str:
    """The sentence below the title."""
    if not found.people:
        return _("Nobody is on the board yet. One of these questions may bring somebody to mind.")
    numbers = {lane.season: lane.number for lane in found.lanes}
    on_the_way = sum(numbers[season] for season in ON_THE_WAY[:3])
    may = n_(
        "{number} person may come to help you", "{number} people may come to help you", on_the_way
    ).format(number=on_the_way)
    asked = _("nobody was asked yet")
    if numbers[Season.ASKED]:
        asked = _("{number} asked").format(number=numbers[Season.ASKED])
    return _("{may}; {asked}.").format(may=may, asked=asked)


def yield_words(brought: SourceYield | None) -> str:
    """`4 people, 3 asked, 2 said yes, 1 active now`; a share only where it says something."""
    if brought is None:
        return _("Nobody noted yet")
    parts = [n_("{number} person", "{number} people", brought.people).format(number=brought.people)]
    if brought.asked:
        parts.append(_("{number} asked").format(number=brought.asked))
        yes = _("{number} said yes").format(number=brought.yes)
        if brought.asked >= ENOUGH:
            yes = _("yes from {share}").format(share=of_words(brought.yes, brought.asked))
        parts.append(yes)
    if brought.active:
        parts.append(_("{number} active now").format(number=brought.active))
    return ", ".join(parts)


def lane_words(lane: Lane) -> str:
    """A lane read aloud: the season, how many, and who is on show."""
    names = joined([one.name for one in lane.people])
    said = _("{season}: {number}").format(season=lane.season.label, number=lane.number)
    return _("{said}, {names}").format(said=said, names=names) if names else said
