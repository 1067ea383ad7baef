"""The pages of the sidebar in their order: it decides what Ctrl+1, Ctrl+2 and so on open.

A new page is a line here and one in `navigation.PAGES`.
"""

from typing import NamedTuple

from mentorcrm.words import _


class NavItem(NamedTuple):
    """One page in the sidebar; pages of one `group` stand together below its name.

    An item without a page is the name of a group.
    """

    page: str
    words: str
    icon: str
    group: str = ""


REFLECT = _("Reflect")
NAV = (
    NavItem("today", _("Today"), "sun"),
    NavItem("people", _("People"), "users"),
    NavItem("asks", _("Asks"), "pen-line"),
    NavItem("meetings", _("Meetings"), "calendar-days"),
    NavItem("needs", _("Needs"), "target"),
    NavItem("history", _("History"), "history"),
    NavItem("review", _("Review"), "activity", REFLECT),
    NavItem("mosaic", _("Mosaic"), "layout-grid", REFLECT),
    NavItem("network", _("Network"), "waypoints", REFLECT),
)
# Where the mark in the sidebar stands for pages without an item of their own.
NAV_OF = {"composer": "asks", "sources": "mosaic"}


def grouped(items: tuple[NavItem, ...]) -> tuple[NavItem, ...]:
    """The pages with the name of each group before its first page."""
    found: list[NavItem] = []
    for item in items:
        if item.group and (not found or found[-1].group != item.group):
            found.append(NavItem("", item.group, "", item.group))
        found.append(item)
    return tuple(found)
