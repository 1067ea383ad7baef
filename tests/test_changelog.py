"""CHANGELOG.md keeps its shape (keepachangelog.com) and agrees with the version."""

import re
import tomllib
from datetime import date

import mentorcrm
from tests.source_tree import ROOT

KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
HEADING = re.compile(r"^## \[(?P<version>[^\]]+)\](?: - (?P<day>\S+))?$")


def changelog() -> list[str]:
    return (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()


def releases() -> list[tuple[str, str | None]]:
    """Version and day of each section, newest first."""
    found = [HEADING.match(line) for line in changelog() if line.startswith("## ")]
    assert all(found), "a heading is not like `## [1.2.0] - 2026-11-30`"
    return [(match["version"], match["day"]) for match in found if match]


def test_unreleased_comes_first_and_the_rest_go_back_in_time() -> None:
    first, *rest = releases()
    assert first == ("Unreleased", None)
    days = [date.fromisoformat(day or "") for _, day in rest]
    assert days == sorted(days, reverse=True)
    assert len({version for version, _ in rest}) == len(rest)


def test_every_version_has_one_number() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == mentorcrm.__version__
    newest = next((version for version, day in releases() if day), project["version"])
    assert newest == project["version"]


def test_changes_are_sorted_by_kind_and_written_as_sentences() -> None:
    lines = changelog()
    kinds = [line.removeprefix("### ") for line in lines if line.startswith("### ")]
    assert kinds
    assert set(kinds) <= KINDS
    text = "\n".join(lines)
    entries = re.findall(r"^- (.+(?:\n  .+)*)", text, flags=re.MULTILINE)
    assert entries
    assert [entry for entry in entries if not entry.endswith(".") or entry[0].islower()] == []
