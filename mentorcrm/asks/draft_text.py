"""The text under review, and what the review says about it."""

import re
from dataclasses import dataclass
from typing import Literal

from mentorcrm.models.kinds import EvidenceKind, FindingLevel, MessageForm, MessageKind, PartId

_HEADER = re.compile(r"(subject|to|from|cc|bcc|date|reply-to):[ \t]*(.*)", re.IGNORECASE)

Place = Literal["body", "subject"]


@dataclass(frozen=True)
class DraftText:
    """A message as it would be sent.

    A `subject` of None means that there is none to judge, as in a text checked on its own. `kind`
    is None when nobody said what the message is for.
    """

    subject: str | None
    body: str
    kind: MessageKind | None = None
    form: MessageForm = MessageForm.MAIL


@dataclass(frozen=True)
class Fix:
    """A change that leaves grammatical text: `start` to `end` become `replacement`."""

    label: str
    replacement: str
    start: int
    end: int

    def apply(self, text: str) -> str:
        """The text with the change made; `text` is the field that the finding speaks of."""
        return text[: self.start] + self.replacement + text[self.end :]


@dataclass(frozen=True)
class Finding:
    """One thing that the review noticed.

    `start` and `end` are offsets into the body, or into the subject when `field` says so; both
    are the same where something is missing, and `text` is then "". `part` names the part of the
    ask that the finding belongs to, where it belongs to one.
    """

    rule: str
    level: FindingLevel
    start: int
    end: int
    text: str
    message: str
    reason: str
    evidence: EvidenceKind
    fix: Fix | None = None
    field: Place = "body"
    part: PartId | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What a dismissal is remembered by: the rule and the exact words."""
        return (self.rule, self.text)


def from_text(
    text: str, kind: MessageKind | None = None, form: MessageForm = MessageForm.MAIL
) -> DraftText:
    """A text from a file or the clipboard, with mail headers at its top read as such.

    Without a "Subject:" line there is no subject to judge.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    subject: str | None = None
    lines = text.lstrip("\n").split("\n")
    count = 0
    while count < len(lines) and (match := _HEADER.fullmatch(lines[count].strip())):
        if match[1].lower() == "subject":
            subject = match[2].strip()
        count += 1
    if subject is None and count < 2:
        return DraftText(None, text, kind, form)
    return DraftText(subject, "\n".join(lines[count:]).lstrip("\n"), kind, form)
