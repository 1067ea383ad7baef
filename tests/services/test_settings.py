"""The settings file and the kept start page: forgiving when read, careful when written."""

from pathlib import Path
from typing import Any

import pytest

from mentorcrm.errors import UserError
from mentorcrm.models.kinds import InteractionChannel, MessageKind, NeedKind, Season
from mentorcrm.services import snapshot
from mentorcrm.services.commands.needs import AddNeed
from mentorcrm.services.commands.outreach import LogInteraction, MarkSent, StartDraft
from mentorcrm.services.commands.people import AddPerson, SetTags
from mentorcrm.services.settings import Settings, SettingsFile, ThemeMode
from tests.conftest import NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_nothing_there_means_the_usual(path: Path):
    file = SettingsFile(path)
    assert (file.current, file.warning) == (Settings(), "")
    assert not path.exists()


def test_a_change_is_kept_privately_with_what_others_wrote(path: Path):
    path.write_text('# mine\nfuture = "kept"\ntheme = "light"  # for now\n[later]\nx = 1\n')
    changed = SettingsFile(path).change(theme="dark", text_size=120)
    assert SettingsFile(path).current == changed == Settings(ThemeMode.DARK, 120)
    text = path.read_text()
    assert '# mine\nfuture = "kept"\n' in text
    assert "[later]" in text
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe\x00", b"= = ="])
def test_an_unreadable_file_is_said_and_kept_aside(path: Path, content: bytes):
    path.write_bytes(content)
    file = SettingsFile(path)
    assert file.current == Settings()
    assert str(path) in file.warning
    assert path.read_bytes() == content
    file.change(theme="dark")
    assert SettingsFile(path).current.theme is ThemeMode.DARK
    assert path.with_name("settings.toml.unreadable").read_bytes() == content


@pytest.mark.parametrize(
    "line",
    ['theme = "pink"', "theme = 3", "text_size = 5000", 'less_motion = "yes"',
     "text_size = true"],
)  # fmt: skip
def test_one_value_that_makes_no_sense_does_not_take_the_others_along(path: Path, line: str):
    path.write_text(f"more_contrast = true\n{line}\n")
    file = SettingsFile(path)
    assert file.current == Settings(more_contrast=True)
    assert line.split(" ")[0] in file.warning


@pytest.mark.parametrize("values", [{"theme": "pink"}, {"text_size": 1}, {"no_such": 1}])
def test_a_change_that_makes_no_sense_is_refused(path: Path, values: dict[str, Any]):
    with pytest.raises(UserError, match="cannot be used"):
        SettingsFile(path).change(**values)
    assert not path.exists()


def test_the_start_page_comes_back_as_it_was(services: Any, run: Any):
    ana = run(AddPerson("Änne “A” 👩🏽‍🔬", "Oxbow", "CTO", season=Season.ACTIVE))
    run(SetTags(ana, ("ux", "career")))
    run(LogInteraction((ana,), NOW, InteractionChannel.CALL))
    for number in range(70):
        run(AddPerson(f"P{number}"))
    draft = run(StartDraft(ana, MessageKind.FIRST_ASK, subject="Änne “A”"))
    run(StartDraft(ana, MessageKind.RECAP))
    run(AddNeed(NeedKind.DECISION, "Stay?", decide_by=NOW.date()))
    run(MarkSent(draft, InteractionChannel.MAIL, NOW))
    page = services.start_page()
    services.keep_start_page()
    assert snapshot.read(services.paths.database) == page
    assert len(page.today.rows) == 3  # How the fit feels, the decision, the draft.
    assert page.today.unanswered
    assert page.today.coming
    assert page.today.steps
    assert (page.total, len(page.people)) == (71, snapshot.ROWS)


def test_keeping_the_start_page_is_no_change(services: Any, run: Any):
    run(AddPerson("Ana"))
    services.safety.back_up()
    services.keep_start_page()
    assert services.safety.back_up_if_changed("start") is None
    assert not services.changed_elsewhere()


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "{}", '{"counts": {}, "total": "x", "people": [], "my_name": ""}',
     '{"counts": {"people": 1}, "total": 1, "people": [[]], "my_name": ""}',
     '{"counts": {"other": 1}, "total": 1, "people": [], "my_name": ""}', "[" * 100_000],
)  # fmt: skip
def test_a_start_page_that_makes_no_sense_is_none(services: Any, text: str):
    services.store.remember(snapshot.KEY, text)
    assert snapshot.read(services.paths.database) is None


@pytest.mark.parametrize("content", [None, b"", b"not a database at all" * 400])
def test_a_file_that_makes_no_sense_has_no_start_page(tmp_path: Path, content: bytes | None):
    path = tmp_path / "mentorcrm.db"
    if content is not None:
        path.write_bytes(content)
    assert snapshot.read(path) is None
    assert snapshot.read(tmp_path) is None


def test_another_schema_has_no_start_page(services: Any):
    services.keep_start_page()
    with services.store.write() as unit:
        unit.session.connection().exec_driver_sql("PRAGMA user_version=77")
    assert snapshot.read(services.paths.database) is None
