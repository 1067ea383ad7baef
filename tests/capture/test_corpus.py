"""The ways in which people write what happened, each with what it must be read as."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.capture.reading import said

CORPUS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "corpus.toml").read_text(encoding="utf-8")
)["line"]


@pytest.mark.parametrize("line", CORPUS, ids=lambda line: line["text"][:60])
def test_a_line_is_read_so(line: dict[str, Any]) -> None:
    expected = {name: value for name, value in line.items() if name != "text"}
    assert said(line["text"]) == expected


def test_there_are_enough_ways_to_say_it() -> None:
    assert len(CORPUS) >= 80
    assert len({line["text"] for line in CORPUS}) == len(CORPUS)
