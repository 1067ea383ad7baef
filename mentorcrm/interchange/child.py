"""Read a contact file in a child process, so that a hostile one can take neither the window nor
the memory with it.

The child gets the request as one line of JSON on its input and answers with lines of JSON. It
imports neither Qt nor SQLAlchemy and has a memory limit where the system offers one. The parent
ends it when the user cancels, when it stops making progress, or when its time is up.
"""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import mentorcrm
from mentorcrm.errors import ImportRejected
from mentorcrm.interchange import limits, wire
from mentorcrm.interchange.bulk import collection_paused
from mentorcrm.interchange.contacts import ContactCard, ParsedFile
from mentorcrm.interchange.csv_fields import Mapping
from mentorcrm.interchange.reader import Cancelled, ImportCancelled, Progress, shown_name

SECONDS = 60.0
SECONDS_PER_MEGABYTE = 3.0
SECONDS_WITHOUT_PROGRESS = 10.0
_POLL_SECONDS = 0.05
_MODULE = "mentorcrm.interchange.child_main"
# Windows: no console window for a moment.
_NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0


def read_in_child(
    path: Path,
    *,
    mapping: Mapping | None = None,
    region: str | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    seconds: float = SECONDS,
    stall: float = SECONDS_WITHOUT_PROGRESS,
) -> ParsedFile:
    """`reader.read_contacts` in a process of its own; the same arguments, result and errors.

    `seconds` is the time for a small file and grows with its size; `stall` is how long the child
    may be silent.
    """
    request = {"path": str(path.absolute()), "mapping": wire.mapping_row(mapping), "region": region}
    child = _started()
    try:
        _send(child, request)
        deadline = time.monotonic() + seconds + SECONDS_PER_MEGABYTE * _megabytes(path)
        answers = _Answers(child, shown_name(path), deadline, stall, cancelled)
        with collection_paused():
            return _collected(answers, progress, shown_name(path))
    finally:
        _end(child)


class _Answers:
    """The child's lines as they come, or the reason to stop waiting for them."""

    def __init__(
        self,
        child: subprocess.Popen[bytes],
        file: str,
        deadline: float,
        stall: float,
        cancelled: Cancelled | None,
    ) -> None:
        self._file = file
        self._deadline = deadline
        self._stall = stall
        self._cancelled = cancelled
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        assert child.stdout is not None
        threading.Thread(target=_pump, args=(child.stdout, self._lines), daemon=True).start()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        heard = time.monotonic()
        while True:
            self._check(heard)
            try:
                line = self._lines.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                continue
            if not line:
                return
            heard = time.monotonic()
            yield json.loads(line)

    def _check(self, heard: float) -> None:
        if self._cancelled and self._cancelled():
            raise ImportCancelled(f"The import of “{self._file}” was stopped; nothing was changed.")
        now = time.monotonic()
        if now > self._deadline or now > heard + self._stall:
            raise ImportRejected(
                f"“{self._file}” takes too long to read; it may be damaged. "
                "Export the contacts again, or split the file."
            )


def _collected(answers: _Answers, progress: Progress | None, file: str) -> ParsedFile:
    cards: list[ContactCard] = []
    for answer in answers:
        if "cards" in answer:
            cards += wire.cards_of(answer["cards"])
        elif "progress" in answer and progress:
            progress(*answer["progress"])
        elif "error" in answer:
            raise ImportRejected(answer["error"])
        elif "end" in answer:
            return wire.ended(answer["end"], tuple(cards))
    raise ImportRejected(
        f"“{file}” cannot be read: it needs more memory than an import may use. "
        "Split it, or export it without pictures."
    )


def _started() -> subprocess.Popen[bytes]:
    """The child, with the package's folder as its only added import path: the folder that the
    user happens to be in must not be able to slip in a module (-P).
    """
    folder = str(Path(mentorcrm.__file__).resolve().parent.parent)
    environment = {**os.environ, "PYTHONPATH": folder}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", _MODULE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=_NO_WINDOW,
    )


def _send(child: subprocess.Popen[bytes], request: dict[str, Any]) -> None:
    assert child.stdin is not None
    child.stdin.write(json.dumps(request).encode() + b"\n")
    child.stdin.close()


def _pump(stream: IO[bytes], lines: "queue.SimpleQueue[bytes]") -> None:
    for line in stream:
        lines.put(line)
    stream.close()
    lines.put(b"")


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.kill()
    child.wait()


def _megabytes(path: Path) -> float:
    try:
        return path.stat().st_size / limits.MEGABYTE
    except OSError:
        return 0.0
