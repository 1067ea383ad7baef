"""Kills writers, backups and restores many times over and demands that nothing is lost.

    python benchmarks/crash_campaign.py --n 500 --seed 1 [--only writer|backup|restore]

Prints one JSON line a campaign; exits 1 when a single trial broke a promise.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.storage.crash_trials import kill_backup, kill_restore, kill_writer  # noqa: E402

CAMPAIGNS = {"writer": kill_writer, "backup": kill_backup, "restore": kill_restore}


def run(name: str, n: int, seed: int) -> bool:
    """One campaign in a folder of its own; True when every trial kept every promise."""
    chance, figures, faults = random.Random(seed), Counter[str](), []
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for index in range(n):
            place = Path(folder) / str(index // 50)  # Fresh files now and then keep it quick.
            place.mkdir(exist_ok=True)
            trial = CAMPAIGNS[name](place, chance)
            figures += trial.facts
            faults += [f"trial {index}: {fault}" for fault in trial.faults]
    seconds = round(time.perf_counter() - start, 1)
    print(json.dumps({"campaign": name, "seed": seed, **figures, "faults": faults[:20],
                      "fault_count": len(faults), "seconds": seconds}))  # fmt: skip
    return not faults


def main() -> int:
    """Read the command line and run the campaigns that it names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=sorted(CAMPAIGNS))
    options = parser.parse_args()
    names = [options.only] if options.only else list(CAMPAIGNS)
    kept = [run(name, options.n, options.seed) for name in names]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
