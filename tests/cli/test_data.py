"""`import`, `people`, `person`, `search`, `undo`, `backup`, `restore`, `doctor`, `sample`."""

import json
import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mentorcrm.app import build
from mentorcrm.models.kinds import InteractionChannel
from mentorcrm.paths import Paths
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.storage import schema
from tests.interchange.files import CARD_21, CARD_30, LINKEDIN


@pytest.fixture
def linkedin(tmp_path: Path) -> Path:
    file = tmp_path / "Connections.csv"
    file.write_text(LINKEDIN, encoding="utf-8")
    return file


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    file = tmp_path / "cards.vcf"
    file.write_text(CARD_30 + CARD_21, encoding="utf-8")
    return file


def total(report: dict[str, Any]) -> int:
    return report["new"] + report["updated"] + report["duplicates"] + len(report["skipped"])


class TestImport:
    def test_every_item_is_counted_once(self, mentorcrm: Any, linkedin: Path, cards: Path):
        result = mentorcrm("import", linkedin, cards, "--json").json
        first, second = result["files"]
        assert (first["file"], first["kind"], first["new"]) == (str(linkedin), "linkedin", 3)
        assert [total(first), total(second)] == [4, 2]
        assert first["errors"] == second["errors"] == []
        for skipped in first["skipped"]:
            assert set(skipped) == {"where", "reason"}
        again = mentorcrm("import", linkedin, "--json").json["files"][0]
        assert (again["new"], again["updated"], len(again["skipped"])) == (0, 0, 4)

    def test_a_dry_run_changes_nothing(self, mentorcrm: Any, linkedin: Path):
        assert mentorcrm("import", "--dry-run", linkedin, "--json").json["files"][0]["new"] == 3
        assert "would be new" in mentorcrm("import", linkedin, "--dry-run").out
        assert mentorcrm("people", "--json").json == []
        assert mentorcrm("undo").out == "There is nothing to undo.\n"

    def test_several_files_are_one_step_of_undo(self, mentorcrm: Any, linkedin: Path, cards: Path):
        mentorcrm("import", linkedin, cards)
        label = "Import 4 people from Connections.csv and 1 more file"
        assert mentorcrm("undo").out == f"Undone: {label}\n"
        assert mentorcrm("people", "--json").json == []
        assert mentorcrm("redo", "--json").json == {"label": label}

    def test_one_bad_file_keeps_all_of_them_out_and_says_so(
        self, mentorcrm: Any, linkedin: Path, tmp_path: Path
    ):
        result = mentorcrm("import", linkedin, tmp_path / "gone.vcf")
        assert result.code == 2
        assert "Nothing was imported" in result.out
        assert result.err.count("\n") == 1
        assert mentorcrm("people", "--json").json == []

    def test_the_same_person_in_two_files_is_one(self, mentorcrm: Any, tmp_path: Path):
        one, two = tmp_path / "one.csv", tmp_path / "two.csv"
        one.write_text("First Name,Last Name,Email\nNoor,Haddad,noor@example.org\n")
        two.write_text("First Name,Last Name,Email,Company\nNoor,Haddad,noor@example.org,Oxbow\n")
        first, second = mentorcrm("import", one, two, "--json").json["files"]
        assert (first["new"], [total(first), total(second)]) == (1, [1, 1])
        assert "one.csv" in second["skipped"][0]["reason"]
        assert "two.csv" not in second["skipped"][0]["where"]
        assert [p["organisation"] for p in mentorcrm("people", "--json").json] == ["Oxbow"]

    @pytest.mark.parametrize(
        ("choice", "counts", "people"),
        [("skip", (0, 0, 1), 1), ("new", (1, 0, 0), 2), ("update", (0, 1, 0), 1)],
    )
    def test_possible_duplicates_as_chosen(
        self, mentorcrm: Any, tmp_path: Path, choice: str, counts: Any, people: int
    ):
        one, two = tmp_path / "one.csv", tmp_path / "two.csv"
        one.write_text("First Name,Last Name,Company\nNoor,Haddad,Oxbow\n")
        two.write_text("First Name,Last Name,Company,Title\nNoor,Haddad,Kestrel,Lead\n")
        mentorcrm("import", one)
        result = mentorcrm("import", two, "--duplicates", choice, "--json").json["files"][0]
        assert (result["new"], result["updated"], result["duplicates"]) == counts
        assert total(result) == 1
        assert len(mentorcrm("people", "--json").json) == people

    def test_what_was_left_out_says_how_to_take_it_in(self, mentorcrm: Any, tmp_path: Path):
        one, two = tmp_path / "one.csv", tmp_path / "two.csv"
        one.write_text("First Name,Last Name,Company\nNoor,Haddad,Oxbow\n")
        two.write_text("First Name,Last Name,Company\nNoor,Haddad,Kestrel\n")
        mentorcrm("import", one)
        assert "--duplicates new" in mentorcrm("import", two).out
        mentorcrm("import", two, "--duplicates", "merge").refused("--duplicates")

    @pytest.mark.parametrize("broken", ["missing", "empty", "picture", "folder"])
    def test_one_broken_file_stops_them_all(
        self, mentorcrm: Any, linkedin: Path, tmp_path: Path, broken: str
    ):
        bad = tmp_path / "bad.csv"
        if broken == "folder":
            bad.mkdir()
        elif broken != "missing":
            bad.write_bytes(b"" if broken == "empty" else b"\x89PNG\r\n\x1a\n\x00" * 9)
        result = mentorcrm("import", linkedin, bad, "--json")
        assert result.code == 2
        assert result.err.count("\n") == 1
        assert "bad.csv" in result.err
        good, refused = result.json["files"]
        assert result.json["applied"] is False
        assert (len(refused["errors"]), good["errors"]) == (1, [])
        assert mentorcrm("people", "--json").json == []
        assert mentorcrm("import", bad).err.count("\n") == 1

    def test_in_words(self, mentorcrm: Any, linkedin: Path):
        out = mentorcrm("import", linkedin).out
        assert out.startswith("Connections.csv (linkedin): 3 new, 0 updated, 0 possible duplicates")

    def test_nothing_named(self, mentorcrm: Any):
        mentorcrm("import").refused("FILES")


class TestPeople:
    def test_a_list_with_ids_and_names(self, mentorcrm: Any, sample: None):
        people = mentorcrm("people", "--json").json
        assert len(people) == 6
        assert all(isinstance(p["id"], int) and p["name"] for p in people)
        assert [p["name"] for p in mentorcrm("people", "kestrel", "--json").json] == [
            "Ana Ferreira"
        ]
        assert "Ana Ferreira" in mentorcrm("people").out
        assert mentorcrm("people", "nobody").out == "Nobody matches “nobody”.\n"
        assert len(mentorcrm("people", "--limit", "2", "--json").json) == 2
        mentorcrm("people", "--limit", "0").refused("--limit")

    def test_nobody_yet(self, mentorcrm: Any):
        assert mentorcrm("people", "--json").json == []
        assert "import FILE" in mentorcrm("people").out

    def test_one_person(self, mentorcrm: Any, sample: None):
        person = mentorcrm("person", "Ruth Adeyemi", "--json").json
        assert (person["name"], person["mail"]) == ("Ruth Adeyemi", "ruth@adeyemi.example")
        assert "Edinburgh" in mentorcrm("person", str(person["id"])).out
        mentorcrm("person", "Nobody").refused("“Nobody”", "people")
        mentorcrm("person", "nobody@x.example").refused("Nobody here")

    def test_a_contact_stands_on_the_day_on_which_it_was_lived(
        self, mentorcrm: Any, home: Path
    ) -> None:
        services = build(Paths(home))
        ana = services.dispatcher.run(AddPerson("Ana Silva"))
        at = datetime(2026, 11, 11, 3, 30, tzinfo=UTC)
        late = LogInteraction(
            (ana,), at, InteractionChannel.CALL, summary="Late", zone="America/New_York"
        )
        services.dispatcher.run(late)
        services.store.close()
        assert "2026-11-10  Phone call: Late" in mentorcrm("person", "Ana").out

    def test_search(self, mentorcrm: Any, sample: None):
        hits = mentorcrm("search", "kestrel", "--json").json
        assert hits[0]["kind"] == "person"
        assert set(hits[0]) >= {"kind", "id", "title", "excerpt"}
        assert mentorcrm("search", '"').out == 'Nothing matches “"”.\n'
        assert mentorcrm("search", "  ").code == 2
        assert "Ana Ferreira" in mentorcrm("search", "kestrel").out

    def test_a_need_that_is_found_is_said_once(self, mentorcrm: Any):
        mentorcrm("need", "add", "--kind", "skill", "Giving hard feedback")
        assert mentorcrm("search", "feedback").out.count("Giving hard feedback") == 1


class TestBackups:
    def test_there_and_back(self, mentorcrm: Any, sample: None, home: Path):
        made = mentorcrm("backup", "--json").json
        assert made["counts"]["person"] == 6
        assert Path(made["file"]).is_file()
        mentorcrm("sample", "--remove")
        restored = mentorcrm("restore", Path(made["file"]).name, "--json").json
        assert restored["counts"]["person"] == 6
        assert Path(restored["kept"]).is_file()
        assert len(mentorcrm("people", "--json").json) == 6
        assert "Restored" in mentorcrm("restore", made["file"]).out

    def test_no_such_backup(self, mentorcrm: Any, sample: None, tmp_path: Path):
        mentorcrm("restore", "nope.db").refused("nope.db")
        other = tmp_path / "other.db"
        other.write_text("no database")
        mentorcrm("restore", other).refused("other.db")
        assert len(mentorcrm("people", "--json").json) == 6

    def test_a_path_is_never_taken_for_another_file_of_that_name(
        self, mentorcrm: Any, sample: None, tmp_path: Path
    ):
        made = Path(mentorcrm("backup", "--json").json["file"])
        mentorcrm("sample", "--remove")
        mentorcrm("restore", tmp_path / "stick" / made.name).refused("stick")
        assert mentorcrm("people", "--json").json == []

    def test_a_write_backs_up_what_was_there(self, mentorcrm: Any, sample: None, home: Path):
        mentorcrm("need", "add", "x")
        assert list((home / "backups").glob("*.db"))


class TestDoctor:
    def test_sound(self, mentorcrm: Any, sample: None):
        mentorcrm("backup")
        result = mentorcrm("doctor")
        assert (result.code, result.err) == (0, "")
        found = mentorcrm("doctor", "--json").json
        assert found["damaged"] is False
        assert {r["level"] for r in found["results"]} <= {"ok", "info", "warning"}
        assert mentorcrm("doctor", "--rebuild-search").code == 0

    def test_fresh(self, mentorcrm: Any):
        assert mentorcrm("doctor").code == 0

    def test_damaged(self, mentorcrm: Any, sample: None, home: Path):
        data = bytearray((home / "mentorcrm.db").read_bytes())
        data[4096:40960] = b"\x5a" * 36864
        (home / "mentorcrm.db").write_bytes(data)
        assert mentorcrm("doctor").code == 1
        assert mentorcrm("doctor", "--json").json["damaged"] is True
        for command in (["people"], ["need", "add", "x"], ["undo"], ["sample"], ["backup"]):
            mentorcrm(*command).refused("damaged", code=1)
        assert (home / "mentorcrm.db").read_bytes() == data

    def test_emptied(self, mentorcrm: Any, sample: None, home: Path):
        made = mentorcrm("backup", "--json").json["file"]
        for name in home.glob("mentorcrm.db*"):
            name.unlink()
        (home / "mentorcrm.db").touch()
        mentorcrm("people").refused("it is empty", "Restore the backup of", code=1)
        found = mentorcrm("doctor")
        assert (found.code, "Run `mentorcrm restore`" in found.out) == (1, True)
        assert mentorcrm("restore", made).code == 0
        assert len(mentorcrm("people", "--json").json) == 6

    def test_newer(self, mentorcrm: Any, sample: None, home: Path):
        with closing(schema.connect(home / "mentorcrm.db")) as connection:
            connection.execute("PRAGMA user_version=77")
        data = (home / "mentorcrm.db").read_bytes()
        mentorcrm("people").refused("newer", code=1)
        assert (home / "mentorcrm.db").read_bytes() == data


def test_the_sample_comes_and_goes(mentorcrm: Any):
    assert mentorcrm("sample", "--json").json == {"added": 6}
    mentorcrm("sample").refused("here already")
    assert mentorcrm("sample", "--remove").out == "Removed 6 sample people.\n"
    assert mentorcrm("sample", "--remove").out == "There is no sample network here.\n"
    assert mentorcrm("undo", "--json").json == {"label": "Remove the sample network of 6 people"}


def test_where_the_data_is(mentorcrm: Any, home: Path, tmp_path: Path):
    one, two = tmp_path / "one", tmp_path / "two"
    shutil.rmtree(home)
    mentorcrm("--home", one, "sample")
    mentorcrm("need", "add", "x", "--home", two)
    assert len(mentorcrm("people", "--json", "--home", one).json) == 6
    assert len(mentorcrm("--home", two, "need", "list", "--json").json) == 1
    assert not home.exists()
    assert mentorcrm("people", "--json").json == []
    assert home.exists()
    file = tmp_path / "file"
    file.touch()
    mentorcrm("--home", file, "people").refused("file is a file", "--home")
    mentorcrm("--home", file / "inside", "people").refused("inside", "--home", code=1)


def test_what_is_not_a_command(mentorcrm: Any):
    mentorcrm("fly").refused("fly", "--help")
    assert mentorcrm("--help").code == 0
    assert mentorcrm("--version").out.startswith("mentorcrm ")


@pytest.mark.parametrize("size", ["big", "0x0", "1360", "99999x9", "-5x700", "²x³"])
def test_a_picture_needs_a_size(mentorcrm: Any, tmp_path: Path, size: str):
    mentorcrm("shot", "people", "--out", tmp_path / "a.png", "--size", size).refused()


def test_a_picture_needs_a_page_and_a_place(mentorcrm: Any, tmp_path: Path, qapp: Any):
    mentorcrm("shot", "attic", "--out", tmp_path / "a.png").refused("attic", "people")
    mentorcrm("shot", "people", "--out", tmp_path / "no" / "a.png").refused("no folder")
    mentorcrm("shot", "people", "--out", tmp_path / "a.jpg").refused("PNG", ".png")
    mentorcrm("shot", "people").refused("--out")
    mentorcrm("shot", "composer", "--out", tmp_path / "a.png").refused("no message yet")
    assert not (tmp_path / "a.png").exists()


def test_json_is_json_whatever_is_in_it(mentorcrm: Any):
    text = 'Zoë “x” 👩🏽‍🔬 \u202e \\ " </script> {{7*7}} 山田'
    mentorcrm("need", "add", text)
    out = mentorcrm("need", "list", "--json").out
    assert json.loads(out)[0]["statement"] == text
    assert "👩🏽‍🔬" in out


def test_a_file_beside_a_refused_one_is_told_as_not_done(mentorcrm: Any, tmp_path: Path):
    good, bad = tmp_path / "good.csv", tmp_path / "bad.vcf"
    good.write_text("First Name,Last Name,Email\nNoor,Haddad,noor@example.org\n")
    bad.write_text("")
    result = mentorcrm("import", good, bad)
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert "1 would be new" in result.out
    assert mentorcrm("people", "--json").json == []


def test_one_long_name_does_not_widen_every_line(mentorcrm: Any, tmp_path: Path):
    file = tmp_path / "long.csv"
    file.write_text(f"First Name,Company\n{'x' * 300},Oxbow\nNoor,Kestrel\n")
    mentorcrm("import", file)
    lines = mentorcrm("people").out.splitlines()
    assert len(lines) == 2
    assert min(map(len, lines)) < 100 < 300 < max(map(len, lines))


def test_a_missing_word_points_to_the_help_that_answers(mentorcrm: Any):
    mentorcrm("ask", "Ana").refused("office-hours. `mentorcrm ask --help`")


def test_the_data_folder_before_or_after_a_subcommand(mentorcrm: Any, tmp_path: Path):
    place = tmp_path / "elsewhere"
    assert mentorcrm("need", "--home", place, "add", "One").code == 0
    assert mentorcrm("need", "add", "--home", place, "Two").code == 0
    assert mentorcrm("--home", place, "need", "add", "Three").code == 0
    assert len(mentorcrm("need", "--home", place, "list", "--json").json) == 3
    assert mentorcrm("need", "list", "--json").json == []


def test_a_day_in_words(mentorcrm: Any):
    mentorcrm("need", "add", "One", "--by", "1 December 2099")
    mentorcrm("need", "add", "Two", "--by", "in 6 weeks")
    one, two = mentorcrm("need", "list", "--json").json
    assert {one["target_date"], two["target_date"]} > {"2099-12-01"}
    mentorcrm("need", "add", "x", "--by", "soonish").refused("“soonish” is not a day", "in 6 weeks")
    mentorcrm("need", "add", "x", "--by", "yesterday").refused("which is over", "a day to come")


@pytest.mark.parametrize(
    "arguments", [("people", "--home", ""), ("--home", " ", "undo"), ("need", "--home", "", "list")]
)
def test_an_empty_home_does_not_mean_the_usual_one(mentorcrm: Any, arguments: tuple[str, ...]):
    mentorcrm(*arguments).refused("--home", "empty")


def test_a_mistyped_option_is_answered_in_whole_sentences(mentorcrm: Any):
    mentorcrm("--hom", "x", "people").refused("Did you mean")
    assert "?." not in mentorcrm("--hom", "x", "people").err


def test_restoring_a_folder_is_refused(mentorcrm: Any, tmp_path: Path):
    mentorcrm("restore", tmp_path).refused(f"“{tmp_path}” is not a file")


def test_what_is_piped_in_is_named(mentorcrm: Any):
    mentorcrm("check", "-", stdin=b"\xff\xfe").refused("What was piped in")
