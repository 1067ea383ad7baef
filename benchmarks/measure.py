"""What all benchmarks share: options, percentiles, tables."""

import argparse
import gc
import json
import os
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

Row = dict[str, Any]


def options(description: str | None, **sizes: Any) -> argparse.ArgumentParser:
    """A parser with `--json`, and an option of whole numbers for each of `sizes`."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", action="store_true", help="also print one line of JSON")
    for name, default in sizes.items():
        many = {"nargs": "+"} if isinstance(default, list) else {}
        parser.add_argument(f"--{name}", type=int, default=default, **many)
    return parser


def milliseconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def collect_as_the_window_does() -> None:
    """No collection within a frame: `ui.collecting` puts it between two gestures."""
    gc.collect()
    gc.freeze()
    gc.disable()


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def spread(values: Sequence[float]) -> str:
    """The median and, in brackets, the least and the most."""
    return f"{statistics.median(values):.0f} ({min(values):.0f}–{max(values):.0f})"


def show(name: str, rows: Sequence[Row], as_json: bool) -> None:
    """Print rows of the same keys as a Markdown table and, if wanted, as JSON."""
    columns = list(rows[0])
    print(f"\n{name} · load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    print("| " + " | ".join(columns) + " |")
    print("|" + "---|" * len(columns))
    for row in rows:
        print("| " + " | ".join(_cell(row[column]) for column in columns) + " |")
    if as_json:
        print(json.dumps({"benchmark": name, "rows": rows}, ensure_ascii=False))


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) else str(value)
