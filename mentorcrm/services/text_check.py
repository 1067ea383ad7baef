"""Checking a text without a record, and templates from files: what needs no database."""

from dataclasses import dataclass

from mentorcrm.asks.addressed import addresses
from mentorcrm.asks.draft_text import from_text
from mentorcrm.asks.parts import PartReport
from mentorcrm.asks.parts_in_text import parts_in_text
from mentorcrm.asks.review import Finding, review
from mentorcrm.asks.templates import TemplateSource, import_text, parse, validate
from mentorcrm.asks.verdict import Verdict, verdict
from mentorcrm.models.kinds import MessageForm, MessageKind, Tone

__all__ = [
    "CheckedText",
    "Finding",
    "PartReport",
    "TemplateSource",
    "addresses",
    "check_text",
    "template_from",
]


@dataclass(frozen=True)
class CheckedText:
    """A text without a record, with what the review and the parts say of it."""

    subject: str
    body: str
    parts: tuple[PartReport, ...]
    findings: tuple[Finding, ...]
    verdict: Verdict


def check_text(text: str, kind: MessageKind | None, form: MessageForm) -> CheckedText:
    """Check a text; mail headers at its top are read as such.

    Rules that need a record stay silent; offsets of findings count in `body`.
    """
    draft = from_text(text, kind, form)
    findings, parts = review(draft), parts_in_text(draft)
    return CheckedText(draft.subject or "", draft.body, parts, findings, verdict(parts, findings))


def template_from(text: str, kind: MessageKind, tone: Tone, form: MessageForm) -> TemplateSource:
    """A template in a file: as exported, or a bare text for the given kind, tone and form.

    Raises UserError or TemplateError, which names the line.
    """
    if parse(text).values:
        return import_text(text)
    validate(text)
    return TemplateSource(kind, tone, form, text)
