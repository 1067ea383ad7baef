"""A screen, a mail app that only notes what it is given, and the window in its own process."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import home, mentorcrm, process  # noqa: F401 - fixtures
from tests.e2e.hands import NEEDED, PATIENCE, SIZE, WATCHED, Person
from tests.source_tree import ROOT


@pytest.fixture
def display() -> Iterator[str]:
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"needs {' and '.join(missing)}")
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", f"{SIZE}x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        assert server.stdout is not None
        yield f":{int(server.stdout.readline())}"
        server.terminate()


@pytest.fixture
def mail_app(tmp_path: Path) -> Path:
    """A folder with a mail app that notes what it was asked to open, into `opened` beside it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("xdg-open", "xdg-email"):
        script = folder / name
        script.write_text(f'#!/bin/sh\necho "$@" >> "{tmp_path}/opened"\n')
        script.chmod(0o755)
    return folder


@pytest.fixture
def person(tmp_path: Path, display: str, mail_app: Path) -> Iterator[Person]:
    note = tmp_path / "seen.json"
    env = os.environ | {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "HOME": str(tmp_path),
        "PATH": f"{mail_app}{os.pathsep}{os.environ['PATH']}",
        "XDG_CURRENT_DESKTOP": "X-Generic",
    }
    command = [sys.executable, "-c", WATCHED, str(tmp_path / "home"), str(note)]
    with subprocess.Popen(command, cwd=ROOT, env=env) as window:
        try:
            me = Person(display, note)
            me.wait("the window", lambda seen: bool(seen["live"]))
            me.look_at("mentorcrm")
            yield me
            me.key("ctrl+q")
            assert window.wait(timeout=PATIENCE) == 0
        finally:
            window.kill()
