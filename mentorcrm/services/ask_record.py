"""What the record gives a message: who writes, to whom, about what, and what was said before.

Only the published, public side of a record is read here. Private notes have no way in.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from mentorcrm.asks.advice_told import AdviceBrief
from mentorcrm.asks.agreed import Agreed
from mentorcrm.asks.catalogue import spec
from mentorcrm.asks.prose import spoken_date
from mentorcrm.asks.record import (
    DECISION_IS_A_RESULT,
    FOCUS_IS_A_REASON,
    SUBJECT_IS_THE_DECISION,
    NeedBrief,
    Recipient,
    Sender,
)
from mentorcrm.asks.talked import Talked
from mentorcrm.clock import Clock
from mentorcrm.errors import NotFound
from mentorcrm.models.kinds import MessageForm, MessageKind, NeedKind, PartId, Tone
from mentorcrm.models.tables import Need, Person
from mentorcrm.services.account import full_name
from mentorcrm.services.advice_briefs import briefs, proposed
from mentorcrm.services.meeting_recap import TALKED_IN, moved_since, talked_with
from mentorcrm.services.people_queries import facts_of
from mentorcrm.services.profile import profile_row
from mentorcrm.services.rows import ProfileRow
from mentorcrm.services.terms_queries import agreed_with
from mentorcrm.services.text import LARGEST_ID
from mentorcrm.words import _

# While nobody has said who is writing. The window asks for a name before anything is sent.
CLOSINGS = {
    Tone.WARM: "With warm regards",
    Tone.PLAIN: "Kind regards",
    Tone.BRIEF: "Regards",
}


@dataclass(frozen=True)
class OnRecord:
    """What was on record for a message at one moment. `moved` is what I did since we talked."""

    profile: ProfileRow
    need: NeedBrief | None
    recipient: Recipient
    talked: Talked
    moved: str
    told: tuple[AdviceBrief, ...]
    agreed: Agreed

    def sender(self, zone: str) -> Sender:
        """Me, as messages know me; without a name in the profile by that of the account."""
        profile = self.profile
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

    def parts(self, kind: MessageKind, tone: Tone) -> dict[PartId, str]:
        """Parts that the record can fill by itself."""
        known = _from_profile(self.profile, kind)
        if self.need is not None:
            known |= _from_need(self.need, kind)
        if not (self.profile.name or full_name()):
            known[PartId.SIGN_OFF] = CLOSINGS[tone]
        if self.moved and kind is MessageKind.PROGRESS_UPDATE and not self.told:
            known[PartId.TRIED] = self.moved
        return known


def on_record(
    session: Session,
    clock: Clock,
    person_id: int,
    kind: MessageKind,
    form: MessageForm,
    need_id: int | None,
    advice: tuple[int, ...] | None,
) -> OnRecord:
    """Read it. Without `advice`, what a report is about is proposed from the record.

    Raises NotFound for an unknown person or need.
    """
    profile = profile_row(session)
    need = _need_brief(session, need_id)
    recipient = recipient_of(session, person_id)
    now, zone = clock.now(), clock.zone()
    talked, moved = Talked(), ""
    if kind in TALKED_IN:
        talked = talked_with(session, person_id, zone, now)
        moved = moved_since(session, person_id, zone, now)
    if advice is None:
        advice = proposed(session, person_id, kind, form, need_id)
    told = briefs(session, person_id, advice)
    agreed = agreed_with(session, person_id, zone, now)
    return OnRecord(profile, need, recipient, talked, moved, told, agreed)


def recipient_of(session: Session, person_id: int) -> Recipient:
    """Who a message is to. Raises NotFound when they are gone."""
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


def _from_profile(profile: ProfileRow, kind: MessageKind) -> dict[PartId, str]:
    introduced = profile.intro_line or profile.headline
    return {PartId.WHO_I_AM: introduced} if introduced and PartId.WHO_I_AM in _wanted(kind) else {}


def _from_need(need: NeedBrief, kind: MessageKind) -> dict[PartId, str]:
    values: dict[PartId, str] = {}
    wanted = _wanted(kind)
    if PartId.FOCUS in wanted and kind not in FOCUS_IS_A_REASON:
        values[PartId.FOCUS] = need.statement
    decides = need.kind is NeedKind.DECISION and kind not in DECISION_IS_A_RESULT
    if need.is_subject() and kind in SUBJECT_IS_THE_DECISION:
        decides = False
    if decides and PartId.DECISION in wanted and (options := need.either_or()):
        by = f", by {spoken_date(need.decide_by)}" if need.decide_by else ""
        values[PartId.DECISION] = f"{options.rstrip('.?')}{by}" if by else options
    return values


def _wanted(kind: MessageKind) -> set[PartId]:
    return {*spec(kind).required, *spec(kind).welcome}
