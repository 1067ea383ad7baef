"""Data folders filled with made-up people and notes, whose words are spread as in real text."""

import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import Any

from mentorcrm.app import build
from mentorcrm.paths import Paths
from mentorcrm.storage import schema

STAMP = "2026-11-24T09:00:00.000000Z"
_SYLLABLES = [
    "an",
    "ba",
    "be",
    "bri",
    "ca",
    "chi",
    "co",
    "da",
    "de",
    "dra",
    "el",
    "en",
    "fa",
    "fi",
    "ga",
    "gri",
    "ha",
    "he",
    "in",
    "jo",
    "ka",
    "ki",
    "la",
    "le",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "no",
    "o",
    "pa",
    "pe",
    "pra",
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "se",
    "shi",
    "so",
    "sta",
    "ta",
    "te",
    "ti",
    "tra",
    "u",
    "va",
    "ve",
    "vi",
    "wa",
    "we",
    "ya",
    "ze",
]


_TEXT = 500_000  # Words; half a million notes of a line start at places of their own.
# FTS5 writes a segment whenever so many bytes are full, and merges them later: 1 MB by itself.
_FEWER_SEGMENTS, _AS_SHIPPED = 8 << 20, 1 << 20


class Words:
    """Made-up words of which few are frequent and most are rare (Zipf's law)."""

    def __init__(self, number: int, syllables: tuple[int, int], rng: random.Random) -> None:
        self._rng = rng
        self._text: list[str] = []
        found: dict[str, None] = {}
        while len(found) < number:
            found["".join(rng.choices(_SYLLABLES, k=rng.randint(*syllables)))] = None
        self.all = list(found)
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(number)))

    def one(self) -> str:
        """A word, frequent ones more often."""
        return self.all[bisect(self._weights, self._rng.random() * self._weights[-1])]

    def some(self, number: int) -> list[str]:
        """So many words that follow each other in a long text, drawn once: a draw takes long."""
        if not self._text:
            self._text = self._rng.choices(self.all, cum_weights=self._weights, k=_TEXT)
        start = int(self._rng.random() * (_TEXT - number))
        return self._text[start : start + number]


@contextmanager
def unindexed(connection: Any, table: str, index: str) -> Iterator[None]:
    """Insert without the index's trigger, and build the index once at the end."""
    setting = f"INSERT INTO {index}({index}, rank) VALUES ('hashsize', ?)"
    with untriggered(connection, f"{index}_ai"):
        yield
        connection.execute(setting, (_FEWER_SEGMENTS,))
        connection.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
        connection.execute(setting, (_AS_SHIPPED,))


@contextmanager
def untriggered(connection: Any, trigger: str) -> Iterator[None]:
    """Without a trigger, which is there again afterwards."""
    sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (trigger,)).fetchone()
    connection.execute(f"DROP TRIGGER {trigger}")
    yield
    connection.execute(sql[0])


_LAST_CONTACTS = (
    "INSERT INTO last_contact (person_id, at) SELECT t.person_id, max(i.at) "
    "FROM interaction_person AS t JOIN interaction AS i ON i.id = t.interaction_id "
    "WHERE i.counts_as_contact = 1 AND i.deleted_at IS NULL GROUP BY t.person_id"
)


def fill(folder: Path, people: int, notes: int = 0, seed: int = 1) -> Paths:
    """Make a data folder with so many people, two addresses each, and notes among them."""
    paths = Paths(folder)
    build(paths).close()
    rng = random.Random(seed)
    connection = schema.connect(paths.database)
    connection.execute("BEGIN IMMEDIATE")
    with unindexed(connection, "person", "person_fts"):
        _insert(connection, "person", _people(people, rng))
    _insert(connection, "contact_point", _points(people))
    with unindexed(connection, "interaction", "note_fts"):
        _insert(connection, "interaction", _notes(notes, rng))
    with untriggered(connection, "last_contact_interaction_person_ai"):
        _insert(connection, "interaction_person", _partakers(people, notes, rng))
        connection.execute(_LAST_CONTACTS)
    connection.execute("COMMIT")
    connection.execute("PRAGMA optimize")
    connection.close()
    build(paths).close()  # Keeps the start page, as the end of a session does.
    return paths


def _insert(connection: Any, table: str, rows: Iterator[dict[str, Any]]) -> None:
    columns = {
        row[1]: row[2]
        for row in connection.execute(f"PRAGMA table_info({table})").fetchall()
        if row[3] and not row[5]
    }
    defaults = {name: "" if kind == "TEXT" else 0 for name, kind in columns.items()}
    defaults |= {"created_at": STAMP, "updated_at": STAMP, "version": 1}
    names = [*defaults, *_ALSO.get(table, ())]
    marks = ", ".join("?" * len(names))
    connection.executemany(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",
        (
            tuple(({**defaults, "uid": f"{table}-{number}", **row}).get(name) for name in names)
            for number, row in enumerate(rows)
        ),
    )


_ALSO = {
    "person": ("id",),
    "interaction": ("id",),
    "advice": ("told_on",),
    "commitment": ("due", "done_on"),
    "draft": ("sent_at", "outcome", "outcome_on"),
    "meeting": ("closed_at",),
}


def _people(number: int, rng: random.Random) -> Iterator[dict[str, Any]]:
    given, family = Words(600, (1, 3), rng), Words(8000, (2, 4), rng)
    firms, text = Words(4000, (2, 3), rng), Words(20_000, (1, 5), rng)
    titles: Sequence[str] = ("Engineer", "Designer", "VP Product", "Professor", "Founder", "Coach")
    for key in range(1, number + 1):
        first, last = given.one().title(), family.one().title()
        yield {
            "id": key,
            "display_name": f"{first} {last}",
            "sort_name": f"{first} {last}".lower(),
            "given_name": first,
            "family_name": last,
            "organisation": f"{firms.one().title()} {rng.choice(('Labs', 'AG', 'Ltd'))}",
            "title": rng.choice(titles),
            "location": text.one().title(),
            "notes": " ".join(text.some(12)),
            "avatar_tint": key % 6,
        }


def _points(number: int) -> Iterator[dict[str, Any]]:
    for key in range(1, number + 1):
        mail, phone = f"p{key}@firm{key % 5000}.example", f"+4930{key:08d}"
        yield {"person_id": key, "kind": "mail", "value": mail, "normalised": mail}
        yield {"person_id": key, "kind": "phone", "value": phone, "normalised": phone}


def _notes(number: int, rng: random.Random) -> Iterator[dict[str, Any]]:
    text = Words(20_000, (1, 5), rng)
    for key in range(1, number + 1):
        day = 1 + key * 2000 // (number + 1)
        yield {
            "id": key,
            "at": f"{2020 + day // 360}-{1 + day % 360 // 30:02}-{1 + day % 28:02}"
            "T10:00:00.000000Z",
            "zone": "Europe/Berlin",
            "channel": "call",
            "direction": "both",
            "privacy": "private",
            "summary": " ".join(text.some(6)),
            "body": " ".join(text.some(24)),
            "counts_as_contact": 1,
        }


def _partakers(people: int, notes: int, rng: random.Random) -> Iterator[dict[str, Any]]:
    for key in range(1, notes + 1):
        yield {"interaction_id": key, "person_id": rng.randint(1, people)}


def tend(paths: Paths, people: int, seed: int = 1) -> None:
    """Make relationships of the people in a data folder: roles, advice, promises and so on.

    Everybody is active. For each tenth person two promises, advice, a message that was sent, a
    gift, and a meeting made of one of their contacts; of one in fifty of these all is still open.
    Run it once, after `fill`.
    """
    rng = random.Random(seed)
    connection = schema.connect(paths.database)
    connection.execute("BEGIN IMMEDIATE")
    for table, rows in _tended(people, connection, rng):
        _insert(connection, table, iter(rows))
    connection.execute("COMMIT")
    connection.execute("PRAGMA optimize")
    connection.close()


_DONE, _THEN = "2026-11-20", "2026-11-20T10:00:00.000000Z"


def _tended(people: int, connection: Any, rng: random.Random) -> Iterator[tuple[str, list[Any]]]:
    text = Words(2000, (1, 4), rng)
    tenth = [(key, key % 500 == 1) for key in range(1, people + 1, 10)]

    def day() -> str:
        return f"2026-{rng.randint(1, 10):02}-{rng.randint(1, 28):02}"

    role = {"role": "mentor", "season": "active", "steps_ahead": "few", "facets": "[]"}
    yield "mentorship", [{"person_id": key, **role} for key in range(1, people + 1)]
    advice = {"response": "tried", "privacy": "private"}
    yield (
        "advice",
        [
            {**advice, "person_id": key, "words": " ".join(text.some(9)), "given_on": day()}
            | {"told_on": None if still else _DONE}
            for key, still in tenth
        ],
    )
    yield (
        "commitment",
        [
            {"person_id": key, "owner": owner, "what": " ".join(text.some(6)), "made_on": day()}
            | {"due": day(), "privacy": "private", "done_on": None if still else _DONE}
            for key, still in tenth
            for owner in ("me", "them")
        ],
    )
    message = {"kind": "first-ask", "tone": "warm", "form": "mail", "parts": "{}"}
    message |= {"windows": "[]", "dismissed": "[]"}
    yield (
        "draft",
        [
            {**message, "person_id": key, "subject": " ".join(text.some(4))}
            | {"sent_at": f"{day()}T10:00:00.000000Z", "state": "sent" if still else "answered"}
            | ({} if still else {"outcome": "yes", "outcome_on": "2026-08-01"})
            for key, still in tenth
        ],
    )
    gift = {"direction": "given", "kind": "thanks"}
    yield "reciprocity_note", [{**gift, "person_id": k, "happened_on": day()} for k, _ in tenth]
    of_tenth = "SELECT min(interaction_id) FROM interaction_person GROUP BY person_id LIMIT ?"
    contacts = connection.execute(of_tenth, (people // 10,)).fetchall()
    yield (
        "meeting",
        [
            {"interaction_id": key, "slot": 30, "closed_at": _THEN if number % 50 else None}
            for number, (key,) in enumerate(contacts)
        ],
    )
