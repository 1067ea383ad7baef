"""Reading contact files one after another, off the UI thread, until there is a plan."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from mentorcrm.errors import ImportRejected, UserError
from mentorcrm.models.kinds import ImportAction
from mentorcrm.services.importing import (
    CsvPreview,
    ImportCancelled,
    ImportPlan,
    Mapping,
    ParsedFile,
    merged_files,
    needs_mapping,
)
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.tasks import CancelToken, Task
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.transfer import Transfer

Report = Callable[[Any], None]


@dataclass(frozen=True)
class Sorted:
    """A plan with the places of its items by what becomes of them."""

    plan: ImportPlan
    places: dict[ImportAction, tuple[int, ...]]


@dataclass(frozen=True)
class _Unknown:
    """A CSV file whose columns have to be told."""

    path: Path
    preview: CsvPreview


def sort_out(plan: ImportPlan) -> Sorted:
    """The places of a plan's items by action; skipped lines without a contact follow at the end."""
    places: dict[ImportAction, list[int]] = {action: [] for action in ImportAction}
    for place, item in enumerate(plan.items):
        places[item.action].append(place)
    first = len(plan.items)
    places[ImportAction.SKIP] += range(first, first + len(plan.parsed.skipped))
    return Sorted(plan, {action: tuple(found) for action, found in places.items()})


class ImportReading(QObject):
    """Takes files; tells how far it is, asks for columns where it must, ends in a plan."""

    progressed = Signal(str, float)
    columns_wanted = Signal(object, object)
    refused = Signal(str)
    ready = Signal(object)
    stopped = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._paths: list[Path] = []
        self._all = 0
        self._parsed: list[ParsedFile] = []
        self._mapping: Mapping | None = None
        self._task: Task | None = None
        self._last_refusal = ""

    def start(self, paths: tuple[Path, ...]) -> None:
        """Read these files."""
        self.cancel()
        self._paths, self._all, self._parsed = list(paths), len(paths), []
        self._last_refusal = ""
        self._next()

    def begin(self, path: Path) -> None:
        """Start anew with one file whose columns are about to be told."""
        self.cancel()
        self._paths, self._all, self._parsed = [path], 1, []
        self._last_refusal = ""

    def go_on(self, mapping: Mapping) -> None:
        """Read the file whose columns were asked for."""
        self._mapping = mapping
        self._next()

    def leave_out(self) -> None:
        """Go on without the file whose columns were asked for."""
        self._paths.pop(0)
        self._next()

    def cancel(self) -> None:
        """Stop reading; nothing was written."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _next(self) -> None:
        transfer = self._desk.services.transfer
        if not self._paths:
            self._propose(transfer)
            return
        path, mapping, self._mapping = self._paths[0], self._mapping, None
        words = _("Reading {name}").format(name=path.name)
        if self._all > 1:
            number = self._all - len(self._paths) + 1
            words = _("Reading {name} ({number} of {total})").format(
                name=path.name, number=number, total=self._all
            )
        self.progressed.emit(words, -1.0)

        def work(token: CancelToken, report: Report) -> ParsedFile | _Unknown:
            def tell(done: int, total: int) -> None:
                report((words, done, total))

            return _read(transfer, path, mapping, tell, lambda: token.cancelled)

        self._task = self._desk.tasks.run_reporting(work, self._read, self._failed, self._progress)

    def _progress(self, report: Any) -> None:
        words, done, total = report
        self.progressed.emit(
            _("{words}: {done:,} of about {total:,}").format(words=words, done=done, total=total),
            done / max(total, 1),
        )

    def _read(self, result: ParsedFile | _Unknown) -> None:
        self._task = None
        if isinstance(result, _Unknown):
            self.columns_wanted.emit(result.path, result.preview)
            return
        self._parsed.append(result)
        self._paths.pop(0)
        self._next()

    def _failed(self, error: Exception) -> None:
        self._task = None
        if not isinstance(error, UserError):
            self.stopped.emit("")
            self._desk.report(error)
            return
        self._last_refusal = str(error)
        self.refused.emit(str(error))
        if self._paths:
            self._paths.pop(0)
            self._next()

    def _propose(self, transfer: "Transfer") -> None:
        if not self._parsed:
            self.stopped.emit(self._last_refusal)
            return
        parsed = merged_files(self._parsed)
        self.progressed.emit(_("Comparing with the people who are here"), -1.0)

        def work(_token: CancelToken) -> Sorted:
            return sort_out(transfer.propose(parsed))

        self._task = self._desk.tasks.run(work, self._proposed, self._failed)

    def _proposed(self, result: Sorted) -> None:
        self._task = None
        self.ready.emit(result)


def _read(
    transfer: "Transfer",
    path: Path,
    mapping: Mapping | None,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> ParsedFile | _Unknown:
    try:
        return transfer.read(path, mapping, progress, cancelled)
    except ImportCancelled:
        raise
    except ImportRejected:
        if mapping is None:
            with suppress(ImportRejected):
                preview = transfer.columns(path)
                if needs_mapping(preview):
                    return _Unknown(path, preview)
        raise
