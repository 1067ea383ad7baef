"""Where I am at home: the zone of my profile, in which contacts and meetings are unless said."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentorcrm.models.tables import Profile


def home_zone(session: Session, here: str) -> str:
    """The zone of my profile; without one that of the computer, `here`."""
    return session.scalar(select(Profile.zone)) or here
