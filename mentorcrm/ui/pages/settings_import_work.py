"""What the review of an import leads to: decisions worked out, the plan written."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

from mentorcrm.errors import UserError
from mentorcrm.services.importing import Decision, ImportPlan, without_decision
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.settings_import_reading import Sorted, sort_out
from mentorcrm.ui.pages.settings_import_review import ReviewView
from mentorcrm.ui.pages.settings_section import Section
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.commands.transfer import ImportCounts


class ReviewWork(QObject):
    """Plans again after a decision, and writes the plan, both off the UI thread.

    `written` carries the ImportCounts.
    """

    replanned = Signal()
    written = Signal(object)

    def __init__(self, desk: Desk, review: ReviewView) -> None:
        super().__init__(review)
        self._desk = desk
        self._review = review
        review.decided.connect(self._decide)
        review.agreed.connect(self._write)

    def _decide(self, places: Any, value: Any) -> None:
        plan = self._review.plan()
        if plan is None:
            return
        self._review.set_busy(_("Working out what follows from this…"))

        def work(_token: CancelToken) -> Sorted:
            return sort_out(_decided(plan, places, value))

        self._desk.tasks.run(work, self._planned, self._failed, key="import-decide")

    def _planned(self, result: Sorted) -> None:
        self._review.show_plan(result, first=False)
        self._review.set_busy("")
        self.replanned.emit()

    def _write(self) -> None:
        plan, services = self._review.plan(), self._desk.services
        if plan is None:
            return
        self._review.set_busy(_("Writing, after a backup of what is here now…"))

        def work(_token: CancelToken) -> "ImportCounts":
            return services.import_contacts(plan)

        self._desk.tasks.run(work, self._done, self._failed)

    def _done(self, counts: "ImportCounts") -> None:
        self._review.set_busy("")
        self.written.emit(counts)

    def _failed(self, error: Exception) -> None:
        self._review.set_busy("")
        if isinstance(error, UserError):
            self._review.refusals.show_error(str(error), _("Nothing was imported."))
        else:
            self._desk.report(error)


def _decided(plan: ImportPlan, places: list[int], value: Decision | None) -> ImportPlan:
    if value is None:
        return without_decision(plan, places)
    return plan.decide(dict.fromkeys(places, value))


class DropSection(Section):
    """A section that files can be dropped on."""

    files_over = Signal(bool)
    files_dropped = Signal(object)

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self.files_over.emit(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.files_over.emit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.files_over.emit(False)
        if paths := dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self.files_dropped.emit(paths)


def dropped_files(data: QMimeData) -> tuple[Path, ...]:
    """The local files among what is dragged over the page."""
    urls = data.urls() if data.hasUrls() else []
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
