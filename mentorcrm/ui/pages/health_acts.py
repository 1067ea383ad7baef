"""What is done about a judgement from several places: open what it cites, take its one step."""

from collections.abc import Callable
from functools import partial

from mentorcrm.errors import NotFound, UserError
from mentorcrm.models.kinds import MessageKind
from mentorcrm.services.commands.leaving import GoOnAs, GoOnWith
from mentorcrm.services.health import Act, Evidence, Exit, Signal, Standing
from mentorcrm.services.interactions_rows import Source, key_of
from mentorcrm.services.leaving import going, parts_of
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.advice_acts import open_advice, report_back
from mentorcrm.ui.pages.person_season import rhythm_words
from mentorcrm.words import _

_PLACES = {
    "commitment": ("history", "promises"),
    "reciprocity_note": ("history", "giving"),
    "meeting": ("meetings", ""),
    "draft": ("composer", ""),
    "need": ("needs", ""),
}


def open_evidence(desk: Desk, person: int, one: Evidence) -> None:
    """Show the record that a judgement cites."""
    if one.table == "advice":
        open_advice(desk, one.id)
    elif one.table == "interaction":
        desk.go("history", key_of(Source.CONTACT, one.id), "contacts")
    elif one.table == "agenda_point":
        desk.go("meetings", desk.services.meetings.of_point(one.id), "prepare")
    elif one.table == "need_task":
        desk.go("needs", desk.services.needs.of_task(one.id))
    elif one.table == "fit_check":
        desk.go("people", person, "card:fit")
    else:
        page, view = _PLACES[one.table]
        desk.go(page, one.id, view)


def write(desk: Desk, person: int, kind: MessageKind, need: int | None = None) -> None:
    """Begin a message to somebody and open it."""
    try:
        command = desk.services.desk.beginning(person, kind, need_id=need)
    except (NotFound, UserError) as error:
        desk.tell(str(error))
        return
    desk.run(command, then=partial(desk.go, "composer"))


def take(desk: Desk, one: Standing, signal: Signal) -> None:
    """Do the one thing that a judgement offers."""
    if signal.button is None:
        return
    person, about = one.person_id, signal.button.about
    works: dict[Act, Callable[[], None]] = {
        Act.PLAN: partial(desk.go, "meetings", person, "new"),
        Act.WRITE: partial(write, desk, person, MessageKind.PROGRESS_UPDATE),
        Act.GIVE: partial(desk.go, "people", person, "card:giving"),
        Act.TALK: partial(write, desk, person, MessageKind.RESET),
        Act.NEXT_STEP: partial(_next_step, desk, one),
        Act.RATE: partial(_rate, desk, person, about),
    }
    if about is not None:
        works[Act.REPLY] = partial(_reply, desk, person, about)
        works[Act.RECAP] = partial(desk.go, "meetings", about.id, "recap")
        works[Act.PROMISE] = partial(open_evidence, desk, person, about)
        works[Act.TELL] = partial(report_back, desk, about.id)
    works[signal.button.act]()


def _reply(desk: Desk, person: int, about: Evidence) -> None:
    """The message whose answer waits for mine; to a letter of theirs, a new one."""
    if about.table == "draft":
        desk.go("composer", about.id)
    else:
        write(desk, person, MessageKind.PROGRESS_UPDATE)


def _next_step(desk: Desk, one: Standing) -> None:
    """A step towards what we work on together, or else a promise between us."""
    need = next((aim for aim in one.found.aims if aim.table == "need"), None)
    if need is not None:
        desk.go("needs", need.id)
    else:
        desk.go("people", one.person_id, "card:promises")


def _rate(desk: Desk, person: int, about: Evidence | None) -> None:
    """The last meeting with them, where it is rated; the answers about fit without one."""
    if about is not None:
        open_evidence(desk, person, about)
        return
    meeting = desk.services.meetings.last_with(person)
    if meeting is not None:
        desk.go("meetings", meeting, "takeaways")
    else:
        desk.go("people", person, "card:fit")


def leave(desk: Desk, one: Standing, way: Exit, *, with_season: bool) -> None:
    """Draft the message of a way out of a stall; with it set the season, where that was agreed."""
    answers = desk.services.leaving.answers(one.person_id, one.cadence_days)
    try:
        message = desk.services.desk.beginning(
            one.person_id, way.message, parts=parts_of(way, answers)
        )
    except (NotFound, UserError) as error:
        desk.tell(str(error))
        return
    goes = going(way, one.person_id, one.role, one.cadence_days) if with_season else None
    said = gone_words(one.name, goes) if goes is not None else ""
    desk.run(GoOnWith(message, goes), said=said, then=partial(desk.go, "composer"))


def gone_words(name: str, goes: GoOnAs) -> str:
    """What was set: the season, and the rhythm where it is another."""
    said = _("{person}: {season}").format(person=name, season=goes.season.label.lower())
    if goes.cadence_days is None:
        return said
    return f"{said}, {rhythm_words(goes.cadence_days)}"
