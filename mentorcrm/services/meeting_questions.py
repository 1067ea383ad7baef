"""Questions with memory: the bank, my own, whom I asked what, and what came of it."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import AgendaKind, FeedbackStyle
from mentorcrm.models.tables import (
    AgendaPoint,
    Interaction,
    InteractionPerson,
    Meeting,
    Need,
    Question,
    QuestionAsked,
    WorkingStyle,
)
from mentorcrm.services import meeting_records as records
from mentorcrm.services.commands import meetings as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.meeting_agenda import add_point
from mentorcrm.services.meeting_together import named_for, people_at, put_to
from mentorcrm.services.meetings_rows import AskedRow, QuestionRow
from mentorcrm.services.off_limits import first_topic, off_limits_with
from mentorcrm.services.people import found, live_person
from mentorcrm.services.question_bank import (
    BankQuestion,
    bank,
    fitting,
    folded,
    topic_label,
    topics_in,
)
from mentorcrm.services.text import clean_line, clean_text
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _

_OWN = "own/"


def put_question(work: Work, command: wish.PutQuestion) -> int:
    _meeting, contact = records.live_meeting(work, command.meeting_id)
    there = people_at(work.session, contact.id)
    whom = next((person for person in there if person.id == command.person_id), None)
    text = _question(command.text)
    text = named_for(text, whom, there) if whom is not None else text
    free = [
        p
        for p in records.points_of(work, command.meeting_id)
        if p.kind is AgendaKind.QUESTION and not (p.text or p.done or p.dropped)
    ]
    if free:  # The place that the proposal kept for it.
        records.open_meeting(work, command.meeting_id)
        free[0].text = text
        number = free[0].id
    else:
        number = add_point(work, wish.AddPoint(command.meeting_id, text, AgendaKind.QUESTION))
    work.label = _("Put a question on the agenda")
    return number


def add_question(work: Work, command: wish.AddQuestion) -> int:
    text = _question(command.text)
    same = [q for q in _all(work.session) if q.folded == folded(text)]
    if same:
        raise UserError(_("That question is in the bank already."))
    row = Question(text=text, topic=clean_line(command.topic), style=command.style)
    work.session.add(row)
    work.session.flush()
    work.label = _("Add a question to the bank")
    return row.id


def remove_question(work: Work, command: wish.RemoveQuestion) -> None:
    row = found(work, Question, command.question_id, _("That question is no longer there."))
    work.label = _("Remove a question from the bank")
    work.session.delete(row)


def note_asked(work: Work, command: wish.NoteAsked) -> int:
    person = live_person(work, command.person_id)
    text = _question(command.text)
    day = command.on or work.today
    if command.meeting_id is not None:
        meeting, contact = records.live_meeting(work, command.meeting_id)
        day = command.on or work.day_of(records.held_moment(meeting, contact))
    key = command.key or _key_of(work.session, text)
    row = QuestionAsked(
        person_id=person.id, meeting_id=command.meeting_id, key=key, text=text, asked_on=day
    )
    work.session.add(row)
    work.session.flush()
    work.label = _("Note a question asked of {person}").format(person=person.display_name)
    return row.id


def note_came_of(work: Work, command: wish.NoteCameOf) -> None:
    row = found(work, QuestionAsked, command.asked_id, _("That question is no longer there."))
    row.came_of = clean_text(command.came_of)
    work.label = _("Note what came of a question")
    work.merge_key = f"asked/{row.id}"


def note_asked_in(work: Work, meeting: Meeting, contact: Interaction) -> None:
    """Remember the questions of an agenda that were done.

    One that names somebody was asked of them, any other of everyone who was there.
    """
    there = people_at(work.session, contact.id)
    asked = {
        (row.person_id, folded(row.text))
        for row in work.session.scalars(
            select(QuestionAsked).where(QuestionAsked.meeting_id == meeting.id)
        )
    }
    for point in records.points_of(work, meeting.id):
        if point.kind is not AgendaKind.QUESTION or not (point.done and point.text):
            continue
        whom, words = put_to(point.text, there)
        for person in there if whom is None else (whom,):
            if (person.id, folded(words)) not in asked:
                asked.add((person.id, folded(words)))
                label = work.label
                note_asked(work, wish.NoteAsked(person.id, words, meeting_id=meeting.id))
                work.label = label


class QuestionQueries:
    """Questions about questions."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def suggested(
        self, person_id: int, meeting_id: int | None = None, limit: int = 5
    ) -> tuple[QuestionRow, ...]:
        """Questions that suit someone and the decision of a meeting.

        None that they were asked before, that already waits on an agenda with them, or that
        touches what an agreement with anybody who takes part rules out.
        """
        with self._store.read() as session:
            return suggested(session, person_id, meeting_id, limit)

    def everything(self, person_id: int) -> tuple[QuestionRow, ...]:
        """The whole bank with my own, and for each question when this person was asked it."""
        with self._store.read() as session:
            asked = asked_of(session, person_id)
            return tuple(_row(question, asked) for question in _all(session))

    def asked(self, person_id: int) -> tuple[AskedRow, ...]:
        """What this person was asked, the newest first."""
        with self._store.read() as session:
            return asked_of(session, person_id)


def suggested(
    session: Session, person_id: int, meeting_id: int | None, limit: int
) -> tuple[QuestionRow, ...]:
    """As `QuestionQueries.suggested`, within a read."""
    asked = asked_of(session, person_id)
    known = {row.key for row in asked if row.key} | {folded(row.text) for row in asked}
    known |= {folded(text) for text in _waiting(session, person_id)}
    # Everybody hears what is asked.
    there = [one.id for one in people_at(session, _contact_of(session, meeting_id))]
    topics = off_limits_with(session, [person_id, *there])
    free = [
        q
        for q in _all(session)
        if q.key not in known and q.folded not in known and not first_topic(topics, q.text)
    ]
    style = _style(session, person_id)
    subject = _subject(session, meeting_id)
    chosen = fitting(free, style, topics_in(subject), limit)
    return tuple(_row(question, asked) for question in chosen)


def asked_of(session: Session, person_id: int) -> tuple[AskedRow, ...]:
    """What someone was asked, the newest first."""
    query = (
        select(QuestionAsked)
        .where(QuestionAsked.person_id == person_id)
        .order_by(QuestionAsked.asked_on.desc(), QuestionAsked.id.desc())
    )
    return tuple(
        AskedRow(row.id, row.key, row.text, row.asked_on, row.came_of, row.person_id)
        for row in session.scalars(query)
    )


def _all(session: Session) -> tuple[BankQuestion, ...]:
    own = session.scalars(select(Question).order_by(Question.id))
    mine = tuple(BankQuestion(f"{_OWN}{q.uid}", q.topic, q.style, q.text, q.id) for q in own)
    return (*mine, *bank().questions)


def _row(question: BankQuestion, asked: tuple[AskedRow, ...]) -> QuestionRow:
    when = tuple(a for a in asked if a.key == question.key or folded(a.text) == question.folded)
    why = topic_label(question.topic)
    return QuestionRow(question.key, question.text, why, question.style, question.own, when, why)


def _waiting(session: Session, person_id: int) -> list[str]:
    """The questions that stand on agendas with someone and were not dropped."""
    query = (
        select(AgendaPoint.text)
        .join(Meeting, Meeting.id == AgendaPoint.meeting_id)
        .join(InteractionPerson, InteractionPerson.interaction_id == Meeting.interaction_id)
        .join(Interaction, Interaction.id == Meeting.interaction_id)
        .where(
            InteractionPerson.person_id == person_id,
            AgendaPoint.kind == AgendaKind.QUESTION,
            AgendaPoint.dropped.is_(False),
            Interaction.deleted_at.is_(None),
            Meeting.cancelled_on.is_(None),
        )
    )
    found = list(session.scalars(query))
    return [*found, *(text.partition(":")[2] for text in found if ":" in text)]


def _contact_of(session: Session, meeting_id: int | None) -> int | None:
    return session.scalar(select(Meeting.interaction_id).where(Meeting.id == meeting_id))


def _style(session: Session, person_id: int) -> FeedbackStyle:
    query = select(WorkingStyle.feedback).where(WorkingStyle.person_id == person_id)
    return session.scalar(query) or FeedbackStyle.UNKNOWN


def _subject(session: Session, meeting_id: int | None) -> str:
    if meeting_id is None:
        return ""
    query = (
        select(Interaction.summary, func.coalesce(Need.statement, ""))
        .join(Meeting, Meeting.interaction_id == Interaction.id)
        .outerjoin(Need, Need.id == Meeting.decision_id)
        .where(Meeting.id == meeting_id)
    )
    found_words = session.execute(query).first()
    return " ".join(found_words) if found_words else ""


def _key_of(session: Session, text: str) -> str:
    wanted = folded(text)
    return next((q.key for q in _all(session) if q.folded == wanted), "")


def _question(text: str) -> str:
    words = clean_line(text)
    if not words:
        raise UserError(_("Write the question first."))
    return words


HANDLERS: dict[type, Handler] = {
    wish.PutQuestion: put_question,
    wish.AddQuestion: add_question,
    wish.RemoveQuestion: remove_question,
    wish.NoteAsked: note_asked,
    wish.NoteCameOf: note_came_of,
}
