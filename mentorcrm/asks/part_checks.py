"""Whether what was typed for a part is concrete: one function per part.

Each takes the request and the text and answers with a sentence that says what is missing and how
to make it concrete, or with "" when nothing is. Fragments and sentences count alike.
"""

import re
from collections.abc import Callable, Mapping

from mentorcrm.asks import part_times
from mentorcrm.asks import phrasing_choices as choices
from mentorcrm.asks.catalogue import spec
from mentorcrm.asks.dates import has_date
from mentorcrm.asks.lexicon import alternatives, lexicon, normalise, word_set
from mentorcrm.asks.part_times import short
from mentorcrm.asks.prose import items_of
from mentorcrm.asks.readability import count_words
from mentorcrm.asks.record import AskRequest
from mentorcrm.asks.rules.names import bare_name_tokens, fold, is_no_name, may_be, name_tokens
from mentorcrm.asks.rules.questions import is_open_question
from mentorcrm.models.kinds import MessageKind, PartId
from mentorcrm.words import _

Check = Callable[[AskRequest, str], str]

WHY_YOU_WORDS = 30
WHO_I_AM_WORDS = 25
FOCUS_WORDS = 20
STUCK_WORDS = 25
QUESTION_WORDS = 25
TRIED_ITEMS = 3

_PLANS = frozenset({MessageKind.RECAP, MessageKind.PROGRESS_UPDATE})
_WORK = re.compile(
    rf"\b(?:{alternatives('works')})\b[ ,]*(?:on|about|that|where|when|how|in|for|from|with|to|of"
    r"|as|at|who|what|last|why|:)\s+(?P<rest>.+)",
    re.DOTALL,
)
_NAMED_WORK = re.compile(
    rf"\b(?:your|the|that|their)\s+(?P<kind>(?:[\w'-]+\s+){{1,3}}?)(?:{alternatives('works')})\b"
)
_WORD = re.compile(r"[^\W\d_][\w'’.&-]*")
_ROLE = re.compile(
    r"\b(?:\w{3,}(?:er|or|ist|ian|ant|ent|eer|yst|ect|ive|ess)s?|lead|head|chief|ceo|cto|cfo|coo"
    r"|cpo|vp|pm|co-founder|phd|postdoc|intern|nurse|chef|coach|clerk|pilot|trainee|apprentice"
    r"|graduate|freelance|associate|fellow|staff|principal|scientist|artist|mum|dad)\b"
)
_SETTING = re.compile(
    r"\b(?:at|in|of|for|from|with|leading|running|building|managing|working|studying|moving"
    r"|teaching|responsible|lead|run|build|manage|teach|study|head|own|work)\b\s+\w+"
)
_WAY_OUT = re.compile(
    r"\b(?:no|not|decline|pass|busy|fine|ok|okay|worries|pressure|rush|understand|instead|free"
    r"|rather|skip|ignore|need|otherwise|unless|capacity|alternatively|stop|prefer|can't|cannot"
    r"|don't|won't)\b"
)
_THANKFUL = re.compile(
    r"thank|grateful|appreciat|gratitude|cheers|indebted|obliged|means a lot|meant a lot"
)
_SUBJECT = re.compile(r"\W*(?:(?:i|we|i've|we've|have|already|also)\W*)*")
_CLOSED = re.compile(
    r"\W*(?:is|are|am|do|does|did|can|could|will|would|should|have|has|had|may|might|was|were"
    r"|shall)\b"
)
_EMPTY_QUESTION = re.compile(
    r"\W*(?:what (?:are|is|do|would) (?:your )?"
    r"(?:thoughts?|you think|advice|you advise|opinion|you suggest)(?: be)?"
    r"|(?:your )?(?:thoughts?|advice|tips|feedback|ideas)|what should i do|can you help(?: me)?"
    r"|help)\W*"
)


def _why_you(request: AskRequest, text: str) -> str:
    if _words_per_item(text) > WHY_YOU_WORDS:
        return _too_long(text, WHY_YOU_WORDS, _("Keep the one fact that they would recognise."))
    if _names_something(request, text):
        return ""
    return _(
        "Nothing here is theirs alone. Name one talk, text, project or piece of advice of theirs."
    )


def _names_something(request: AskRequest, text: str) -> bool:
    """Whether a name, a number, a title or a piece of work with its subject is in the text."""
    if re.search(r"\d|[\"“«]", text) or _has_proper_noun(text):
        return True
    them, generic = request.recipient, word_set("generic")
    known = f"{them.organisation} {them.title} " + " ".join(fact.text for fact in them.facts)
    shared = (set(name_tokens(text)) & set(name_tokens(known))) - generic
    if sum(len(word) > 3 for word in shared) >= 2:
        return True
    flat = normalise(text)
    work, named = _WORK.search(flat), _NAMED_WORK.search(flat)
    around = f"{work['rest'] if work else ''} {named['kind'] if named else ''}"
    return bool(set(name_tokens(around)) - generic)


def _has_proper_noun(text: str) -> bool:
    """Whether a capital stands where no sentence begins, or a word is spelt in capitals."""
    for match in _WORD.finditer(text):
        word = match.group().rstrip(".'’")
        if not word[0].isupper() or re.fullmatch(r"I(?:['’]\w+)?", word):
            continue
        before = text[: match.start()].rstrip(" \t\"“'(")
        opens = not before or before[-1] in ".!?:;\n"
        if not opens or any(ch.isupper() for ch in word[1:]):
            return True
    return False


def _who_i_am(request: AskRequest, text: str) -> str:
    if count_words(text) > WHO_I_AM_WORDS:
        return _too_long(text, WHO_I_AM_WORDS, _("Your role and the setting are enough."))
    flat = normalise(text)
    role = {match.group() for match in _ROLE.finditer(flat)} - word_set("not_roles")
    if role or _SETTING.search(flat) or re.search(r"\d", text):
        return ""
    return _("Say your role and the setting, as in “platform lead at Oxbow, six engineers”.")


def _focus(request: AskRequest, text: str) -> str:
    if _words_per_item(text) > FOCUS_WORDS:
        return _too_long(text, FOCUS_WORDS, _("Name one subject."))
    if request.need is not None or set(name_tokens(text)) - word_set("generic"):
        return ""
    return _("“{text}” could be anything. Name one subject, or link the need it serves.").format(
        text=short(text)
    )


def _tried(request: AskRequest, text: str) -> str:
    items = items_of(text)
    if len(items) > TRIED_ITEMS:
        return _("{number} things are many. Keep the {most} that taught you most.").format(
            number=len(items), most=TRIED_ITEMS
        )
    if request.kind is MessageKind.CLOSE or any(_is_done(item) for item in items):
        return ""
    return _("Say what you did, not what you thought: “talked to …”, “wrote out …”, “measured …”.")


def _is_done(item: str) -> bool:
    """Whether an item holds a doing word that is not merely thought of."""
    flat = normalise(item)
    thoughts = lexicon("thinking").find(flat)
    only_thought = bool(thoughts) and _SUBJECT.fullmatch(flat, 0, thoughts[0].start) is not None
    return any(
        not (only_thought and " and " not in flat[thoughts[0].end : hit.start])
        and not any(mind.start <= hit.start < mind.end for mind in thoughts)
        for hit in lexicon("tried").find(flat)
    )


def _stuck(request: AskRequest, text: str) -> str:
    if count_words(text) > STUCK_WORDS:
        return _too_long(text, STUCK_WORDS, _("Name the one point that holds you up."))
    if set(re.findall(r"[\w']+", normalise(text))) - word_set("nowhere"):
        return ""
    return _("Name the one point that you cannot get past.")


def _decision(request: AskRequest, text: str) -> str:
    if request.kind is MessageKind.IMPACT_NOTE:
        told = count_words(text) > 2 or re.search(r"\d", text)
        return "" if told else _("Name the result, with a number if there is one.")
    dated = has_date(text)
    if request.kind in _PLANS:
        return "" if dated else _("Say by when: a day that they can hold you to.")
    options = _has_options(text) or choices.decision(text, "").bit.startswith("whether ")
    if options and dated:
        return ""
    if options:
        return _("The options are clear. Add the day by which you choose.")
    if dated:
        return _("The day is clear. Add the options: “this or that”, or “whether to …”.")
    return _("Name the options and the day you choose by: “stay or lead the new team, by 14 June”.")


def _has_options(text: str) -> bool:
    flat = normalise(text)
    words = [flat[hit.start : hit.end] for hit in lexicon("decision").find(flat)]
    bare = re.compile(r"decid|(?:a|the|my|this|one|our) (?:dec|cho)")
    return any(not bare.match(word) for word in words) or bool(
        re.search(r"\w ?/ ?[a-z]|\d\)|\bif\b|;|\n", flat)
    )


def _questions(request: AskRequest, text: str) -> str:
    asked, limit = _split_questions(text), max(spec(request.kind).questions[1], 1)
    if len(asked) > limit:
        keep = _("the one that matters") if limit == 1 else _("the one or two that matter")
        return _("{number} questions; keep {keep} most.").format(number=len(asked), keep=keep)
    if long := next((one for one in asked if count_words(one) > QUESTION_WORDS), None):
        return _too_long(long, QUESTION_WORDS, _("Put the context before the question."))
    if vague := next(filter(None, map(_vague_phrase, asked)), ""):
        return _(
            "“{vague}” can be answered with anything. Ask about one noun, number or choice."
        ).format(vague=vague)
    if any(_is_open_enough(one) for one in asked):
        return ""
    return _("This can be answered with yes or no. Begin with what, how or which.")


def _split_questions(text: str) -> tuple[str, ...]:
    """The questions of a part: one per item, or several in an item with a mark each."""
    items = items_of(text)
    pieces = [piece for item in items for piece in re.split(r"(?<=[?.!])\s+", item) if piece]
    marked = tuple(piece for piece in pieces if "?" in piece)
    # Sentences around a question are its context, not questions of their own.
    return marked if marked and len(items) == 1 else items


def _vague_phrase(question: str) -> str:
    flat = normalise(question)
    hits = [hit for hit in lexicon("vague_asks").find(flat) if not hit.entry.concrete_ok]
    if hits:
        return question[hits[0].start : hits[0].end]
    return question.strip(" ?.") if _EMPTY_QUESTION.fullmatch(flat) else ""


def _is_open_enough(question: str) -> bool:
    # "whom you would ask first" or "the one thing to check" is a question without its form.
    flat = normalise(question)
    return is_open_question(flat) or not _CLOSED.match(flat) or bool(re.search(r"\bor\b", flat))


def _greeting(request: AskRequest, text: str) -> str:
    them = request.recipient
    names = bare_name_tokens(f"{them.name} {them.first_name}")
    greeted = [token for token in bare_name_tokens(text) if not is_no_name(token)]
    if not greeted:
        return _("Greet them by name.")
    if names and not any(may_be(token, names) for token in greeted):
        return _("This greets “{text}”; the message goes to {name}.").format(
            text=short(text), name=them.name or them.first_name
        )
    return ""


def _easy_out(request: AskRequest, text: str) -> str:
    flat = normalise(text)
    eases = lexicon("easy_outs").matches(flat)
    if lexicon("pressure").matches(flat) and not eases:
        return _("This presses rather than frees. Give them words to decline with: “not now”.")
    if eases or _WAY_OUT.search(flat):
        return ""
    return _("This does not say that a no is fine. Give them words to decline with: “not now”.")


def _thanks(request: AskRequest, text: str) -> str:
    flat = normalise(text)
    if len(lexicon("flattery").find(flat)) > 1:
        return _("Praise of the whole person says little. Thank them for one thing.")
    thankful = _THANKFUL.search(fold(flat)) or count_words(text) > 3
    return "" if thankful else _("Say thank you, best for one thing.")


def _sign_off(request: AskRequest, text: str) -> str:
    return "" if any(ch.isalpha() for ch in text) else _("Close with your name.")


def _words_per_item(text: str) -> int:
    return max((count_words(item) for item in items_of(text)), default=0)


def _too_long(text: str, limit: int, advice: str) -> str:
    return _("{number} words; the limit is {limit}. {advice}").format(
        number=count_words(text), limit=limit, advice=advice
    )


CHECKS: Mapping[PartId, Check] = {
    PartId.GREETING: _greeting,
    PartId.WHY_YOU: _why_you,
    PartId.WHO_I_AM: _who_i_am,
    PartId.FOCUS: _focus,
    PartId.TRIED: _tried,
    PartId.STUCK: _stuck,
    PartId.DECISION: _decision,
    PartId.QUESTIONS: _questions,
    PartId.FORMAT: part_times.format_and_length,
    PartId.WINDOWS: part_times.windows,
    PartId.EASY_OUT: _easy_out,
    PartId.THANKS: _thanks,
    PartId.SIGN_OFF: _sign_off,
    PartId.TRIAL: part_times.trial,
    PartId.REVIEW_DATE: part_times.review_date,
}
