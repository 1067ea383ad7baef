"""Template texts: where the built-in ones are, what a template file looks like, how it is checked.

A template file starts with a header between two lines of "---": `name`, `version`, one or more
`subject` lines, of which the first that fits is used, and in a file to share also `kind`, `tone`
and `form`. What follows is the body. Storing the user's own templates is not done here.
"""

import difflib
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import TypeVar

from mentorcrm import assets
from mentorcrm.asks import catalogue, guard
from mentorcrm.asks.context import palette
from mentorcrm.asks.fields import published_lists, published_names
from mentorcrm.errors import TemplateError, UserError
from mentorcrm.models.kinds import MessageForm, MessageKind, Tone
from mentorcrm.words import _

__all__ = [
    "DiffLine", "Origin", "TemplateSource", "builtin", "builtins", "diff", "export_text",
    "import_text", "palette", "parse", "validate",
]  # fmt: skip

_KEYS = frozenset({"name", "version", "kind", "tone", "form", "subject", "based_on"})
_FENCE = "---"
HEADER_LINES = 40
_Option = TypeVar("_Option", bound=StrEnum)


class Origin(StrEnum):
    """Whether a template ships with the app or was written by the user."""

    BUILT_IN = "built-in"
    USER = "user"


@dataclass(frozen=True)
class TemplateSource:
    """One template: what it is for and its whole text, header included."""

    kind: MessageKind
    tone: Tone
    form: MessageForm
    source: str
    origin: Origin = Origin.USER
    name: str = ""
    version: str = ""

    @property
    def digest(self) -> str:
        """A short fingerprint of the text, to tell whether a template has changed."""
        return hashlib.sha256(self.source.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Parsed:
    """A template text taken apart. `subjects` and `body` come with their first line, 1-based."""

    values: Mapping[str, str]
    subjects: tuple[tuple[int, str], ...]
    body: str
    body_line: int


@dataclass(frozen=True)
class DiffLine:
    """One line of a comparison: " " in both, "-" only in the user's text, "+" only in the new one.

    `by` says who made the difference: "you", "upgrade", or "" where there is none.
    """

    mark: str
    text: str
    by: str


@lru_cache(maxsize=512)
def parse(source: str) -> Parsed:
    """Take a template text apart. A text without a header is all body. Raises TemplateError."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[0].strip() != _FENCE:
        return Parsed({}, (), "\n".join(lines), 1)
    end = next((i for i, text in enumerate(lines[1:HEADER_LINES], 1) if text.strip() == _FENCE), 0)
    if not end:
        raise TemplateError(_("Line 1: the header is not closed; end it with a line of “---”."), 1)
    values: dict[str, str] = {}
    subjects: list[tuple[int, str]] = []
    for number, text in enumerate(lines[1:end], 2):
        key, value = _header_line(number, text)
        if key == "subject":
            subjects.append((number, value))
        elif key in values:
            raise TemplateError(
                _("Line {number}: “{key}” is given twice; keep one.").format(
                    number=number, key=key
                ),
                number,
            )
        elif key:
            values[key] = value
    return Parsed(values, tuple(subjects), "\n".join(lines[end + 1 :]), end + 2)


def _header_line(number: int, text: str) -> tuple[str, str]:
    if not text.strip():
        return "", ""
    key, colon, value = text.partition(":")
    key = key.strip().lower()
    if not colon or key not in _KEYS:
        known = ", ".join(sorted(_KEYS))
        message = _(
            "Line {number}: the header knows {known}; each line is a name, a colon, a value."
        ).format(number=number, known=known)
        raise TemplateError(message, number)
    return key, value.strip()


def compiled(source: str) -> tuple[tuple[guard.Compiled, ...], guard.Compiled]:
    """The subjects and the body of a template text, checked. Raises TemplateError with a line."""
    parsed = parse(source)
    names, lists = published_names(), published_lists()
    subjects = tuple(
        guard.compile_source(text, names, lists, line) for line, text in parsed.subjects
    )
    return subjects, guard.compile_source(parsed.body, names, lists, parsed.body_line)


def validate(source: str) -> None:
    """Raise TemplateError, with its line, unless the text is a template that may be used."""
    compiled(source)


@cache
def builtin(kind: MessageKind, tone: Tone, form: MessageForm) -> TemplateSource:
    """The template that ships for a kind, tone and form. Raises UserError when there is none."""
    spec = catalogue.spec(kind)
    if form not in spec.forms:
        fitting = " or ".join(form.label for form in spec.forms)
        raise UserError(
            _("“{kind}” does not go as a {form}; choose {fitting}.").format(
                kind=kind.label, form=form.label, fitting=fitting
            )
        )
    source = assets.text(f"templates/{kind}/{tone}.{form}.jinja")
    values = parse(source).values
    return TemplateSource(
        kind, tone, form, source, Origin.BUILT_IN, values.get("name", ""), values.get("version", "")
    )


def builtins() -> tuple[TemplateSource, ...]:
    """All templates that ship with the app."""
    return tuple(
        builtin(spec.kind, tone, form)
        for spec in catalogue.all_specs()
        for form in spec.forms
        for tone in Tone
    )


def diff(user: str, based_on: str, new: str) -> tuple[DiffLine, ...]:
    """The user's text against the new built-in one; `based_on` tells who changed each line."""
    mine, old, fresh = user.splitlines(), set(based_on.splitlines()), new.splitlines()
    lines = []
    for entry in difflib.ndiff(mine, fresh):
        mark, text = entry[0], entry[2:]
        if mark == "?":
            continue
        lines.append(DiffLine(mark, text, _changed_by(mark, text in old)))
    return tuple(lines)


def _changed_by(mark: str, was_there: bool) -> str:
    if mark == " ":
        return ""
    # Mine and not in the old text: I wrote it. Mine and in the old text: the upgrade dropped it.
    return "you" if (mark == "-") != was_there else "upgrade"


def export_text(template: TemplateSource) -> str:
    """A template as one text file that `import_text` reads back."""
    parsed = parse(template.source)
    name = " ".join((template.name or template.kind.label).split())
    header = {"kind": template.kind, "tone": template.tone, "form": template.form, "name": name}
    if version := template.version or parsed.values.get("version", ""):
        header["version"] = version
    lines = [_FENCE, *(f"{key}: {value}" for key, value in header.items())]
    lines += [f"subject: {text}" for _, text in parsed.subjects]
    return "\n".join([*lines, _FENCE, parsed.body])


def import_text(text: str) -> TemplateSource:
    """A template from a file made by `export_text` or by hand, checked whole.

    Raises UserError for a header that does not say what the template is for, TemplateError (a
    UserError too) with a line for a body that may not be used.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > guard.SOURCE_CHARACTERS:
        raise UserError(_("A template file holds at most 20,000 characters; shorten it."))
    parsed = parse(text)
    kind = _choice(MessageKind, parsed.values, "kind")
    tone = _choice(Tone, parsed.values, "tone")
    form = _choice(MessageForm, parsed.values, "form")
    if form not in catalogue.spec(kind).forms:
        fitting = ", ".join(catalogue.spec(kind).forms)
        raise UserError(
            _("A template of kind “{kind}” has the form {fitting}; change “form”.").format(
                kind=kind, fitting=fitting
            )
        )
    if not parsed.body.strip():
        raise UserError(_("The template has no text below its header; write the message there."))
    validate(text)
    values = parsed.values
    return TemplateSource(
        kind, tone, form, text, Origin.USER, values.get("name", ""), values.get("version", "")
    )


def _choice(options: type[_Option], values: Mapping[str, str], key: str) -> _Option:
    given = values.get(key, "")
    try:
        return options(given)
    except ValueError:
        known = ", ".join(options)
        problem = (
            _("“{given}” is not one").format(given=given[:40]) if given else _("it is missing")
        )
        message = _(
            "The header of a template needs “{key}”, and {problem}; use one of {known}."
        ).format(key=key, problem=problem, known=known)
        raise UserError(message) from None
