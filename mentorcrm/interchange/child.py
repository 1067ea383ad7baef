"""Read a contact file in a child process, so that a hostile one can take neither the window nor
the memory with it.

The child gets the request as one line of JSON on its input and answers with lines of JSON. It
imports neither Qt nor SQLAlchemy and has a memory limit where the system offers one. The parent
ends it when the user cancels, when it stops making progress, or when its time is up.
"""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import IO, Any

import mentorcrm
from mentorcrm.errors import ImportRejected
from mentorcrm.interchange import limits, wire
from mentorcrm.interchange.bulk import collection_paused
from mentorcrm.interchange.contacts import ContactCard, ParsedFile
from mentorcrm.interchange.csv_fields import Mapping
from mentorcrm.interchange.reader import Cancelled, ImportCancelled, Progress, shown_name
from mentorcrm.interchange.vcard import shortened
from mentorcrm.words import _

SECONDS = 60.0
SECONDS_PER_MEGABYTE = 3.0
SECONDS_WITHOUT_PROGRESS = 10.0
# A part of three megabytes keeps a process busy for some ten times what starting it costs.
_PART_MEGABYTES = 3.0
_MOST_PARTS = 4
_POLL_SECONDS = 0.05
_MODULE = "mentorcrm.interchange.child_main"
# Windows: no console window for a moment.
_NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0

_Lines = queue.SimpleQueue[tuple[int, bytes]]


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

    A large vCard file is read in parts by several processes. `seconds` is the time for a small
    file and grows with its size; `stall` is how long all of them may be silent.
    """
    size = _megabytes(path)
    parts = max(1, min(_MOST_PARTS, os.cpu_count() or 1, int(size / _PART_MEGABYTES)))
    request = {"path": str(path.absolute()), "mapping": wire.mapping_row(mapping), "region": region}
    deadline = time.monotonic() + seconds + SECONDS_PER_MEGABYTE * size
    children: list[subprocess.Popen[bytes]] = []
    try:
        for number in range(parts):
            children.append(_started())
            _send(children[-1], {**request, "part": [number, parts]})
        answers = _Answers(children, shown_name(path), deadline, stall, cancelled)
        with collection_paused():
            return _collected(answers, parts, progress, shown_name(path))
    finally:
        for child in children:
            _end(child)


class _Answers:
    """The children's lines as they come, or the reason to stop waiting for them."""

    def __init__(
        self,
        children: Sequence[subprocess.Popen[bytes]],
        file: str,
        deadline: float,
        stall: float,
        cancelled: Cancelled | None,
    ) -> None:
        self._file = file
        self._deadline = deadline
        self._stall = stall
        self._cancelled = cancelled
        self._open = len(children)
        self._lines: _Lines = queue.SimpleQueue()
        for number, child in enumerate(children):
            assert child.stdout is not None
            arguments = (number, child.stdout, self._lines)
            threading.Thread(target=_pump, args=arguments, daemon=True).start()

    def __iter__(self) -> Iterator[tuple[int, dict[str, Any]]]:
        heard = time.monotonic()
        while self._open:
            self._check(heard)
            try:
                number, line = self._lines.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                continue
            heard = time.monotonic()
            if line:
                yield number, json.loads(line)
            else:
                self._open -= 1

    def _check(self, heard: float) -> None:
        if self._cancelled and self._cancelled():
            raise ImportCancelled(
                _("The import of “{file}” was stopped; nothing was changed.").format(
                    file=self._file
                )
            )
        now = time.monotonic()
        if now > self._deadline or now > heard + self._stall:
            raise ImportRejected(
                _(
                    "“{file}” takes too long to read; it may be damaged. Export the contacts "
                    "again, or split the file."
                ).format(file=self._file)
            )


def _collected(answers: _Answers, parts: int, progress: Progress | None, file: str) -> ParsedFile:
    cards: list[list[ContactCard]] = [[] for _part in range(parts)]
    done = [(0, 0)] * parts
    ends: dict[int, ParsedFile] = {}
    for number, answer in answers:
        if "cards" in answer:
            cards[number] += wire.cards_of(answer["cards"])
        elif "progress" in answer:
            done[number] = tuple(answer["progress"])
            if progress:
                progress(*map(sum, zip(*done, strict=True)))
        elif "error" in answer:
            raise ImportRejected(answer["error"])
        else:
            ends[number] = wire.ended(answer["end"], tuple(cards[number]))
    if len(ends) < parts:
        raise ImportRejected(
            _(
                "“{file}” cannot be read: it needs more memory than an import may use. "
                "Split it, or export it without pictures."
            ).format(file=file)
        )
    return _whole([ends[number] for number in range(parts)])


def _whole(parts: list[ParsedFile]) -> ParsedFile:
    """The file that the parts make together."""
    first = parts[0]
    if len(parts) == 1:
        return first
    warnings = shortened([text for part in parts for text in part.warnings])
    return replace(
        first,
        cards=tuple(chain.from_iterable(part.cards for part in parts)),
        skipped=tuple(chain.from_iterable(part.skipped for part in parts)),
        warnings=tuple(warnings),
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
    # A child that is gone already is noticed by its silence.
    with contextlib.suppress(BrokenPipeError), child.stdin as stream:
        stream.write(json.dumps(request).encode() + b"\n")


def _pump(number: int, stream: IO[bytes], lines: _Lines) -> None:
    with stream:
        for line in stream:
            lines.put((number, line))
    lines.put((number, b""))


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.kill()
    child.wait()


def _megabytes(path: Path) -> float:
    try:
        return path.stat().st_size / limits.MEGABYTE
    except OSError:
        return 0.0
