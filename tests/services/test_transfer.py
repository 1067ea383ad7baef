"""Bringing contacts in: each shape of file, twice, decided about, undone; the sample network."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mentorcrm.errors import ImportRejected
from mentorcrm.health.mosaic import Cover
from mentorcrm.interchange.plan import Decision
from mentorcrm.models.kinds import AVATAR_TINTS, ImportAction, InteractionChannel
from mentorcrm.services.commands import people as people_wish
from mentorcrm.services.commands.giving import AddIntroduction
from mentorcrm.services.commands.outreach import LogInteraction, StartDraft
from mentorcrm.services.commands.transfer import AddSample, RemoveSample
from mentorcrm.services.commands.views import RenameView, SaveView
from mentorcrm.services.people_filter import HealthWish, PeopleFilter
from tests.conftest import NOW
from tests.interchange import files as shapes

SHAPES = {
    "linkedin": ("Connections.csv", shapes.LINKEDIN, 3),
    "linkedin 2018": ("Connections.csv", shapes.LINKEDIN_2018, 1),
    "google-old": ("old.csv", shapes.GOOGLE_OLD, 2),
    "google": ("new.csv", shapes.GOOGLE_NEW, 1),
    "outlook": ("outlook.csv", shapes.OUTLOOK, 1),
    "thunderbird": ("thunderbird.csv", shapes.THUNDERBIRD, 1),
    "atomic": ("atomic.csv", shapes.ATOMIC, 1),
    "vcard": ("a.vcf", shapes.CARD_30 + shapes.CARD_21, 2),
}


@pytest.fixture
def plan(services: Any, tmp_path: Path) -> Any:
    """Writes a file and proposes its import."""

    def propose(name: str, text: str) -> Any:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return services.transfer.propose(services.transfer.read(file))

    return propose


def counts(plan: Any) -> dict[ImportAction, int]:
    return {action: plan.count(action) for action in ImportAction}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_comes_in_once(services: Any, plan: Any, dump: Any, shape: str):
    name, text, number = SHAPES[shape]
    empty, agreed = dump(), plan(name, text)
    done = services.import_contacts(agreed)
    assert done.new == number == len(services.people.ids())
    assert done.new + done.updated + done.duplicates + done.skipped == sum(counts(agreed).values())
    (batch,) = services.transfer.batches()
    assert (batch.file_name, batch.counts["new"]) == (name, number)
    assert services.history.labels()[0].startswith("Import ")
    assert services.history.labels()[0].endswith(f"from {name}")
    again = plan(name, text)
    assert counts(again)[ImportAction.SKIP] == sum(counts(again).values())
    before = dump()
    assert services.import_contacts(again).batch_id is None
    assert dump() == before
    services.dispatcher.undo()
    assert dump() == empty
    services.dispatcher.redo()
    assert dump() == before


def test_what_a_card_says_is_kept(services: Any, plan: Any):
    services.import_contacts(plan("a.vcf", shapes.CARD_30))
    person = services.people.detail(services.people.find("amara"))
    assert person.values["organisation"] == "Brightwater, Labs"
    assert person.values["birthday"] == "--04-12"
    assert set(person.tags) == {"Mentors", "Berlin"}
    assert person.mail() == "Amara.Okafor@Example.org"
    assert services.people.ids(PeopleFilter(tag="mentors")) == [person.id]


def test_an_update_fills_only_what_is_empty(services: Any, run: Any, plan: Any):
    amara = run(people_wish.AddPerson("Amara O.", "My own words", mail="amara@example.org"))
    agreed = plan("Connections.csv", shapes.LINKEDIN_2018)
    assert counts(agreed)[ImportAction.UPDATE] == 1
    services.import_contacts(agreed)
    person = services.people.detail(amara)
    assert (person.name, person.values["organisation"], person.values["title"]) == (
        "Amara O.",
        "My own words",
        "Engineer",
    )
    assert len(person.points) == 1


def test_somebody_deleted_since_the_plan_is_left_alone(services: Any, run: Any, plan: Any):
    amara = run(people_wish.AddPerson("Amara O.", mail="amara@example.org"))
    agreed = plan("Connections.csv", shapes.LINKEDIN_2018)
    run(people_wish.DeletePeople((amara,)))
    services.import_contacts(agreed)
    assert services.people.detail(amara).values["title"] == ""


class TestNamesakes:
    """The same name alone is never enough."""

    TEXT = "First Name,Last Name,E-mail Address,Company\nAmara,Okafor,new@x.example,Other\n"

    @pytest.fixture
    def agreed(self, run: Any, plan: Any) -> Any:
        run(people_wish.AddPerson("Amara Okafor", mail="old@x.example"))
        return plan("contacts.csv", self.TEXT)

    def test_one_is_left_out(self, services: Any, agreed: Any):
        assert counts(agreed)[ImportAction.DUPLICATE] == 1
        done = services.import_contacts(agreed)
        assert (done.new, done.updated, done.duplicates) == (0, 0, 1)
        assert len(services.people.ids()) == 1

    @pytest.mark.parametrize(
        ("decision", "people", "points"),
        [
            (Decision.KEEP_SEPARATE, 2, 1),
            (Decision.SAME_PERSON, 1, 2),
            (Decision.LEAVE_OUT, 1, 1),
        ],
    )
    def test_one_is_decided(
        self, services: Any, agreed: Any, decision: Decision, people: int, points: int
    ):
        services.import_contacts(agreed.decide({0: decision}))
        ids = services.people.ids()
        assert len(ids) == people
        assert len(services.people.detail(ids[0]).points) == points


def test_a_backup_is_made_before(services: Any, run: Any, plan: Any):
    run(people_wish.AddPerson("Somebody"))
    services.import_contacts(plan("a.vcf", shapes.CARD_30))
    backup = services.safety.newest()
    assert (backup.reason, backup.counts["person"]) == ("before-import", 1)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", b""), ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00")],
)
def test_a_file_of_something_else_is_refused(
    services: Any, dump: Any, tmp_path: Path, name: str, content: bytes
):
    before, file = dump(), tmp_path / name
    file.write_bytes(content)
    with pytest.raises(ImportRejected) as caught:
        services.transfer.read(file)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)
    assert dump() == before


def test_reading_can_be_cancelled_and_changes_nothing(services: Any, dump: Any, tmp_path: Path):
    before, file = dump(), tmp_path / "a.vcf"
    file.write_text(shapes.CARD_30 * 200)
    with pytest.raises(ImportRejected):
        services.transfer.read(file, cancelled=lambda: True)
    assert dump() == before


def test_an_import_that_fails_half_way_leaves_nothing(services: Any, plan: Any, dump: Any):
    agreed = plan("a.vcf", shapes.CARD_30 + shapes.CARD_21)
    before = dump()
    with services.store.write() as unit:
        unit.session.connection().exec_driver_sql(
            "CREATE TEMP TRIGGER stop BEFORE INSERT ON main.contact_point "
            "BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END"
        )
    with pytest.raises(Exception, match="could not be written"):
        services.import_contacts(agreed)
    assert dump() == before
    assert services.transfer.batches() == ()


class TestSample:
    def test_it_comes_and_goes_in_one_step(self, there_and_back: Any, refused: Any, services: Any):
        assert there_and_back(AddSample(), "Add the sample network") == 6
        assert len(services.needs.list()) == 3
        refused(AddSample(), "here already")
        assert there_and_back(RemoveSample(), "Remove the sample network of 6 people") == 6
        assert services.people.ids() == []

    def test_all_that_it_brings_goes_with_it(self, services: Any, run: Any, dump: Any):
        mine = run(people_wish.AddPerson("Mine"))
        before = dump()
        run(AddSample())
        brought = {name: len(rows) - len(before[name]) for name, rows in dump().items()}
        terms = ("agreement", "trial", "fit_rating", "working_style")
        giving = ("reciprocity_note", "give_idea", "introduction")
        mosaic = ("need", "need_task", "coverage", "mosaic_weight")
        for table in (*giving, "advice", "commitment", *terms, *mosaic):
            assert brought[table] > 0, table
        ruth = services.people.find("Ruth")
        run(AddIntroduction(second_id=ruth, first_id=mine))
        run(RemoveSample())
        assert dump() == before
        services.dispatcher.undo()
        assert len(services.introductions.listed()) == 3

    def test_its_views_filter_as_they_say_and_go_with_it(
        self, services: Any, run: Any, there_and_back: Any
    ):
        there_and_back(AddSample(), "Add the sample network")
        found = {
            view.name: {row.name.split()[0] for row in services.people.listed(view.wanted)}
            for view in services.views.list()
        }
        assert list(found) == ["Cooling", "I owe them", "Waiting for an answer", "Trial period"]
        assert found["Cooling"] >= {"Ana", "Ruth"} and found["Trial period"] == {"Tomasz"}
        assert "Helen" not in found["Cooling"]
        there_and_back(RemoveSample(), "Remove the sample network of 6 people")
        assert services.views.list() == ()

    def test_a_view_of_mine_stays_and_is_not_doubled(self, services: Any, run: Any):
        mine = run(SaveView("cooling", PeopleFilter(health=HealthWish.COOLING)))
        run(AddSample())
        trial = services.views.list()[-1]
        assert len(services.views.list()) == 4 and trial.name == "Trial period"
        run(RenameView(trial.id, "On trial"))
        run(RemoveSample())
        assert [view.id for view in services.views.list()] == [mine, trial.id]
        run(RemoveSample())
        run(AddSample())
        assert [view.name for view in services.views.list()] == [
            "cooling", "On trial", "I owe them", "Waiting for an answer", "Trial period",
        ]  # fmt: skip

    def test_its_mosaic_has_a_gap_something_fragile_and_something_covered(
        self, services: Any, run: Any
    ):
        run(AddSample())
        found = services.mosaic.page().found
        states = {row.wanted.words: row.state for row in found.rows}
        assert states["Whether to lead the platform team from January"] is Cover.COVERED
        assert states["A user study that changes what we build next"] is Cover.FRAGILE
        assert states["Culture and transition"] is Cover.GAP
        said = [remark.sentence for remark in found.remarks]
        assert said[0] == "Culture and transition: nobody yet."
        assert "Ana carries 3 of 6." in said

    def test_each_of_its_people_has_a_tint_of_their_own(self, services: Any, run: Any):
        run(AddSample())
        tints = [row.tint for row in services.people.listed()]
        assert len(set(tints)) == len(tints) == 6
        assert all(tint in range(AVATAR_TINTS) for tint in tints)

    def test_what_is_mine_stays(self, services: Any, run: Any, dump: Any):
        mine = run(people_wish.AddPerson("Mine"))
        run(people_wish.SetTags(mine, ("career",)))
        run(AddSample())
        ruth = services.people.find("Ruth")
        call = InteractionChannel.CALL
        run(LogInteraction((ruth,), NOW - timedelta(days=1), call, summary="only with the sample"))
        both = run(LogInteraction((ruth, mine), NOW - timedelta(days=1), call, summary="with mine"))
        from mentorcrm.models.kinds import MessageKind

        run(StartDraft(ruth, MessageKind.RECAP))
        run(RemoveSample())
        assert [i.id for i in services.people.detail(mine).interactions] == [both]
        assert services.people.tags() == [("career", 1)]
        assert len(dump()["interaction"]) == 1
        assert dump()["draft"] == []
        services.dispatcher.undo()
        assert len(services.people.ids()) == 7

    def test_removing_what_is_not_there_changes_nothing(self, services: Any):
        assert services.dispatcher.run(RemoveSample()) == 0
        assert services.history.recent() == ()
