"""The layer picture of docs/architecture.md, enforced. The arrows never run back up."""

import ast
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.source_tree import ROOT, Module, modules, within

# Free of any layer: stdlib only (platformdirs and tzlocal where they are used).
GROUND = ("errors", "assets", "paths", "clock", "screen", "words")
PURE = (
    *("models.kinds", "models.history_kinds", "models.health_kinds"),
    *("models.naming", "models.folding"),
    *("errors", "assets", "words"),
)

# Place -> the places of mentorcrm it may import. The longest matching place decides.
LAYERS: Mapping[str, tuple[str, ...]] = {
    "": (),
    "__main__": ("cli",),
    "errors": (),
    "assets": (),
    "paths": (),
    "clock": (),
    "screen": (),
    "words": ("assets",),
    "models": ("models", "errors"),
    "models.kinds": ("words",),
    "models.history_kinds": ("models.kinds",),
    "models.health_kinds": ("models.kinds",),
    "models.naming": (),
    "models.folding": (),
    "storage": ("storage", "models", *GROUND),
    "asks": ("asks", *PURE),
    "capture": ("capture", *PURE),
    "health": ("health", *PURE),
    "finding": ("finding", *PURE),
    "interchange": ("interchange", *PURE),
    "connect": ("connect", "interchange", *PURE),
    "services": (
        *(
            "services",
            "storage",
            "asks",
            "capture",
            "health",
            "finding",
            "interchange",
            "connect",
            "models",
        ),
        *GROUND,
    ),
    "ui": (
        *("ui", "services", "models.kinds", "models.history_kinds", "models.health_kinds"),
        *("models.naming", *GROUND),
    ),
    "ui.widgets": (
        *(
            "ui.widgets",
            "ui.theme",
            "ui.icons",
            "models.kinds",
            "models.history_kinds",
            "models.health_kinds",
            "models.naming",
        ),
        *("assets", "words"),
    ),
    "app": ("app", "ui", "services", "storage", "models", *GROUND),
    "cli": (
        *("", "cli", "app", "services", "models.kinds", "models.history_kinds"),
        *("models.health_kinds", *GROUND),
    ),
}

# Library -> the places that may import it. Libraries not named here are anyone's but PURE_STDLIB's.
LIBRARIES: Mapping[str, tuple[str, ...]] = {
    "PySide6": ("ui", "app", "cli"),
    "shiboken6": ("ui", "app"),
    "sqlalchemy": ("models", "storage", "services"),
    "sqlcipher3": ("storage",),
    "alembic": ("storage",),
    "jinja2": ("asks",),
    "click": ("cli",),
    "igraph": ("services.network_layout",),
    "platformdirs": ("paths",),
    "sqlite3": (),
    "pickle": (),
    "vobject": (),
}
PURE_STDLIB = (
    "models.kinds",
    "models.history_kinds",
    "models.health_kinds",
    "models.naming",
    "models.folding",
    "errors",
    "assets",
    "screen",
    "words",
)

# Name -> the modules that may mention it, in code. An empty tuple: nobody.
DOORS: Mapping[str, tuple[str, ...]] = {
    "create_engine": ("storage",),
    "sessionmaker": ("storage",),
    "QDesktopServices": ("ui.links",),
    "QLabel": ("ui.widgets.text",),
    "QMessageBox": (),
    "setHtml": ("ui.widgets.text",),
    "insertHtml": ("ui.widgets.text",),
    "setMarkdown": ("ui.widgets.text",),
    "QTextBrowser": ("ui.widgets.text",),
    "RichText": ("ui.widgets.text",),
    "MarkdownText": ("ui.widgets.text",),
    "Environment": ("asks.guard",),
    "SandboxedEnvironment": ("asks.guard",),
    "ImmutableSandboxedEnvironment": ("asks.guard",),
    "NativeEnvironment": (),
    "from_string": ("asks.guard",),
    "QtSql": (),
    "QtWebEngineWidgets": (),
    "processEvents": (),
}

# Where a fault must not take the rest down: the task runner, the excepthook, the loop over the
# items of a file. Elsewhere a broad handler has to end in `raise`.
BROAD_HANDLERS = ("ui.tasks", "ui.faults", "app", "interchange")

Checker = Callable[[Module, frozenset[str]], Iterator[str]]


def local(name: str) -> str:
    """A module's dotted name below its package: `ui.theme`; empty for the package itself."""
    return name.partition(".")[2]


def layer_breaches(module: Module, names: frozenset[str]) -> Iterator[str]:
    package = module.name.partition(".")[0]
    place = max((at for at in LAYERS if at == "" or within(local(module.name), at)), key=len)
    if place == "" and module.name != package:
        yield f"{module.name} has no place in the table of layers"
        return
    for item in module.imports:
        target = _module_of(item.target, names)
        if not target or target == module.name:
            continue
        inside = local(target)
        allowed = any(
            inside == at or (at != "" and within(inside, at)) for at in LAYERS[place]
        ) or (inside == "" and place != "")
        if not allowed:
            yield f"{module.path.name}:{item.line} {module.name} imports {target}"


def library_breaches(module: Module, names: frozenset[str]) -> Iterator[str]:
    package, _, place = module.name.partition(".")
    for item in module.imports:
        library = item.target.partition(".")[0]
        if library == package or (library in sys.stdlib_module_names and library not in LIBRARIES):
            continue
        if not any(within(place, at) for at in LIBRARIES.get(library, (place,))):
            yield f"{module.path.name}:{item.line} {module.name} imports {library}"
        elif place in PURE_STDLIB or (place == "cli" and library == "PySide6" and item.at_load):
            yield f"{module.path.name}:{item.line} {module.name} imports {library} at load"


def door_breaches(module: Module, names: frozenset[str]) -> Iterator[str]:
    for node in module.nodes(ast.Name, ast.Attribute, ast.Import, ast.ImportFrom):
        for name in _mentioned(node):
            doors = DOORS.get(name)
            if doors is not None and not any(within(local(module.name), at) for at in doors):
                yield f"{module.path.name}:{getattr(node, 'lineno', 0)} {module.name}: {name}"


def _mentioned(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.Import | ast.ImportFrom):
        yield from (name.name.rpartition(".")[2] for name in node.names)


def statement_breaches(module: Module, names: frozenset[str]) -> Iterator[str]:
    free = any(within(local(module.name), at) for at in BROAD_HANDLERS)
    for node in module.nodes(ast.Global, ast.ExceptHandler):
        if isinstance(node, ast.Global):
            yield f"{module.path.name}:{node.lineno} {module.name}: global"
        elif _is_broad(node) and not free:
            last = node.body[-1]
            if not (isinstance(last, ast.Raise) and last.exc is None):
                yield f"{module.path.name}:{node.lineno} {module.name}: broad except"


def _is_broad(handler: ast.ExceptHandler) -> bool:
    caught = ast.unparse(handler.type) if handler.type else "BaseException"
    return "Exception" in caught.replace("(", "").replace(")", "").split(", ") or (
        "BaseException" in caught
    )


def cycles(found: list[Module]) -> list[set[str]]:
    """Groups of modules that import each other while loading."""
    names = frozenset(module.name for module in found)
    ahead = {
        module.name: {
            target
            for item in module.imports
            if item.at_load and (target := _module_of(item.target, names)) != module.name and target
        }
        for module in found
    }
    reach = {name: _reachable(name, ahead) for name in ahead}
    groups = {
        frozenset(other for other in reach[name] if name in reach[other]) | {name}
        for name in ahead
        if name in reach[name]
    }
    return [set(group) for group in groups]


def _reachable(start: str, ahead: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(ahead[start])
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(ahead[name])
    return seen


def _module_of(target: str, names: frozenset[str]) -> str | None:
    """The module an import loads: `a.b.thing` is `a.b` unless `thing` is a module itself."""
    while target and target not in names:
        target = target.rpartition(".")[0]
    return target or None


CHECKERS: tuple[Checker, ...] = (
    layer_breaches,
    library_breaches,
    door_breaches,
    statement_breaches,
)


def breaches(package: Path) -> list[str]:
    """Everything in a package that goes against the architecture."""
    found = modules(package)
    names = frozenset(module.name for module in found)
    said = [text for module in found for check in CHECKERS for text in check(module, names)]
    return said + [f"import cycle: {', '.join(sorted(group))}" for group in cycles(found)]


def test_the_package_keeps_to_its_layers() -> None:
    assert breaches(ROOT / "mentorcrm") == []


def plant(folder: Path, files: Mapping[str, str]) -> Path:
    """A package called mentorcrm with the given files."""
    package = folder / "mentorcrm"
    for name, text in files.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        for parent in path.relative_to(package).parents:
            (package / parent / "__init__.py").touch()
    return package


SOUND = {
    "models/kinds.py": "from enum import Enum\n",
    "models/people.py": "import sqlalchemy\nfrom mentorcrm.models import kinds\n",
    "storage/engine.py": "from sqlalchemy import create_engine\nimport mentorcrm.models.people",
    "asks/guard.py": "from jinja2 import Environment\nfrom mentorcrm import assets, errors\n",
    "errors.py": "",
    "assets.py": "",
    "services/people.py": "from mentorcrm.storage import engine\nfrom ..models import people\n",
    "ui/page.py": "import PySide6\nfrom mentorcrm.services import people\n",
    "ui/tasks.py": "try: pass\nexcept Exception: pass\n",
    "storage/work.py": "try: pass\nexcept BaseException:\n    print()\n    raise\n",
    "app.py": "from mentorcrm.ui import page\nfrom mentorcrm.storage import engine\n",
    "cli.py": "from mentorcrm import __version__\ndef shot():\n    import PySide6\n",
}


def test_a_sound_tree_passes(tmp_path: Path) -> None:
    assert breaches(plant(tmp_path, SOUND)) == []


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "models/kinds.py",
            "from mentorcrm.models import people",
            "imports mentorcrm.models.people",
        ),
        ("models/kinds.py", "import tzlocal", "imports tzlocal"),
        ("models/people.py", "from mentorcrm.storage import engine", "imports mentorcrm.storage"),
        ("models/people.py", "from ..storage.engine import x", "imports mentorcrm.storage"),
        ("asks/more.py", "from mentorcrm.models.people import Person", "mentorcrm.models.people"),
        ("asks/more.py", "def f():\n    from mentorcrm.services import people", "services.people"),
        ("asks/more.py", "import sqlalchemy.orm", "imports sqlalchemy"),
        ("interchange/csv.py", "from PySide6.QtCore import Qt", "imports PySide6"),
        ("interchange/csv.py", "from mentorcrm.asks import guard", "imports mentorcrm.asks"),
        ("services/people.py", "from mentorcrm.ui import page", "imports mentorcrm.ui"),
        ("services/people.py", "from mentorcrm import app", "imports mentorcrm.app"),
        ("ui/page.py", "import sqlalchemy", "imports sqlalchemy"),
        ("ui/page.py", "from mentorcrm.models.people import Person", "models.people"),
        ("ui/page.py", "from mentorcrm.storage import engine", "imports mentorcrm.storage"),
        (
            "ui/page.py",
            "import typing\nif typing.TYPE_CHECKING:\n    from mentorcrm.storage import engine",
            "imports mentorcrm.storage",
        ),
        (
            "ui/widgets/chip.py",
            "from mentorcrm.services import people",
            "imports mentorcrm.services",
        ),
        ("cli.py", "import PySide6", "imports PySide6 at load"),
        ("cli.py", "from mentorcrm.storage import engine", "imports mentorcrm.storage"),
        ("strange.py", "", "has no place"),
        ("services/x.py", "import sqlite3", "imports sqlite3"),
        ("storage/x.py", "def f():\n    import pickle", "imports pickle"),
        ("ui/page.py", "from PySide6 import QtSql", "QtSql"),
        ("services/x.py", "from sqlalchemy.orm import sessionmaker", "sessionmaker"),
        ("services/x.py", "import sqlalchemy\nsqlalchemy.create_engine('')", "create_engine"),
        ("ui/page.py", "from PySide6.QtGui import QDesktopServices", "QDesktopServices"),
        ("ui/page.py", "def f(view):\n    view.setHtml('')", "setHtml"),
        ("ui/page.py", "from PySide6.QtCore import Qt\nQt.TextFormat.RichText", "RichText"),
        ("ui/page.py", "from PySide6.QtWidgets import QLabel", "QLabel"),
        ("asks/more.py", "import jinja2\njinja2.Environment()", "Environment"),
        ("asks/more.py", "def f(env):\n    env.from_string('')", "from_string"),
        ("ui/page.py", "def f(app):\n    app.processEvents()", "processEvents"),
        ("services/x.py", "def f():\n    global a", "global"),
        ("services/x.py", "try: pass\nexcept Exception: pass", "broad except"),
        ("services/x.py", "try: pass\nexcept (OSError, Exception): pass", "broad except"),
        ("services/x.py", "try: pass\nexcept: pass", "broad except"),
        ("services/x.py", "try: pass\nexcept Exception as e:\n    raise OSError from e", "broad"),
    ],
)
def test_a_planted_breach_is_found(tmp_path: Path, name: str, text: str, said: str) -> None:
    found = breaches(plant(tmp_path, {**SOUND, name: text + "\n"}))
    assert [line for line in found if said in line], found


@pytest.mark.parametrize(
    ("first", "second", "is_cycle"),
    [
        ("from mentorcrm.services import b", "from mentorcrm.services import a", True),
        ("import mentorcrm.services.b", "from .a import x", True),
        (
            "from mentorcrm.services import b",
            "def f():\n    from mentorcrm.services import a",
            False,
        ),
        (
            "from mentorcrm.services import b",
            "import typing\nif typing.TYPE_CHECKING:\n    from mentorcrm.services import a",
            False,
        ),
    ],
)
def test_import_cycles(tmp_path: Path, first: str, second: str, is_cycle: bool) -> None:
    package = plant(tmp_path, {"services/a.py": first, "services/b.py": second})
    assert bool(cycles(modules(package))) is is_cycle


def test_a_cycle_through_a_third_module_is_found(tmp_path: Path) -> None:
    here = "from mentorcrm.services import "
    package = plant(
        tmp_path,
        {
            "services/a.py": here + "b",
            "services/b.py": "class X:\n    " + here + "c",
            "services/c.py": "try:\n    " + here + "a\nexcept ImportError: pass",
        },
    )
    assert cycles(modules(package)) == [{f"mentorcrm.services.{name}" for name in "abc"}]
