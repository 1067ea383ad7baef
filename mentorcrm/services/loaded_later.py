"""What writes messages and prepares meetings: loaded when it is first used.

At the start nobody waits for it. `facade.Services` is this and all that is there from the start.
"""

import threading
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from mentorcrm.clock import Clock
from mentorcrm.services.bus import ChangeBus
from mentorcrm.storage.unit_of_work import Store

if TYPE_CHECKING:
    from mentorcrm.services.ask_desk import AskDesk
    from mentorcrm.services.ask_outcomes import OutcomeQueries
    from mentorcrm.services.capture import CaptureQueries
    from mentorcrm.services.fit_queries import FitQueries
    from mentorcrm.services.giving_queries import GivingQueries
    from mentorcrm.services.health import HealthQueries
    from mentorcrm.services.introduction_letter import IntroductionLetters
    from mentorcrm.services.introductions import IntroductionQueries
    from mentorcrm.services.meeting_brief import BriefQueries
    from mentorcrm.services.meeting_invitation import Invitations
    from mentorcrm.services.meeting_ledger import Ledgers
    from mentorcrm.services.meeting_queries import MeetingQueries
    from mentorcrm.services.meeting_questions import QuestionQueries
    from mentorcrm.services.meeting_recap import Recaps
    from mentorcrm.services.mosaic import MosaicQueries
    from mentorcrm.services.network import NetworkQueries
    from mentorcrm.services.own_templates import OwnTemplates
    from mentorcrm.services.reminders import Reminders
    from mentorcrm.services.review_queries import ReviewQueries
    from mentorcrm.services.terms_queries import TermsQueries


class LaterHealth:
    """How relationships go on, once for all who ask; and the mosaic, which rests on it."""

    def __init__(self, store: Store, clock: Clock, bus: ChangeBus) -> None:
        self._parts = (store, clock, bus)
        self._queries: HealthQueries | None = None
        self._lock = threading.Lock()

    def mosaic(self) -> "MosaicQueries":
        """The mosaic; it keeps nothing of its own."""
        from mentorcrm.services.mosaic import MosaicQueries

        store, clock, _bus = self._parts
        return MosaicQueries(store, clock, self.queries())

    def queries(self) -> "HealthQueries":
        """Made when it is first asked for."""
        from mentorcrm.services.health import HealthQueries

        with self._lock:
            if self._queries is None:
                self._queries = HealthQueries(*self._parts)
            return self._queries


@dataclass(frozen=True)
class LoadedLater:
    """Queries by subject that load a good deal behind them."""

    clock: Clock
    store: Store
    health_later: LaterHealth

    @cached_property
    def templates(self) -> "OwnTemplates":
        """The templates of the user beside those that are built in."""
        from mentorcrm.services.own_templates import OwnTemplates

        return OwnTemplates(self.store)

    @cached_property
    def capture(self) -> "CaptureQueries":
        """Reading a line about a contact."""
        from mentorcrm.services.capture import CaptureQueries

        return CaptureQueries(self.store, self.clock)

    @cached_property
    def desk(self) -> "AskDesk":
        """Where messages are written and checked."""
        from mentorcrm.services.ask_desk import AskDesk

        return AskDesk(self.store, self.clock, self.templates)

    @cached_property
    def meetings(self) -> "MeetingQueries":
        """Meetings, planned and held."""
        from mentorcrm.services.meeting_queries import MeetingQueries

        return MeetingQueries(self.store, self.clock)

    @cached_property
    def questions(self) -> "QuestionQueries":
        """The bank of questions, and whom I asked what."""
        from mentorcrm.services.meeting_questions import QuestionQueries

        return QuestionQueries(self.store)

    @cached_property
    def briefs(self) -> "BriefQueries":
        """What to know before a meeting."""
        from mentorcrm.services.meeting_brief import BriefQueries

        return BriefQueries(self.store, self.clock)

    @cached_property
    def ledgers(self) -> "Ledgers":
        """What meetings put on record."""
        from mentorcrm.services.meeting_ledger import Ledgers

        return Ledgers(self.store)

    @cached_property
    def recaps(self) -> "Recaps":
        """The first text of a recap."""
        from mentorcrm.services.meeting_recap import Recaps

        return Recaps(self.store, self.meetings, self.desk)

    @cached_property
    def invitations(self) -> "Invitations":
        """Invitations to meetings, and agendas to send."""
        from mentorcrm.services.meeting_invitation import Invitations

        return Invitations(self.store, self.clock, self.meetings)

    @cached_property
    def giving(self) -> "GivingQueries":
        """What went both ways, and what to give next."""
        from mentorcrm.services.giving_queries import GivingQueries

        return GivingQueries(self.store, self.clock)

    @cached_property
    def introductions(self) -> "IntroductionQueries":
        """Who met whom through whom."""
        from mentorcrm.services.introductions import IntroductionQueries

        return IntroductionQueries(self.store)

    @cached_property
    def introduction_letters(self) -> "IntroductionLetters":
        """Writing to two people who are to meet."""
        from mentorcrm.services.introduction_letter import IntroductionLetters

        return IntroductionLetters(self.store)

    @cached_property
    def terms(self) -> "TermsQueries":
        """What was agreed, and trials."""
        from mentorcrm.services.terms_queries import TermsQueries

        return TermsQueries(self.store, self.clock)

    @cached_property
    def fit(self) -> "FitQueries":
        """How well someone fits, and how they work."""
        from mentorcrm.services.fit_queries import FitQueries

        return FitQueries(self.store, self.clock)

    @property
    def health(self) -> "HealthQueries":
        """How relationships go on."""
        return self.health_later.queries()

    @property
    def mosaic(self) -> "MosaicQueries":
        """How far people cover what I need."""
        return self.health_later.mosaic()

    @cached_property
    def reviews(self) -> "ReviewQueries":
        """Sittings, and the table of all relationships."""
        from mentorcrm.services.review_queries import ReviewQueries

        later = self.health_later
        return ReviewQueries(self.store, self.clock, later.queries, later.mosaic)

    @cached_property
    def outcomes(self) -> "OutcomeQueries":
        """What works in my asks, and where people were found."""
        from mentorcrm.services.ask_outcomes import OutcomeQueries

        return OutcomeQueries(self.store)

    @cached_property
    def network(self) -> "NetworkQueries":
        """Who opened which door, and where people stand in its drawing."""
        from mentorcrm.services.network import NetworkQueries

        return NetworkQueries(self.store, self.clock, self.health)

    @cached_property
    def reminders(self) -> "Reminders":
        """The reminder of the day, where it is wanted."""
        from mentorcrm.services.reminders import Reminders

        return Reminders(self.store, self.clock)
