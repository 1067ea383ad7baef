"""The texts of the catalogue as writing: the rules that a machine can hold."""

import ast
import re

import pytest

from tests.source_tree import ROOT

CATALOGUE = ROOT / "resources" / "locale" / "mentorcrm.pot"
TEXT = re.compile(r'^msgid(?:_plural)? (".+")$', re.MULTILINE)

# What a text must not hold: the rule, and what breaks it.
RULES = {
    "quotation marks and apostrophes are curled": re.compile("[\"']"),
    "nothing is exclaimed": re.compile("!"),
    "an ellipsis is one character": re.compile(r"\.\.\."),
    # A label that goes on, as “Save as…” does, has one, at its end. In “If …, then …” each stands
    # for words that are left out, and apart as they would; there it is never alone and last.
    "no space comes before an ellipsis, unless something is left out": re.compile(
        r"^[^…]*[a-z] …$"
    ),
    "words are one space apart": re.compile("  "),
    "no space stands at an end": re.compile(r"^\s|\s$"),
    "a range has a dash and a pause a semicolon": re.compile(r" - |--"),
    "after a sentence comes a sentence with its stop": re.compile(
        r"[a-z”)]\. [A-Z“{](?!.*[.?:…}]”?\)?$)", re.DOTALL
    ),
    "the spelling is British": re.compile(
        r"\b(colors?|favorite|organiz\w+|recogniz\w+|cent(er|ers)|behavior|gray|canceled|labeled)\b",
        re.IGNORECASE,
    ),
    "nothing begs or makes a fuss": re.compile(r"\b(please|sorry|oops)\b", re.IGNORECASE),
}
# What is typed, or stands in a file, as it is, and is no writing.
TYPED = re.compile(
    r"""
      `[^`]*`                         # a command, which may hold quotation marks of the shell
    | (?<![^\s“(])--[a-z][a-z-]*      # the name of an option, as a word of its own
    | “---”                           # the line that closes the header of a template
    | ^Start\ a\ line\ with\ !\ advice,.*\ "\ quote,.*$   # the signs that begin a note
    """,
    re.VERBOSE,
)


def texts() -> list[str]:
    found = TEXT.findall(CATALOGUE.read_text(encoding="utf-8"))
    return [str(ast.literal_eval(text)) for text in found]


def broken(text: str, rule: str) -> bool:
    return bool(RULES[rule].search(TYPED.sub("it", text)))


@pytest.mark.parametrize("rule", RULES)
def test_every_text_keeps_the_rule(rule: str) -> None:
    assert len(texts()) > 1000
    assert [text for text in texts() if broken(text, rule)] == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("quotation marks and apostrophes are curled", "the person's card"),
        ("nothing is exclaimed", "Saved!"),
        ("an ellipsis is one character", "Saving..."),
        ("words are one space apart", "One.  Two."),
        ("no space stands at an end", " and "),
        ("a range has a dash and a pause a semicolon", "one - two"),
        ("after a sentence comes a sentence with its stop", "Not saved. Your text is kept"),
        ("the spelling is British", "The color"),
        ("nothing begs or makes a fuss", "Please wait."),
    ],
)
def test_a_text_that_breaks_a_rule_is_found(rule: str, text: str) -> None:
    assert broken(text, rule)
    assert not broken("Copied “Ana’s card”. Add `--home` or {name}…", rule)
    assert not broken("If …, then … with --from-csv", rule)


@pytest.mark.parametrize("text", ["Well--done", 'Say ! advice, " quote', "Save as …", "1 --- 2"])
def test_what_is_typed_excuses_nothing_else(text: str) -> None:
    assert any(broken(text, rule) for rule in RULES)
