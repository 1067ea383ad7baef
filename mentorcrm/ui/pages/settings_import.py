"""Import: choose files, read them, say which column is which, review, write."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from mentorcrm.errors import UserError
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.settings_import_columns import ColumnsView
from mentorcrm.ui.pages.settings_import_reading import ImportReading
from mentorcrm.ui.pages.settings_import_review import ReviewView
from mentorcrm.ui.pages.settings_import_start import ImportStart, ReadingView
from mentorcrm.ui.pages.settings_import_work import DropSection, ReviewWork
from mentorcrm.words import _, n_

if TYPE_CHECKING:
    from mentorcrm.services.commands.transfer import ImportCounts

FILTER = f"{_('Contacts')} (*.csv *.vcf *.vcard *.txt *.tsv);;{_('All files')} (*)"


class ImportSection(DropSection):
    """Import."""

    reads = ("import_batch", "person")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Import"))
        self.start = ImportStart(desk)
        self.reading_view = ReadingView()
        self.columns = ColumnsView()
        self.review = ReviewView()
        self.reading = ImportReading(desk, self)
        self.work = ReviewWork(desk, self.review)
        self._paths: tuple[Path, ...] = ()
        self._refused: list[str] = []
        self._stack = QStackedLayout(self)
        for view in (self.start, self.reading_view, self.columns, self.review):
            self._stack.addWidget(view)
        self._connect()

    def reload(self) -> None:
        self.start.reload()

    def first_focus(self) -> QWidget:
        view = self._stack.currentWidget()
        if view is self.columns and self.columns.selects:
            return self.columns.selects[0]
        if view is self.review:
            return self.review.list if self.review.list.isVisible() else self.review.tabs
        return self.reading_view.cancel if view is self.reading_view else self.start.choose

    def read_files(self, paths: tuple[Path, ...]) -> None:
        """Begin with these files."""
        self._paths = paths
        self._refused = []
        self.start.strip.hide()
        self._show(self.reading_view)
        self.reading.start(paths)

    def _connect(self) -> None:
        self.start.choose_requested.connect(self.begin)
        self.reading_view.cancelled.connect(self._cancel)
        self.reading.progressed.connect(self.reading_view.show_progress)
        self.reading.columns_wanted.connect(self._ask_columns)
        self.reading.refused.connect(self._note_refusal)
        self.reading.ready.connect(self._show_plan)
        self.reading.stopped.connect(self._stopped)
        self.columns.agreed.connect(self._columns_agreed)
        self.columns.left_out.connect(self._left_out)
        self.work.replanned.connect(self._replanned)
        self.work.written.connect(self._imported)
        self.files_over.connect(self.start.set_over)
        self.files_dropped.connect(self._dropped)
        self.review.put_away.connect(self._put_away)
        self.review.columns_wanted.connect(self._change_columns)

    def _show(self, view: QWidget) -> None:
        self._stack.setCurrentWidget(view)
        self.first_focus().setFocus()

    def begin(self) -> None:
        if self._stack.currentWidget() is self.start:
            self.start.choose.setFocus()
            self.desk.asker.open_files(_("Choose contact files"), FILTER, self._chosen)

    def _dropped(self, paths: Any) -> None:
        if self._stack.currentWidget() is self.start:
            self.read_files(paths)

    def _chosen(self, paths: tuple[Path, ...]) -> None:
        if paths:
            self.read_files(paths)

    def _cancel(self) -> None:
        self.reading.cancel()
        self._show(self.start)
        self.desk.tell(_("Stopped reading. Nothing was changed."))

    def _note_refusal(self, sentence: str) -> None:
        self._refused.append(sentence)

    def _ask_columns(self, path: Any, preview: Any) -> None:
        self.columns.show_columns(path, preview)
        self._show(self.columns)

    def _columns_agreed(self, mapping: Any) -> None:
        self._show(self.reading_view)
        self.reading.go_on(mapping)

    def _left_out(self) -> None:
        self._show(self.reading_view)
        self.reading.leave_out()

    def _change_columns(self) -> None:
        """Say anew which column is which, for one table whose columns were recognised."""
        path = self._paths[0]
        try:
            preview = self.desk.services.transfer.columns(path)
        except UserError as error:
            self.desk.tell(str(error))
            return
        self.reading.begin(path)
        self._ask_columns(path, preview)

    def _stopped(self, sentence: str) -> None:
        self._show(self.start)
        if sentence:
            self.start.strip.show_error(sentence, _("Nothing was imported."))

    def _show_plan(self, result: Any) -> None:
        self.review.show_plan(result, first=True)
        self.review.set_busy("")
        if self._refused:
            self.review.refusals.show_error(
                " ".join(self._refused), _("The other files can be imported.")
            )
        else:
            self.review.refusals.hide()
        self._show(self.review)

    def _replanned(self) -> None:
        if self.isVisible():
            self.first_focus().setFocus()

    def _put_away(self) -> None:
        self._show(self.start)

    def _imported(self, counts: Any) -> None:
        words = summary(counts)
        self.start.show_done(words, new=bool(counts.new))
        self.start.reload()
        self._show(self.start)
        if counts.new:
            self.start.see.setFocus(Qt.FocusReason.TabFocusReason)
        self.desk.steps_changed.emit()
        self.desk.say(words, self.desk.way_back(counts.step))


def summary(counts: "ImportCounts") -> str:
    """`Imported 24 new people, filled in 3`."""
    parts = []
    if counts.new:
        said = n_("Imported {number:,} new person", "Imported {number:,} new people", counts.new)
        parts.append(said.format(number=counts.new))
    if counts.updated:
        filled = n_("Filled in {number:,} person", "Filled in {number:,} people", counts.updated)
        if parts:
            filled = n_(
                "filled in {number:,} person", "filled in {number:,} people", counts.updated
            )
        parts.append(filled.format(number=counts.updated))
    return ", ".join(parts) or _("Nothing was imported")
