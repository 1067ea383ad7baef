"""The language of the app: every text that is shown passes through here, as gettext has it.

English is written in the code and needs no catalogue. Another language is a file under
`resources/locale/<language>/LC_MESSAGES/mentorcrm.mo`, chosen by MENTORCRM_LANGUAGE or else by
the environment, once, when the first text is asked for. `x-pseudo` is no language: it makes every
text longer and strange, so that a text which does not pass here, or does not fit, shows.
"""

import os
import re
from functools import cache
from typing import TYPE_CHECKING, Protocol

from mentorcrm import assets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

VARIABLES = ("MENTORCRM_LANGUAGE", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
PSEUDO = "x-pseudo"
LONGER = 0.4
"""By how much of its length a text grows in the pseudo-language."""

PLAIN_WORDS = 5
"""A text of more words than that is hard to tell from the sentence around it."""

SHORT = 4
"""Characters of a text that gets no brackets, which alone would double it."""

# Stays as it is: placeholders, escaped braces, percent formats, mnemonics, breaks, file patterns.
_KEPT = re.compile(r"(\{\{|\}\}|\{[^{}]*\}|%\([^)]*\)\w|%\w|&\w|\n|\*\.\w+)")
_ACCENTED = str.maketrans("AEIOUYaeiouycnCN", "ÀÉÎÕÛÝàéîõûýçñÇÑ")
_FILLING = "ẽẽn twõ thrêe fôur fïve sîx sévén "


class Catalogue(Protocol):
    """What gettext's translations do."""

    def gettext(self, message: str) -> str: ...

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str: ...


def _(text: str) -> str:
    """A text in the user's language. `{names}` are filled in afterwards, with `format`."""
    catalogue = _catalogue()
    return text if catalogue is None else catalogue.gettext(text)


def n_(one: str, many: str, number: int) -> str:
    """The one of two texts that goes with a number; languages may have more forms than two."""
    catalogue = _catalogue()
    if catalogue is None:
        return one if number == 1 else many
    return catalogue.ngettext(one, many, number)


def joined(texts: "Sequence[str]") -> str:
    """Several texts as one: `a`, `a and b`, or `a, b and c`."""
    if len(texts) < 2:
        return "".join(texts)
    return _("{words} and {last}").format(words=", ".join(texts[:-1]), last=texts[-1])


def spoken_of(text: str) -> str:
    """A text as part of a sentence: in quotation marks where it is one itself, or long."""
    if text.endswith((".", "?", "!", "…", ":")) or len(text.split()) > PLAIN_WORDS:
        return f"“{text.rstrip('.')}”"
    return text


def languages() -> list[str]:
    """The languages the environment asks for, the most wanted first: `de_AT`, then `de`."""
    said = next((os.environ[name] for name in VARIABLES if os.environ.get(name)), "")
    found: list[str] = []
    for wanted in said.split(":"):
        language = wanted.partition(".")[0].partition("@")[0]
        found += [language] if language else []
        found += [language.partition("_")[0]] if "_" in language else []
    return found


@cache
def _catalogue() -> Catalogue | None:
    """The catalogue of the first language there is one for; None for English."""
    for language in languages():
        if language == PSEUDO:
            return Pseudo()
        if language in ("en", "C", "POSIX"):
            return None
        path = assets.path(f"locale/{language}/LC_MESSAGES/mentorcrm.mo")
        if path.is_file():
            from gettext import GNUTranslations  # Nobody who reads English waits for it.

            with path.open("rb") as file:
                return GNUTranslations(file)
    return None


class Pseudo:
    """A stand-in for a language that needs more room than English."""

    def gettext(self, message: str) -> str:
        """The text with accents, in brackets, two fifths longer."""
        if not message.strip():
            return message
        pieces = _KEPT.split(message)
        said = [p if number % 2 else p.translate(_ACCENTED) for number, p in enumerate(pieces)]
        more = round(len(message) * LONGER)
        if len(message) <= SHORT:  # The name of a day, say, within another text.
            return f"{''.join(said)}{_FILLING[:more]}"
        more = max(more - 3, 0)  # The brackets and the space count.
        filling = (_FILLING * (more // len(_FILLING) + 1))[:more]
        return f"[{''.join(said)} {filling}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The English form, lengthened."""
        return self.gettext(msgid1 if n == 1 else msgid2)


# Names of the calendar, in the user's language; the process's own locale plays no part.
DAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
LONG_DAYS = (
    *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday")),
    *(_("Saturday"), _("Sunday")),
)
MONTHS = (
    *(_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun")),
    *(_("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec")),
)
LONG_MONTHS = (
    *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June")),
    *(_("July"), _("August"), _("September"), _("October"), _("November"), _("December")),
)


def short_day(day: "date", today: "date") -> str:
    """`22 Sep`, with the year when it is not this one: `22 Sep 2024`."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def day_in_words(day: "date") -> str:
    """`24 November 2026`."""
    return f"{day.day} {LONG_MONTHS[day.month - 1]} {day.year}"
