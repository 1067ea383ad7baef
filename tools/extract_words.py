"""Write resources/locale/mentorcrm.pot, the texts to translate, or with --check say if it is old.

A text is what stands literally in `_(…)`, `n_(…, …, number)` and `count(number, …, …)`, and the
words of the enums in models/kinds.py. Places are named without lines, so that moving code around
changes nothing.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "mentorcrm"
TEMPLATE = ROOT / "resources" / "locale" / "mentorcrm.pot"
HEAD = """\
# The texts of mentorcrm, made by tools/extract_words.py; do not edit.
msgid ""
msgstr ""
"Project-Id-Version: mentorcrm\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""

# Call: which of its arguments are texts. Two texts are the forms for one and for many.
CALLS = {"_": (0,), "n_": (0, 1), "count": (1, 2)}

Message = tuple[str, ...]


def main(arguments: list[str]) -> int:
    """Write or check; 0 when all is well, 1 when the template is old."""
    text = template(PACKAGE)
    if "--check" not in arguments:
        TEMPLATE.parent.mkdir(exist_ok=True)
        TEMPLATE.write_text(text, encoding="utf-8", newline="\n")
    elif not TEMPLATE.is_file() or TEMPLATE.read_text(encoding="utf-8") != text:
        print(f"mentorcrm.pot is older than the code. Run: python {sys.argv[0]}")
        return 1
    return 0


def template(package: Path) -> str:
    """The text of the template for all modules of a package."""
    places: dict[Message, list[str]] = {}
    for path in sorted(package.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
        name = path.relative_to(package.parent).as_posix()
        for message in messages(tree):
            where = places.setdefault(message, [])
            where += [name] if name not in where else []
    plural = {message[0]: message for message in places if len(message) == 2}
    for message in [one for one in places if len(one) == 1 and one[0] in plural]:
        known = places[plural[message[0]]]
        known += [name for name in places.pop(message) if name not in known]
    return "\n".join([HEAD, *(_entry(message, places[message]) for message in sorted(places))])


def messages(tree: ast.Module) -> Iterator[Message]:
    """Every text of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            taken = [node.args[at] for at in CALLS.get(node.func.id, ()) if at < len(node.args)]
            texts = tuple(_literal(argument) for argument in taken)
            if texts and all(texts):
                yield texts
        elif isinstance(node, ast.ClassDef) and "Labelled" in map(ast.unparse, node.bases):
            yield from _labels(node)


def _labels(node: ast.ClassDef) -> Iterator[Message]:
    """The words of an enum's members: the second of each pair."""
    for member in node.body:
        if isinstance(member, ast.Assign) and isinstance(member.value, ast.Tuple):
            yield (_literal(member.value.elts[1]),)


def _literal(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _entry(message: Message, places: list[str]) -> str:
    lines = [f"#: {place}" for place in sorted(places)]
    if any("{" in text for text in message):
        lines.append("#, python-brace-format")
    lines.append(f"msgid {_quoted(message[0])}")
    if len(message) == 1:
        lines.append('msgstr ""')
    else:
        lines += [f"msgid_plural {_quoted(message[1])}", 'msgstr[0] ""', 'msgstr[1] ""']
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{plain}"'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
