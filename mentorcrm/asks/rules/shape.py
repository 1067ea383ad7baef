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
from mentorcrm.words import _, n_

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
        words = _("The subject is empty. Three to seven words say what it is about.")
        yield Found(0, len(subject), words, field="subject")


def _no_text(case: Case) -> Iterator[Found]:
    if not case.body.strip():
        yield Found(0, len(case.body), _("There is no text yet. Write what you want to say."))


def _note_too_long(case: Case) -> Iterator[Found]:
    length = len(case.body.rstrip())
    if case.draft.form is MessageForm.LINKEDIN and length > LINKEDIN_NOTE_CHARACTERS:
        yield Found(
            LINKEDIN_NOTE_CHARACTERS, length,
            _("The note has {length} characters; LinkedIn takes {limit}. Cut {number}.").format(
                length=length,
                limit=LINKEDIN_NOTE_CHARACTERS,
                number=length - LINKEDIN_NOTE_CHARACTERS,
            ),
        )  # fmt: skip


def _far_too_long(case: Case) -> Iterator[Found]:
    words = count_words(case.own_text)
    if words > WORDS_STRONG_ABOVE:
        yield case.absent(
            _("{words} words are too many; {limit} or fewer get read.").format(
                words=words, limit=WORDS_HINT_ABOVE
            )
        )


def _long(case: Case) -> Iterator[Found]:
    words = count_words(case.own_text)
    if WORDS_HINT_ABOVE < words <= WORDS_STRONG_ABOVE:
        yield case.absent(_("{words} words. Between 60 and 150 read best.").format(words=words))


def _short(case: Case) -> Iterator[Found]:
    words = count_words(case.own_text)
    least = min(WORDS_HINT_BELOW, case.spec.words[0]) if case.spec else WORDS_HINT_BELOW
    if case.draft.form is MessageForm.MAIL and 0 < words < least:
        message = n_(
            "{words} word leaves little room for a reason. {least} or more do better.",
            "{words} words leave little room for a reason. {least} or more do better.",
            words,
        )
        yield case.absent(message.format(words=words, least=least))


def _subject_words(case: Case) -> Iterator[Found]:
    words = count_words(_REPLY_PREFIX.sub("", (case.draft.subject or "").strip()))
    fits = SUBJECT_WORDS[0] <= words <= SUBJECT_WORDS[1]
    if case.draft.form is MessageForm.MAIL and words and not fits:
        message = n_(
            "The subject has {words} word; three to seven read best.",
            "The subject has {words} words; three to seven read best.",
            words,
        )
        yield _in_subject(case, message.format(words=words))


def _subject_length(case: Case) -> Iterator[Found]:
    length, room = len((case.draft.subject or "").strip()), SUBJECT_CHARACTERS
    if case.draft.form is MessageForm.MAIL and length > room:
        words = _("The subject has {length} characters; after {room} it is cut off.").format(
            length=length, room=room
        )
        yield _in_subject(case, words)


def _long_sentences(case: Case) -> Iterator[Found]:
    counted = ((one, count_words(one.text)) for one in case.sentences)
    long = [(one, words) for one, words in counted if words > _LONG_SENTENCE]
    for one, words in long[:_MAX_LONG_SENTENCES]:
        message = _("This sentence has {words} words. Two shorter ones read more easily.").format(
            words=words
        )
        yield Found(one.start, one.end, message)


def _grade(case: Case) -> Iterator[Found]:
    measured = readability(case.body[case.text_start : case.closing_start])
    if measured.words >= _GRADE_NEEDS_WORDS and measured.grade > GRADE_HINT_ABOVE:
        words = _(
            "The text reads at school grade {grade:.0f}. Shorter words and sentences bring it "
            "under 10."
        )
        yield case.absent(words.format(grade=measured.grade))


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
