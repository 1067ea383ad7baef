"""The one door to Jinja: templates from anywhere, rendered without trusting them.

A template is parsed, every node is checked against a list of what is allowed, and only then
compiled. It sees plain strings and lists of strings, no globals, and spends from a budget; what
it may name is the published field list. Jinja's own sandbox is the second wall, not the first.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from types import TracebackType
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2 import TemplateError as JinjaError
from jinja2 import filters as jinja_filters
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mentorcrm.asks.prose import lowfirst, shortened, spoken_dates, upfirst
from mentorcrm.errors import TemplateError
from mentorcrm.words import _

Value = str | tuple[str, ...]
Context = Mapping[str, Value | Mapping[str, Value]]

SOURCE_CHARACTERS = 20_000
OUTPUT_CHARACTERS = 200_000
FILTER_CHARACTERS = 100_000
WORK_CHARACTERS = 2_000_000
LIST_ITEMS = 12
NODES = 2_000
LOOP_NODES = 300
DEPTH = 25
LOOPS = 2
NUMBER = 10_000
BRACKETS = 40
TAGS = 600

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr,
    nodes.Getitem, nodes.Filter, nodes.Test, nodes.If, nodes.For, nodes.Compare, nodes.Operand,
    nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Concat, nodes.Keyword,
)  # fmt: skip
_TESTS = {"defined", "undefined", "none", "eq", "equalto", "ne", "in", "lt", "gt", "true", "false"}
_LOOP_FIELDS = {"index", "first", "last"}
_OPENING = re.compile(rf"[(\[{{]{{{BRACKETS}}}")
_FILE = "<ask>"


@dataclass
class _Budget:
    """Characters that the filters of one render may still handle."""

    left: int = WORK_CHARACTERS

    def spend(self, amount: int) -> None:
        self.left -= amount + 64
        if self.left < 0:
            raise TemplateError(_("The template does more work than a message needs; shorten it."))


_FIELD = _("there is no field “{path}”; choose one from the list of fields.")
_TOO_LONG = _("A text in the template grows beyond 100,000 characters; shorten it.")
_budget: ContextVar[_Budget] = ContextVar("render_budget")


def _capped(call: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that refuses long texts and pays for what it handles."""

    def run(value: Any, *args: Any, **kwargs: Any) -> Any:
        _pay(value)
        result = call(value, *args, **kwargs)
        _pay(result)
        return result

    return run


def _pay(value: Any) -> None:
    size = len(value) if isinstance(value, str) else 0
    if size > FILTER_CHARACTERS:
        raise TemplateError(_TOO_LONG)
    _budget.get().spend(size)


def _replace(value: object, old: object, new: object) -> str:
    """`str.replace` that knows how long the result will be before it is made."""
    text, before, after = str(value), str(old), str(new)
    if not before:
        raise TemplateError(_("The filter replace needs a text to look for."))
    if len(text) + text.count(before) * (len(after) - len(before)) > FILTER_CHARACTERS:
        raise TemplateError(_TOO_LONG)
    return text.replace(before, after)


def _join(value: Iterable[object], separator: object = "") -> str:
    items = [str(item) for item in value]
    glue = str(separator)
    if sum(map(len, items)) + len(glue) * len(items) > FILTER_CHARACTERS:
        raise TemplateError(_TOO_LONG)
    return glue.join(items)


def _truncate(value: object, length: int = 255) -> str:
    return shortened(str(value), length)


_FILTERS: Mapping[str, Callable[..., Any]] = {
    "default": jinja_filters.do_default,
    "d": jinja_filters.do_default,
    "upper": lambda value: str(value).upper(),
    "lower": lambda value: str(value).lower(),
    "title": lambda value: str(value).title(),
    "capitalize": lambda value: str(value).capitalize(),
    "upfirst": lambda value: upfirst(str(value)),
    "lowfirst": lambda value: lowfirst(str(value)),
    "trim": lambda value: str(value).strip(),
    "first": lambda value: value[0] if value else "",
    "last": lambda value: value[-1] if value else "",
    "length": len,
    "count": len,
    "join": _join,
    "replace": _replace,
    "truncate": _truncate,
    "date": lambda value: spoken_dates(str(value)),
    "firstname": lambda value: (str(value).split() or [""])[0],
    # The text is never HTML, so escaping it would only damage it.
    "e": str,
    "escape": str,
}


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja with everything taken out that a message does not need."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)
    intercepted_unops = frozenset(ImmutableSandboxedEnvironment.default_unop_table)

    def __init__(self) -> None:
        # `optimized` would fold constants, and so run a bomb while it is only being typed.
        super().__init__(
            undefined=StrictUndefined, autoescape=False, optimized=False, keep_trailing_newline=True
        )
        self.globals.clear()
        self.filters = {name: _capped(call) for name, call in _FILTERS.items()}
        self.tests = {name: self.tests[name] for name in _TESTS}

    def is_safe_callable(self, obj: Any) -> bool:
        return False

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return attr in _LOOP_FIELDS and type(obj).__name__ == "LoopContext"

    def getattr(self, obj: Any, attribute: str) -> Any:
        # Keys only: a field can never be mistaken for a method, and it is faster besides.
        if type(obj) is dict:
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        raise SecurityError("Templates do not calculate.")

    def call_unop(self, context: Any, operator: str, arg: Any) -> Any:
        raise SecurityError("Templates do not calculate.")


_environment = _Environment()


@dataclass
class _Check:
    """One walk over a parsed template; raises at the first thing that is not allowed."""

    fields: Collection[str]
    lists: Collection[str]
    first_line: int
    used: set[str] = field(default_factory=set)
    seen: int = 0

    def refuse(self, node: nodes.Node, message: str, **values: object) -> TemplateError:
        """The error that names the line; `values` fill the message in."""
        line = (node.lineno or 1) + self.first_line - 1  # some nodes do not know
        said = message.format(**values)
        return TemplateError(_("Line {line}: {message}").format(line=line, message=said), line)

    def walk(
        self, node: nodes.Node, depth: int = 0, loops: int = 0, names: frozenset[str] = frozenset()
    ) -> None:
        self.seen += 1
        kind = type(node).__name__
        if self.seen > NODES:
            raise self.refuse(
                node, _("the template has more than {number} elements; shorten it."), number=NODES
            )
        if depth > DEPTH:
            raise self.refuse(
                node, _("it is nested more than {number} levels deep; simplify it."), number=DEPTH
            )
        if not isinstance(node, _ALLOWED):
            raise self.refuse(
                node, _("{kind} is not allowed in a template; take it out."), kind=kind
            )
        check = getattr(self, f"on_{kind.lower()}", None)
        if check is not None and check(node, depth, loops, names):
            return
        for child in node.iter_child_nodes():
            self.walk(child, depth + 1, loops, names)

    def on_const(self, node: nodes.Const, *_rest: object) -> bool:
        value = node.value
        if isinstance(value, int | float) and not abs(value) <= NUMBER:
            raise self.refuse(node, _("a number goes up to {number:,} at most."), number=NUMBER)
        return False

    def on_filter(self, node: nodes.Filter, *_rest: object) -> bool:
        if node.node is None or node.name not in _FILTERS:
            raise self.refuse(
                node, _("there is no filter “{name}”; take it out."), name=node.name[:40]
            )
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            raise self.refuse(node, _("a filter takes no starred arguments; name each one."))
        return False

    def on_test(self, node: nodes.Test, *_rest: object) -> bool:
        if node.name not in _TESTS:
            raise self.refuse(
                node, _("there is no test “{name}”; take it out."), name=node.name[:40]
            )
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            raise self.refuse(node, _("a test takes no starred arguments; name each one."))
        return False

    def on_name(self, node: nodes.Name, _d: int, _l: int, names: frozenset[str]) -> bool:
        if node.ctx != "load":
            raise self.refuse(node, _("a template cannot set a value; take it out."))
        if node.name not in names:
            self._field(node, node.name)
        return True

    def on_getattr(self, node: nodes.Getattr, _d: int, _l: int, names: frozenset[str]) -> bool:
        owner = node.node
        if isinstance(owner, nodes.Name) and owner.name == "loop" and "loop" in names:
            if node.attr not in _LOOP_FIELDS:
                raise self.refuse(node, _FIELD, path=f"loop.{node.attr[:40]}")
            return True
        if not isinstance(owner, nodes.Name) or owner.name in names:
            raise self.refuse(node, _FIELD, path=f".{node.attr[:40]}")
        self._field(node, f"{owner.name}.{node.attr}")
        return True

    def on_getitem(
        self, node: nodes.Getitem, depth: int, loops: int, names: frozenset[str]
    ) -> bool:
        key = node.arg
        if not isinstance(key, nodes.Const):
            raise self.refuse(node, _("a field is named in full; write group.field."))
        self.on_const(key)
        if isinstance(key.value, int) and isinstance(node.node, nodes.Name | nodes.Getattr):
            self.walk(node.node, depth + 1, loops, names)
            return True
        if not isinstance(node.node, nodes.Name) or node.node.name in names:
            raise self.refuse(node, _("a field is named in full; write group.field."))
        self._field(node, f"{node.node.name}.{key.value}")
        return True

    def on_for(self, node: nodes.For, depth: int, loops: int, names: frozenset[str]) -> bool:
        if loops >= LOOPS:
            raise self.refuse(node, _("loops go at most {number} deep."), number=LOOPS)
        if node.recursive:
            raise self.refuse(node, _("a recursive loop is not allowed; leave out “recursive”."))
        if not isinstance(node.target, nodes.Name):
            raise self.refuse(node, _("a loop has one name for its items; write “for item in …”."))
        if self._path(node.iter) not in self.lists:
            raise self.refuse(node, _("a loop goes over a list among the fields; name one."))
        self.walk(node.iter, depth + 1, loops, names)
        inner = names | {node.target.name, "loop"}
        before = self.seen
        for child in [*node.body, *([node.test] if node.test else [])]:
            self.walk(child, depth + 1, loops + 1, inner)
        if self.seen - before > LOOP_NODES:
            raise self.refuse(
                node, _("a loop holds at most {number} elements; shorten it."), number=LOOP_NODES
            )
        for child in node.else_:
            self.walk(child, depth + 1, loops, names)
        return True

    def _field(self, node: nodes.Node, path: str) -> None:
        if path not in self.fields:
            raise self.refuse(node, _FIELD, path=path[:60])
        self.seen += 1
        self.used.add(path)

    @staticmethod
    def _path(node: nodes.Node) -> str:
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
            return f"{node.node.name}.{node.attr}"
        return node.name if isinstance(node, nodes.Name) else ""


@dataclass(frozen=True)
class Compiled:
    """A template that passed the guard. `fields` are the published fields that it uses."""

    template: Template
    fields: frozenset[str]
    first_line: int

    def render(self, context: Context) -> str:
        """The text. Raises TemplateError with a line when it grows too long or fails."""
        token = _budget.set(_Budget())
        try:
            return self._generate(context)
        except JinjaError as error:
            line = _line_of(error.__traceback__, self.first_line)
            raise TemplateError(_at(line, error.message or ""), line) from error
        except (TypeError, ValueError, ArithmeticError, LookupError) as error:
            line = _line_of(error.__traceback__, self.first_line)
            said = _("this expression cannot be worked out; simplify it.")
            raise TemplateError(_at(line, said), line) from error
        finally:
            _budget.reset(token)

    def _generate(self, context: Context) -> str:
        pieces: list[str] = []
        size = 0
        for piece in self.template.generate(context):
            size += len(piece)
            if size > OUTPUT_CHARACTERS:
                raise TemplateError(_("The message grows beyond 200,000 characters; shorten it."))
            pieces.append(piece)
        return "".join(pieces)


@lru_cache(maxsize=512)
def compile_source(
    source: str,
    fields: frozenset[str],
    lists: frozenset[str] = frozenset(),
    first_line: int = 1,
) -> Compiled:
    """Check and compile one template text, remembered by its source.

    `fields` are the published names, as "group.field" or "name"; `lists` those of them that may
    be looped over. `first_line` is the line of `source` in its file. Raises TemplateError.
    """
    tree = _parse(source, first_line)
    check = _Check(fields, lists, first_line)
    check.walk(tree)
    try:
        code = _environment.compile(tree, name=_FILE, filename=_FILE)
    except (JinjaError, RecursionError, SyntaxError, MemoryError, ValueError) as error:
        raise TemplateError(_("The template is too involved to be read; simplify it.")) from error
    template = Template.from_code(_environment, code, {}, None)
    return Compiled(template, frozenset(check.used), first_line)


def _parse(source: str, first_line: int) -> nodes.Template:
    if len(source) > SOURCE_CHARACTERS:
        raise TemplateError(_("A template holds at most 20,000 characters; shorten it."))
    if source.count("{{") + source.count("{%") > TAGS:
        raise TemplateError(
            _("A template holds at most {tags} expressions; shorten it.").format(tags=TAGS)
        )
    if found := _OPENING.search(source):
        line = source.count("\n", 0, found.start()) + first_line
        raise TemplateError(
            _("Line {line}: too many opening brackets in a row; take some out.").format(line=line),
            line,
        )
    try:
        return _environment.parse(source, name=_FILE)
    except TemplateSyntaxError as error:
        line = error.lineno + first_line - 1
        raise TemplateError(
            _("Line {line}: {message}").format(line=line, message=error.message), line
        ) from error
    except (RecursionError, ValueError, OverflowError) as error:
        raise TemplateError(_("The template is too involved to be read; simplify it.")) from error


def _at(line: int | None, message: str) -> str:
    return _("Line {line}: {message}").format(line=line, message=message) if line else message


def _line_of(traceback: TracebackType | None, first_line: int) -> int | None:
    line = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == _FILE:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return None if line is None else line + first_line - 1
