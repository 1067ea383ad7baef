"""The pages of the sidebar in their order: it decides what Ctrl+1, Ctrl+2 and so on open.

A new page is a line here and one in `navigation.PAGES`.
"""

from typing import NamedTuple

from mentorcrm.words import _


class NavItem(NamedTuple):
    """One page in the sidebar."""

    page: str
    words: str
    icon: str


NAV = (
    NavItem("today", _("Today"), "sun"),
    NavItem("people", _("People"), "users"),
    NavItem("asks", _("Asks"), "pen-line"),
    NavItem("meetings", _("Meetings"), "calendar-days"),
    NavItem("needs", _("Needs"), "target"),
    NavItem("history", _("History"), "history"),
)
# Where the mark in the sidebar stands for pages without an item of their own.
NAV_OF = {"composer": "asks"}
