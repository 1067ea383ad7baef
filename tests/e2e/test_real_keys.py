"""The first five minutes once more, in a process of its own: a real X server, real keys, a click.

What is typed comes from xdotool; the process is only watched, by a note of what has the focus.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.source_tree import ROOT

NEEDED = ("Xvfb", "xdotool")
SIZE = "1360x860"
PATIENCE = 40.0

WATCHED = """
import json, os, sys
from pathlib import Path
from mentorcrm.app import run_window
from mentorcrm.paths import Paths

def opened(app):
    from PySide6.QtCore import QPoint, QTimer
    from PySide6.QtWidgets import QApplication, QPushButton
    note = Path(sys.argv[2])

    def look():
        window, focused = app.window, QApplication.focusWidget()
        buttons = {}
        for button in window.findChildren(QPushButton):
            if button.isVisible():
                middle = button.mapToGlobal(QPoint(button.width() // 2, button.height() // 2))
                buttons[button.text()] = (middle.x(), middle.y())
        text = getattr(focused, "text", str)
        seen = {
            "live": app.desk.live,
            "page": window.navigation.page.place().page,
            "focus": focused.accessibleName() if focused else "",
            "text": text() if callable(text) else "",
            "kind": type(focused).__name__,
            "buttons": buttons,
        }
        part = note.with_suffix(".part")
        part.write_text(json.dumps(seen))
        part.replace(note)

    app.watch = QTimer(app, interval=40)
    app.watch.timeout.connect(look)
    app.watch.start()

run_window(Paths(Path(sys.argv[1])), opened=opened)
"""


class Person:
    """Sits before the screen: sees what has the focus, presses keys, clicks."""

    def __init__(self, display: str, note: Path) -> None:
        self._env = os.environ | {"DISPLAY": display}
        self._note = note

    def see(self) -> dict[str, Any]:
        seen: dict[str, Any] = json.loads(self._note.read_text()) if self._note.exists() else {}
        return seen

    def wait(self, what: str, ready: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if (seen := self.see()) and ready(seen):
                return seen
            time.sleep(0.05)
        raise AssertionError(f"waited in vain for {what}: {self.see()}")

    def key(self, *names: str) -> None:
        self._do("key", *names)
        time.sleep(0.15)  # The note is written every 40 ms.

    def write(self, text: str) -> None:
        self._do("type", "--delay", "6", text)
        time.sleep(0.15)

    def click(self, name: str) -> None:
        x, y = self.wait(name, lambda seen: name in seen["buttons"])["buttons"][name]
        self._do("mousemove", str(x), str(y), "click", "1")
        time.sleep(0.15)

    def tab_to(self, name: str) -> None:
        for _stop in range(40):
            seen = self.see()
            if name in (seen["focus"].split(",")[0], seen["text"]):
                return
            self.key("Tab")
        raise AssertionError(f"Tab does not come to {name}: {self.see()}")

    def look_at(self, window_name: str) -> None:
        """Give the window the keys, which a window manager would do."""
        self._do("search", "--sync", "--onlyvisible", "--name", window_name, "windowfocus")

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._env, check=True, timeout=60)


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
    with subprocess.Popen(command, cwd=ROOT, env=env) as process:
        try:
            me = Person(display, note)
            me.wait("the window", lambda seen: bool(seen["live"]))
            me.look_at("mentorcrm")
            yield me
            me.key("ctrl+q")
            assert process.wait(timeout=PATIENCE) == 0
        finally:
            process.kill()


def rows(tmp_path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{tmp_path}/home/mentorcrm.db?mode=ro", uri=True)) as data:
        return data.execute(query).fetchall()


@pytest.mark.slow
def test_a_newcomer_sends_a_first_ask_by_real_keys_and_one_click(
    person: Person, tmp_path: Path
) -> None:
    me = person
    me.wait("the first door", lambda seen: seen["text"] == "Add person")
    me.key("Return")
    me.wait("a field for my name", lambda seen: seen["kind"] == "Field" or "name" in seen["focus"])
    me.write("Noor Haddad")
    me.key("Tab")
    me.write("I lead a small design team in Oslo and moved into the role last spring.")
    me.key("Return")
    me.wait("a line for a person", lambda seen: not seen["text"].startswith("I lead"))
    me.write("Helen Brandt, Compass, helen@compass.example")
    me.key("Return")
    names = "SELECT display_name FROM person"
    me.wait("her on record", lambda seen: rows(tmp_path, names) == [("Helen Brandt",)])

    me.key("ctrl+e")
    me.wait("the start of an ask", lambda seen: "Start writing" in seen["buttons"])
    me.key("Return")
    me.wait("the composer", lambda seen: seen["page"] == "composer" and seen["focus"] == "Why you")
    for part, words in (
        ("Why you", "your talk in March on leading former peers"),
        ("What it is about", "leading a team I grew up in"),
        ("What I tried", "spoke with two people who made the same move"),
        ("Questions", "What did you change in your first month?"),
        ("Format and length", "20 minutes by video"),
    ):
        me.tab_to(part)
        me.write(words)
    me.tab_to("Suggest times")
    me.key("Return")
    me.wait("times", lambda seen: bool(rows(tmp_path, "SELECT 1 FROM draft WHERE windows <> '[]'")))
    me.wait("ready", lambda seen: rows(tmp_path, "SELECT state FROM draft") == [("ready",)])

    me.key("ctrl+Return")
    me.click("Mark as sent")
    me.wait("the question how", lambda seen: seen["page"] == "composer")
    opened = (tmp_path / "opened").read_text()
    assert "helen@compass.example" in opened
    me.key("Return")
    me.wait("it sent", lambda seen: rows(tmp_path, "SELECT state FROM draft") == [("sent",)])
    assert rows(tmp_path, "SELECT count(*) FROM interaction") == [(1,)]
