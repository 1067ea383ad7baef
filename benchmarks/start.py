"""From the start of the process to a painted window, and to everything live, at 10k people.

    python -m benchmarks.start [--runs 7] [--people 10000]

The floor, run in turn with it: a bare PySide6 window with one label. Both are timed from the
moment the process was made (the operating system's own note of it) to the end of the first paint;
memory is the resident set half a second after everything is live.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.homes import fill
from benchmarks.measure import options, show, spread
from mentorcrm.app import build
from mentorcrm.models.kinds import MessageKind
from mentorcrm.services.commands.outreach import StartDraft

# What both kinds of process run around their window; `moments` is printed as one line of JSON.
_WATCH = """
import json, os, sys, time
BORN = float(os.environ["BENCH_BORN"])
moments = {}
def note(name):
    moments.setdefault(name, (time.time() - BORN) * 1000)
def rss():
    with open("/proc/self/statm") as f:
        return int(f.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
def finish():
    moments["rss"] = rss()
    print(json.dumps(moments), flush=True)
    os._exit(0)
"""
_BARE = (
    _WATCH
    + """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: note("painted"))
app = QApplication([])
window = Window()
window.setCentralWidget(QLabel("mentorcrm"))
window.resize(1360, 860)
window.show()
QTimer.singleShot(500, finish)
app.exec()
"""
)
_OURS = (
    _WATCH
    + """
from pathlib import Path
from mentorcrm.app import run_window
from mentorcrm.paths import Paths
def opened(app):
    from PySide6.QtCore import QObject, QTimer
    class Watch(QObject):
        last = 0.0
        def painted(self):
            note("painted")
            self.last = time.perf_counter()
            self.timer = QTimer(self, interval=1)
            self.timer.timeout.connect(self.tick)
            self.timer.start()
        def tick(self):
            now = time.perf_counter()
            moments["stall"] = max(moments.get("stall", 0.0), (now - self.last) * 1000)
            self.last = now
        def live(self):
            note("live")
            QTimer.singleShot(500, finish)
    assert app.window.navigation.page.list.rows
    watch = Watch(app)
    app.window.painted.connect(watch.painted)
    app.desk.went_live.connect(watch.live)
run_window(Paths(Path(sys.argv[1])), opened=opened)
"""
)


def run(code: str, *arguments: str) -> dict[str, float]:
    """The moments of one fresh process, in ms since it was asked for."""
    import time

    env = os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    # An installed program has its bytecode beside it; a developer's settings may forbid that.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    env["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / "mentorcrm-benchmark-bytecode")
    env["BENCH_BORN"] = repr(time.time())
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    moments: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return moments


def _fill(place: Path, people: int) -> None:
    """So many people and a full page of what waits; closing keeps the start page."""
    services = build(fill(place, people))
    for person in services.people.ids(limit=7):
        services.dispatcher.run(StartDraft(person, MessageKind.FIRST_ASK, subject="One question"))
    services.close()


def main() -> None:
    parser = options(__doc__, runs=7, people=10_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "home"
        _fill(place, chosen.people)
        pairs = [(run(_BARE), run(_OURS, str(place))) for _ in range(chosen.runs + 1)][1:]
    rows = []
    for name, floor, goal in (
        ("painted", "painted", "≤ 1.7"),
        ("live", "painted", "≤ 5"),
        ("rss", "rss", "≤ 2.2"),
    ):
        ratios = [ours[name] / bare[floor] for bare, ours in pairs]
        rows.append(
            {
                "what": name,
                "bare": spread([bare[floor] for bare, _ in pairs]),
                "mentorcrm": spread([ours[name] for _, ours in pairs]),
                "ratio": statistics.median(ratios),
                "goal": goal,
            }
        )
    stall = [ours["stall"] for _, ours in pairs]
    rows.append(
        {
            "what": "longest stall, ms",
            "bare": "",
            "mentorcrm": spread(stall),
            "ratio": statistics.median(stall),
            "goal": "≤ 33",
        }
    )
    show(f"start at {chosen.people:,} people (ms; MiB)", rows, chosen.json)


if __name__ == "__main__":
    main()
