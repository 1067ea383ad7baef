"""The comparable form of contact details, and the parts of a name."""

from mentorcrm.interchange import normalise as forms
from mentorcrm.interchange.names import split_name as split_parts
from mentorcrm.models.kinds import ContactKind


def normalise(kind: ContactKind, value: str, region: str | None = None) -> str:
    """The form by which two ways of writing one address are recognised; empty when unusable."""
    if kind is ContactKind.MAIL:
        return forms.mail(value)
    if kind is ContactKind.PHONE:
        return forms.phone(value, region or None)
    if kind is ContactKind.PROFILE:
        return forms.web(value)
    return ""


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
