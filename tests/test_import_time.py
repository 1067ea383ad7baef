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
    *("dateparser", "regex", "pytz"),
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
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)


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
    def seconds(*command: str) -> float:
        """Processor time, so that a busy machine does not count; on Windows, wall time."""
        started, before = time.perf_counter(), os.times()
        assert run([sys.executable, *command], tmp_path).returncode == 0
        after = os.times()
        used = sum(after[2:4]) - sum(before[2:4])
        return used if os.name == "posix" else time.perf_counter() - started

    rounds = range(7)
    python = min(seconds("-P", "-c", "pass") for _ in rounds)
    answer = min(seconds("-P", "-m", "mentorcrm", "--help") for _ in rounds)
    assert answer - python < HELP_BUDGET_SECONDS


# Ends the process at the first heavy import, saying whether a window was to be seen by then.
WATCH = """
import os, sys

def watch(event, arguments):
    if event == "import" and arguments[0].partition(".")[0] in heavy:
        widgets = sys.modules.get("PySide6.QtWidgets")
        shown = widgets and any(w.isVisible() for w in widgets.QApplication.topLevelWidgets())
        print("first", arguments[0], "with" if shown else "without", "a window", flush=True)
        os._exit(0)

sys.addaudithook(watch)
sys.argv = ["mentorcrm"]
from mentorcrm.cli import main
main()
"""


@pytest.mark.skipif(
    "def run_window" not in (ROOT / "mentorcrm" / "app.py").read_text(encoding="utf-8"),
    reason="there is no window to start yet",
)
def test_the_window_is_shown_before_the_heavy_parts_load(tmp_path: Path) -> None:
    filled = run([sys.executable, "-P", "-m", "mentorcrm", "sample"], tmp_path)
    assert filled.returncode == 0, filled.stderr
    heavy = {name for name in LATER if "." not in name}
    started = run([sys.executable, "-P", "-c", f"heavy = {heavy!r}\n{WATCH}"], tmp_path)
    assert "first sqlalchemy with a window" in started.stdout, started.stdout + started.stderr


@pytest.mark.parametrize(
    "module", ["mentorcrm.ui.theme", "mentorcrm.ui.tasks", "mentorcrm.models.kinds"]
)
def test_the_window_needs_none_of_the_heavy_parts(module: str, tmp_path: Path) -> None:
    assert unwanted(imported(f"import {module}", tmp_path), LATER) == set()


def test_the_check_sees_what_it_forbids(tmp_path: Path) -> None:
    found = imported("import sqlalchemy.orm, jinja2", tmp_path)
    assert unwanted(found, LATER) >= {"sqlalchemy", "jinja2"}


def test_pyside_does_not_read_the_source_of_what_is_imported(tmp_path: Path) -> None:
    """It would keep all of it, and read it before the first paint; see mentorcrm/ui/__init__.py."""
    ours = str(ROOT / "mentorcrm" / "ui")
    code = "import mentorcrm.ui.theme, linecache\nimport mentorcrm.ui.words\n"
    code += f"kept = [n for n in linecache.cache if n.startswith({ours!r})]\nassert not kept, kept"
    imported(code, tmp_path)
