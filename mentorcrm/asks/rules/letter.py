"""How a message is laid out: greeting, sentences, closing words, quotations, what was answered."""

import re
from bisect import bisect_right
from functools import cached_property

from mentorcrm.asks.lexicon import Mask, normalise
from mentorcrm.asks.readability import Sentence, sentences

# Opening and closing marks of quotations; a quotation stays within one paragraph.
_QUOTES = re.compile(
    r'(?<![\w"])"(?=\S)[^"\n]{1,300}?"(?!\w)|“[^“”]{1,400}”|«[^«»\n]{1,400}»|„[^„“”\n]{1,400}[“”]'
    r"|(?<![\w'‘’])['‘](?=\w)[^'‘’\n]{1,80}[\w.,!?]['’](?!\w)"
)
_REPLY_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_REPLY_REST = re.compile(
    r"^(?:-{2,} ?(?:original message|forwarded message).*|on .{6,100} wrote:"
    r"|from: .+\n(?:sent|to|date): .+)$",
    re.MULTILINE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"”]+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_TITLES = r"(?:(?:dr|prof|professor|mr|mrs|ms|mx|sir|dame)\b\.?[ ]+)*"
_HAIL = (
    r"\s*(?:hi|hello|dear|hey|hiya|greetings|good (?:morning|afternoon|evening|day)"
    r"|to whom it may concern)\b"
)
_GREETING = re.compile(
    rf"{_HAIL}[ ]*(?:{_TITLES}(?P<name>[^\s,:;!?–—]+(?:[ ][^\s,:;!?–—]+){{0,4}}?))?"
    r"[ ]*(?:[,:;!?–—]|[ ]-[ ]|\.(?=\s|$)|\n|$)"
)
_BARE_GREETING = re.compile(rf"{_HAIL}[ ]+{_TITLES}(?P<name>[^\W\d_]+)\b")
_CLOSING = re.compile(
    r"^[ \t]*(?:(?:(?:all the|my|very|with|kind|warm|many|best|thanks and|thank you and|yours) )*"
    r"(?:best|wishes|regards|thanks|thank you|gratitude|appreciation|sincerely|faithfully|truly"
    r"|cheers|warmly|gratefully|respectfully|cordially|yours|respect|love)"
    r"(?: again| in advance| so much| ever)?|talk soon|take care|--)[ \t]*[,.!]?[ \t]*$",
    re.MULTILINE,
)
# A sentence that no letter reaches is read around the place in question only.
_NEAR = 500


class Letter:
    """The text of a message and its outline; offsets are those of `body`."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.flat = normalise(body)

    @cached_property
    def quoted(self) -> Mask:
        """Quotations, lines of an earlier message, addresses: words that are not the writer's."""
        spans = [match.span() for match in _QUOTES.finditer(self.body)]
        spans += [match.span() for match in _REPLY_LINE.finditer(self.body)]
        spans += [match.span() for match in _ADDRESS.finditer(self.body)]
        if rest := _REPLY_REST.search(self.flat):
            spans.append((rest.start(), len(self.body)))
        return Mask(spans)

    @cached_property
    def own_end(self) -> int:
        """Where the writer's own text ends and an earlier message begins."""
        rest = _REPLY_REST.search(self.flat)
        return rest.start() if rest else len(self.body)

    @cached_property
    def own_text(self) -> str:
        """The writer's own words: no earlier message, no quoted lines."""
        return _REPLY_LINE.sub("", self.body[: self.own_end])

    @cached_property
    def greeting(self) -> "re.Match[str] | None":
        """The salutation; its group `name` is None or who is greeted, titles left out."""
        match = _GREETING.match(self.flat)
        if match is None and (bare := _BARE_GREETING.match(self.flat)):
            return bare if self.body[bare.start("name")].isupper() else None
        return match

    @cached_property
    def text_start(self) -> int:
        """Where the message itself begins, after the greeting."""
        start = self.greeting.end() if self.greeting else 0
        while start < len(self.body) and self.body[start].isspace():
            start += 1
        return start

    @cached_property
    def closing_start(self) -> int:
        """Where "Best wishes" and the name begin; the end of the text without such a line."""
        tail = self.flat.rfind("\n", 0, max(0, self.own_end - 400)) + 1
        for match in _CLOSING.finditer(self.flat, max(tail, self.text_start), self.own_end):
            if self.flat.count("\n", match.end(), self.own_end) <= 9:
                return match.start()
        return self.own_end

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences between greeting and closing, without an earlier message's."""
        text = self.body[self.text_start : self.closing_start]
        moved = (
            Sentence(one.start + self.text_start, one.end + self.text_start, one.text)
            for one in sentences(text)
        )
        return tuple(one for one in moved if not one.text.startswith(">"))

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [one.start for one in self.sentences]

    def sentence_at(self, place: int) -> Sentence:
        """The sentence around an offset; the line around it outside the message itself."""
        index = bisect_right(self._sentence_starts, place) - 1
        if index >= 0 and place < self.sentences[index].end:
            return self.sentences[index]
        start = self.body.rfind("\n", 0, place) + 1
        end = self.body.find("\n", place)
        end = len(self.body) if end < 0 else end
        return Sentence(start, end, self.body[start:end])

    def sentence_flat(self, place: int) -> str:
        """The sentence around an offset, normalised; of an endless one what is near."""
        one = self.sentence_at(place)
        return self.flat[max(one.start, place - _NEAR) : min(one.end, place + _NEAR)]

    @cached_property
    def questions(self) -> tuple[Sentence, ...]:
        """The sentences of the writer's own that end in a question mark."""
        return tuple(
            one
            for one in self.sentences
            if one.is_question and not self.quoted.covers(one.end - 1, one.end)
        )

    @cached_property
    def replies(self) -> Mask:
        """The lines of an earlier message, each marked with ">"."""
        return Mask(match.span() for match in _REPLY_LINE.finditer(self.body))

    def words(self, start: int, end: int) -> str:
        """The exact words of a span in typographic quotation marks, shortened when long."""
        text = " ".join(self.body[start:end].split())
        return f"“{text if len(text) <= 60 else text[:57].rstrip() + '…'}”"
