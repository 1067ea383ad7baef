"""The comparable form of contact details, and the parts of a name."""

from mentorcrm.errors import UserError
from mentorcrm.interchange import normalise as forms
from mentorcrm.interchange.names import split_name as split_parts
from mentorcrm.models.kinds import ContactKind
from mentorcrm.services.text import clean_line
from mentorcrm.words import _


def normalise(kind: ContactKind, value: str, region: str | None = None) -> str:
    """The form by which two ways of writing one address are recognised; empty when unusable."""
    if kind is ContactKind.MAIL:
        return forms.mail(value)
    if kind is ContactKind.PHONE:
        return forms.phone(value, region or None)
    if kind is ContactKind.PROFILE:
        return forms.web(value)
    return ""


def point_value(kind: ContactKind, value: str) -> str:
    """An address or number as it is kept. Raises UserError when it cannot be used."""
    text = clean_line(value)
    if not text:
        raise UserError(_("Write the address or number before adding it."))
    require_usable(kind, text)
    return text


def require_usable(kind: ContactKind, text: str) -> None:
    """Raises UserError, with what to do, for what can be no address of its kind."""
    digits = sum(character.isdigit() for character in text)
    if kind is ContactKind.MAIL and not normalise(kind, text):
        raise UserError(
            _("“{text}” is not a whole e-mail address. Add the part after the @.").format(text=text)
        )
    if kind is ContactKind.PHONE and not 3 <= digits <= 20:
        raise UserError(
            _("“{text}” is not a phone number. It has 3 to 20 digits.").format(text=text)
        )
    if kind is ContactKind.PROFILE and ("." not in text or " " in text):
        raise UserError(
            _("“{text}” is not a web address. Write it as linkedin.com/in/name.").format(text=text)
        )


def split_name(display: str) -> dict[str, str]:
    """The parts of a name by column of `Person`."""
    prefix, given, middle, family, suffix = split_parts(display)
    return {
        "prefix": prefix,
        "given_name": given,
        "middle_name": middle,
        "family_name": family,
        "suffix": suffix,
    }
