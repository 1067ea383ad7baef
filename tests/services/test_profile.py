"""My profile: one row, made when first filled in."""

from typing import Any

from mentorcrm.models.kinds import WorkingHours
from mentorcrm.services.commands.profile import PROFILE_TEXT_FIELDS, EditProfile


def test_it_is_empty_at_first(services: Any):
    assert not services.profile.get().complete
    assert services.profile.get().hours == WorkingHours()


def test_every_field_is_kept(there_and_back: Any, services: Any):
    values = {name: f"my {name}" for name in PROFILE_TEXT_FIELDS} | {"zone": "Asia/Kathmandu"}
    there_and_back(EditProfile(values, WorkingHours(600, 1440, (6, 5, 5))), "Edit your profile")
    kept = services.profile.get()
    assert {name: getattr(kept, name) for name in PROFILE_TEXT_FIELDS} == values
    assert kept.hours == WorkingHours(600, 1440, (5, 6))
    assert kept.complete


def test_what_makes_no_sense_is_refused(refused: Any):
    refused(EditProfile({"zone": "Atlantis"}), "not a time zone")
    refused(EditProfile({"id": "1"}), "not part of a profile")
    refused(EditProfile({}, WorkingHours(600, 600)), "end after they start")
    refused(EditProfile({}, WorkingHours(days=())), "at least one working day")


def test_typing_in_one_field_is_one_step(run: Any, services: Any):
    for text in ("A", "An", "Ana"):
        run(EditProfile({"name": text}))
    run(EditProfile({"headline": "Engineer"}))
    assert len(services.history.recent()) == 2
    services.dispatcher.undo()
    services.dispatcher.undo()
    assert services.profile.get().name == ""
