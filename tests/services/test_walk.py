"""A random walk through commands, undo, redo and restarts.

After every step the tables must be what the history says: undoing everything leads back to the
empty file, redoing everything to where the walk was, and nothing dangles.
"""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from mentorcrm.app import build
from mentorcrm.clock import FixedClock, today
from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import (
    AdviceResponse,
    GiveDirection,
    GiveKind,
    IdeaKind,
    Owner,
    Worked,
)
from mentorcrm.models.kinds import (
    UNDO_STEPS,
    ContactKind,
    CoverageLevel,
    InteractionChannel,
    MessageKind,
    NeedKind,
    Outcome,
    PartId,
    Role,
    Season,
)
from mentorcrm.models.tables import captured_tables
from mentorcrm.paths import Paths
from mentorcrm.services.commands import (
    advice,
    capture,
    commitments,
    giving,
    interactions,
    needs,
    outreach,
    people,
)
from mentorcrm.services.commands.bin import BinKind, RestoreFromBin
from mentorcrm.services.commands.merging import MergePeople, SayNotSame, Side
from mentorcrm.services.commands.transfer import AddSample, RemoveSample
from mentorcrm.services.kept_health import fresh
from mentorcrm.services.standing import Standing
from mentorcrm.services.today_health import Everybody
from mentorcrm.storage import schema
from mentorcrm.storage.migrate import migrate
from tests.conftest import NOW
from tests.services.walk_meetings import MeetingsWalk
from tests.services.walk_terms import TermsWalk

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=24)
TAGS = st.lists(st.sampled_from(["career", "Craft", "craft", "über", "#ux"]), max_size=3)

_fresh: list[Path] = []


def told(one: Standing) -> tuple[object, ...]:
    """Everything a standing says."""
    evidence = [
        (set(signal.evidence), signal.kind, signal.state, signal.sentence)
        for signal in one.practice.signals
    ]
    # What is told by numbers alone is what the words tell.
    judged = tuple(signal.state for signal in one.practice.signals)
    assert judged in ((), tuple(one.states))
    assert one.signs == tuple(seen.sign for seen in one.seen)
    tie = one.continuity
    numbers = one.episodes, one.silence_days, one.in_touch_by
    assert tie is None or (tie.episodes, tie.silence_days, tie.in_touch_by) == numbers
    return (
        *(one.name, one.season, one.contacts, tie, one.band, one.states, one.pressing),
        *(evidence, one.seen),
    )


def fresh_file() -> Path:
    if not _fresh:
        path = Path(tempfile.mkdtemp(prefix="mentorcrm-walk-")) / "fresh.db"
        migrate(path)
        _fresh.append(path)
    return _fresh[0]


LAST_CONTACTS = (
    "SELECT person_id, at FROM last_contact ORDER BY person_id",
    "SELECT person_id, max(at) FROM interaction_person JOIN interaction AS i "
    "ON i.id = interaction_id WHERE counts_as_contact = 1 AND i.deleted_at IS NULL "
    "GROUP BY person_id ORDER BY person_id",
)


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every captured row of the file, as a stranger reads it."""
    connection = schema.connect(path, read_only=True)
    try:
        return {
            table: sorted(connection.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr)
            for table in captured_tables()
        }
    finally:
        connection.close()


class Walk(TermsWalk, MeetingsWalk, RuleBasedStateMachine):
    persons = Bundle("persons")
    wishes = Bundle("needs")
    drafts = Bundle("drafts")
    advised = Bundle("advised")
    promised = Bundle("promised")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="mentorcrm-walk-"))
        self.paths = Paths(self.folder)
        self.clock_ticks = 0
        self.depth = 0
        self.undone = 0

    @initialize()
    def open(self) -> None:
        self.paths.create()
        shutil.copyfile(fresh_file(), self.paths.database)
        self.empty = dump(self.paths.database)
        self.services = build(self.paths, self._clock())

    def _clock(self) -> FixedClock:
        return FixedClock(NOW + timedelta(minutes=self.clock_ticks), "Europe/Lisbon")

    def run(self, command):
        """Run a command; a refusal must change nothing."""
        before = dump(self.paths.database)
        try:
            result = self.services.dispatcher.run(command)
        except UserError:
            assert dump(self.paths.database) == before
            return None
        if dump(self.paths.database) != before:
            self.undone = 0
        return result

    @rule(
        target=persons,
        name=NAMES,
        mail=st.sampled_from(["", "a@b.example", "not-a-mail"]),
        season=st.sampled_from([None, *Season]),
    )
    def add(self, name, mail, season):
        return self.run(people.AddPerson(name, mail=mail, season=season))

    @rule(
        person=persons,
        field=st.sampled_from(["title", "notes", "display_name", "zone"]),
        value=st.one_of(NAMES, st.sampled_from(["", "Lisbon"])),
    )
    def edit(self, person, field, value):
        if person is not None:
            self.run(people.EditPerson(person, {field: value}))

    @rule(person=persons, words=NAMES, topic=NAMES, owner=st.sampled_from(list(Owner)))
    def capture(self, person, words, topic, owner):
        if person is None:
            return
        promise = capture.CapturedPromise(owner, words)
        give = capture.CapturedGive(GiveDirection.GIVEN, GiveKind.THANKS, words)
        self.run(
            capture.Capture(
                f"call: {words}", (person, "Zed"), NOW, "UTC", InteractionChannel.CALL,
                topics=(topic,), promises=(promise,), gives=(give,),
                advice=(capture.CapturedAdvice(words),),
            )
        )  # fmt: skip

    @rule(person=persons, tags=TAGS)
    def tag(self, person, tags):
        if person is not None:
            self.run(people.SetTags(person, tuple(tags)))

    @rule(person=persons, role=st.sampled_from(list(Role)), season=st.sampled_from(list(Season)))
    def role(self, person, role, season):
        if person is not None:
            self.run(people.SetMentorship(person, role, season))

    @rule(
        person=persons,
        kind=st.sampled_from(list(ContactKind)),
        value=st.sampled_from(["a@b.example", "+351 912 345 678", "https://x.example/me", ""]),
    )
    def point(self, person, kind, value):
        if person is not None:
            self.run(people.AddContactPoint(person, kind, value, preferred=True))

    @rule(one=persons, other=persons)
    def introduce(self, one, other):
        if one is not None:
            self.run(people.SetIntroducer(one, other))

    @rule(person=persons, back=st.booleans())
    def bin(self, person, back):
        if person is not None:
            self.run(people.RestorePeople((person,)) if back else people.DeletePeople((person,)))

    @rule(keep=persons, other=persons, side=st.sampled_from(list(Side)))
    def merge(self, keep, other, side):
        if keep is not None and other is not None:
            self.run(MergePeople(keep, other, {"name": side, "season.mentor": side}))

    @rule(one=persons, other=persons)
    def say_not_same(self, one, other):
        if one is not None and other is not None:
            self.run(SayNotSame(one, other))

    @rule(person=persons)
    def out_of_the_bin(self, person):
        if person is not None:
            self.run(RestoreFromBin(((BinKind.PERSON, person),)))

    @rule(
        contact=st.integers(1, 12),
        minutes=st.integers(-5, 90),
        channel=st.sampled_from(list(InteractionChannel)),
        topics=TAGS,
        hours=st.integers(-900, 900),
    )
    def change_contact(self, contact, minutes, channel, topics, hours):
        """One that may be there: ids of contacts begin at one."""
        self.run(
            interactions.EditInteraction(
                contact, channel=channel, minutes=minutes, topics=tuple(topics),
                at=NOW + timedelta(hours=hours), zone="Asia/Tokyo",
            )
        )  # fmt: skip

    @rule(contact=st.integers(1, 12), back=st.booleans())
    def bin_contact(self, contact, back):
        command = interactions.RestoreInteraction if back else outreach.DeleteInteraction
        self.run(command(contact))

    @rule(target=wishes, kind=st.sampled_from(list(NeedKind)), text=NAMES)
    def need(self, kind, text):
        return self.run(needs.AddNeed(kind, text))

    @rule(need=wishes, steps=st.lists(NAMES, max_size=7))
    def steps(self, need, steps):
        if need is not None:
            self.run(needs.SetNeedTasks(need, tuple((text, None) for text in steps)))

    @rule(need=wishes, person=persons, level=st.sampled_from([None, *CoverageLevel]))
    def link(self, need, person, level):
        if need is not None and person is not None:
            self.run(
                needs.LinkNeed(need, person, level)
                if level is not None
                else needs.UnlinkNeed(need, person)
            )

    @rule(target=drafts, person=persons, kind=st.sampled_from(list(MessageKind)))
    def start(self, person, kind):
        if person is None:
            return None
        return self.run(
            outreach.StartDraft(person, kind, body="Hello", parts={PartId.STUCK: "I cannot tell"})
        )

    @rule(draft=drafts, body=NAMES)
    def write(self, draft, body):
        if draft is not None:
            self.run(outreach.EditDraft(draft, body=body, by_hand=True))

    @rule(draft=drafts)
    def keep(self, draft):
        if draft is not None:
            self.run(outreach.KeepVersion(draft, "walk"))

    @rule(draft=drafts)
    def send(self, draft):
        if draft is not None:
            self.run(outreach.MarkSent(draft, InteractionChannel.MAIL, NOW))

    @rule(draft=drafts, outcome=st.sampled_from(list(Outcome)))
    def answer(self, draft, outcome):
        if draft is not None:
            self.run(outreach.RecordOutcome(draft, outcome, "as expected"))

    @rule(draft=consumes(drafts))
    def drop(self, draft):
        if draft is not None:
            self.run(outreach.DeleteDraft(draft))

    @rule(target=advised, person=persons, words=NAMES, need=st.one_of(st.none(), wishes))
    def advise(self, person, words, need):
        if person is None:
            return None
        return self.run(advice.AddAdvice(person, words, need_id=need))

    @rule(
        told=advised, field=st.sampled_from(advice.ADVICE_TEXT_FIELDS), value=NAMES,
        response=st.sampled_from([None, *AdviceResponse]),
    )  # fmt: skip
    def respond(self, told, field, value, response):
        if told is not None:
            self.run(advice.EditAdvice(told, {field: value}, response))

    @rule(told=advised, learned=NAMES, worked=st.sampled_from([None, *Worked]))
    def try_out(self, told, learned, worked):
        if told is not None and (one := self.run(advice.AddExperiment(told, learned))):
            self.run(advice.EditExperiment(one, {"learned": learned}, None, True, worked))

    @rule(told=advised, step=st.sampled_from((
        advice.TellAdvice, advice.UntellAdvice, advice.DeleteAdvice, advice.RestoreAdvice,
    )))  # fmt: skip
    def move_advice(self, told, step):
        if told is not None:
            self.run(step(told))

    @rule(draft=drafts, told=advised)
    def quote(self, draft, told):
        if draft is not None and told is not None:
            self.run(advice.QuoteAdvice(draft, (told,)))

    @rule(target=promised, person=persons, what=NAMES, owner=st.sampled_from(list(Owner)))
    def promise(self, person, what, owner):
        if person is None:
            return None
        return self.run(commitments.AddCommitment(person, what, owner, NOW.date()))

    @rule(one=promised, step=st.sampled_from((
        commitments.KeepCommitment, commitments.DropCommitment, commitments.ReopenCommitment,
        commitments.DeleteCommitment, commitments.RestoreCommitment,
    )))  # fmt: skip
    def move_promise(self, one, step):
        if one is not None:
            self.run(step(one))

    @rule(one=promised, what=NAMES, owner=st.sampled_from([None, *Owner]))
    def reword_promise(self, one, what, owner):
        if one is not None:
            self.run(commitments.EditCommitment(one, what, owner, clear_due=True))

    @rule(
        person=persons, what=NAMES, direction=st.sampled_from(list(GiveDirection)),
        kind=st.sampled_from(list(GiveKind)), gone=st.booleans(),
    )  # fmt: skip
    def give(self, person, what, direction, kind, gone):
        if person is None:
            return
        idea = self.run(giving.AddGiveIdea(person, IdeaKind.WANTED, what))
        note = self.run(giving.NoteGiving(person, direction, kind, what, idea_id=idea))
        if note is not None:
            self.run(giving.DeleteGiving(note) if gone else giving.EditGiving(note, {"what": what}))

    @rule(one=persons, other=persons, by=st.one_of(st.none(), persons), told=st.booleans())
    def bring_together(self, one, other, by, told):
        if other is None:
            return
        met = self.run(giving.AddIntroduction(other, one, by))
        if met is not None:
            days = ("first_agreed_on", "second_agreed_on", "made_on", "told_introducer_on")
            chosen = days if told else days[2:3]
            self.run(giving.EditIntroduction(met, {}, dict.fromkeys(chosen, NOW.date())))

    @rule(remove=st.booleans())
    def sample(self, remove):
        self.run(RemoveSample() if remove else AddSample())

    @rule()
    def undo(self):
        before = dump(self.paths.database)
        label = self.services.dispatcher.undo()
        assert (label is None) == (dump(self.paths.database) == before)
        self.undone += label is not None

    @rule()
    def redo(self):
        label = self.services.dispatcher.redo()
        assert (label is not None) == (self.undone > 0)
        self.undone -= label is not None

    @rule(minutes=st.sampled_from([0, 2, 600]))
    def restart(self, minutes):
        labels = self.services.history.labels()
        self.clock_ticks += minutes
        self.services.store.close()
        self.services = build(self.paths, self._clock())
        assert self.services.history.labels() == labels

    @precondition(lambda self: hasattr(self, "services"))
    @invariant()
    def nothing_dangles(self):
        connection = schema.connect(self.paths.database, read_only=True)
        try:
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            kept, real = (connection.execute(query).fetchall() for query in LAST_CONTACTS)
            assert kept == real
        finally:
            connection.close()

    @invariant()
    def what_is_kept_of_health_is_what_a_fresh_reading_finds(self):
        clock = self.services.clock  # Restarts take it past midnight.
        with self.services.store.read() as session:
            found = fresh(session, clock, today(clock), None)
        kept = self.services.health.everybody()
        assert [told(one) for one in kept] == [told(one) for one in found]
        on = today(clock)
        asked, anew = Everybody(kept, on), Everybody(found, on)
        assert asked.waiting((), 7) == anew.waiting((), 7)
        assert asked.pulse == anew.pulse

    def teardown(self) -> None:
        if not hasattr(self, "services"):
            return
        end = dump(self.paths.database)
        steps = len([s for s in self.services.history.recent() if not s.undone])
        for _ in range(steps):
            assert self.services.dispatcher.undo() is not None
        assert self.services.dispatcher.undo() is None
        if steps < UNDO_STEPS:
            assert dump(self.paths.database) == self.empty
        for _ in range(steps):
            assert self.services.dispatcher.redo() is not None
        assert dump(self.paths.database) == end
        self.services.store.close()
        shutil.rmtree(self.folder)


# A walk that fails is shown as it was found. To shorten it, Hypothesis would try for up to five
# minutes, and what then is seen of it is that the test took too long.
AS_FOUND = tuple(phase for phase in Phase if phase not in (Phase.shrink, Phase.explain))


@pytest.mark.long
@pytest.mark.timeout(420)
def test_a_walk_leads_back():
    run_state_machine_as_test(
        Walk,
        settings=settings(
            phases=AS_FOUND,
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_long_walk_leads_back():
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=400,
            stateful_step_count=60,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
