"""The pages of the sidebar in their order: it decides what Ctrl+1, Ctrl+2 and so on open.

A new page is a line here and one in `navigation.PAGES`.
"""

from typing import NamedTuple


class NavItem(NamedTuple):
    """One page in the sidebar."""

    page: str
    words: str
    icon: str


NAV = (
    NavItem("today", "Today", "sun"),
    NavItem("people", "People", "users"),
    NavItem("asks", "Asks", "pen-line"),
    NavItem("needs", "Needs", "target"),
)
# Where the mark in the sidebar stands for pages without an item of their own.
NAV_OF = {"composer": "asks"}
