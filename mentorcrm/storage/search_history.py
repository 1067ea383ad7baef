"""Full-text search over what happened: contacts by their words, those of their records, topics.

Each word must be found somewhere at a contact: in its summary or text, in advice or a promise of
it, in the notes of its meeting, among its topics or in the name of someone who took part. A word
with a `#` is looked for among the topics alone.
"""

import re

from mentorcrm.models.folding import sort_key
from mentorcrm.storage.search import match_expression

_TYPED = re.compile(r"#?\w+", re.UNICODE)
_LAST = "\U0010ffff"
_MOST_WORDS = 8

_TOPIC = "SELECT interaction_id FROM interaction_topic WHERE key BETWEEN :{n}k AND :{n}l"
_ANYWHERE = (
    "SELECT rowid FROM note_fts WHERE note_fts MATCH :{n}m",
    "SELECT a.interaction_id FROM advice_fts AS f JOIN advice AS a ON a.id = f.rowid "
    "WHERE advice_fts MATCH :{n}m AND a.deleted_at IS NULL AND a.interaction_id IS NOT NULL",
    "SELECT c.interaction_id FROM promise_fts AS f JOIN commitment AS c ON c.id = f.rowid "
    "WHERE promise_fts MATCH :{n}m AND c.deleted_at IS NULL AND c.interaction_id IS NOT NULL",
    "SELECT m.interaction_id FROM line_fts AS f JOIN meeting_line AS l ON l.id = f.rowid "
    "JOIN meeting AS m ON m.id = l.meeting_id WHERE line_fts MATCH :{n}m",
    "SELECT i.interaction_id FROM person_fts AS f "
    "JOIN interaction_person AS i ON i.person_id = f.rowid WHERE person_fts MATCH :{n}p",
    _TOPIC,
)


def typed_words(text: str) -> list[str]:
    """The words that are looked for, topics with their `#`; single letters are passed over."""
    found = [word for word in _TYPED.findall(text) if word.startswith("#") or _long(word)]
    return [word for word in found if word != "#"][:_MOST_WORDS]


def at_contacts(text: str) -> tuple[list[str], dict[str, str]]:
    """Queries for the ids of contacts, one for each word, and their parameters."""
    queries: list[str] = []
    given: dict[str, str] = {}
    for number, word in enumerate(typed_words(text)):
        name = f"w{number}"
        key = sort_key(word.lstrip("#"))
        given |= {f"{name}k": key, f"{name}l": key + _LAST}
        if word.startswith("#"):
            queries.append(_TOPIC.format(n=name))
            continue
        expression = match_expression(word)
        given |= {f"{name}m": expression, f"{name}p": f"{{display_name nickname}} : {expression}"}
        queries.append(" UNION ".join(_ANYWHERE).format(n=name))
    return queries, given


def in_index(text: str) -> str:
    """The words as an expression for one index of texts; empty when none can be looked for."""
    return match_expression(" ".join(w for w in typed_words(text) if not w.startswith("#")))


def excerpt(text: str, words: list[str], most: int = 110) -> str:
    """The words around the first of `words` in a text, empty when none begins a word there."""
    plain = " ".join(text.split())
    folded = sort_key(plain)
    if len(folded) != len(plain):  # Letters that fold to several: cut where it is nearest.
        folded = plain.casefold()
    places = [
        found.start()
        for word in words
        if (found := re.search(rf"(?<!\w){re.escape(sort_key(word.lstrip('#')))}", folded))
    ]
    if not places:
        return ""
    start = max(0, min(places) - most // 3)
    if start:
        start = plain.find(" ", start) + 1 or start
    cut = plain[start : start + most]
    end = "…" if start + most < len(plain) else ""
    return f"{'…' if start else ''}{cut.rsplit(' ', 1)[0] if end else cut}{end}"


def _long(word: str) -> bool:
    return len(word) >= 2 or not word.isascii()
