"""Names in a text, matched with the people who are known. A name that is not clear stays so."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from mentorcrm.capture.parts import KnownPerson, PersonFound, Span
from mentorcrm.models.folding import sort_key
from mentorcrm.models.naming import is_title, name_parts

# Whatever is neither space nor a sign that separates; letters of any script, marks included.
TOKEN = re.compile(r"[^\s\x00-\x1f,;:!?#@()\"“”„«»/|<>\[\]{}…&+=*~–—]+")
# A mail address, as far as it is worth looking up.
ADDRESS = re.compile(r"(?<![\w.+%-])[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_POSSESSIVE = re.compile(r"['’]s?$")
MOST_CANDIDATES = 8
_LONGEST = 5
_LONGEST_WORD = 200  # What is longer and has no space in it is nobody's name.
_NEAR_SCORE = 78
_NEAR_MOST = 4
_SHORTEST_MISSPELT = 4
# Words that are seldom meant as a name when they are written small, though people bear them.
_COMMON = frozenset(
    (
        *("will", "may", "mark", "art", "grace", "rich", "sue", "bill", "hope", "faith", "joy"),
        *("april", "june", "august", "sun", "sunny", "dawn", "rose", "frank", "guy", "pat", "drew"),
        *("max", "penny", "sandy", "miles", "chase", "grant", "jack", "rob", "al", "sat", "mon"),
        *("wed", "van", "an", "my", "so", "in", "do", "long", "young", "small", "the", "me", "a"),
        *(
            "their",
            "them",
            "some",
            "someone",
            "people",
            "others",
            "another",
            "chat",
            "call",
            "team",
            "and",
            "for",
            "with",
            "page",
            "work",
            "park",
            "price",
            "day",
        ),
    )
)


class _Forms(NamedTuple):
    """How somebody may be named, folded: by name, by family name alone, and by first name."""

    keys: frozenset[str]
    families: frozenset[str]
    first: frozenset[str]


@lru_cache(maxsize=8192)
def _forms(name: str, nickname: str) -> _Forms:
    words = name_parts(name).words
    named, families, first = {name, nickname}, set(), set()
    if words:
        named |= {name_parts(name).plain, words[0]}
    if len(words) > 1:
        named |= {f"{words[0]} {words[-1]}", f"{words[0]} {words[-1][0]}"}
        families |= {name_parts(name).family, words[-1]}
        first.add(words[0])
    folded = (frozenset(filter(None, map(sort_key, forms))) for forms in (named, families, first))
    return _Forms(*folded)


class Names:
    """The people whose names may occur in a text, by every form in which they are named.

    `addresses` are mail addresses, folded, with the ids of those who have them.
    """

    def __init__(
        self, people: Iterable[KnownPerson], addresses: Mapping[str, Sequence[int]] | None = None
    ) -> None:
        self._addresses = addresses or {}
        self.people = {person.id: person for person in people}
        self._by_key: dict[str, list[int]] = {}
        self._families: dict[str, list[int]] = {}
        self.firsts: set[str] = set()
        for person in self.people.values():
            forms = _forms(person.name, person.nickname)
            self.firsts |= forms.first
            for index, keys in ((self._by_key, forms.keys), (self._families, forms.families)):
                for key in keys:
                    index.setdefault(key, []).append(person.id)
        # With which words a name can begin at all: nearly every word of a long line is none.
        self._begins = {key.partition(" ")[0] for key in (*self._by_key, *self._families)}

    def at(
        self, text: str, start: int, *, small: bool = False, family: bool = False
    ) -> PersonFound | None:
        """The longest known name that begins at `start`.

        `small` takes names written without a capital, `family` a family name that stands alone.
        """
        first = TOKEN.match(text, start)
        if first is None or not self._may_begin(first.group()):
            return None
        tokens = _tokens(text, start)
        for count in range(len(tokens), 0, -1):
            span = _bare(text, Span(tokens[0].start, tokens[count - 1].end))
            if span.end <= span.start:
                continue
            words = text[span.start : span.end]
            if not (_capital(words) or (small and sort_key(words) not in _COMMON)):
                continue
            if ids := self._bearing(words, family=family):
                return _found(span, words, ids)
        return None

    def _may_begin(self, word: str) -> bool:
        """Whether some known name may begin with a word; one that is a title says nothing yet."""
        if len(word) > _LONGEST_WORD:
            return False
        heads = [sort_key(one).partition(" ")[0] for one in (word, _POSSESSIVE.sub("", word))]
        known = any(not h or h in self._begins or h.rstrip(".") in self._begins for h in heads)
        return known or is_title(word)

    def addressed(self, text: str, start: int) -> PersonFound | None:
        """Whoever has the mail address that begins at `start`."""
        match = ADDRESS.match(text, start) if self._addresses else None
        ids = self._addresses.get(match.group().casefold()) if match else None
        return _found(Span(start, match.end()), match.group(), ids) if match and ids else None

    def _bearing(self, words: str, *, family: bool) -> list[int]:
        key = sort_key(words)
        found = self._by_key.get(key) or self._by_key.get(key.rstrip("."))
        if not found and (family or name_parts(words).title):
            found = self._families.get(key) or self._families.get(sort_key(name_parts(words).plain))
        return found or []

    def named(self, text: str, start: int) -> PersonFound:
        """The name after an `@`: as `at`, with hyphens and dots read as spaces; else unknown."""
        if found := self.at(text, start, small=True, family=True):
            return found
        token = TOKEN.match(text, start)
        assert token is not None
        span = _bare(text, Span(start, token.end()))
        words = text[span.start : span.end]
        spaced = re.sub(r"[-._]+", " ", words).strip()
        if ids := self._bearing(spaced, family=True):
            return _found(span, words, ids)
        return self.unknown(span, words)

    def unknown(self, span: Span, words: str) -> PersonFound:
        """Somebody nobody is called, with the people whose names are alike."""
        return PersonFound(span, words, None, tuple(self.near(words)), alike=True)

    def misspelt(self, text: str, start: int) -> PersonFound | None:
        """A word without a capital that is nearly somebody's name."""
        token = TOKEN.match(text, start)
        span = _bare(text, Span(token.start(), token.end())) if token else None
        if span is None or not _SHORTEST_MISSPELT <= span.end - span.start <= _LONGEST_WORD:
            return None
        words = text[span.start : span.end]
        known = sort_key(words) in _COMMON
        found = None if known else self.unknown(span, words)
        return found if found and found.candidates else None

    def near(self, words: str) -> list[int]:
        """People whose first or whole name begins so or is spelled nearly so, best first."""
        key = sort_key(words) if len(words) <= _LONGEST_WORD else ""
        if len(key) < 2 or not self.people:
            return []
        from rapidfuzz import fuzz, process

        begun = [ids for form, ids in self._by_key.items() if len(key) > 2 and form.startswith(key)]
        forms = process.extract(
            key, self._by_key.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR_SCORE, limit=_NEAR_MOST
        )
        first = self._by_key.get(key.partition(" ")[0], [])
        found = [*begun, *(self._by_key[form] for form, _score, _at in forms), first]
        return list(dict.fromkeys(i for ids in found for i in ids))[:_NEAR_MOST]


def _found(span: Span, words: str, ids: Sequence[int]) -> PersonFound:
    """Somebody by a name: the one who bears it, or the first of several as a question."""
    if len(ids) == 1:
        return PersonFound(span, words, ids[0])
    return PersonFound(span, words, None, tuple(ids[:MOST_CANDIDATES]))


def capitalised(text: str, start: int) -> Span | None:
    """One to three words with capitals from `start` on, as an unknown name is written."""
    tokens = _tokens(text, start)
    end = None
    for token in tokens[:3]:
        if not text[token.start : token.start + 1].isupper():
            break
        end = token.end
        if text[end - 1 : end] in "’'" or _POSSESSIVE.search(text[token.start : end]):
            break
    return _bare(text, Span(tokens[0].start, end)) if tokens and end else None


def words_of(text: str) -> Sequence[str]:
    """Every word of a text that may be part of a name, without doubles."""
    found: dict[str, None] = {}
    for match in TOKEN.finditer(text):
        span = _bare(text, Span(match.start(), match.end()))
        if span.end > span.start:
            found.setdefault(text[span.start : span.end])
    return list(found)


def _tokens(text: str, start: int) -> list[Span]:
    """Up to `_LONGEST` words from `start` on, with a single space between them."""
    return list(_walk(text, start))


def _walk(text: str, start: int) -> Iterator[Span]:
    for _number in range(_LONGEST):
        match = TOKEN.match(text, start)
        if match is None:
            return
        yield Span(match.start(), match.end())
        if text[match.end() : match.end() + 1] != " ":
            return
        start = match.end() + 1


def _bare(text: str, span: Span) -> Span:
    """A name without the possessive and the full stop behind it, as long as it is no initial."""
    words = text[span.start : span.end]
    words = words[: match.start()] if (match := _POSSESSIVE.search(words)) else words
    if words.endswith(".") and len(words.rpartition(" ")[2]) > 2:
        words = words.rstrip(".")
    return Span(span.start, span.start + len(words))


def _capital(words: str) -> bool:
    """Whether a name is written as one; scripts without capitals always are."""
    first = words[:1]
    return first.isupper() or (first.isalpha() and first.lower() == first.upper())
