"""Words and data on their way to the terminal."""

import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import click

from mentorcrm.words import _

# Columns of a table are padded to at most so many characters.
_WIDEST = 60


def speak_utf8() -> None:
    """Make a pipe carry UTF-8, and a terminal show what it can instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                encoding=None if stream.isatty() else "utf-8", errors="backslashreplace"
            )


def say(text: str = "") -> None:
    """A line on stdout."""
    click.echo(text)


def complain(text: str) -> None:
    """One line on stderr."""
    click.echo(f"mentorcrm: {' '.join(text.split())}", err=True)


def say_json(value: Any) -> None:
    """A value as JSON on stdout, in UTF-8 whatever the terminal says."""
    text = json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n"
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def plain(value: Any) -> Any:
    """Rows, enums, dates and mappings as what JSON knows."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, os.PathLike):
        return str(Path(value))
    if isinstance(value, dict):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value


def table(rows: Iterable[Sequence[str]], heads: Sequence[str] = ()) -> None:
    """Aligned columns; the last one is not padded.

    Nothing is cut: a cell wider than `_WIDEST` pushes its own line out, not everybody's.
    """
    lines = [list(heads), *map(list, rows)] if heads else list(map(list, rows))
    if not lines:
        return
    widths = [min(_WIDEST, max(len(line[i]) for line in lines)) for i in range(len(lines[0]))]
    for line in lines:
        cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]
        say("  ".join(cells).rstrip())


def unknown_setting(setting: str, thing: str, form: str) -> str:
    """What is wrong with `--set nme=x`: the name, or that there is none (`form` stands for it)."""
    name, equals, _text = setting.partition("=")
    if equals and name.strip():
        return _("--set {setting}: there is no {thing} “{name}”.").format(
            setting=repr(setting), thing=thing, name=name.strip()
        )
    return _("--set {setting} is not {form}=TEXT.").format(setting=repr(setting), form=form)
