"""What Today says when something worked out: who helped, and has not heard that it did.

Each row rests on a need that was met.
"""

from datetime import date, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from mentorcrm.models.kinds import CoverageLevel, MessageKind, NeedStatus, Season
from mentorcrm.models.tables import Coverage, Draft, Mentorship, Need, Person
from mentorcrm.services.today_rows import Reason, Waiting
from mentorcrm.services.today_rules import called, shortened
from mentorcrm.words import _

TABLES = ("coverage", "draft", "mentorship", "need", "person")
FOR_DAYS = 14
_THANKING = (MessageKind.IMPACT_NOTE, MessageKind.PROGRESS_UPDATE, MessageKind.CLOSE)
# Who never took part cannot have helped.
_BEFORE = (Season.CANDIDATE, Season.RESEARCHED, Season.ASKED, Season.DECLINED)

_TOLD = exists().where(
    Draft.person_id == Person.id,
    Draft.need_id == Need.id,
    Draft.kind.in_(_THANKING),
    Draft.deleted_at.is_(None),
)


def waiting(session: Session, today: date) -> tuple[Waiting, ...]:
    """A row for each person who helped with a need that was met of late.

    The day it was met decides, not that of a later edit.
    """
    query = (
        select(
            *(Need.id, Need.statement, Need.decided_on),
            *(Person.id, Person.display_name, Person.avatar_tint),
        )
        .join(Coverage, Coverage.need_id == Need.id)
        .join(Mentorship, Mentorship.id == Coverage.mentorship_id)
        .join(Person, Person.id == Mentorship.person_id)
        .where(
            Need.deleted_at.is_(None),
            Need.status == NeedStatus.MET,
            Need.decided_on >= today - timedelta(days=FOR_DAYS),
            Coverage.level.not_in((CoverageLevel.NONE,)),
            Mentorship.season.not_in(_BEFORE),
            Person.deleted_at.is_(None),
            Person.archived.is_(False),
            ~_TOLD,
        )
        .order_by(Need.id, Person.sort_name)
        .distinct()
    )
    return tuple(
        Waiting(
            Reason.CELEBRATE,
            "need",
            need,
            _("Tell {called} that it worked out").format(called=called(name)),
            _("They helped with what you have reached"),
            _("Draft impact note"),
            person,
            name,
            tint,
            since=met or today,
            quote=shortened(statement),
        )
        for need, statement, met, person, name, tint in session.execute(query)
    )
