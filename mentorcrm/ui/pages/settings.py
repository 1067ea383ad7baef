"""Settings and data: a quiet list of sections on the left, the section on the right."""

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from mentorcrm.ui import icons, theme
from mentorcrm.ui.delegates.record_row import RecordLine
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.itemmodels.records import RecordList
from mentorcrm.ui.itemmodels.windowed import Index, RowRole
from mentorcrm.ui.pages.page import Page
from mentorcrm.ui.pages.settings_section import Section
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.lists import ground_of
from mentorcrm.ui.widgets.panes import Plane
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.bus import Changes

# View -> words, icon, module and class; imported on the first visit.
SECTIONS: dict[str, tuple[str, str, str, str]] = {
    "": (_("You"), "user", "settings_profile", "ProfileSection"),
    "look": (_("Look"), "sun", "settings_look", "LookSection"),
    "reminders": (_("Reminders"), "clock", "settings_reminders", "RemindersSection"),
    "import": (_("Import"), "upload", "settings_import", "ImportSection"),
    "backups": (_("Backups"), "database", "settings_backups", "BackupsSection"),
    "duplicates": (_("Duplicates"), "users", "settings_duplicates", "DuplicatesSection"),
    "bin": (_("Bin"), "trash-2", "settings_bin", "BinSection"),
    "templates": (_("Templates"), "file-text", "settings_templates", "TemplatesSection"),
    "about": (_("Privacy and about"), "shield-check", "settings_about", "AboutSection"),
}
_VIEWS = tuple(SECTIONS)
NAV_WIDTH = 200
_ICON = 16


class _SectionLine(RecordLine):
    """A section; `detail` names its icon."""

    __slots__ = ()

    @property
    def spoken(self) -> str:
        return self.text


class _NavDelegate(QStyledItemDelegate):
    """A section as in the sidebar: icon and word, the current one on a surface."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, theme.current().px(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole)
        if not isinstance(row, RecordLine):
            return
        painter.save()
        box = option.rect.adjusted(4, 1, -4, -1)
        ground = ground_of(option.widget, index)
        ground.paint(painter, box, "surface", "line")
        chosen = ground.chosen
        edge = theme.current().px(_ICON)
        middle = box.top() + (box.height() - edge) // 2
        icon = QRect(box.left() + 10, middle, edge, edge)
        icons.draw(painter, row.detail, icon, "accent" if chosen else "text2")
        painter.setFont(theme.current().font("strong" if chosen else "body"))
        painter.setPen(theme.color("text" if chosen else "text2"))
        words = box.adjusted(edge + 20, 0, -6, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, row.text)
        painter.restore()


class _Nav(Plane):
    """The list of sections."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("canvas", right=True)
        self.setFixedWidth(theme.current().px(NAV_WIDTH))
        self.list = RecordList(_("Sections of the settings"))
        self._delegate = _NavDelegate()
        self.list.setItemDelegate(self._delegate)
        lines = [
            _SectionLine(place, words, icon)
            for place, (words, icon, _module, _name) in enumerate(SECTIONS.values())
        ]
        self.list.set_lines(lines)
        title = Label(_("Settings"), "display")
        title.setContentsMargins(16, 0, 0, 0)
        head = boxes.row(title, margins=(16, 28, 8, 10))
        self.setLayout(boxes.column(head, self.list, margins=(8, 0, 8, 8), spacing=0))
        self.list.picked.connect(self._picked)
        theme.current().changed.connect(self._fit)

    def show_view(self, view: str) -> None:
        """Mark a section as the one on show."""
        self.list.choose(_VIEWS.index(view))

    def _picked(self, index: object) -> None:
        if isinstance(index, QModelIndex) and index.isValid():
            self.chosen.emit(_VIEWS[index.row()])

    def _fit(self) -> None:
        self.setFixedWidth(theme.current().px(NAV_WIDTH))


class SettingsPage(Page):
    """Places: `settings` with a section as view: look, import, backups, duplicates, bin,
    templates, about.

    A colon after the section begins what it is for.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.nav = _Nav()
        self.stack = QStackedWidget()
        self._sections: dict[str, Section] = {}
        self._view = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.nav)
        layout.addWidget(self.stack, 1)
        self.nav.chosen.connect(self._go)
        self._show("")

    @property
    def section(self) -> Section:
        """The section on show."""
        return self._sections[self._view]

    def open_place(self, place: Place) -> None:
        view, begun, _rest = place.view.partition(":")
        self._show(view if view in SECTIONS else "")
        if begun:
            self.desk.when_live(self.section.begin)

    def place(self) -> Place:
        return Place("settings", view=self._view)

    def reload(self) -> None:
        self.section.stale = True
        self.section.refresh()

    def first_focus(self) -> QWidget:
        return self.nav.list

    def panes(self) -> tuple[QWidget, ...]:
        return (self.nav.list, self.section.first_focus())

    def flush(self) -> None:
        for section in self._sections.values():
            section.flush()

    def take_changes(self, changes: "Changes") -> None:
        for section in self._sections.values():
            section.take_changes(changes)

    def _go(self, view: str) -> None:
        if view != self._view:
            self._show(view)

    def _show(self, view: str) -> None:
        if self._sections:
            self.section.flush()
        self._view = view
        if view not in self._sections:
            _words, _icon, module, name = SECTIONS[view]
            kind = getattr(import_module(f"mentorcrm.ui.pages.{module}"), name)
            section: Section = kind(self.desk)
            self._sections[view] = section
            self.stack.addWidget(section)
        self.stack.setCurrentWidget(self.section)
        self.nav.show_view(view)
        self.section.refresh()
        self.place_changed.emit()
