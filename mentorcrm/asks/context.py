"""What a template sees: plain strings and lists, built from one request.

A required part that is missing becomes a gap, a mark that people see and that keeps a message
from being ready. A welcome part that is missing is an empty string, and the templates drop the
words around it.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from mentorcrm.asks import (
    catalogue,
    leads,
    phrasing,
    phrasing_deeds,
    plain_fields,
    salutations,
    spoken_times,
    stock,
    talked,
)
from mentorcrm.asks import phrasing_choices as choices
from mentorcrm.asks import phrasing_terms as terms
from mentorcrm.asks.advice_parts import advice_said, is_too_long
from mentorcrm.asks.fields import published_fields
from mentorcrm.asks.grammar import Shape
from mentorcrm.asks.guard import Context, Value
from mentorcrm.asks.leaning import leaning
from mentorcrm.asks.phrase import EMPTY, Phrase, is_gap, shape
from mentorcrm.asks.prose import (
    SOFT_COMMA,
    finish,
    gap,
    items_of,
    joined,
    spoken_date,
    spoken_dates,
)
from mentorcrm.asks.record import FOCUS_IS_A_REASON, SUBJECT_IS_THE_DECISION, AskRequest
from mentorcrm.models.kinds import MessageForm, MessageKind, PartId, PartNeed, Tone

Kind = MessageKind


@dataclass(frozen=True)
class Built:
    """A context and the gaps in it: the mark of each part that is required and missing."""

    context: Context
    gaps: Mapping[PartId, str]


def build(
    request: AskRequest,
    hidden: Collection[PartId] = (),
    shorten: Collection[PartId] = (),
    *,
    quotes: bool = True,
) -> Built:
    """The context of one request. `hidden` parts are left out; `shorten` parts become gaps.

    Where the template `quotes` advice, what it tells is not said once more as parts.
    """
    builder = _Builder(request, hidden, shorten, quotes=quotes)
    return Built(builder.context(), builder.gaps)


class _Builder:
    """Collects the parts of one request; made for one call of `build`."""

    def __init__(
        self,
        request: AskRequest,
        hidden: Collection[PartId],
        shorten: Collection[PartId],
        *,
        quotes: bool,
    ) -> None:
        self.request = request
        self.spec = catalogue.spec(request.kind)
        self.needs = self.spec.needs(request.form)
        self.hidden = hidden
        self.shorten = shorten
        self.quotes = quotes
        self.gaps: dict[PartId, str] = {}
        self.year = request.today.year
        self.texts = {part: self._text(part) for part in PartId}
        self.my_name = salutations.name_of(request.sender.name)
        self.their_name = salutations.their_name(request.recipient)

    def context(self) -> Context:
        phrases = self._phrases()
        say = {str(part): phrase.say for part, phrase in phrases.items()}
        say |= {"request": self._request(), "advice": ""}
        if self.quotes:
            said = (self.request, self.hidden, self.shorten, self.year)
            say["advice"], missing = advice_said(*said)
            self.gaps |= missing
        bit = {str(part): phrase.bit for part, phrase in phrases.items()} | self._more_bits()
        lean = self._leaning()
        say |= {"leaning": lean.say, "attachments": self._attachments()}
        say |= self._talked()
        bit["leaning"] = lean.bit
        return {
            "say": say,
            "bit": bit,
            "part": self._raw(say),
            "topic": plain_fields.topics(
                bit | {"focus": phrasing.focus_topic(self.texts[PartId.FOCUS]) or bit["focus"]},
                self.texts[PartId.DECISION],
                self.request.need,
                self.year,
            ),
            "person": plain_fields.person(self.request.recipient, self.their_name),
            "me": plain_fields.me(self.request.sender, self.my_name),
            "need": plain_fields.need(self.request.need, self.year),
            "attachments": plain_fields.files(self.request.attachments),
            "today": spoken_date(self.request.today),
        }

    def _text(self, part: PartId) -> str:
        """What a part holds, ready for phrasing; a gap when it is required and missing."""
        need = self.needs[part]
        if need is PartNeed.OUT_OF_PLACE or part in self.hidden:
            return ""
        if self.quotes and self.request.is_told(part):
            return ""
        words = self.spec.help[part].gap
        if part is PartId.WINDOWS and self.request.windows and part not in self.shorten:
            return "given"
        text = self.request.filled(part)
        if is_too_long(self.request, part, self.shorten):
            return self._gap(part, f"shorter: {words}")
        text = spoken_dates(text, self.year)
        if any(items_of(text)):
            return text
        if need is PartNeed.REQUIRED and part not in catalogue.WITH_DEFAULT:
            return self._gap(part, words)
        return ""

    def _gap(self, part: PartId, words: str) -> str:
        self.gaps[part] = gap(words)
        return self.gaps[part]

    # --- phrases ---

    def _phrases(self) -> dict[PartId, Phrase]:
        text, kind = self.texts, self.request.kind
        since = "Since then" if kind in leads.SINCE else "What I have so far"
        sender_name = self.my_name
        return {
            PartId.GREETING: Phrase(self._greeting()),
            PartId.WHY_YOU: (talked.taken if kind is Kind.RECAP else phrasing.why_you)(
                text[PartId.WHY_YOU], leads.WHY_LEADS.get(kind, "What made me write to you")
            ),
            PartId.WHO_I_AM: phrasing.who_i_am(text[PartId.WHO_I_AM], "", sender_name),
            PartId.FOCUS: self._focus(),
            PartId.TRIED: phrasing_deeds.tried(text[PartId.TRIED], since),
            PartId.STUCK: phrasing.stuck(text[PartId.STUCK], ""),
            PartId.DECISION: self._decision(),
            PartId.QUESTIONS: choices.questions(text[PartId.QUESTIONS]),
            PartId.FORMAT: self._format(),
            PartId.WINDOWS: self._windows(),
            PartId.EASY_OUT: Phrase(self._stock(PartId.EASY_OUT)),
            PartId.THANKS: Phrase(self._stock(PartId.THANKS)),
            PartId.SIGN_OFF: Phrase(self._sign_off()),
            PartId.TRIAL: terms.trial(text[PartId.TRIAL]),
            PartId.REVIEW_DATE: terms.review_date(text[PartId.REVIEW_DATE]),
        }

    def _more_bits(self) -> dict[str, str]:
        text = self.texts
        focus, decision, form = text[PartId.FOCUS], text[PartId.DECISION], text[PartId.FORMAT]
        return {
            "offer": phrasing.offer(focus) if focus else "",
            "deed": phrasing.deed(focus) if focus else "",
            "person_sought": phrasing.person_sought(focus) if focus else "",
            "sought_subject": phrasing.sought_subject(focus) if focus else "",
            "sought_topic": phrasing.sought_topic(focus) if focus else "",
            "next_step": choices.next_step(decision) if decision else "",
            "result": choices.result(decision, "").bit if decision else "",
            "request": terms.request_words(form) if form else "",
            "rhythm": terms.rhythm_words(form) if form else "",
            "until": terms.until_words(text[PartId.REVIEW_DATE]),
        }

    def _focus(self) -> Phrase:
        text, kind = self.texts[PartId.FOCUS], self.request.kind
        if text and text == self.texts[PartId.DECISION] and kind is Kind.ONE_DECISION:
            return EMPTY  # The decision says it already.
        phrase = phrasing.focus(
            text,
            "The subject",
            reason=kind in FOCUS_IS_A_REASON,
            frame=leads.CLAUSE_FRAMES.get(kind, "I am working out"),
            things=kind not in leads.FOCUS_HOLDS_A_CLAUSE,
        )
        if kind is Kind.CONGRATULATE and shape(phrase.bit) is Shape.GERUND:
            # "Because of giving feedback" is no reason; working on it is.
            return Phrase(finish(f"It means something to me, because I am working on {phrase.bit}"))
        return phrase

    def _decision(self) -> Phrase:
        text, kind = self.texts[PartId.DECISION], self.request.kind
        if kind in leads.RESULTS:
            return choices.result(text, "What it led to")
        step = choices.next_step(text) if kind in leads.PLANS and text else ""
        phrase = choices.decision(text, "The decision")
        if kind in SUBJECT_IS_THE_DECISION and (day := self._day_of_the_subject(phrase.bit)):
            return Phrase(finish(f"I want to decide by {day}"), phrase.bit)
        return Phrase(finish(f"I will {step}"), phrase.bit) if step else phrase

    def _day_of_the_subject(self, decision: str) -> str:
        """The day of a decision that the subject has said already, all but the day; else ""."""
        choice, _, day = decision.rpartition(", by ")
        focus = self.texts[PartId.FOCUS]
        return day if choice and focus and choices.decision(focus, "").bit == choice else ""

    def _format(self) -> Phrase:
        text = self.texts[PartId.FORMAT]
        if not text:
            return EMPTY
        thing = terms.format_thing(text) if terms.request_words(text) else ""
        return Phrase(finish(thing), thing) if thing else Phrase(phrasing.sentences(text))

    def _request(self) -> str:
        """The request as a question: Would you give me 20 minutes by video?"""
        text = self.texts[PartId.FORMAT]
        if not text:
            return ""
        if words := terms.request_words(text):
            return f"Would you {words}?"
        said = phrasing.sentences(text)
        return said if "?" in said else f"{said} Would that suit you?"

    def _stock(self, part: PartId) -> str:
        """A typed sentence of thanks or of an easy no, else the stock one."""
        text = self.texts[part]
        if is_gap(text):
            return finish(text)
        if text:
            return terms.thanks(text) if part is PartId.THANKS else phrasing.sentences(text)
        if part in self.hidden or self.needs[part] is PartNeed.OUT_OF_PLACE:
            return ""
        asks = self.texts[PartId.QUESTIONS] and self.request.kind is Kind.PROGRESS_UPDATE
        if part is PartId.EASY_OUT and asks:
            return ""  # "No reply is needed" would contradict the question.
        own = stock.thanks if part is PartId.THANKS else stock.easy_out
        short = self.request.form is MessageForm.LINKEDIN
        return own(self.request.kind, Tone.BRIEF if short else self.request.tone)

    def _talked(self) -> dict[str, str]:
        heard = self.request.talked
        theirs = ""
        if self.request.kind is Kind.RECAP:
            theirs = talked.offered(heard, self.year, self.request.recipient.first_name)
        return {"their_promises": theirs, "since": talked.moved(heard)}

    def _leaning(self) -> Phrase:
        need = self.request.need
        shown = need is not None and self.texts[PartId.DECISION]
        return leaning(need.leaning[: plain_fields.PART_CHARACTERS]) if need and shown else EMPTY

    def _attachments(self) -> str:
        files = plain_fields.files(self.request.attachments)
        return finish(f"I have attached {joined(files)}") if files else ""

    def _greeting(self) -> str:
        text = self.texts[PartId.GREETING]
        name = salutations.greeted_name(self.request.recipient, self.request)
        if not text and not name:
            name = self._gap(PartId.GREETING, "their name")
        return salutations.greeting(text, name, self.request.tone, self.request.form)

    def _sign_off(self) -> str:
        text = self.texts[PartId.SIGN_OFF]
        signs = text or (
            self.request.form is MessageForm.MAIL
            and self.request.sender.signatures.get(self.request.tone, "").strip()
        )
        if not signs and not self.my_name:
            return self._gap(PartId.SIGN_OFF, "my name")
        return salutations.sign_off(text, self.my_name, self.request)

    # --- times ---

    def _windows(self) -> Phrase:
        text = self.texts[PartId.WINDOWS]
        windows = self.request.windows
        if not text:
            return EMPTY
        if is_gap(text):
            return Phrase(finish(f"I could do {text}"), text)
        if not windows:
            return _typed_windows(text)
        theirs, mine, now = self.request.recipient.zone, self.request.sender.zone, self.request.now
        mail = self.request.form is MessageForm.MAIL
        inline = spoken_times.windows_inline(windows, theirs, mine, now=now, both=mail)
        note = spoken_times.zone_note(windows, theirs, mine)
        if not mail or (len(windows) < 3 and "brackets" not in note) or len(windows) == 1:
            return Phrase(finish(f"I could do {inline}"), inline)
        lines = "\n".join(spoken_times.window_lines(windows, theirs, mine, now=now))
        lead = leads.TIMES_LEADS.get(self.request.kind, "These times would suit me")
        return Phrase(f"{lead} ({note}):\n{lines}\n\n")

    # --- the plain fields ---

    def _raw(self, say: Mapping[str, str]) -> dict[str, Value]:
        raw: dict[str, Value] = {}
        for part, text in self.texts.items():
            raw[part] = text if is_gap(text) else "; ".join(items_of(text))
        for part in (*catalogue.WITH_DEFAULT, PartId.WINDOWS):
            raw[part] = raw[part] if raw[part] and part is not PartId.WINDOWS else say[part]
        return raw


def _typed_windows(text: str) -> Phrase:
    """Times that were typed as words and could not be read as times."""
    if phrasing.stands_alone(text):
        return Phrase(phrasing.sentences(text))
    plain = joined([item.rstrip(".") for item in items_of(text)], "or")
    if re.search(r"\b(?:writ\w+|e-?mail|answer|reply)\b", plain, re.IGNORECASE):
        return Phrase("An answer in writing would suit me just as well.", "")
    return Phrase(finish(f"I could do {plain}"), plain)


def palette(request: AskRequest) -> tuple[tuple[str, str, str], ...]:
    """Every published field with its meaning and what it holds for this request."""
    context = build(request).context
    rows = []
    for entry in published_fields():
        group, _, name = entry.name.partition(".")
        value = context[group]
        value = value[name] if isinstance(value, Mapping) else value
        text = value if isinstance(value, str) else "; ".join(value)
        rows.append((entry.name, entry.meaning, text.replace(SOFT_COMMA, "").strip()))
    return tuple(rows)
