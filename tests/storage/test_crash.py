"""Processes killed with SIGKILL in the middle of their work, on real files."""

import random
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage import crash_trials

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")


def campaign(trial: Callable[..., crash_trials.Trial], folder: Path, n: int) -> Counter[str]:
    chance = random.Random(11)
    total: Counter[str] = Counter()
    for _ in range(n):
        result = trial(folder, chance)
        assert result.faults == ()
        total += result.facts
    return total


@pytest.mark.long
def test_a_killed_writer_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    total = campaign(crash_trials.kill_writer, tmp_path, 20)
    assert total["kills"] == 20
    assert total["acknowledged"] >= 20


def test_a_killed_backup_leaves_only_whole_backups(tmp_path: Path) -> None:
    total = campaign(crash_trials.kill_backup, tmp_path, 8)
    assert total["backups"] > 0


def test_a_killed_restore_leaves_the_old_content_or_the_new(tmp_path: Path) -> None:
    total = campaign(crash_trials.kill_restore, tmp_path, 8)
    assert total["kills"] == total["old"] + total["new"]
