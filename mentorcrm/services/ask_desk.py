"""From the record to a checked message: gathers what may be said, renders it, reviews it.

Only the published, public side of a record is gathered here. Private notes have no way in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select

from mentorcrm.asks.agreed import NOTHING_AGREED
from mentorcrm.asks.catalogue import spec
from mentorcrm.asks.draft_text import DraftText
from mentorcrm.asks.one_page import Closeness, OnePage, one_page
from mentorcrm.asks.parts import PartReport, assess
from mentorcrm.asks.record import AskRequest
from mentorcrm.asks.render import render
from mentorcrm.asks.review import Finding, review
from mentorcrm.asks.templates import TemplateSource
from mentorcrm.asks.verdict import Verdict, verdict
from mentorcrm.asks.windows import parse_windows, suggest_windows
from mentorcrm.clock import Clock
from mentorcrm.errors import UserError
from mentorcrm.models.kinds import (
    MessageForm,
    MessageKind,
    PartId,
    Role,
    Season,
    TimeWindow,
    Tone,
)
from mentorcrm.models.tables import Mentorship, Need
from mentorcrm.services.account import full_name
from mentorcrm.services.ask_record import CLOSINGS, on_record, recipient_of
from mentorcrm.services.calendar import busy_in
from mentorcrm.services.commands.outreach import StartDraft
from mentorcrm.services.own_templates import OwnTemplates
from mentorcrm.services.profile import profile_row
from mentorcrm.services.rows import DraftDetail, ProfileRow
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _

_TOGETHER = (
    *(Season.TRIAL, Season.ACTIVE, Season.LIGHT_TOUCH),
    *(Season.PAUSED, Season.CLOSED, Season.ALUMNI),
)
_LOOK_AHEAD = timedelta(days=21)
_PLACES = {
    MessageForm.MAIL: _("an e-mail"),
    MessageForm.LINKEDIN: _("a LinkedIn note"),
    MessageForm.CHAT: _("a chat"),
}


@dataclass(frozen=True)
class Composed:
    """A message with everything the composer shows beside it."""

    request: AskRequest
    subject: str
    body: str
    parts: tuple[PartReport, ...]
    findings: tuple[Finding, ...]
    verdict: Verdict


class AskDesk:
    """Writes and checks messages. Every method reads only."""

    def __init__(self, store: Store, clock: Clock, templates: OwnTemplates) -> None:
        self._store = store
        self._clock = clock
        self._templates = templates

    def request(
        self,
        person_id: int,
        kind: MessageKind,
        tone: Tone = Tone.WARM,
        form: MessageForm = MessageForm.MAIL,
        need_id: int | None = None,
        parts: Mapping[PartId, str] | None = None,
        windows: tuple[TimeWindow, ...] | None = None,
        attachments: tuple[str, ...] = (),
        advice: tuple[int, ...] | None = None,
    ) -> AskRequest:
        """What may be said to this person. `parts` given as typed win over what is on record.

        When `windows` is None they are read from the typed part; when `advice` is None, what a
        report is about is proposed from the record. Raises NotFound for an unknown
        person or need, UserError for times that cannot be read or a form the kind does not have.
        """
        _require_form(kind, form)
        with self._store.read() as session:
            record = on_record(session, self._clock, person_id, kind, form, need_id, advice)
        typed = dict(parts or {})
        if windows is None:
            windows = self._typed_windows(typed.get(PartId.WINDOWS, ""), record.profile)
        known = record.parts(kind, tone)
        return AskRequest(
            kind,
            tone,
            form,
            record.sender(self._zone(record.profile)),
            record.recipient,
            record.need,
            {**known, **{part: text for part, text in typed.items() if text.strip()}},
            windows,
            self._clock.now(),
            attachments,
            record.talked,
            record.told,
            record.agreed,
        )

    def compose(
        self,
        request: AskRequest,
        template: TemplateSource | None = None,
        dismissed: frozenset[tuple[str, str]] = frozenset(),
    ) -> Composed:
        """Render a message with the user's template, or the built-in one, and check it."""
        source = template or self._templates.source(request.kind, request.tone, request.form)
        text = render(request, source)
        return self.examine(request, text.subject, text.body, dismissed)

    def examine(
        self,
        request: AskRequest,
        subject: str,
        body: str,
        dismissed: frozenset[tuple[str, str]] = frozenset(),
    ) -> Composed:
        """Check a text that is already there, such as one edited by hand."""
        reports = assess(request)
        draft = DraftText(subject, body, request.kind, request.form)
        findings = review(draft, request, dismissed)
        return Composed(request, subject, body, reports, findings, verdict(reports, findings))

    def check(
        self,
        subject: str,
        body: str,
        kind: MessageKind | None = None,
        form: MessageForm = MessageForm.MAIL,
    ) -> tuple[Finding, ...]:
        """Check a text without a record."""
        return review(DraftText(subject, body, kind, form))

    def request_of(self, draft: DraftDetail) -> AskRequest:
        """The request behind a draft as it stands; a need in the bin is left out of it."""
        request = self.request(
            draft.person_id,
            draft.kind,
            draft.tone,
            draft.form,
            draft.need_id if self._has_need(draft.need_id) else None,
            draft.parts,
            draft.windows or None,
            tuple(a.name for a in draft.attachments),
            draft.advice,
        )
        return replace(request, agreed=NOTHING_AGREED) if draft.sent_at else request

    def beginning(
        self,
        person_id: int,
        kind: MessageKind,
        tone: Tone = Tone.WARM,
        form: MessageForm = MessageForm.MAIL,
        need_id: int | None = None,
        parts: Mapping[PartId, str] | None = None,
        advice: tuple[int, ...] | None = None,
    ) -> StartDraft:
        """The command that starts a draft with a first text from the record."""
        request = self.request(person_id, kind, tone, form, need_id, parts, advice=advice)
        return self.beginning_of(person_id, need_id, self.compose(request))

    def beginning_of(self, person_id: int, need_id: int | None, composed: Composed) -> StartDraft:
        """The command that keeps a message, already composed, as a draft."""
        request = composed.request
        # The nameless closing is not the user's word: it gives way once there is a name.
        values = {
            part: text
            for part, text in request.values.items()
            if part is not PartId.SIGN_OFF or text != CLOSINGS[request.tone]
        }
        return StartDraft(
            person_id,
            request.kind,
            request.tone,
            request.form,
            need_id,
            values,
            request.windows,
            composed.subject,
            composed.body,
            advice=tuple(brief.id for brief in request.advice),
        )

    def page_of(self, draft: DraftDetail) -> OnePage:
        """One page about what a draft is about, as far as its mentor may be told."""
        with self._store.read() as session:
            seasons = session.scalars(
                select(Mentorship.season).where(
                    Mentorship.person_id == draft.person_id, Mentorship.role == Role.MENTOR
                )
            )
            known = any(season in _TOGETHER for season in seasons)
        closeness = Closeness.TRUSTED if known else Closeness.NEW
        return one_page(self.request_of(draft), closeness)

    def next_message(self, draft: DraftDetail, kind: MessageKind) -> StartDraft:
        """The command that starts what follows a message: a follow-up, thanks, more about it.

        It is about the same need or, without one, about what was typed there.
        """
        need = draft.need_id if self._has_need(draft.need_id) else None
        focus = draft.parts.get(PartId.FOCUS, "")
        parts = {PartId.FOCUS: focus} if focus and need is None else None
        form = draft.form if draft.form in spec(kind).forms else MessageForm.MAIL
        command = self.beginning(draft.person_id, kind, draft.tone, form, need, parts)
        return replace(command, after=draft.id)

    def suggest_windows(self, person_id: int, minutes: int = 30) -> tuple[TimeWindow, ...]:
        """Times to offer: my working hours without what my calendar file shows as busy."""
        with self._store.read() as session:
            profile = profile_row(session)
            recipient = recipient_of(session, person_id)
        now, zone = self._clock.now(), self._zone(profile)
        busy = busy_in(profile.calendar_file, now, now + _LOOK_AHEAD, zone)
        return suggest_windows(profile.hours, busy, zone, recipient.zone or None, now, minutes)

    def read_windows(self, text: str) -> tuple[TimeWindow, ...]:
        """Times as typed, in my zone unless one is named; UserError when they cannot be read."""
        with self._store.read() as session:
            profile = profile_row(session)
        return self._typed_windows(text, profile)

    def warm_up(self) -> None:
        """Load the word lists now, so that the first check of a draft is as quick as the rest."""
        review(DraftText("", "Would you tell me what you would look at first?"))

    def my_zone(self) -> str:
        """The IANA zone of my profile, else the computer's."""
        with self._store.read() as session:
            return self._zone(profile_row(session))

    def signed_from(self) -> str:
        """Where the name under a message comes from when none is typed."""
        with self._store.read() as session:
            named = bool(profile_row(session).name)
        if named:
            return _("from your profile")
        account = full_name()
        if not account:
            return _("no name yet")
        return _("{account}, the name of this account").format(account=account)

    def _has_need(self, need_id: int | None) -> bool:
        with self._store.read() as session:
            need = session.get(Need, need_id) if need_id is not None else None
            return need is not None and need.deleted_at is None

    def _typed_windows(self, text: str, profile: ProfileRow) -> tuple[TimeWindow, ...]:
        if not text.strip():
            return ()
        return parse_windows(text, self._zone(profile), self._clock.now())

    def _zone(self, profile: ProfileRow) -> str:
        return profile.zone or self._clock.zone()


def _require_form(kind: MessageKind, form: MessageForm) -> None:
    if form not in spec(kind).forms:
        others = " or ".join(other.value for other in spec(kind).forms)
        raise UserError(
            _("A message of the kind “{kind}” does not fit {place}. Choose {others}.").format(
                kind=kind.label, place=_PLACES[form], others=others
            )
        )
