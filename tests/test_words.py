"""The language of the app: every text that is shown passes through gettext."""

import ast
import os
import re
import struct
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcrm.words import VARIABLES, Pseudo, _, joined, languages, n_
from tests.source_tree import ROOT, Module, dotted, modules

# Asks a fresh interpreter, since a language is chosen once.
SAY = """
import sys
sys.path.insert(0, sys.argv[1])
from mentorcrm.words import _, n_
print(_("Notes"), n_("{n} day", "{n} days", 2))
"""

# What makes a literal a text for people: words with a space between, or a capital first.
WORDS = re.compile(r"[A-Za-z…,.’“]\s+[A-Za-z{(“]|^\W*[A-Z][a-z]")
# Names of keys, as Qt and as people write them.
KEYS = re.compile(r"^((Ctrl|Alt|Shift)[+ ].*|Del|Esc|Tab|Return|Enter|Up|Down|Left|Right|F\d+)$")

# What takes texts, and which of its arguments.
SHOWN: dict[str, tuple[int, ...]] = {
    **dict.fromkeys(("Label", "Button", "Chip", "Tag", "Card", "CheckBox", "NameLink"), (0,)),
    **dict.fromkeys(("setText", "setToolTip", "setAccessibleName", "setPlaceholderText"), (0,)),
    **dict.fromkeys(("setWindowTitle", "set_error", "set_name", "tell", "SearchField"), (0,)),
    **dict.fromkeys(("IconButton", "set_tooltip", "Choice"), (1,)),
    **dict.fromkeys(("Question", "PageHeader", "set_words"), (0, 1)),
    **dict.fromkeys(("say", "Labelled"), (0, 2)),
    "EmptyWell": (1, 2),
    "show_error": (0, 1, 2),
}
# Literals that look like words and are none; of a whole module, why.
NOT_WORDS: dict[str, str] = {
    "mentorcrm.ui.theme": "style sheets, fonts and their files",
    "mentorcrm.ui.widgets.text": "markup around a tooltip",
    "mentorcrm.ui.faults": "the log, and a report without words",
    "mentorcrm.ui.page_drawing": "fonts",
}
NAMES = {
    # Classes that are loaded by name.
    *("TodayPage", "PeoplePage", "AsksPage", "NeedsPage", "ComposerPage", "SettingsPage"),
    *("ProfileSection", "LookSection", "ImportSection", "BackupsSection", "TemplatesSection"),
    *(
        "AboutSection",
        "RemindersSection",
        "DuplicatesSection",
        "BinSection",
        "HistoryPage",
        "ContactsSegment",
    ),
    *("MeetingsPage", "MosaicPage", "NetworkPage", "ReviewPage", "SourcesPage"),
    *("AdviceSegment", "PromisesSegment", "GivenSegment"),
    # Letter keys of lists.
    *("E Del", "D L E Del", "A D E R Del", "S K L"),
    # Products, typefaces, and people and places who do not exist.
    *("Inter", "Newsreader", "Lucide", "Qt", "Python", "Noor Haddad", "Europe/Lisbon"),
    *("Ben", "Ben Adler", "Portugal", "Ana Rivera", "Ana", "Fenwick", "VP Engineering"),
    *("London", "Europe/London", "mentorcrm", "LinkedIn"),
    # Parts of a letter, in its language; names in code; what is typed, as it is read.
    "Thank you, {}. {} at {}{} works well for me. I will send you one line the day before on what "
    "I would most like to look at.",
    *(
        "({} time)",
        "Subject: {}\n\n{}",
        "Subject: {}",
        "one page",
        "brief page",
        "key {}",
        "in {} weeks",
    ),
}
# Calls whose literals no one reads on screen.
INSIDE = ("TypeVar", "RuntimeError", "ValueError", "AssertionError", "compile", "getLogger")

# What says to the user what went wrong or was found, with the places of its texts, and where
# every such text is marked.
SAYING: dict[str, tuple[int, ...]] = {
    **dict.fromkeys(("UserError", "ImportRejected", "ImportCancelled", "TemplateError"), (0,)),
    **dict.fromkeys(("NotFound", "StaleUndo", "StorageError", "DatabaseLocked"), (0,)),
    **dict.fromkeys(("DatabaseDamaged", "DatabaseTooNew", "DiskFull"), (0,)),
    **dict.fromkeys(("absent", "Fix", "_lonely", "say", "complain"), (0,)),
    **dict.fromkeys(
        ("refuse", "storage_error", "_of_system", "_of_driver", "_at", "_way_out"), (1,)
    ),
    **dict.fromkeys(("Found", "inserted", "Skipped"), (2,)),
    **dict.fromkeys(("_found", "_in_subject", "found"), (2, 1)),
    "CheckResult": (2, 3),
    "_Look": (2,),
}
SAID = tuple(
    f"mentorcrm.{name}."
    for name in ("services", "storage", "interchange", "asks", "finding", "cli")
)
# Modules in which every text is said to people, but for these literals.
ALL_SAID: dict[str, tuple[str, ...]] = {
    "mentorcrm.storage.checks": ("waiting changes", "BEGIN IMMEDIATE", "{}, {} UTC"),
    "mentorcrm.storage.faults": (),
    "mentorcrm.storage.look": (),
    "mentorcrm.storage.opening": ("not a database",),
    "mentorcrm.storage.places": (),
    "mentorcrm.storage.shape": (),
    "mentorcrm.services.settings": (),
    "mentorcrm.finding.ranking": (),
    "mentorcrm.finding.reasons": (),
    "mentorcrm.asks.guard": ("Templates do not calculate.",),
    "mentorcrm.asks.sources": (),
    "mentorcrm.asks.rules.content": (
        "Thank you for reading this.",
        'If this is not a good time, a reply of "not now" is completely fine.',
    ),
    **{f"mentorcrm.asks.rules.{name}": () for name in ("questions", "repair", "safety")},
    **{f"mentorcrm.asks.rules.{name}": () for name in ("shape", "times", "wording")},
}
# Not texts that people read as such: SQL.
SQL = re.compile(r"^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA)\b|sqlite_master")

UI = [m for m in modules(ROOT / "mentorcrm") if m.name.startswith("mentorcrm.ui.")]


def called(node: ast.AST) -> str:
    """The name of what a call calls; empty for anything else."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def is_code(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    """Whether a literal is marked already, or is a key, a comparison, a docstring or a type."""
    while node in above:
        node, inner = above[node], node
        if isinstance(node, ast.Compare | ast.arg | ast.MatchValue | ast.Expr):
            return not isinstance(node, ast.Expr) or isinstance(inner, ast.Constant)
        if called(node) in ("_", "n_", "count", *INSIDE):
            return True
        if isinstance(node, ast.Dict) and inner in node.keys:
            return True
        if isinstance(node, ast.Subscript) and inner is node.slice:
            return True
        if inner in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            return True
    return False


def literals(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """The texts an argument can come to, with {} for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node, node.value
    elif isinstance(node, ast.IfExp):
        yield from (*literals(node.body), *literals(node.orelse))
    elif isinstance(node, ast.BoolOp):
        yield from (found for value in node.values for found in literals(value))
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from (*literals(node.left), *literals(node.right))
    elif called(node) == "format":
        yield from literals(node.func.value)  # type: ignore[attr-defined]
    elif isinstance(node, ast.JoinedStr):
        parts = [getattr(value, "value", "") for value in node.values]
        yield node, "".join(part if isinstance(part, str) else "{}" for part in parts)
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                yield from literals(value.value)


def shown(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """What a node puts on screen, as far as it can be told from the node alone."""
    arguments = node.args if isinstance(node, ast.Call) else []
    for at in (place for place in SHOWN.get(called(node), ()) if place < len(arguments)):
        for literal, text in literals(arguments[at]):
            if re.search(r"[A-Za-z]{3}", text):
                yield literal, text
    if isinstance(node, ast.Constant | ast.JoinedStr):
        for literal, text in literals(node):
            if WORDS.search(text) and re.search("[A-Za-z]{2}", text.replace("{}", "")):
                yield literal, text


def unmarked(module: Module) -> list[str]:
    """Literals with words that do not pass through `_` or `n_`."""
    above = module.above
    found = {at: text for node in above for at, text in shown(node)}
    found = {at: text for at, text in found.items() if not isinstance(above[at], ast.JoinedStr)}
    return [
        f"{module.name}:{getattr(node, 'lineno', 0)} {text!r}"
        for node, text in found.items()
        if not (text.strip() in NAMES or KEYS.match(text) or is_code(node, above))
    ]


def test_every_text_of_the_window_can_be_translated() -> None:
    speaking = [module for module in UI if module.name not in NOT_WORDS]
    assert [text for module in speaking for text in unmarked(module)] == []


def said_later(node: ast.AST) -> Iterator[ast.expr]:
    """What an error or a finding says, or what a step is called in the history."""
    if isinstance(node, ast.Call):
        places = SAYING.get(called(node), ())
        yield from (node.args[place] for place in places if place < len(node.args))
    if isinstance(node, ast.Assign) and dotted(node.targets[0]) == "work.label":
        yield node.value


def held(module: Module) -> dict[str, list[ast.expr]]:
    """What each name is set to anywhere in a module."""
    found: dict[str, list[ast.expr]] = {}
    for node in module.nodes(ast.Assign):
        for target in node.targets:
            pairs = [(target, node.value)]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(target.elts, node.value.elts, strict=False))
            for name, value in pairs:
                if isinstance(name, ast.Name):
                    found.setdefault(name.id, []).append(value)
    return found


def unmarked_sayings(module: Module) -> list[str]:
    """The texts of errors, findings and steps to undo that are given as they are.

    A text that is held in a variable first is found where the variable is set.
    """
    names = held(module)
    found: dict[ast.AST, str] = {}
    for node in module.nodes(ast.Call, ast.Assign):
        for said in said_later(node):
            before = names.get(said.id, []) if isinstance(said, ast.Name) else []
            for one in (said, *before):
                found |= dict(literals(one))
    return [
        f"{module.name}:{getattr(literal, 'lineno', 0)} {text!r}"
        for literal, text in found.items()
        if re.search("[A-Za-z]{2}", text.replace("{}", "").replace("UTC", ""))
        and text.strip() not in NAMES
    ]


def test_what_is_said_and_steps_can_be_said_in_another_language() -> None:
    saying = [m for m in modules(ROOT / "mentorcrm") if m.name.startswith(SAID)]
    assert [said for module in saying for said in unmarked_sayings(module)] == []


def test_modules_that_speak_to_people_mark_every_text() -> None:
    for module in modules(ROOT / "mentorcrm"):
        allowed = ALL_SAID.get(module.name)
        if allowed is not None:
            texts = [line.partition(" ")[2] for line in unmarked(module)]
            plain = [text for text in map(ast.literal_eval, texts) if not SQL.search(text)]
            assert set(plain) <= set(allowed), module.name


def test_a_planted_saying_is_found(tmp_path: Path) -> None:
    path = tmp_path / "planted.py"
    path.write_text(
        "raise UserError(_('Choose one.'))\n"
        "raise errors.NotFound(f'{name} is gone.') from error\n"
        "fault = StorageError('Full.' if full else _('Locked.'))\n"
        "raise ValueError('a bug')\n"
        "raise TemplateError(f'{line}: {said}', 3)\n"
        "work.label = f'Add {name}'\n"
        "draft.label = 'Add a name'\n"
        "work.label = _('Drop {name}').format(name=name)\n"
        "words = 'Held first.'\n"
        "raise UserError(words)\n"
        "raise self.refuse(node, 'no {name}.'.format(name=name))\n"
        "yield CheckResult('space', Level.OK, 'Free.' + more, _('Go on.'))\n",
        encoding="utf-8",
    )
    assert sorted(unmarked_sayings(Module("planted", path, False))) == [
        "planted:11 'no {name}.'",
        "planted:12 'Free.'",
        "planted:2 '{} is gone.'",
        "planted:3 'Full.'",
        "planted:6 'Add {}'",
        "planted:9 'Held first.'",
    ]


def test_a_planted_text_is_found(tmp_path: Path) -> None:
    path = tmp_path / "planted.py"
    path.write_text(
        '"""Not this."""\n'
        "Label('name')\n"
        "Button('Go' if x else _('Stay'))\n"
        "said = f'Linked {name}'\n"
        "desk.tell(_('All is well.'))\n"
        "show(_('One thing of {n}').format(n=1), n_('{n} day', '{n} days', 2), 'key', 'Ctrl+K')\n"
        "if said == 'Not this': raise RuntimeError('nor this')\n",
        encoding="utf-8",
    )
    found = unmarked(Module("planted", path, False))
    assert sorted(line.split(" ", 1) for line in found) == [
        ["planted:2", "'name'"],
        ["planted:3", "'Go'"],
        ["planted:4", "'Linked {}'"],
    ]


def test_the_template_of_the_catalogue_is_up_to_date() -> None:
    check = [sys.executable, str(ROOT / "tools" / "extract_words.py"), "--check"]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_placeholders_are_names() -> None:
    """A translator can put names in another order; numbers and conversions say nothing."""
    text = (ROOT / "resources" / "locale" / "mentorcrm.pot").read_text(encoding="utf-8")
    fields = re.findall(r"(?<!\{)\{([^{}]*)\}", text)
    assert [field for field in fields if not re.fullmatch(r"[a-z_]+(:[^{}!]+)?", field)] == []


def said_in(language: str, home: Path, **environment: str) -> str:
    """What a fresh interpreter says when the environment asks for a language."""
    clean = {name: text for name, text in os.environ.items() if name not in VARIABLES}
    env = clean | {"PYTHONIOENCODING": "utf-8"} | environment
    env |= {"MENTORCRM_LANGUAGE": language} if language else {}
    done = subprocess.run(
        [sys.executable, "-P", "-c", SAY, str(home)],
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


def test_english_needs_no_catalogue(tmp_path: Path) -> None:
    for language in ("", "en", "en_GB.UTF-8", "C", "xx"):
        assert said_in(language, ROOT) == "Notes {n} days"
    assert said_in("", ROOT, LANG="de_DE.UTF-8") == "Notes {n} days"
    assert said_in("x-pseudo", ROOT).startswith("[Ñõtés ")


def test_a_catalogue_speaks_its_language(tmp_path: Path) -> None:
    package = tmp_path / "mentorcrm"
    package.mkdir()
    for name in ("__init__", "words", "assets"):
        text = (ROOT / "mentorcrm" / f"{name}.py").read_text(encoding="utf-8")
        (package / f"{name}.py").write_text(text, encoding="utf-8")
    folder = tmp_path / "resources" / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    head = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
    texts = {"": head, "Notes": "Notizen", "{n} day\0{n} days": "{n} Tag\0{n} Tage"}
    (folder / "mentorcrm.mo").write_bytes(compiled(texts))
    assert said_in("de_AT.UTF-8", tmp_path) == "Notizen {n} Tage"
    assert said_in("", tmp_path, LANGUAGE="xx:de", LANG="C") == "Notizen {n} Tage"
    assert said_in("en", tmp_path, LANGUAGE="de") == "Notes {n} days"


def compiled(texts: dict[str, str]) -> bytes:
    """A catalogue as gettext reads it."""
    pairs = sorted((key.encode(), value.encode()) for key, value in texts.items())
    start, index, body = 28 + 16 * len(pairs), [b"", b""], b""
    for side in (0, 1):
        for pair in pairs:
            index[side] += struct.pack("<II", len(pair[side]), start + len(body))
            body += pair[side] + b"\0"
    places = (28, 28 + 8 * len(pairs), 0, start)
    return struct.pack("<7I", 0x950412DE, 0, len(pairs), *places) + b"".join(index) + body


def test_the_forms_of_a_number() -> None:
    assert [n_("{n} day", "{n} days", n).format(n=n) for n in (0, 1, 2)] == [
        "0 days",
        "1 day",
        "2 days",
    ]
    assert Pseudo().ngettext("day", "days", 1) != Pseudo().ngettext("day", "days", 2)


def test_several_texts_as_one() -> None:
    said = [joined(texts) for texts in ([], ["a"], ["a", "b"], ["a", "b", "c"])]
    assert said == ["", "a", "a and b", "a, b and c"]


def test_the_pseudo_language_keeps_what_is_no_word() -> None:
    said = Pseudo().gettext("Copy {name} (&all)\nat {when:%H:%M}, 5 %d {{so}}")
    for kept in ("{name}", "&a", "\n", "{when:%H:%M}", "%d", "{{", "}}"):
        assert kept in said
    assert said.format(name="Ana", when=datetime(2026, 11, 24, 9, 5))
    assert Pseudo().gettext("") == ""


@given(st.text(alphabet="abc DEF.{}\n", min_size=1).filter(str.strip))
def test_the_pseudo_language_is_two_fifths_longer(text: str) -> None:
    assert len(Pseudo().gettext(text)) >= len(text) * 1.4 - 1


def test_languages_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    assert languages() == []
    monkeypatch.setenv("LANG", "de_AT.UTF-8@euro")
    assert languages() == ["de_AT", "de"]
    monkeypatch.setenv("MENTORCRM_LANGUAGE", "fr")
    assert languages() == ["fr"]
    assert _("Notes") == "Notes"
