"""My own profile: editing and reading it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentorcrm.errors import UserError
from mentorcrm.models.kinds import WorkingHours
from mentorcrm.models.tables import Profile
from mentorcrm.services.commands import profile as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.rows import ProfileRow
from mentorcrm.services.text import clean_line, clean_text
from mentorcrm.services.zones import require_zone
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _

_LONG = frozenset(
    {"intro_three", "signature_warm", "signature_plain", "signature_brief", "reach_me"}
)


def edit_profile(work: Work, command: wish.EditProfile) -> None:
    profile = work.session.scalar(select(Profile)) or Profile(work_days=[0, 1, 2, 3, 4])
    work.session.add(profile)
    for field, value in command.values.items():
        if field not in wish.PROFILE_TEXT_FIELDS:
            raise UserError(_("“{field}” is not part of a profile.").format(field=field))
        text = clean_text(value) if field in _LONG else clean_line(value)
        if field == "zone" and text:
            text = require_zone(text)
        setattr(profile, field, text)
    if command.hours is not None:
        _set_hours(profile, command.hours)
    work.label = _("Edit your profile")
    work.merge_key = f"profile/{','.join(sorted(command.values))}"


class ProfileQueries:
    """Reading the profile."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self) -> ProfileRow:
        """My profile; all empty before it was filled in."""
        with self._store.read() as session:
            return profile_row(session)


def profile_row(session: Session) -> ProfileRow:
    """The one profile as a plain row."""
    profile = session.scalar(select(Profile))
    if profile is None:
        return ProfileRow()
    values = {name: getattr(profile, name) for name in wish.PROFILE_TEXT_FIELDS}
    hours = WorkingHours(profile.work_start, profile.work_end, tuple(profile.work_days))
    return ProfileRow(hours=hours, **values)


def _set_hours(profile: Profile, hours: WorkingHours) -> None:
    if not 0 <= hours.start_minute < hours.end_minute <= 24 * 60:
        raise UserError(_("Choose working hours that end after they start, on the same day."))
    if not hours.days:
        raise UserError(_("Choose at least one working day."))
    profile.work_start, profile.work_end = hours.start_minute, hours.end_minute
    profile.work_days = sorted(set(hours.days))


HANDLERS: dict[type, Handler] = {wish.EditProfile: edit_profile}
