"""The package's source as syntax trees, for the tests of the house itself."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent


Node = TypeVar("Node", bound=ast.AST)


@dataclass(frozen=True)
class Import:
    """One imported module or name, as written and as a full dotted name."""

    target: str
    line: int
    at_load: bool
    """Runs when the module is loaded: not inside a function, not for type checking only."""


@dataclass(frozen=True)
class Module:
    """One source file."""

    name: str
    path: Path
    is_package: bool

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=str(self.path))

    @cached_property
    def above(self) -> dict[ast.AST, ast.AST]:
        """The node around each node, in the order of the source, the tree itself left out.

        Walked once and by hand, as `ast.walk` takes three times as long and each rule looks at
        all there is. Whether a name is read or set is no node of interest, and left out.
        """
        found: dict[ast.AST, ast.AST] = {}
        waiting: list[tuple[ast.AST, ast.AST]] = [(self.tree, self.tree)]
        while waiting:
            node, around = waiting.pop()
            found[node] = around
            inside = []
            for field in node._fields:
                value = getattr(node, field, None)
                if isinstance(value, list):
                    inside += [(child, node) for child in value if isinstance(child, ast.AST)]
                elif isinstance(value, ast.AST) and field != "ctx":
                    inside.append((value, node))
            waiting += reversed(inside)
        del found[self.tree]
        return found

    def nodes(self, *kinds: type[Node]) -> list[Node]:
        """All nodes of some kinds, in the order of the source."""
        return [node for node in self.above if isinstance(node, kinds)]

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """Every import, `from a import b` as `a.b`, relative ones made absolute."""
        return tuple(self._imports(self.tree.body, at_load=True))

    def _imports(self, body: list[ast.AST], at_load: bool) -> Iterator[Import]:
        for child in body:
            if isinstance(child, ast.Import):
                yield from (Import(name.name, child.lineno, at_load) for name in child.names)
            elif isinstance(child, ast.ImportFrom):
                base = self._absolute(child)
                for name in child.names:
                    target = base if name.name == "*" else f"{base}.{name.name}"
                    yield Import(target, child.lineno, at_load)
            elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                yield from self._imports(child.body, at_load=False)
                yield from self._imports(child.orelse, at_load)
            else:
                function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
                for inner in _bodies(child):
                    yield from self._imports(inner, at_load and not function)

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = self.name.split(".")
        keep = len(parts) - node.level + (1 if self.is_package else 0)
        return ".".join(parts[:keep] + ([node.module] if node.module else []))


def _bodies(statement: ast.AST) -> Iterator[list[ast.AST]]:
    """The statements inside a statement; an expression holds none."""
    for field in ("body", "orelse", "handlers", "finalbody", "cases"):
        inner = getattr(statement, field, None)
        if isinstance(inner, list):
            yield inner


def dotted(node: ast.AST) -> str:
    """`a.b.c` as it is written; for anything before the first plain name, a blank."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def modules(package: Path) -> list[Module]:
    """All modules of a package folder, migrations' generated revisions left out."""
    return list(_ours(package) if package.is_relative_to(ROOT) else _modules(package))


@cache
def _ours(package: Path) -> tuple[Module, ...]:
    """Read and parsed once for all rules."""
    return tuple(_modules(package))


def _modules(package: Path) -> Iterator[Module]:
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        if "versions" in parts:
            continue
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        yield Module(name, path, is_package)


def within(name: str, place: str) -> bool:
    """Whether a dotted name is a place or something inside it."""
    return name == place or name.startswith(f"{place}.")
