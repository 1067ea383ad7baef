"""Last contact after any log, edit, deletion and undo: the newest that counts and is not ahead."""

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from mentorcrm.app import build
from mentorcrm.clock import FixedClock
from mentorcrm.errors import UserError
from mentorcrm.models.kinds import InteractionChannel
from mentorcrm.paths import Paths
from mentorcrm.services.commands.interactions import EditInteraction, RestoreInteraction
from mentorcrm.services.commands.outreach import DeleteInteraction, LogInteraction
from mentorcrm.services.commands.people import AddPerson, DeletePeople, RestorePeople
from mentorcrm.storage import schema
from tests.conftest import NOW
from tests.services.test_walk import fresh_file

# Around now, in both directions, and a second from it.
AWAY = st.one_of(
    st.integers(-400 * 24, 60 * 24).map(lambda hours: timedelta(hours=hours)),
    st.sampled_from([timedelta(0), timedelta(seconds=1), timedelta(seconds=-1)]),
)
CHANNELS = st.sampled_from(list(InteractionChannel))
PEOPLE = st.sets(st.integers(0, 2), min_size=1).map(sorted)
ALL = (
    "SELECT p.person_id, i.at, i.channel, i.counts_as_contact FROM interaction_person AS p "
    "JOIN interaction AS i ON i.id = p.interaction_id WHERE i.deleted_at IS NULL"
)


class Contacts(RuleBasedStateMachine):
    contacts = Bundle("contacts")

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="mentorcrm-contacts-"))
        paths = Paths(self.folder)
        paths.create()
        shutil.copyfile(fresh_file(), paths.database)
        self.services = build(paths, FixedClock(NOW, "Europe/Lisbon"))
        self.ids = [self.run(AddPerson(name)) for name in ("Ana", "Ruth", "Kofi")]

    def run(self, command):
        try:
            return self.services.dispatcher.run(command)
        except UserError:
            return None

    def last(self) -> list[datetime | None]:
        rows = {row.id: row.last_contact for row in self.services.people.rows(self.ids)}
        return [rows[person] for person in self.ids]

    def moves(self, before: list[datetime | None]) -> bool:
        """Whether anybody's last contact is an earlier one now than before."""
        later = zip(before, self.last(), strict=True)
        return any(b is not None and (a is None or a < b) for b, a in later)

    @rule(target=contacts, who=PEOPLE, away=AWAY, channel=CHANNELS, counts=st.booleans())
    def log(self, who, away, channel, counts):
        before, at = self.last(), NOW + away
        command = LogInteraction(
            tuple(self.ids[i] for i in who), at, channel, counts_as_contact=counts
        )
        contact = self.run(command)
        after = self.last()
        assert not self.moves(before)
        for one, other in zip(before, after, strict=True):
            # What is older than the newest, lies ahead or does not count leaves it as it was.
            assert other == one or (other == at and at <= NOW and (one is None or at > one))
        if at > NOW or not counts or channel is InteractionChannel.NOTE:
            assert after == before
        return contact

    @rule(contact=contacts, away=AWAY)
    def move(self, contact, away):
        if contact is not None:
            self.run(EditInteraction(contact, at=NOW + away))

    @rule(contact=contacts, channel=CHANNELS, counts=st.sampled_from([None, True, False]))
    def change(self, contact, channel, counts):
        if contact is not None:
            self.run(EditInteraction(contact, channel=channel, counts_as_contact=counts))

    @rule(contact=contacts, who=PEOPLE)
    def people(self, contact, who):
        if contact is not None:
            self.run(EditInteraction(contact, person_ids=tuple(self.ids[i] for i in who)))

    @rule(contact=contacts, back=st.booleans())
    def bin(self, contact, back):
        if contact is not None:
            self.run(RestoreInteraction(contact) if back else DeleteInteraction(contact))

    @rule(person=st.integers(0, 2), back=st.booleans())
    def bin_person(self, person, back):
        one = (self.ids[person],)
        self.run(RestorePeople(one) if back else DeletePeople(one))

    @rule(times=st.integers(1, 3))
    def undo(self, times):
        done = [step for step in self.services.history.recent() if not step.undone]
        for _ in range(min(times, len(done) - len(self.ids))):
            self.services.dispatcher.undo()

    @rule()
    def redo(self):
        self.services.dispatcher.redo()

    @precondition(lambda self: hasattr(self, "services"))
    @invariant()
    def last_contact_is_the_newest_that_counts(self):
        with self.services.store.read() as session:
            rows = session.connection().exec_driver_sql(ALL).fetchall()
        for person, shown in zip(self.ids, self.last(), strict=True):
            times = [
                datetime.fromisoformat(at)
                for who, at, channel, counts in rows
                if who == person and counts and channel != "note"
            ]
            had = [at for at in times if at <= NOW]
            assert shown == max(had, default=None)
        assert not [row for row in rows if row[2] == "note" and row[3]]

    def teardown(self) -> None:
        if hasattr(self, "services"):
            self.services.store.close()
            shutil.rmtree(self.folder)


def walk(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Contacts,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            phases=set(Phase) - {Phase.shrink},
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.timeout(240)
def test_last_contact_is_always_the_newest_that_counts() -> None:
    walk(15, 25)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_last_contact_is_so_after_long_walks() -> None:
    walk(300, 60)


def test_the_walk_looks_at_a_connection_of_a_stranger() -> None:
    """The statement of the invariant reads what is kept, not what the services say."""
    connection = schema.connect(fresh_file(), read_only=True)
    assert connection.execute(ALL).fetchall() == []
    connection.close()
