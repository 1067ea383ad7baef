"""Running the `mentorcrm` command: in this process, or as a process of its own."""

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mentorcrm.app import build
from mentorcrm.cli import main
from mentorcrm.paths import Paths
from mentorcrm.services.commands.transfer import AddSample
from tests.source_tree import ROOT

START = [sys.executable, "-m", "mentorcrm"]


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    def refused(self, *words: str, code: int = 2) -> None:
        """It said one line on stderr with these words, and nothing else."""
        assert (self.code, self.out) == (code, ""), self
        assert self.err.startswith("mentorcrm: ")
        assert self.err.count("\n") == 1
        assert self.err.rstrip().endswith((".", "is."))
        for word in words:
            assert word in self.err


class Terminal(io.TextIOWrapper):
    """A captured stream with a buffer, as a pipe has."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")

    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]


@pytest.fixture
def home(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own with nothing in it yet, named by the environment."""
    monkeypatch.setenv("MENTORCRM_HOME", str(paths.home))
    return paths.home


@pytest.fixture(scope="session")
def sample_database(fresh_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `mentorcrm sample` leaves in a new folder; copy it, do not open it."""
    paths = Paths(tmp_path_factory.mktemp("sample"))
    shutil.copyfile(fresh_database, paths.database)
    services = build(paths)
    services.dispatcher.run(AddSample())
    services.store.close()
    return paths.database


@pytest.fixture
def sample(home: Path, sample_database: Path) -> None:
    """The data folder holds the sample network."""
    shutil.copyfile(sample_database, Paths(home).database)


@pytest.fixture
def mentorcrm(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs the command in this process with its own streams."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> Result:
        out, err = Terminal(), Terminal()
        monkeypatch.setattr(sys, "argv", ["mentorcrm", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        result = Result(code, out.text(), err.text())
        monkeypatch.undo()
        monkeypatch.setenv("MENTORCRM_HOME", str(home))
        return result

    return run


@pytest.fixture
def process(home: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Starts the command as a process of its own."""

    def start(*arguments: str, **environ: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*START, *arguments],
            cwd=ROOT,
            env={**os.environ, "MENTORCRM_HOME": str(home), **environ},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    return start
