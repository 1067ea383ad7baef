"""What starting mentorcrm must not import: the first answer does not wait for the heavy parts."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.source_tree import ROOT, within

# SQLAlchemy costs more than Qt; it and the engines of import and rendering load when used.
LATER = (
    *("sqlalchemy", "alembic", "jinja2", "icalendar", "recurring_ical_events", "phonenumbers"),
    *("nameparser", "rapidfuzz", "charset_normalizer", "email_validator", "dateutil"),
    *("mentorcrm.models.tables", "mentorcrm.models.base", "mentorcrm.services.people"),
    *("email.mime", "http.client", "smtplib", "imaplib", "asyncio", "unittest", "xml.dom"),
)
# --help and --version need neither a window nor the database.
NOT_FOR_HELP = (*LATER, "PySide6", "shiboken6", "sqlcipher3", "mentorcrm.ui", "mentorcrm.storage")

HELP_BUDGET_SECONDS = 0.15
"""Over what Python itself needs to start."""


def imported(code: str, home: Path) -> set[str]:
    """The names of all modules that a fresh interpreter holds after running `code`."""
    told = f"{code}\nimport sys; print('\\n'.join(['<modules>', *sys.modules]))"
    done = run([sys.executable, "-P", "-c", told], home)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.rpartition("<modules>")[2].split())


def run(command: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    env = os.environ | {
        "MENTORCRM_HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
    }
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def unwanted(names: Iterable[str], places: Iterable[str]) -> set[str]:
    found = set(names)
    return {place for place in places if any(within(name, place) for name in found)}


def cli(*arguments: str) -> str:
    """Code that runs the command line inside the interpreter and comes back."""
    return (
        f"import sys; sys.argv = ['mentorcrm', *{arguments!r}]\n"
        "from mentorcrm.cli import main\n"
        "try: main()\nexcept SystemExit as end: assert not end.code, end.code"
    )


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["people", "--help"]], ids=" ".join
)
def test_help_and_version_load_neither_qt_nor_the_database(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    assert unwanted(imported(cli(*arguments), tmp_path), NOT_FOR_HELP) == set()
    assert list(tmp_path.iterdir()) == []


def test_help_answers_at_once(tmp_path: Path) -> None:
    def fastest(*command: str) -> float:
        taken = []
        for _ in range(5):
            started = time.perf_counter()
            assert run([sys.executable, *command], tmp_path).returncode == 0
            taken.append(time.perf_counter() - started)
        return min(taken)

    # The same interpreter, the same switches; both read their bytecode from the cache.
    python = fastest("-P", "-c", "pass")
    assert fastest("-P", "-m", "mentorcrm", "--help") - python < HELP_BUDGET_SECONDS


@pytest.mark.parametrize(
    "module", ["mentorcrm.ui.theme", "mentorcrm.ui.tasks", "mentorcrm.models.kinds"]
)
def test_the_window_needs_none_of_the_heavy_parts(module: str, tmp_path: Path) -> None:
    assert unwanted(imported(f"import {module}", tmp_path), LATER) == set()


def test_the_check_sees_what_it_forbids(tmp_path: Path) -> None:
    found = imported("import sqlalchemy.orm, jinja2", tmp_path)
    assert unwanted(found, LATER) >= {"sqlalchemy", "jinja2"}
