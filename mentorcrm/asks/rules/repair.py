"""Fixes that leave grammatical text: capitals, commas, spaces and "a" or "an" are put right."""

import re

from mentorcrm.asks.draft_text import Fix
from mentorcrm.asks.lexicon import Hit
from mentorcrm.asks.rules.base import Case
from mentorcrm.words import _

_DATE_LIKE = re.compile(
    r"\s*(?:\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|next\b|one\b|two\b|three\b|an?\b)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"\s*(?:,\s*but\s+|\s+but\s+|,\s*(?:and\s+|so\s+)?|;\s*|:\s*|\s+[–—-]\s+)(?=[^\s.!?])"
)
_STOP = re.compile(r"\s*[.!?…]+[\"'”)]*")
_VOWEL_SOUND = re.compile(
    r"(?!uni|use|usu|eu|one\b|once)[aeiou]|hour|honest|honou?r|heir", re.IGNORECASE
)


def fix_for(case: Case, hit: Hit) -> Fix | None:
    """The fix of a lexicon hit, where its entry has one and the words around it allow it."""
    entry, following = hit.entry, case.flat[hit.end : hit.end + 40]
    if entry.fix_if_next and not entry.fix_if_next.match(following):
        return None
    if entry.fix is not None:
        return replaced(case, hit.start, hit.end, entry.fix)
    if entry.drop in {"*", "clause"}:
        if case.sentence_flat(hit.start).count(case.flat[hit.start : hit.end]) > 1:
            return None  # one of two goes, and the other stands alone
        return dropped(case, hit.start, hit.end, clause=entry.drop == "clause")
    for piece in (entry.drop or "").split("|"):
        place = case.flat.find(piece, hit.start, hit.end) if piece else -1
        if place >= 0:
            return dropped(case, place, place + len(piece.rstrip()))
    return None


def replaced(case: Case, start: int, end: int, words: str) -> Fix:
    """Other words for a span, with a capital where the sentence begins with them."""
    if _opens_sentence(case, start):
        words = words[:1].upper() + words[1:]
    return Fix(_("Write “{words}”").format(words=words), words, start, end)


def dropped(case: Case, start: int, end: int, *, clause: bool = False) -> Fix | None:
    """The span taken out; None where a stump would stay behind.

    A `clause` goes only where marks or the ends of its sentence set it off.
    """
    label = _("Remove {words}").format(words=case.words(start, end))
    sentence = case.sentence_at(start)
    if sentence.start == start:
        return _drop_opening(case, start, end, sentence.end, label, clause)
    return _drop_inside(case, start, end, sentence.end, label, clause)


def _drop_opening(
    case: Case, start: int, end: int, stop: int, label: str, clause: bool
) -> Fix | None:
    body = case.body
    if (closing := _STOP.match(body, end)) and closing.end() >= stop:
        return Fix(label, "", *_whole_sentence(case, start, closing.end()))
    link = _LINK.match(body, end)
    after = link.end() if link else _skip_space(body, end)
    stump = after >= stop or not body[after].isalnum() or len(body[after:stop].split()) < 2
    if stump or (clause and not link) or "\n" in body[end:after] or _DATE_LIKE.match(body, after):
        return None
    first = body[after].upper() if _opens_sentence(case, start) else body[after]
    return Fix(label, first, start, after + 1)


def _drop_inside(
    case: Case, start: int, end: int, stop: int, label: str, clause: bool
) -> Fix | None:
    body, before = case.body, start
    while before > 0 and body[before - 1] in " \t":
        before -= 1
    led_by_comma = before > 0 and body[before - 1] == ","
    following = body[end : end + 1]
    if led_by_comma and following == ",":
        return Fix(label, "", before - 1, end + 1)
    if led_by_comma and (following in ".!?;:" or end >= stop):
        return Fix(label, "", before - 1, end)
    if clause:
        return None
    if following in {"", ".", ",", "!", "?", ";", ":", ")"}:
        return Fix(label, "", before, end) if before > 0 and body[before - 1].isalnum() else None
    after = _skip_space(body, end)
    if after == end or (led_by_comma and _DATE_LIKE.match(body, after)):
        return None
    return _with_article(body, start, after, label)


def _with_article(body: str, start: int, after: int, label: str) -> Fix:
    """The span up to `after` taken out, and "a" or "an" before it made to fit."""
    article = re.search(r"(?<!\w)an?[ \t]+$", body[max(0, start - 5) : start], re.IGNORECASE)
    if article is None:
        return Fix(label, "", start, after)
    word = article.group()
    right = word[0] + ("n" if _VOWEL_SOUND.match(body, after) else "") + word.lstrip("aAnN")
    return Fix(label, right, start - len(word), after)


def _whole_sentence(case: Case, start: int, end: int) -> tuple[int, int]:
    body = case.body
    after = end
    while after < len(body) and body[after] in " \t":
        after += 1
    if after < len(body) and body[after] != "\n":
        return start, after
    opens_line = start == 0 or body[start - 1] == "\n"
    if opens_line:
        while after < len(body) and body[after] == "\n":
            after += 1
        return start, after
    while start > 0 and body[start - 1] in " \t":
        start -= 1
    return start, end


def _opens_sentence(case: Case, start: int) -> bool:
    """Whether a capital belongs at `start`: no greeting or broken line runs into it."""
    before = case.body[:start]
    if case.sentence_at(start).start != start:
        return False
    if start == case.text_start:
        return not before.strip() or "\n" in before[-2:]
    last = before.rstrip()[-1:]
    return "\n\n" in before[-3:] or not (last in ",;" or last.isalnum())


def _skip_space(body: str, place: int) -> int:
    while place < len(body) and body[place] in " \t\n":
        place += 1
    return place


def inserted(case: Case, sentence: str, label: str) -> Fix:
    """A sentence of its own at the end of the message, before the closing words."""
    place = case.closing_start
    before = case.body[:place].rstrip()
    rest = case.body[place:]
    lead = "\n\n" if before else ""
    tail = "\n\n" if rest.strip() else ""
    end = place + (len(rest) - len(rest.lstrip()) if rest.strip() else len(rest))
    return Fix(label, f"{lead}{sentence}{tail}", len(before), end)
