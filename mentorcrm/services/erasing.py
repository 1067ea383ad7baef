"""Erasing for good: after it the words of a record are nowhere in the data folder any more.

They leave the tables, the search indexes, the steps of undo, the kept start page, the texts that
could not be saved, the attached files, and the write-ahead log; from the backups if that is asked.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import delete, select

from mentorcrm.errors import StorageError, UserError
from mentorcrm.models.base import Binned
from mentorcrm.models.tables import Draft
from mentorcrm.services.bus import as_changes
from mentorcrm.services.commands.bin import BinItem, BinKind
from mentorcrm.services.facade import Services
from mentorcrm.services.in_the_bin import TABLES
from mentorcrm.services.loose_files import sweep
from mentorcrm.services.trash import forget_steps, remove_orphans
from mentorcrm.storage.erased import backups_that_hold, forget_backups
from mentorcrm.storage.search_upkeep import many_leaving
from mentorcrm.storage.unit_of_work import UnitOfWork
from mentorcrm.words import _

BATCH = 200
# What hangs on other things goes first; people, on whom most hangs, last.
_ORDER = (
    *(BinKind.ADVICE, BinKind.COMMITMENT, BinKind.GIVEN, BinKind.INTRODUCTION),
    *(BinKind.DRAFT, BinKind.INTERACTION, BinKind.NEED, BinKind.PERSON),
)

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True)
class Erased:
    """How much went, how many backups went with it, and how many could not be looked into."""

    records: int
    backups: int = 0
    unread: int = 0


def erase(
    services: Services,
    items: Sequence[BinItem],
    *,
    from_backups: bool = False,
    progress: Progress = lambda _done, _all: None,
    cancelled: Cancelled = lambda: False,
) -> Erased:
    """Erase what lies in the bin. There is no undo: the steps that knew of it are dropped.

    With `from_backups` a new backup is made and those that hold any of it are removed. Raises
    StorageError; what was erased until then is gone.
    """
    if not items:
        raise UserError(_("Choose something in the bin first."))
    uids: set[str] = set()
    drafts = {draft for kind, draft in items if kind is BinKind.DRAFT}
    done = 0
    for kind in _ORDER:
        ids = [row_id for of_kind, row_id in items if of_kind is kind]
        for start in range(0, len(ids), BATCH):
            if cancelled():
                break
            batch = ids[start : start + BATCH]
            gone, unsaved = _erase_some(services, kind, batch)
            uids |= gone
            drafts |= unsaved
            done += len(batch)
            progress(done, len(items))
    _clean_up(services, drafts)
    if not from_backups or not uids:
        return Erased(len(uids))
    return Erased(len(uids), *_from_backups(services, uids))


def _erase_some(services: Services, kind: BinKind, ids: Sequence[int]) -> tuple[set[str], set[int]]:
    """One transaction; the public ids of what went, and the drafts that went with people."""
    table = TABLES[kind]
    assert issubclass(table, Binned)
    with services.store.write(forget_steps) as unit:
        mine = (table.id.in_(ids), table.deleted_at.is_not(None))
        uids = set(unit.session.scalars(select(table.uid).where(*mine)))
        drafts: set[int] = set()
        if kind is BinKind.PERSON:
            drafts = set(unit.session.scalars(select(Draft.id).where(Draft.person_id.in_(ids))))
        with many_leaving(unit.session.connection(), table.__tablename__, len(ids)):
            unit.session.execute(delete(table).where(*mine))
        if kind is BinKind.PERSON:
            remove_orphans(unit.session)
    _tell(services, unit)
    return uids, drafts


def _tell(services: Services, unit: UnitOfWork) -> None:
    if unit.changes:
        services.bus.publish(as_changes(unit.changes, _("Erase for good"), None))


def _clean_up(services: Services, drafts: Iterable[int]) -> None:
    """Everything beside the rows that still holds their words."""
    sweep(services.store, services.paths)
    for draft in drafts:
        services.recovery.forget(draft)
    services.keep_start_page()
    services.store.scrub()


def _from_backups(services: Services, uids: set[str]) -> tuple[int, int]:
    holding, unread = backups_that_hold(services.paths.backups, uids)
    if not holding:
        return 0, unread
    services.safety.back_up("after-erasing")  # First, so that there is one at every moment.
    with suppress(StorageError):
        return forget_backups(services.paths.backups, holding), unread
    return 0, unread + len(holding)
