"""Small rules of the house that a linter does not know: sizes, docstrings, forbidden habits."""

import ast
import io
import re
import statistics
import tokenize
from pathlib import Path

from tests.source_tree import ROOT, Module, dotted, modules

PACKAGE = modules(ROOT / "mentorcrm")
TESTS = modules(ROOT / "tests")
SCRIPTS = [Module(path.stem, path, False) for path in [ROOT / "run.py", *ROOT.glob("tools/*.py")]]

FILE_LINES = 400
FUNCTION_LINES = 40
CLASS_METHODS = 20

# What may be longer, and why.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}
LARGE_CLASSES: dict[str, str] = {}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(module: Module) -> list[Function]:
    return module.nodes(ast.FunctionDef, ast.AsyncFunctionDef)


def classes(module: Module) -> list[ast.ClassDef]:
    return module.nodes(ast.ClassDef)


def lines_of(node: Function) -> int:
    """Lines of a function's body, its docstring left out."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def open_tasks(text: str) -> list[int]:
    """Lines whose comment leaves work behind without naming an issue."""
    words = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b(?!.*#\d)")
    if not words.search(text):
        return []
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [
        token.start[0]
        for token in tokens
        if token.type == tokenize.COMMENT and words.search(token.string)
    ]


def names_of_days(module: Module) -> list[str]:
    """Formats that name a day or a month, as strftime has them."""
    return [
        f"{module.name}:{node.lineno} {node.value}"
        for node in module.nodes(ast.Constant)
        if isinstance(node.value, str)
        if re.search("%[aAbB](?![a-z])", node.value)
    ]


def days_without_a_zone(module: Module) -> list[str]:
    """`.date()` on a call, on `now`, or on an instant as it is kept; and `date.today()`.

    What was brought into a zone first has a name of its own, such as `local` or `here`.
    """
    found = []
    for node in module.nodes(ast.Call):
        func = node.func
        if not isinstance(func, ast.Attribute):
            continue
        name = dotted(func.value).rpartition(".")[2]
        instant = isinstance(func.value, ast.Call) or re.search(
            r"(^|_)(at|now|added|created)$", name
        )
        if (func.attr == "date" and not node.args and instant) or (
            func.attr == "today" and name in ("date", "datetime")
        ):
            found.append(f"{module.name}:{node.lineno} {ast.unparse(node)}")
    return found


def too_long(module: Module) -> list[str]:
    """Functions of more lines than the house allows."""
    return [
        f"{module.name}:{node.name}"
        for node in functions(module)
        if lines_of(node) > FUNCTION_LINES
    ]


def undocumented(module: Module) -> list[str]:
    """A module or public class with behaviour that has no docstring; fields name themselves."""
    missing = [] if ast.get_docstring(module.tree) or not module.text.strip() else [module.name]
    for node in classes(module):
        behaves = any(isinstance(part, Function) for part in node.body)
        if behaves and not (node.name.startswith("_") or ast.get_docstring(node)):
            missing.append(f"{module.name}:{node.name}")
    return missing


def calls(module: Module, *names: str) -> list[str]:
    """Calls of plain names or of methods (given as `.name`), with their place."""
    found = []
    for node in module.nodes(ast.Call):
        name = dotted(node.func)
        if name in names or (f".{name.rpartition('.')[2]}" in names and "." in name):
            found.append(f"{module.name}:{node.lineno} {ast.unparse(node.func)}")
    return found


def test_files_stay_short() -> None:
    long = {m.name for m in PACKAGE if m.text.count("\n") > FILE_LINES}
    assert long == set(LONG_FILES)


def test_functions_stay_short() -> None:
    assert {name for module in PACKAGE + SCRIPTS for name in too_long(module)} == set(
        LONG_FUNCTIONS
    )
    assert statistics.median(lines_of(f) for module in PACKAGE for f in functions(module)) <= 8


def test_classes_stay_small() -> None:
    large = {
        f"{module.name}:{node.name}"
        for module in PACKAGE
        for node in classes(module)
        if sum(isinstance(part, Function) for part in node.body) > CLASS_METHODS
    }
    assert large == set(LARGE_CLASSES)


def test_modules_and_public_classes_say_why_they_exist() -> None:
    assert [name for module in PACKAGE + SCRIPTS for name in undocumented(module)] == []


def test_no_work_is_left_behind_in_a_comment() -> None:
    left = [(m.name, at) for m in PACKAGE + TESTS + SCRIPTS for at in open_tasks(m.text)]
    assert left == []


def test_only_the_command_line_prints() -> None:
    printing = [m for m in PACKAGE if not m.name.startswith("mentorcrm.cli")]
    assert [line for module in printing for line in calls(module, "print", "input")] == []


def test_code_from_text_is_never_run() -> None:
    names = ("eval", "exec", "__import__", "os.system", "os.popen")
    assert [line for module in PACKAGE for line in calls(module, *names)] == []


def test_pure_layers_and_screens_open_no_file() -> None:
    closed = ("asks", "finding", "health", "models", "ui")
    there = [m for m in PACKAGE if m.name.split(".")[1:2] and m.name.split(".")[1] in closed]
    assert [line for module in there for line in calls(module, "open", "io.open")] == []


def test_a_test_of_the_window_waits_for_facts() -> None:
    names = ("qtbot.wait", "QTest.qWait", "QTest.qSleep")
    assert [line for module in TESTS for line in calls(module, *names)] == []


def test_no_test_mocks() -> None:
    mocked = [
        f"{module.name}:{item.line}"
        for module in TESTS
        for item in module.imports
        if item.target.startswith(("unittest.mock", "mock", "pytest_mock"))
    ]
    assert mocked == []


def test_no_day_is_named_in_the_locale_of_the_computer() -> None:
    """A running window sets the locale of the process; letters are in English all the same."""
    assert [line for module in PACKAGE for line in names_of_days(module)] == []


def test_screens_ask_one_module_which_day_it_is() -> None:
    """A day taken from an instant without a zone is that of UTC: wrong for a part of every day."""
    screens = [m for m in PACKAGE if m.name.startswith("mentorcrm.ui.")]
    asking = [m for m in screens if m.name != "mentorcrm.ui.days"]
    assert [line for module in asking for line in days_without_a_zone(module)] == []


def test_the_repository_names_no_place_of_its_makers() -> None:
    suffixes = (".py", ".md", ".sh", ".toml", ".txt", ".j2", ".qss")
    places = re.compile(r"(/home/[a-z]+/(?!mentorcrm)|/Users/[a-z]+/|\.\./shared|/(?:wo)rk/main)")
    named = []
    for folder in ("mentorcrm", "resources", "docs", "tools", "benchmarks", "."):
        walk = (ROOT / folder).rglob("*") if folder != "." else ROOT.glob("*")
        texts = (path for path in walk if path.suffix in suffixes and path.is_file())
        named += [str(path) for path in texts if places.search(path.read_text(encoding="utf-8"))]
    assert named == []


def planted(folder: Path, text: str) -> Module:
    path = folder / "planted.py"
    path.write_text(text, encoding="utf-8")
    return Module("planted", path, False)


def test_the_rules_find_what_they_look_for(tmp_path: Path) -> None:
    assert open_tasks("x = 1  # TODO tidy\n# TODO tidy, #12\ns = 'TODO'\n# FIXME\n") == [1, 4]
    body = "    x = 1\n"
    assert too_long(planted(tmp_path, "def f():\n" + body * 41)) == ["planted:f"]
    assert too_long(planted(tmp_path, "def f():\n" + body * 40)) == []
    method = "    def f(self): pass\n"
    assert undocumented(planted(tmp_path, f"class A:\n{method}class _B:\n{method}")) == [
        "planted",
        "planted:A",
    ]
    assert sorted(names_of_days(planted(tmp_path, "f'{x:%d %B}'\ng('%a')\nf'{x:%d}'\n"))) == [
        "planted:1 %d %B",
        "planted:2 %a",
    ]
    wrong = "clock.now().date()\nrow.sent_at.date()\nnow.date()\ndate.today()\nat.date()\n"
    right = "local.date()\nday.date(1)\nclock.today()\nformat.date()\nself.made.date()\n"
    assert len(days_without_a_zone(planted(tmp_path, wrong))) == 5
    assert days_without_a_zone(planted(tmp_path, right)) == []
    assert undocumented(planted(tmp_path, '"""Why."""\nclass A:\n    field: int\n')) == []
    assert calls(planted(tmp_path, "print(1)\nqtbot.wait(3)\nx.open()\n"), "print", ".open") == [
        "planted:1 print",
        "planted:3 x.open",
    ]
