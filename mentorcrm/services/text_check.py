"""Checking a text without a record, and templates from files: what needs no database."""

from mentorcrm.asks.draft_text import DraftText
from mentorcrm.asks.review import Finding, review
from mentorcrm.asks.templates import TemplateSource, import_text, parse
from mentorcrm.models.kinds import MessageForm, MessageKind, Tone

__all__ = ["Finding", "TemplateSource", "check_text", "template_from"]


def check_text(
    subject: str, body: str, kind: MessageKind | None, form: MessageForm
) -> tuple[Finding, ...]:
    """The findings on a text; rules that need a record stay silent."""
    return review(DraftText(subject, body, kind, form))


def template_from(text: str, kind: MessageKind, tone: Tone, form: MessageForm) -> TemplateSource:
    """A template in a file: as exported, or a bare text for the given kind, tone and form.

    Raises UserError or TemplateError, which names the line.
    """
    if parse(text).values:
        return import_text(text)
    return TemplateSource(kind, tone, form, text)
