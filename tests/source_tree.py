"""The package's source as syntax trees, for the tests of the house itself."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


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
    def imports(self) -> tuple[Import, ...]:
        """Every import, `from a import b` as `a.b`, relative ones made absolute."""
        return tuple(self._imports(self.tree, at_load=True))

    def _imports(self, node: ast.AST, at_load: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                yield from (Import(name.name, child.lineno, at_load) for name in child.names)
            elif isinstance(child, ast.ImportFrom):
                base = self._absolute(child)
                for name in child.names:
                    target = base if name.name == "*" else f"{base}.{name.name}"
                    yield Import(target, child.lineno, at_load)
            elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                for part in child.body:
                    yield from self._imports(ast.Module([part], []), at_load=False)
                for part in child.orelse:
                    yield from self._imports(ast.Module([part], []), at_load)
            else:
                function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
                yield from self._imports(child, at_load and not function)

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = self.name.split(".")
        keep = len(parts) - node.level + (1 if self.is_package else 0)
        return ".".join(parts[:keep] + ([node.module] if node.module else []))


def modules(package: Path) -> list[Module]:
    """All modules of a package folder, migrations' generated revisions left out."""
    found = []
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        if "versions" in parts:
            continue
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        found.append(Module(name, path, is_package))
    return found


def within(name: str, place: str) -> bool:
    """Whether a dotted name is a place or something inside it."""
    return name == place or name.startswith(f"{place}.")
