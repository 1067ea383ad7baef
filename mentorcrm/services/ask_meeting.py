"""A meeting that comes of an answered ask: what it was about, how long and how. Pure."""

from mentorcrm.asks.part_times import minutes_in
from mentorcrm.models.kinds import InteractionChannel, PartId, TimeWindow
from mentorcrm.services.commands.meetings import PlanMeeting
from mentorcrm.services.meeting_line import channel_in
from mentorcrm.services.rows import DraftDetail

USUAL_MINUTES = 30
_LONGEST = 120  # A longer offer is a span to choose from, not the meeting itself.


def offered_minutes(draft: DraftDetail, window: TimeWindow | None = None) -> int:
    """How long they were asked for; without a word about it, as long as the time that was kept."""
    if asked := minutes_in(_format(draft)):
        return asked
    if window is None:
        return USUAL_MINUTES
    length = int((window.end - window.start).total_seconds() // 60)
    return length if 5 <= length <= _LONGEST else USUAL_MINUTES


def offered_channel(draft: DraftDetail) -> InteractionChannel:
    """How it was offered to meet; by video when nothing was said."""
    return channel_in(_format(draft)) or InteractionChannel.VIDEO


def planned(
    draft: DraftDetail,
    window: TimeWindow,
    minutes: int,
    channel: InteractionChannel,
    decision: int | None = None,
) -> PlanMeeting:
    """The meeting, called as the ask was; `decision` is the need that it is for."""
    title = draft.subject or draft.kind.label
    return PlanMeeting(
        (draft.person_id,), window.start, channel, minutes, title, window.zone,
        decision_id=decision,
    )  # fmt: skip


def _format(draft: DraftDetail) -> str:
    return " ".join(draft.parts.get(PartId.FORMAT, "").lower().split())
