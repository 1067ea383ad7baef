"""The child's side of `child`: one request in, progress and the parsed file out."""

import contextlib
import gc
import json
import sys
from pathlib import Path
from typing import IO, Any

from mentorcrm.errors import ImportRejected
from mentorcrm.interchange import wire
from mentorcrm.interchange.contacts import ContactCard
from mentorcrm.interchange.reader import read_contacts

MEMORY_BYTES = 3_000_000_000
_BATCH = 250


def main() -> None:
    """Serve the one request on standard input."""
    _limit_memory()
    # Nothing read here is ever in a cycle, and the process is short: collecting only costs.
    gc.disable()
    out = sys.stdout
    request = json.loads(sys.stdin.readline())
    try:
        _answer(request, out)
    except ImportRejected as error:
        _write(out, json.dumps({"error": str(error)}))


class _Outbox(list[ContactCard]):
    """Sends cards on while the file is still being read, so that both processes work at once."""

    def __init__(self, out: IO[str]) -> None:
        super().__init__()
        self._out = out

    def append(self, card: ContactCard) -> None:
        super().append(card)
        if len(self) >= _BATCH:
            self.send()

    def send(self) -> None:
        _write(self._out, wire.cards_line(self))
        self.clear()


def _answer(request: dict[str, Any], out: IO[str]) -> None:
    def progress(done: int, total: int) -> None:
        _write(out, json.dumps({"progress": [done, total]}))

    outbox = _Outbox(out)
    parsed = read_contacts(
        Path(request["path"]),
        mapping=wire.mapping_of(request["mapping"]),
        region=request["region"],
        progress=progress,
        cards=outbox,
        part=tuple(request["part"]),
    )
    outbox.send()
    _write(out, wire.end_line(parsed))


def _write(out: IO[str], line: str) -> None:
    out.write(line + "\n")
    out.flush()


def _limit_memory() -> None:
    """Bound the address space. Windows has no such limit; macOS may refuse to set it."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


if __name__ == "__main__":
    main()
