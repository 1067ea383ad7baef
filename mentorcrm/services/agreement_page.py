"""An agreement on one page, for both to keep: purpose, rhythm, what stays between us, the end.

What is mine alone is not on it: conflicts of interest, limits and ways of working. Topics that
are off limits stand on it only when that is wished for.
"""

from datetime import date
from enum import StrEnum

from mentorcrm.asks.one_page import OnePage, Section
from mentorcrm.services.terms_rows import AgreementRow, RoleTerms
from mentorcrm.words import _, day_in_words, n_


class AgreementTopic(StrEnum):
    """The sections of the page."""

    PURPOSE = "What it is for"
    MEETINGS = "How we meet"
    BETWEEN = "Between meetings"
    OFF_LIMITS = "What we leave out"
    CONFIDENTIALITY = "What stays between us"
    END = "How we look again, and end"


_HEADS = {
    AgreementTopic.PURPOSE: _("What it is for"),
    AgreementTopic.MEETINGS: _("How we meet"),
    AgreementTopic.BETWEEN: _("Between meetings"),
    AgreementTopic.OFF_LIMITS: _("What we leave out"),
    AgreementTopic.CONFIDENTIALITY: _("What stays between us"),
    AgreementTopic.END: _("How we look again, and end"),
}


def agreement_page(
    terms: RoleTerms, person: str, me: str, today: date, *, off_limits: bool = False
) -> OnePage:
    """The page for an agreement; it has no sections when nothing is agreed."""
    row = terms.agreement
    between = _("{me} and {person}").format(me=me, person=person) if me else person
    line = [between, terms.role.label, day_in_words((row and row.agreed_on) or today)]
    sections = _sections(row, off_limits) if row is not None else ()
    return OnePage(
        _("What we agreed"),
        " · ".join(line),
        tuple(section for section in sections if section.paragraphs),
        kept=tuple(AgreementTopic),
        heads={topic: _(words) for topic, words in _HEADS.items()},
    )


def _sections(row: AgreementRow, off_limits: bool) -> tuple[Section, ...]:
    return (
        Section(AgreementTopic.PURPOSE, _given(row.purpose)),
        Section(AgreementTopic.MEETINGS, tuple(_meetings(row)), listed=True),
        Section(AgreementTopic.BETWEEN, (*_given(row.between), *_limits(row)), listed=True),
        Section(AgreementTopic.OFF_LIMITS, row.off_limits if off_limits else (), listed=True),
        Section(AgreementTopic.CONFIDENTIALITY, _given(row.confidentiality)),
        Section(AgreementTopic.END, (*_given(row.how_we_end), *_days(row)), listed=True),
    )


def _given(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _meetings(row: AgreementRow) -> list[str]:
    said = []
    if row.rhythm_days:
        said.append(
            n_("Every {number} day", "Every {number} days", row.rhythm_days).format(
                number=row.rhythm_days
            )
        )
    if row.minutes:
        said.append(_("{minutes} minutes each time").format(minutes=row.minutes))
    if row.channel:
        said.append(row.channel.label)
    return said


def _limits(row: AgreementRow) -> list[str]:
    said = []
    if row.monthly_minutes is not None:
        said.append(_("At most {minutes} minutes a month").format(minutes=row.monthly_minutes))
    if row.monthly_asks is not None:
        said.append(
            n_(
                "At most {number} question or request a month",
                "At most {number} questions or requests a month",
                row.monthly_asks,
            ).format(number=row.monthly_asks)
        )
    return said


def _days(row: AgreementRow) -> list[str]:
    said = []
    if row.review_on:
        said.append(_("We look at it again on {day}").format(day=day_in_words(row.review_on)))
    if row.ends_on:
        said.append(_("It ends on {day}").format(day=day_in_words(row.ends_on)))
    return said
