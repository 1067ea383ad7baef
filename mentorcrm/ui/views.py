"""Saved views in the sidebar: filters of the list of people, one click away."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from mentorcrm.models.kinds import Season
from mentorcrm.services.people_filter import HealthWish, PeopleFilter
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.nav import NavItem
from mentorcrm.ui.navigation import Navigation
from mentorcrm.ui.places import filter_in, filtered_people
from mentorcrm.ui.sidebar import SAVE_VIEW, Sidebar
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.bus import Changes
    from mentorcrm.services.views import ViewRow

_PEOPLE = (
    *("person", "mentorship", "person_tag", "tag", "contact_point", "interaction"),
    *("draft", "commitment", "advice", "meeting", "health_note", "fit_check", "coverage"),
)
_PREFIX = "view/"


_ICONS = {
    HealthWish.COOLING: "trending-down",
    HealthWish.AT_RISK: "trending-down",
    HealthWish.OWING: "handshake",
    HealthWish.WAITING: "reply",
}


def icon_of(wanted: PeopleFilter) -> str:
    """The icon of a view, by what it filters."""
    if wanted.season is Season.TRIAL:
        return "hourglass"
    return _ICONS.get(wanted.health, "list-filter") if wanted.health else "list-filter"


class Views(QObject):
    """Lists the views with their numbers, opens, saves, renames and removes them."""

    def __init__(
        self, window: QWidget, desk: Desk, navigation: Navigation, sidebar: Sidebar
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._navigation = navigation
        self._sidebar = sidebar
        self._rows: tuple[ViewRow, ...] = ()
        self._asked_for = ""  # The view whose menu is open.
        for _name, page in navigation.by_name():
            page.place_changed.connect(self.mark)
        navigation.built.connect(self._built)
        navigation.moved.connect(self.mark)
        sidebar.page_requested.connect(self._open)
        sidebar.save_requested.connect(self._save)
        sidebar.menu_requested.connect(self._open_menu)
        sidebar.remove_requested.connect(self._remove)
        self.read()

    def take_changes(self, changes: "Changes") -> None:
        """Read again what may have changed."""
        if changes.touches("saved_view"):
            self.read()
        elif changes.touches(*_PEOPLE):
            self._count()

    def read(self) -> None:
        """Read the views, then how many people are in each."""
        self._rows = self._desk.services.views.list()
        self.mark()
        self._count()

    def mark(self) -> None:
        """Show which view is open, or that the filter on show can be saved."""
        wanted = self._wanted()
        own = next((row for row in self._rows if row.wanted == wanted), None)
        items = [NavItem(f"{_PREFIX}{row.id}", row.name, icon_of(row.wanted)) for row in self._rows]
        if own is None and wanted is not None and wanted != PeopleFilter(sort=wanted.sort):
            items.append(NavItem(SAVE_VIEW, _("Save this filter"), "plus"))
        self._sidebar.set_views(tuple(items))
        if own is not None:
            self._sidebar.show_page(f"{_PREFIX}{own.id}")
        elif wanted is not None:
            self._sidebar.show_page("people")

    def _wanted(self) -> PeopleFilter | None:
        """The filter on show, None on other pages than People."""
        place = self._navigation.page.place()
        return filter_in(place.view) if place.page == "people" else None

    def _built(self, _name: str, page: object) -> None:
        changed = getattr(page, "place_changed", None)
        if changed is not None:
            changed.connect(self.mark)

    def _count(self) -> None:
        if self._rows:
            self._desk.tasks.run(self._numbers, self._sidebar.set_counts, key="views")

    def _numbers(self, _token: CancelToken) -> dict[str, int]:
        people = self._desk.services.people
        return {f"{_PREFIX}{row.id}": len(people.ids(row.wanted)) for row in self._rows}

    def _row(self, page: str) -> "ViewRow | None":
        return next((row for row in self._rows if f"{_PREFIX}{row.id}" == page), None)

    def _open(self, page: str) -> None:
        row = self._row(page)
        if row is not None and row.wanted != self._wanted():
            self._desk.place_requested.emit(filtered_people(row.wanted))
        elif page == "people" and self._wanted() in {row.wanted for row in self._rows}:
            self._desk.place_requested.emit(filtered_people(PeopleFilter()))

    def _save(self) -> None:
        from mentorcrm.ui.dialogs.view import ViewSheet

        wanted = self._wanted()
        if wanted is not None:
            ViewSheet(self._window, self._desk, wanted=wanted).open()

    def _open_menu(self, page: str, where: QPoint) -> None:
        if self._row(page) is None:
            return
        self._asked_for = page
        choices = (("rename", _("Rename…"), "pencil"), ("remove", _("Remove"), "trash-2"))
        menu = ChoiceMenu(self._sidebar, choices)
        menu.chosen.connect(self._do)
        menu.popup(where)

    def _do(self, name: object) -> None:
        from mentorcrm.ui.dialogs.view import ViewSheet

        row = self._row(self._asked_for)
        if row is not None and name == "rename":
            ViewSheet(self._window, self._desk, view=row).open()
        elif row is not None:
            self._remove(self._asked_for)

    def _remove(self, page: str) -> None:
        from mentorcrm.services.commands.views import RemoveView

        row = self._row(page)
        if row is not None:
            self._desk.run(
                RemoveView(row.id), said=_("Removed the view “{name}”").format(name=row.name)
            )
