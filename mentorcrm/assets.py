"""Where the files that ship with the app are, from a checkout or an installed wheel."""

from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """The folder of templates, lexicons, icons, fonts and samples."""
    package = Path(__file__).resolve().parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def path(relative: str) -> Path:
    """The path of one shipped file, given relative to the resources folder."""
    return root() / relative


def text(relative: str) -> str:
    """The content of one shipped UTF-8 text file."""
    return path(relative).read_text(encoding="utf-8")
