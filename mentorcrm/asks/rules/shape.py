"""Rules about length and form: words, subject, sentences, reading grade."""

import re
from collections.abc import Iterator

from mentorcrm.asks.readability import count_words, readability
from mentorcrm.asks.rules.base import Case, Check, Found
from mentorcrm.models.kinds import (
    GRADE_HINT_ABOVE,
    LINKEDIN_NOTE_CHARACTERS,
    SUBJECT_CHARACTERS,
    SUBJECT_WORDS,
    WORDS_HINT_ABOVE,
    WORDS_HINT_BELOW,
    WORDS_STRONG_ABOVE,
    MessageForm,
)

_LONG_SENTENCE = 25
_MAX_LONG_SENTENCES = 5
_GRADE_NEEDS_WORDS = 60
_REPLY_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw)\s*:\s*)+", re.IGNORECASE)


def _no_subject(case: Case) -> Iterator[Found]:
    subject = case.draft.subject
    # A text checked on its own has no subject line to be empty.
    if case.draft.form is not MessageForm.MAIL or subject is None or case.request is None:
        return
    if not subject.strip():
        words = "The subject is empty. Three to seven words say what it is about."
        yield Found(0, len(subject), words, field="subject")


def _no_text(case: Case) -> Iterator[Found]:
    if not case.body.strip():
        yield Found(0, len(case.body), "There is no text yet. Write what you want to say.")


def _note_too_long(case: Case) -> Iterator[Found]:
    length = len(case.body.rstrip())
    if case.draft.form is MessageForm.LINKEDIN and length > LINKEDIN_NOTE_CHARACTERS:
        yield Found(
            LINKEDIN_NOTE_CHARACTERS, length,
            f"The note has {length} characters; LinkedIn takes {LINKEDIN_NOTE_CHARACTERS}. "
            f"Cut {length - LINKEDIN_NOTE_CHARACTERS}.",
        )  # fmt: skip


def _far_too_long(case: Case) -> Iterator[Found]:
    words = count_words(case.own_text)
    if words > WORDS_STRONG_ABOVE:
        yield case.absent(f"{words} words are too many; {WORDS_HINT_ABOVE} or fewer get read.")


def _long(case: Case) -> Iterator[Found]:
    words = count_words(case.own_text)
    if WORDS_HINT_ABOVE < words <= WORDS_STRONG_ABOVE:
        yield case.absent(f"{words} words. Between 60 and 150 read best.")


def _short(case: Case) -> Iterator[Found]:
    words = count_words(case.own_text)
    least = min(WORDS_HINT_BELOW, case.spec.words[0]) if case.spec else WORDS_HINT_BELOW
    if case.draft.form is MessageForm.MAIL and 0 < words < least:
        counted = "1 word leaves" if words == 1 else f"{words} words leave"
        yield case.absent(f"{counted} little room for a reason. {least} or more do better.")


def _subject_words(case: Case) -> Iterator[Found]:
    words = count_words(_REPLY_PREFIX.sub("", (case.draft.subject or "").strip()))
    fits = SUBJECT_WORDS[0] <= words <= SUBJECT_WORDS[1]
    if case.draft.form is MessageForm.MAIL and words and not fits:
        counted = f"{words} word{'' if words == 1 else 's'}"
        yield _in_subject(case, f"The subject has {counted}; three to seven read best.")


def _subject_length(case: Case) -> Iterator[Found]:
    length, room = len((case.draft.subject or "").strip()), SUBJECT_CHARACTERS
    if case.draft.form is MessageForm.MAIL and length > room:
        words = f"The subject has {length} characters; after {room} it is cut off."
        yield _in_subject(case, words)


def _long_sentences(case: Case) -> Iterator[Found]:
    counted = ((one, count_words(one.text)) for one in case.sentences)
    long = [(one, words) for one, words in counted if words > _LONG_SENTENCE]
    for one, words in long[:_MAX_LONG_SENTENCES]:
        message = f"This sentence has {words} words. Two shorter ones read more easily."
        yield Found(one.start, one.end, message)


def _grade(case: Case) -> Iterator[Found]:
    measured = readability(case.body[case.text_start : case.closing_start])
    if measured.words >= _GRADE_NEEDS_WORDS and measured.grade > GRADE_HINT_ABOVE:
        words = f"The text reads at school grade {measured.grade:.0f}."
        yield case.absent(f"{words} Shorter words and sentences bring it under 10.")


def _in_subject(case: Case, message: str) -> Found:
    return Found(0, len(case.draft.subject or ""), message, field="subject")


CHECKS: dict[str, Check] = {
    "no-text": _no_text,
    "no-subject": _no_subject,
    "note-too-long": _note_too_long,
    "far-too-long": _far_too_long,
    "long": _long,
    "short": _short,
    "subject-words": _subject_words,
    "subject-length": _subject_length,
    "long-sentence": _long_sentences,
    "reading-grade": _grade,
}
