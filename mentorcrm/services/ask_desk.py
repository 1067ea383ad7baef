"""From the record to a checked message: gathers what may be said, renders it, reviews it.

Only the published, public side of a record is gathered here. Private notes have no way in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentorcrm.asks.agreed import NOTHING_AGREED
from mentorcrm.asks.catalogue import spec
from mentorcrm.asks.draft_text import DraftText
from mentorcrm.asks.one_page import Closeness, OnePage, one_page
from mentorcrm.asks.parts import PartReport, assess
from mentorcrm.asks.prose import spoken_date
from mentorcrm.asks.record import (
    DECISION_IS_A_RESULT,
    FOCUS_IS_A_REASON,
    SUBJECT_IS_THE_DECISION,
    AskRequest,
    NeedBrief,
    Recipient,
    Sender,
)
from mentorcrm.asks.render import render
from mentorcrm.asks.review import Finding, review
from mentorcrm.asks.talked import Talked
from mentorcrm.asks.templates import TemplateSource
from mentorcrm.asks.verdict import Verdict, verdict
from mentorcrm.asks.windows import parse_windows, suggest_windows
from mentorcrm.clock import Clock
from mentorcrm.errors import NotFound, UserError
from mentorcrm.models.kinds import (
    MessageForm,
    MessageKind,
    NeedKind,
    PartId,
    Role,
    Season,
    TimeWindow,
    Tone,
)
from mentorcrm.models.tables import Mentorship, Need, Person
from mentorcrm.services.account import full_name
from mentorcrm.services.advice_briefs import briefs, proposed
from mentorcrm.services.calendar import busy_in
from mentorcrm.services.commands.outreach import StartDraft
from mentorcrm.services.meeting_recap import TALKED_IN, moved_since, talked_with
from mentorcrm.services.own_templates import OwnTemplates
from mentorcrm.services.people_queries import facts_of
from mentorcrm.services.profile import profile_row
from mentorcrm.services.rows import DraftDetail, ProfileRow
from mentorcrm.services.terms_queries import agreed_with
from mentorcrm.services.text import LARGEST_ID
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
# While nobody has said who is writing. The window asks for a name before anything is sent.
_CLOSINGS = {
    Tone.WARM: "With warm regards",
    Tone.PLAIN: "Kind regards",
    Tone.BRIEF: "Regards",
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
            profile = profile_row(session)
            need = _need_brief(session, need_id)
            recipient = _recipient(session, person_id)
            talked, moved = self._talked(session, person_id, kind)
            if advice is None:
                advice = proposed(session, person_id, kind, form, need_id)
            told = briefs(session, person_id, advice)
            agreed = agreed_with(session, person_id, self._clock.zone(), self._clock.now())
        values = dict(parts or {})
        if windows is None:
            windows = self._typed_windows(values.get(PartId.WINDOWS, ""), profile)
        sender = _sender(profile, self._zone(profile))
        known = _on_record(profile, need, kind)
        if not sender.name:
            known[PartId.SIGN_OFF] = _CLOSINGS[tone]
        if moved and kind is MessageKind.PROGRESS_UPDATE and not told:
            known[PartId.TRIED] = moved
        values = {**known, **{part: text for part, text in values.items() if text.strip()}}
        return AskRequest(
            kind,
            tone,
            form,
            sender,
            recipient,
            need,
            values,
            windows,
            self._clock.now(),
            attachments,
            talked,
            told,
            agreed,
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
            if part is not PartId.SIGN_OFF or text != _CLOSINGS[request.tone]
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
            recipient = _recipient(session, person_id)
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

    def _talked(self, session: Session, person_id: int, kind: MessageKind) -> tuple[Talked, str]:
        """What may be said of the last meeting, and what I did since."""
        if kind not in TALKED_IN:
            return Talked(), ""
        now, zone = self._clock.now(), self._clock.zone()
        return talked_with(session, person_id, zone, now), moved_since(
            session, person_id, zone, now
        )

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


def _sender(profile: ProfileRow, zone: str) -> Sender:
    return Sender(
        profile.name or full_name(),
        profile.headline,
        profile.intro_line,
        profile.intro_three,
        profile.reach_me,
        zone,
        {
            Tone.WARM: profile.signature_warm,
            Tone.PLAIN: profile.signature_plain,
            Tone.BRIEF: profile.signature_brief,
        },
    )


def _recipient(session: Session, person_id: int) -> Recipient:
    person = session.get(Person, person_id)
    if person is None or person.deleted_at is not None:
        raise NotFound(_("That person is no longer there."))
    return Recipient(
        person.display_name,
        person.nickname or person.given_name,
        person.organisation,
        person.title,
        person.location,
        person.zone,
        tuple(fact.as_fact() for fact in facts_of(session, person_id)),
    )


def _need_brief(session: Session, need_id: int | None) -> NeedBrief | None:
    if need_id is None:
        return None
    need = session.get(Need, need_id) if need_id <= LARGEST_ID else None
    if need is None or need.deleted_at is not None:
        raise NotFound(
            _(
                "There is no need with the number {need_id}. `mentorcrm need list` shows them."
            ).format(need_id=need_id)
        )
    return NeedBrief(
        need.kind,
        need.statement,
        need.why_now,
        need.done_when,
        need.target_date,
        tuple(need.options),
        need.leaning,
        need.decide_by,
    )


def _on_record(profile: ProfileRow, need: NeedBrief | None, kind: MessageKind) -> dict[PartId, str]:
    """Parts that the record can fill by itself."""
    values: dict[PartId, str] = {}
    wanted = {*spec(kind).required, *spec(kind).welcome}
    if PartId.WHO_I_AM in wanted and (profile.intro_line or profile.headline):
        values[PartId.WHO_I_AM] = profile.intro_line or profile.headline
    if need is None:
        return values
    if PartId.FOCUS in wanted and kind not in FOCUS_IS_A_REASON:
        values[PartId.FOCUS] = need.statement
    decides = need.kind is NeedKind.DECISION and kind not in DECISION_IS_A_RESULT
    if need.is_subject() and kind in SUBJECT_IS_THE_DECISION:
        decides = False
    if decides and PartId.DECISION in wanted and (options := need.either_or()):
        by = f", by {spoken_date(need.decide_by)}" if need.decide_by else ""
        values[PartId.DECISION] = f"{options.rstrip('.?')}{by}" if by else options
    return values
