"""Everything the window and the command line may ask of the app, built once and handed down."""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mentorcrm.clock import Clock
from mentorcrm.errors import StorageError
from mentorcrm.interchange.bulk import collection_paused
from mentorcrm.interchange.plan import ImportPlan
from mentorcrm.models.base import new_uid
from mentorcrm.paths import Paths
from mentorcrm.services.bus import ChangeBus, Changes
from mentorcrm.services.commands.transfer import ApplyImport, ImportCounts
from mentorcrm.services.dispatcher import Dispatcher
from mentorcrm.services.history import History
from mentorcrm.services.loaded_later import LoadedLater
from mentorcrm.services.needs import NeedQueries
from mentorcrm.services.outreach_queries import OutreachQueries
from mentorcrm.services.people_filter import PeopleFilter
from mentorcrm.services.people_queries import PeopleQueries
from mentorcrm.services.profile import ProfileQueries
from mentorcrm.services.recovery import Recovery
from mentorcrm.services.safety import Safety
from mentorcrm.services.search import SearchQueries
from mentorcrm.services.settings import SettingsFile
from mentorcrm.services.snapshot import KEY, ROWS, StartPage, encode
from mentorcrm.services.today import TodayQueries
from mentorcrm.services.transfer import Transfer
from mentorcrm.services.views import ViewQueries
from mentorcrm.storage.lock import DataLock
from mentorcrm.storage.restore import Restored
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.advice_queries import AdviceQueries
    from mentorcrm.services.commitments import CommitmentQueries
    from mentorcrm.services.duplicates import Duplicates
    from mentorcrm.services.helping import HelpQueries
    from mentorcrm.services.in_the_bin import BinQueries
    from mentorcrm.services.leaving import LeavingQueries
    from mentorcrm.services.merging import MergeQueries
    from mentorcrm.services.need_talks import TalkQueries
    from mentorcrm.services.seeking import SeekQueries
    from mentorcrm.services.sending import Sending
    from mentorcrm.services.sources import SourceQueries
    from mentorcrm.services.timeline import TimelineQueries
    from mentorcrm.services.trash import Trash


@dataclass(frozen=True)
class Services(LoadedLater):
    """The app without a face: queries by subject, and one dispatcher for every change.

    What writes messages is loaded when it is first used: it would double the wait at the start.
    """

    lock: DataLock | None
    paths: Paths
    clock: Clock
    store: Store
    dispatcher: Dispatcher
    bus: ChangeBus
    history: History
    people: PeopleQueries
    needs: NeedQueries
    outreach: OutreachQueries
    profile: ProfileQueries
    search: SearchQueries
    today: TodayQueries
    transfer: Transfer
    views: ViewQueries
    safety: Safety
    settings: SettingsFile
    recovery: Recovery

    @cached_property
    def helping(self) -> "HelpQueries":
        """Who could help with which need."""
        from mentorcrm.services.helping import HelpQueries

        return HelpQueries(self.store, self.clock)

    @cached_property
    def talks(self) -> "TalkQueries":
        """The conversations about a need."""
        from mentorcrm.services.need_talks import TalkQueries

        return TalkQueries(self.store)

    @cached_property
    def seeking(self) -> "SeekQueries":
        """Whom to look at for what the mosaic says."""
        from mentorcrm.services.seeking import SeekQueries

        return SeekQueries(self.store, self.clock, self.helping)

    @cached_property
    def sources(self) -> "SourceQueries":
        """Where people are found, and the board of candidates."""
        from mentorcrm.services.sources import SourceQueries

        return SourceQueries(self.store, self.outcomes)

    @cached_property
    def advice(self) -> "AdviceQueries":
        """What was advised, and what came of it."""
        from mentorcrm.services.advice_queries import AdviceQueries

        return AdviceQueries(self.store)

    @cached_property
    def commitments(self) -> "CommitmentQueries":
        """Promises, mine and theirs."""
        from mentorcrm.services.commitments import CommitmentQueries

        return CommitmentQueries(self.store)

    @cached_property
    def leaving(self) -> "LeavingQueries":
        """What there is to say when it goes on otherwise."""
        from mentorcrm.services.leaving import LeavingQueries

        return LeavingQueries(self.advice, self.needs)

    @cached_property
    def sending(self) -> "Sending":
        """The ways of a message out of the door."""
        from mentorcrm.services.sending import Sending

        return Sending(self.paths, self.outreach, self.people)

    @cached_property
    def timeline(self) -> "TimelineQueries":
        """What happened, with one person or with everybody."""
        from mentorcrm.services.timeline import TimelineQueries

        return TimelineQueries(self.store, self.clock)

    @cached_property
    def trash(self) -> "Trash":
        """The bin, for emptying it."""
        from mentorcrm.services.trash import Trash

        return Trash(self.store, self.bus, self.clock, self.paths)

    @cached_property
    def bin(self) -> "BinQueries":
        """What lies in the bin."""
        from mentorcrm.services.in_the_bin import BinQueries

        return BinQueries(self.store, self.clock)

    @cached_property
    def duplicates(self) -> "Duplicates":
        """Who may be on record twice."""
        from mentorcrm.services.duplicates import Duplicates

        return Duplicates(self.store)

    @cached_property
    def merging(self) -> "MergeQueries":
        """Two records of one person, before they are joined."""
        from mentorcrm.services.merging import MergeQueries

        return MergeQueries(self.store, self.clock)

    def start_page(self, *, with_health: bool = True) -> StartPage:
        """The start page as it is now; `with_health` reads everybody's contacts first."""
        counts = self.people.counts()
        return StartPage(
            counts,
            counts.people,
            tuple(self.people.listed(PeopleFilter(), ROWS)),
            self.profile.get().name,
            self.today.page(with_health=with_health),
        )

    def rehearse(self) -> None:
        """Read once what the window reads first, so that its statements are compiled by then.

        Called in the thread that builds the services: SQLAlchemy takes ten times longer for the
        first reading of each kind than for all later ones.
        """
        self.start_page(with_health=False)
        self.people.ids()
        self.history.labels()
        self.views.list()

    def keep_start_page(self) -> None:
        """Keep the start page for the next first paint."""
        self.store.remember(KEY, encode(self.start_page()))

    def import_contacts(self, agreed: ImportPlan, initiator: object = None) -> ImportCounts:
        """Write a reviewed plan: a verified backup first, then one transaction."""
        self.safety.back_up_if_changed("before-import")
        op_id = new_uid()
        with collection_paused():
            counts = self.dispatcher.run(ApplyImport(agreed), initiator, op_id)
        return replace(counts, step=self.history.step_of(op_id))

    def restore(self, file: Path) -> Restored:
        """Put a backup back and tell everybody that everything may have changed.

        The present state is kept first. Raises UserError when the backup is refused, StorageError
        when it cannot be done; nothing has changed then.
        """
        if self.lock is None:
            raise StorageError(
                _("The data folder is not open, so nothing can be restored into it.")
            )
        done = self.safety.restore(file, self.lock, self.store.close)
        self.store.changed_elsewhere()
        self.bus.publish(Changes(everything=True, label=_("Restore a backup")))
        return done

    def changed_elsewhere(self) -> bool:
        """Whether another process wrote; if so, everybody is told to read again."""
        changed = self.store.changed_elsewhere()
        if changed:
            self.bus.publish(Changes(everything=True))
        return changed

    def close(self) -> None:
        """Keep the start page, back up what has changed, and close the data."""
        try:
            self.keep_start_page()
            self.safety.back_up_if_changed("quit")
        finally:
            self.store.close()
