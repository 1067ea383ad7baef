"""Full-text search over what happened: contacts by their words, those of their records, topics.

Each word must be found somewhere at a contact: in its summary or text, in advice or a promise of
it, in the notes of its meeting, among its topics or in the name of someone who took part. A word
with a `#` is looked for among the topics alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sqlalchemy import TextClause
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from mentorcrm.models.folding import sort_key
from mentorcrm.storage.search import match_expression

_TYPED = re.compile(r"#?\w+", re.UNICODE)
_LAST = "\U0010ffff"
_MOST_WORDS = 8
_MANY = 1000

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


def all_frequent(connection: Connection, text: str) -> bool:
    """Whether each of the words alone is in very many contacts."""
    query = "SELECT count(*) FROM (SELECT 1 FROM note_fts WHERE note_fts MATCH :word LIMIT :most)"
    return all(
        not word.startswith("#")
        and connection.execute(
            _statement(query), {"word": match_expression(word), "most": _MANY}
        ).scalar_one()
        == _MANY
        for word in typed_words(text)
    )


def in_index(text: str) -> str:
    """The words as an expression for one index of texts; empty when none can be looked for."""
    return match_expression(" ".join(w for w in typed_words(text) if not w.startswith("#")))


def excerpt(text: str, words: list[str], most: int = 110) -> str:
    """The words around the first of `words` in a text, empty when none begins a word there."""
    plain = " ".join(text.split())
    letters = [(sort_key(letter) or " ", place) for place, letter in enumerate(plain)]
    folded = "".join(letter for letter, _place in letters)
    places = [place for letter, place in letters for _one in letter]  # ß folds to two.
    starts = [
        places[found.start()]
        for word in words
        if (found := re.search(rf"(?<!\w){re.escape(sort_key(word.lstrip('#')))}", folded))
    ]
    if not starts:
        return ""
    start = max(0, min(starts) - most // 3) if len(plain) > most else 0
    if start:
        start = plain.find(" ", start) + 1 or start
    cut = plain[start : start + most]
    end = "…" if start + most < len(plain) else ""
    return f"{'…' if start else ''}{cut.rsplit(' ', 1)[0] if end else cut}{end}"


def _long(word: str) -> bool:
    return len(word) >= 2 or not word.isascii()


@dataclass(frozen=True)
class Record:
    """One match among advice, promises, meeting notes or topics."""

    kind: str
    id: int
    day: str  # A day as it is kept; with a zone an instant.
    person_id: int
    person: str
    excerpt: str
    zone: str | None = None


_PERSON = "JOIN person AS p ON p.id = t.person_id"
_RECORDS = {
    "advice": (
        "SELECT t.id, t.given_on, p.id, p.display_name, {snippet}, NULL FROM advice_fts AS f "
        f"JOIN advice AS t ON t.id = f.rowid {_PERSON} WHERE advice_fts MATCH :words "
        "AND t.deleted_at IS NULL AND p.deleted_at IS NULL ORDER BY f.rowid DESC LIMIT :limit"
    ),
    "promise": (
        "SELECT t.id, t.made_on, p.id, p.display_name, {snippet}, NULL FROM promise_fts AS f "
        f"JOIN commitment AS t ON t.id = f.rowid {_PERSON} WHERE promise_fts MATCH :words "
        "AND t.deleted_at IS NULL AND p.deleted_at IS NULL ORDER BY f.rowid DESC LIMIT :limit"
    ),
    "line": (
        "SELECT l.id, i.at, p.id, p.display_name, {snippet}, i.zone FROM line_fts AS f "
        "JOIN meeting_line AS l ON l.id = f.rowid JOIN meeting AS m ON m.id = l.meeting_id "
        "JOIN interaction AS i ON i.id = m.interaction_id JOIN person AS p ON p.id = "
        "(SELECT o.person_id FROM interaction_person AS o JOIN person AS q ON q.id = o.person_id "
        "WHERE o.interaction_id = i.id AND q.deleted_at IS NULL ORDER BY o.id LIMIT 1) "
        "WHERE line_fts MATCH :words AND i.deleted_at IS NULL ORDER BY f.rowid DESC LIMIT :limit"
    ),
}
_INDEXES = {"advice": "advice_fts", "promise": "promise_fts", "line": "line_fts"}
_TOPICS = (
    "SELECT min(t.name), count(*), max(t.interaction_id) FROM interaction_topic AS t "
    "JOIN interaction AS i ON i.id = t.interaction_id "
    "WHERE t.key BETWEEN :key AND :last AND i.deleted_at IS NULL "
    "GROUP BY t.key ORDER BY 2 DESC, 1 LIMIT :limit"
)


def records(connection: Connection, text: str, limit: int) -> Iterator[Record]:
    """The newest advice, promises and lines of meeting notes that match, kind by kind."""
    given = {"words": in_index(text), "limit": limit}
    if not given["words"]:
        return
    for kind, query in _RECORDS.items():
        snippet = f"snippet({_INDEXES[kind]}, -1, '', '', '…', 12)"
        for row in connection.execute(_statement(query.format(snippet=snippet)), given):
            words = " ".join(row[4].split())
            yield Record(kind, row[0], row[1], row[2], row[3], words, row[5])


def topics(connection: Connection, text: str, limit: int) -> list[tuple[str, int, int]]:
    """Topics that begin so: the name, how many contacts are about it, the newest of them."""
    key = sort_key(text.strip().lstrip("#"))
    if len(key) < 2 and text.strip():
        return []
    given = {"key": key, "last": key + _LAST, "limit": limit}
    found = connection.execute(_statement(_TOPICS), given)
    return [(name, number, newest) for name, number, newest in found]


@cache
def _statement(query: str) -> TextClause:
    """A query that is read once: reading it takes longer than it runs."""
    return sql(query)
