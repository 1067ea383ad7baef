"""The agenda of a meeting, and how unfinished points move on to the next one.

A point that moves on stays where it was, as a record of that day; a new one in the next meeting
names it in `carried_from`. So each thing to talk about is a chain of points, and its last one is
where it stands. The standing points, progress and closing, are made anew for every meeting.

A point moves only to a meeting where nobody is new to it: what was meant for one does not come
before others.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import AGENDA_MINUTES, AgendaKind
from mentorcrm.models.kinds import NeedStatus, Privacy
from mentorcrm.models.tables import AgendaPoint, Interaction, Meeting
from mentorcrm.services import meeting_records as records
from mentorcrm.services.agenda_minutes import proposal, shared_out
from mentorcrm.services.commands import meetings as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.meeting_reach import STILL_OPEN
from mentorcrm.services.people import found
from mentorcrm.services.text import clean_line, clean_text, quoted
from mentorcrm.words import _

STANDING = frozenset({AgendaKind.PROGRESS, AgendaKind.CLOSING})
LEAST_MINUTES, MOST_MINUTES = 0, 24 * 60
_WORDS = {
    AgendaKind.PROGRESS: _("Since we last spoke"),
    AgendaKind.DECISION: _("The decision"),
    AgendaKind.QUESTION: _("One or two questions"),
    AgendaKind.CLOSING: _("Promises and the next date"),
}


def words_of(kind: AgendaKind, text: str, decision: str = "") -> str:
    """What a point says: its own words, else those of the decision or of its place."""
    if not text and kind is AgendaKind.DECISION:
        text = decision
    return text or _(_WORDS.get(kind, "Point"))


def propose(work: Work, meeting: Meeting) -> None:
    """Give a new meeting its standing points and what earlier ones left; minutes fill the slot.

    Their words are kept empty, so that they are said in the user's language and follow the need.
    """
    need = records.decision_of(work, meeting)
    minutes = proposal(meeting.slot, decision=need is not None)
    for position, (kind, length) in enumerate(minutes.items()):
        _add(work, meeting, kind, "", length, position)
    if carry_into(work, meeting):
        _fit(records.points_of(work, meeting.id), meeting.slot)


def add_point(work: Work, command: wish.AddPoint) -> int:
    meeting, contact = records.open_meeting(work, command.meeting_id)
    words = _words(command.text)
    points = records.points_of(work, meeting.id)
    place = command.position
    if place is None:
        closing = [n for n, p in enumerate(points) if p.kind is AgendaKind.CLOSING]
        place = closing[0] if closing else len(points)
    point = _add(work, meeting, command.kind, words, _minutes(command.minutes), place)
    point.detail = clean_text(command.detail)
    points.insert(max(0, min(place, len(points))), point)
    records.renumber(points)
    if meeting.closed_at:
        carry_on(work, meeting, contact)
    work.label = _("Add a point to the agenda")
    return point.id


def edit_point(work: Work, command: wish.EditPoint) -> None:
    point = _here(work, command.point_id)
    if command.text is not None:
        point.text = _words(command.text)
    if command.detail is not None:
        point.detail = clean_text(command.detail)
    if command.minutes is not None:
        point.minutes = _minutes(command.minutes)
    work.label = _("Edit a point of the agenda")
    work.merge_key = f"point/{point.id}"


def set_done(work: Work, command: wish.SetPointDone) -> None:
    point = _here(work, command.point_id)
    point.done, point.dropped = command.done, False
    if not command.done:
        _move_on_if_over(work, point)
    work.label = _("Tick off a point") if command.done else _("Take the tick off a point")


def drop_point(work: Work, command: wish.DropPoint) -> None:
    point = _here(work, command.point_id)
    point.dropped, point.done = True, False
    work.label = _("Drop a point from the agenda")


def order_points(work: Work, command: wish.OrderPoints) -> None:
    meeting, _contact = records.open_meeting(work, command.meeting_id)
    points = {point.id: point for point in records.points_of(work, meeting.id)}
    named = [points.pop(number) for number in command.point_ids if number in points]
    records.renumber([*named, *points.values()])
    work.label = _("Reorder the agenda")


def take_point(work: Work, command: wish.TakePoint) -> None:
    meeting, contact = records.open_meeting(work, command.meeting_id)
    point = _here(work, command.point_id)
    source = work.session.get_one(Meeting, point.meeting_id)
    before = work.session.get_one(Interaction, source.interaction_id)
    both = set(records.people_ids(work, contact.id)) & set(records.people_ids(work, before.id))
    waits = point in _unfinished(work, [source]) and (source.closed_at or source.cancelled_on)
    if not (both and waits and is_coming(work, meeting, contact)):
        raise UserError(_("That point cannot move to this meeting. Add it as a new one."))
    _carry(work, source, meeting, [point])
    work.label = _("Take a point over to the agenda")


def fit_agenda(work: Work, command: wish.FitAgenda) -> None:
    meeting, _contact = records.open_meeting(work, command.meeting_id)
    _fit(records.points_of(work, meeting.id), meeting.slot)
    work.label = _("Fit the agenda to {minutes} minutes").format(minutes=meeting.slot)


def set_decision(work: Work, command: wish.SetDecision) -> None:
    meeting, _contact = records.open_meeting(work, command.meeting_id)
    if command.need_id is None:
        before = records.decision_of(work, meeting)
        for point in records.points_of(work, meeting.id):
            if point.kind is AgendaKind.DECISION and not point.done:
                point.text = words_of(point.kind, point.text, before.statement if before else "")
                point.dropped = True
        records.take_decision(work, meeting, None)
        work.label = _("Take the decision off the meeting")
        return
    need = records.need_for_decision(work, command.need_id)
    records.take_decision(work, meeting, need.id)
    _give_decision_point(work, meeting)
    work.label = _("Make {need} the decision of the meeting").format(need=quoted(need.statement))


def _give_decision_point(work: Work, meeting: Meeting) -> None:
    """The decision's own point on the agenda, after what moved since last time."""
    points = records.points_of(work, meeting.id)
    own = [p for p in points if p.kind is AgendaKind.DECISION and not p.dropped]
    if own:
        own[0].text = ""
        return
    length = proposal(meeting.slot, decision=True)[AgendaKind.DECISION]
    point = _add(work, meeting, AgendaKind.DECISION, "", length, 0)
    lead = [n + 1 for n, p in enumerate(points) if p.kind is AgendaKind.PROGRESS]
    points.insert(lead[0] if lead else 0, point)
    records.renumber(points)


def carry_on(work: Work, meeting: Meeting, contact: Interaction) -> None:
    """Move what a meeting that is over left unfinished to the next one with the same people."""
    people = records.people_ids(work, contact.id)
    for other, there in records.meetings_with(work, people, STILL_OPEN):
        known = set(people).issuperset(records.people_ids(work, there.id))
        leads = known and _may_go_on(contact, there)
        if other.id != meeting.id and leads and is_coming(work, other, there):
            _carry(work, meeting, other, _unfinished(work, [meeting]))
            return


def carry_into(work: Work, meeting: Meeting) -> int:
    """Move what earlier meetings with the same people left unfinished here; how many points."""
    contact = work.session.get_one(Interaction, meeting.interaction_id)
    people = records.people_ids(work, contact.id)
    over = [
        other
        for other, there in records.meetings_with(work, people, _left_something())
        if other.id != meeting.id
        and _may_go_on(there, contact)
        and set(people).issubset(records.people_ids(work, there.id))
    ]
    points = _unfinished(work, over)
    for source in over:
        _carry(work, source, meeting, [p for p in points if p.meeting_id == source.id])
    return len(points)


def _may_go_on(before: Interaction, after: Interaction) -> bool:
    """Whether points go on by themselves: out of what never leaves only into what never does.

    Else the agenda of the next meeting, which may be sent, would tell them; there they are offered
    (`meeting_left`).
    """
    return before.privacy is not Privacy.NEVER or after.privacy is Privacy.NEVER


def _left_something() -> ColumnElement[bool]:
    """A meeting that is over and has points that wait and have not moved on."""
    after = aliased(AgendaPoint)
    place_holder = and_(AgendaPoint.kind == AgendaKind.QUESTION, AgendaPoint.text == "")
    waiting = select(AgendaPoint.meeting_id).where(
        AgendaPoint.done.is_(False),
        AgendaPoint.dropped.is_(False),
        AgendaPoint.kind.not_in(STANDING),
        ~place_holder,
        ~exists().where(after.carried_from == AgendaPoint.id),
    )
    over = or_(Meeting.closed_at.is_not(None), Meeting.cancelled_on.is_not(None))
    return and_(over, Meeting.id.in_(waiting))


def is_coming(work: Work, meeting: Meeting, contact: Interaction) -> bool:
    """Whether a meeting is still to come, so that points can move to it."""
    if meeting.closed_at or meeting.cancelled_on or meeting.held_at:
        return False
    return contact.at + timedelta(minutes=meeting.slot) >= work.now


def _unfinished(work: Work, meetings: Sequence[Meeting]) -> list[AgendaPoint]:
    points = [p for meeting in meetings for p in records.points_of(work, meeting.id)]
    waiting = [p for p in points if not (p.done or p.dropped or p.kind in STANDING)]
    gone = records.successors(work, [p.id for p in waiting])
    return [p for p in waiting if p.id not in gone and not _is_a_place_holder(p)]


def _is_a_place_holder(point: AgendaPoint) -> bool:
    """Whether a point is the proposal's own, with nothing in it to carry."""
    return point.kind is AgendaKind.QUESTION and not point.text


def _carry(work: Work, source: Meeting, target: Meeting, points: Sequence[AgendaPoint]) -> None:
    there = records.points_of(work, target.id)
    place = next((n for n, p in enumerate(there) if p.kind is AgendaKind.CLOSING), len(there))
    for old in points:
        kind, same = old.kind, None
        if kind is AgendaKind.DECISION:
            kind, same = _decision_there(work, source, target, there)
        if same is None:
            text = old.text
            if old.kind is AgendaKind.DECISION and kind is not old.kind:
                need = records.decision_of(work, source)
                text = words_of(old.kind, text, need.statement if need else "")
            same = _add(work, target, kind, text, old.minutes, place)
            same.detail = old.detail
            there.insert(place, same)
            place += 1
        same.carried, same.carried_from = old.carried + 1, old.id
        work.session.flush()
    records.renumber(there)


def _decision_there(
    work: Work, source: Meeting, target: Meeting, there: Sequence[AgendaPoint]
) -> tuple[AgendaKind, AgendaPoint | None]:
    """What a carried decision becomes: the decision of the next meeting, or a point of it.

    Where the next meeting is for the same decision already, its own point takes it up.
    """
    need = records.decision_of(work, source)
    if target.decision_id is None and need is not None and need.status is NeedStatus.OPEN:
        records.take_decision(work, target, need.id)
    if need is None or target.decision_id != need.id:
        return AgendaKind.OTHER, None
    free = (
        p
        for p in there
        if p.kind is AgendaKind.DECISION and p.carried_from is None and not (p.done or p.dropped)
    )
    return AgendaKind.DECISION, next(free, None)


def _move_on_if_over(work: Work, point: AgendaPoint) -> None:
    """A point that waits again in a meeting that is over moves on at once, if it can."""
    meeting, contact = records.live_meeting(work, point.meeting_id)
    work.session.flush()
    if meeting.closed_at or meeting.cancelled_on:
        carry_on(work, meeting, contact)


def _here(work: Work, point_id: int) -> AgendaPoint:
    """A point that can still be changed where it is, or UserError."""
    point = found(work, AgendaPoint, point_id, _("That point is no longer there."))
    records.live_meeting(work, point.meeting_id)
    if point.id in records.successors(work, [point.id]):
        raise UserError(_("This point has moved on to the next meeting. Change it there."))
    return point


def _fit(points: Sequence[AgendaPoint], slot: int) -> None:
    live = [point for point in points if not point.dropped]
    weights = [point.minutes or AGENDA_MINUTES.get(point.kind, 5) for point in live]
    for point, minutes in zip(live, shared_out(weights, slot), strict=True):
        point.minutes = minutes


def _add(
    work: Work, meeting: Meeting, kind: AgendaKind, words: str, minutes: int, position: int
) -> AgendaPoint:
    point = AgendaPoint(
        meeting_id=meeting.id, kind=kind, text=words, minutes=minutes, position=position,
        done=False, dropped=False, carried=0, detail="",
    )  # fmt: skip
    work.session.add(point)
    work.session.flush()
    return point


def _words(text: str) -> str:
    words = clean_line(text)
    if not words:
        raise UserError(_("Say in a few words what the point is about."))
    return words


def _minutes(minutes: int) -> int:
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise UserError(_("A point lasts between 0 minutes and 24 hours."))
    return minutes


HANDLERS: dict[type, Handler] = {
    wish.AddPoint: add_point,
    wish.EditPoint: edit_point,
    wish.DropPoint: drop_point,
    wish.OrderPoints: order_points,
    wish.TakePoint: take_point,
    wish.FitAgenda: fit_agenda,
    wish.SetDecision: set_decision,
}
