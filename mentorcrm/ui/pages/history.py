"""History: what happened with everybody, in segments under one search field."""

from importlib import import_module

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.history_segments import SEGMENTS, HistorySegment
from mentorcrm.ui.pages.page import Page
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.fields import SearchField
from mentorcrm.ui.widgets.panes import PageHeader
from mentorcrm.words import _

_NAMES = {segment.name: segment for segment in SEGMENTS}


class HistoryPage(Page):
    """Places: `history` with a view such as `contacts` or `contacts?kind=plans`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.header = PageHeader(_("History"))
        self.segments = Segmented([(s.name, s.words) for s in SEGMENTS])
        self.segments.setAccessibleName(_("What is shown"))
        self.search = SearchField("", key="/")
        self._stack = QStackedWidget()
        self._built: dict[str, HistorySegment] = {}
        self._name = SEGMENTS[0].name
        self._build()
        self._connect()
        self._show(self._name)

    @property
    def segment(self) -> HistorySegment:
        """The segment on show."""
        return self._built[self._name]

    @property
    def reads(self) -> tuple[str, ...]:  # type: ignore[override]
        return self.segment.reads

    def open_place(self, place: Place) -> None:
        name, _mark, view = place.view.partition("?")
        self._show(name if name in _NAMES else self._name)
        if place.view or place.key is not None:
            self.segment.open(place.key, view)
            self._set_search(self.segment.text())

    def place(self) -> Place:
        view = self.segment.view()
        return Place("history", self.segment.key(), f"{self._name}?{view}" if view else self._name)

    def reload(self) -> None:
        self.segment.reload()

    def first_focus(self) -> QWidget:
        return self.segment.first_focus()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.search, *self.segment.panes())

    def flush(self) -> None:
        self.segment.flush()

    def focus_filter(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _build(self) -> None:
        self.header.tools.addWidget(self.segments)
        self.segments.setVisible(len(SEGMENTS) > 1)
        top = boxes.column(self.header, self.search, spacing=14, margins=(18, 0, 20, 0))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 24, 12, 0)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.segments.chosen.connect(self._chosen)
        self.search.query_changed.connect(self._search)
        self.search.down_pressed.connect(self._to_list)
        self.search.entered.connect(self._to_list)

    def _chosen(self, name: object) -> None:
        self.flush()
        self._show(str(name))
        self.place_changed.emit()

    def _show(self, name: str) -> None:
        """Show a segment; what is typed above applies to it, too."""
        other = name != self._name or name not in self._built
        self._name = name
        if name not in self._built:
            self._add(name)
        self.segments.set_value(name)
        self._stack.setCurrentWidget(self.segment)
        self.search.setPlaceholderText(self.segment.hint)
        self.search.setAccessibleName(self.segment.hint)
        if other and self.desk.live and self.isVisible():
            self.segment.search(self.search.text())
            self.segment.reload()

    def _add(self, name: str) -> None:
        _name, _words, module, kind = _NAMES[name]
        segment: HistorySegment = getattr(import_module(module), kind)(self.desk)
        self._built[name] = segment
        self._stack.addWidget(segment)
        segment.summary_changed.connect(self._say)
        segment.up_pressed.connect(self.focus_filter)
        segment.typed.connect(self._typed)

    def _say(self, summary: str) -> None:
        if self.sender() is self.segment:
            self.header.set_summary(summary)

    def _search(self, text: str) -> None:
        self.desk.when_live(lambda: self.segment.search(text))

    def _set_search(self, text: str) -> None:
        self.search.blockSignals(True)
        self.search.setText(text)
        self.search.blockSignals(False)

    def _to_list(self) -> None:
        self.segment.first_focus().setFocus(Qt.FocusReason.TabFocusReason)

    def _typed(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.setText(text)
