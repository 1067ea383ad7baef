"""Somebody before a real X server: a process of its own, real keys and clicks.

What is typed comes from xdotool; the process is only watched, by a note of what has the focus.
"""

import json
import os
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

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
    from PySide6.QtWidgets import QAbstractButton, QApplication
    note = Path(sys.argv[2])

    def look():
        window, focused = app.window, QApplication.focusWidget()
        buttons = {}
        for button in window.findChildren(QAbstractButton):
            if button.isVisible() and button.text():
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


def rows(tmp_path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{tmp_path}/home/mentorcrm.db?mode=ro", uri=True)) as data:
        return data.execute(query).fetchall()
