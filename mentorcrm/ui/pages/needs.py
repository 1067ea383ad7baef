"""Needs: the list on the left, one need on the right."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from mentorcrm.errors import NotFound
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.need_places import LOOK_BACK, filter_in, filtered_needs
from mentorcrm.ui.pages.needs_list import NeedsList
from mentorcrm.ui.pages.page import Page, in_turn
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.ui.widgets.panes import Halves
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.ui.pages.need_view import NeedView

LIST_WIDTH = 360
NARROW_LIST = 300
_TEACH = _("An ask about one need is easier to answer than a wish for a mentor.")
_EXAMPLES = _(
    "Such as “whether to lead the team”, “giving hard feedback” or “a study that counts”."
)


class NeedsPage(Page):
    """Places: `needs` with the need's id as key.

    View `new` names one, `look-back` asks how a decision turned out.
    """

    reads = (
        *("need", "need_task", "coverage", "draft", "person", "mentorship", "public_fact"),
        *("person_tag", "tag", "interaction", "interaction_person", "advice", "advice_stance"),
        "meeting",
        "experiment",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list = NeedsList(desk)
        self._view: NeedView | None = None
        self._need: int | None = None
        self._looks_back = False
        self._first = Button(_("Name a need"), "primary", icon="plus")
        self._well = EmptyWell(
            "target", _("What do you need?"), f"{_TEACH} {_EXAMPLES}", self._first
        )
        self._nothing = QWidget()
        self._nothing.setLayout(boxes.column(None, self._well, None, None, margins=(64, 0, 64, 0)))
        self._build()
        self._connect()

    @property
    def view(self) -> "NeedView":
        """One need whole; built after the list is on show, so that neither waits for the other."""
        if self._view is None:
            from mentorcrm.ui.pages.need_view import NeedView

            self._view = NeedView(self.desk)
            self._stack.addWidget(self._view)
            if self.desk.live:
                self._show()
        return self._view

    def open_place(self, place: Place) -> None:
        if place.view == "new":
            self.list.new.start()
        self._looks_back = place.view == LOOK_BACK
        wanted = filter_in(place.view)
        if wanted is not None:
            self.list.set_filter(wanted)
        if place.key is not None:
            self._need = place.key
            self.desk.when_live(self._show_opened)

    def take_focus(self) -> None:
        if self._looks_back and self._need is not None:
            self._looks_back = False
            self.desk.when_live(lambda: self.view.outcome.start())
        else:
            super().take_focus()

    def place(self) -> Place:
        return filtered_needs(self.list.wanted(), self._need)

    def reload(self) -> None:
        self.list.reload()
        self._keep_or_choose()
        self._show()

    def first_focus(self) -> QWidget:
        if self.list.new.isVisibleTo(self.list):
            return self.list.new.field
        return self.list.list if self.list.model.rowCount() else self._first

    def panes(self) -> tuple[QWidget, ...]:
        side = (self.view.statement.area.editor,) if self._need is not None else ()
        return (self.list.search, self.list.list, *side)

    def flush(self) -> None:
        if self._view is not None:
            self._view.flush()

    def focus_filter(self) -> None:
        self.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.search.selectAll()

    def _build(self) -> None:
        side = QWidget()
        self._stack = QStackedLayout(side)
        self._coming = QWidget()
        self._stack.addWidget(self._coming)
        self._stack.addWidget(self._nothing)
        splitter = Halves(LIST_WIDTH, NARROW_LIST)
        self.list.setMinimumWidth(280)
        splitter.addWidget(self.list)
        splitter.addWidget(side)
        splitter.start()
        self.setLayout(boxes.column(splitter, spacing=0))

    def _connect(self) -> None:
        self.list.need_picked.connect(self._picked)
        self.list.filtered.connect(self._follow_filter)
        self.list.letter_pressed.connect(self._letter)
        self.list.new.added.connect(self._added)
        self._first.clicked.connect(self.list.new.start)

    def _build_view(self) -> object:
        """The page may have been left since; then it is built on coming back."""
        if self.isVisible():
            return self.view
        self._stale = True
        return None

    def _keep_or_choose(self) -> None:
        """After rows came or went: the same need, else the one now in its place."""
        ids = self.list.model.ids()
        if self._need is not None and _is_there(self, self._need):
            self.list.select(self._need)
        elif ids:
            place = min(max(self.list.list.currentIndex().row(), 0), len(ids) - 1)
            self._need = ids[place]
            self.list.select(self._need)
        else:
            self._need = None

    def _follow_filter(self) -> None:
        ids = self.list.model.ids()
        if self._need is not None and self.list.select(self._need):
            return
        self.flush()
        self._need = ids[0] if ids else None
        if self._need is not None:
            self.list.select(self._need)
        self.desk.when_live(self._show)

    def _show_opened(self) -> None:
        need = self._need
        if need is not None and not self.list.select(need) and _is_there(self, need):
            self.list.clear_filter()
            self.list.reload()
            self.list.select(need)
        self._need = need
        self._show()

    def _show(self) -> None:
        try:
            need = self.desk.services.needs.detail(self._need) if self._need is not None else None
        except NotFound:
            need = None
        self._first.setVisible(not self.list.model.rowCount())
        if need is None:
            self._stack.setCurrentWidget(self._nothing)
        elif self._view is None:
            self._stack.setCurrentWidget(self._coming)
            in_turn(self, self._build_view)
        else:
            self._view.show_need(need)
            self._stack.setCurrentWidget(self._view)
            self._view.settle()

    def _picked(self, need: int) -> None:
        if need != self._need:
            self.flush()
            self._need = need
            self.desk.when_live(self._show)

    def _added(self, need: int) -> None:
        self._need = need
        self.list.clear_filter()
        self.desk.when_live(self._show_opened)
        self.view.done_when.start()

    def _letter(self, letter: str) -> None:
        off = letter != "Del" and not self.desk.settings.current.letter_keys
        if self._need is not None and not off:
            acts: dict[str, Callable[[], None]] = {
                "E": self.view.start_editing,
                "Del": self.view.delete,
            }
            acts[letter]()


def _is_there(page: NeedsPage, need: int) -> bool:
    if page.list.model.place_of(need) is not None:
        return True
    try:
        page.desk.services.needs.detail(need)
    except NotFound:
        return False
    return True
