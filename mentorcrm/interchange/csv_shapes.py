"""Whose CSV file it is, told by its column names, and how its columns map.

Columns are mapped by name, never by place. What a service calls differently from everybody else
(Outlook's "Title" is a form of address) is said here; everything else is `guess_field`.
"""

from dataclasses import replace

from mentorcrm.interchange.csv_fields import (
    ADDRESS_FIELDS,
    Column,
    Field,
    Mapping,
    folded,
    guess_field,
)
from mentorcrm.words import _

# The first set that lies within a file's column names decides.
_SIGNATURES: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (kind, frozenset(names.split("|")))
    for kind, names in (
        ("linkedin", "first name|last name|position|connected on"),
        ("linkedin", "company|position|connected on"),
        ("linkedin-contacts", "companies|instant message handles|bookmarked at"),
        ("linkedin-contacts", "companies|bookmarkedat"),
        ("google-old", "given name|family name|e mail 1 type"),
        ("google-old", "given name|family name|group membership"),
        ("google-old", "name|given name|family name|yomi name"),
        ("google", "first name|last name|e mail 1 label"),
        ("google", "first name|last name|phone 1 label"),
        ("google", "first name|last name|file as|labels"),
        ("atomic", "first name|last name|email work|linkedin url"),
        ("atomic", "first name|last name|first seen|has newsletter"),
        ("thunderbird", "display name|primary email|screen name"),
        ("thunderbird", "first name|last name|primary email"),
        ("outlook", "first name|last name|e mail address|business phone"),
        ("outlook", "first name|last name|e mail address|company|job title"),
        ("outlook", "name|e mail address|e mail 2 address|business phone"),
        ("outlook", "first name|last name|e mail type|e mail address"),
    )
)
# Tables of a LinkedIn archive, and others, that hold no list of contacts.
_NOT_CONTACTS: tuple[tuple[frozenset[str], str], ...] = tuple(
    (frozenset(names.split("|")), what)
    for names, what in (
        ("conversation id|from|to|content", _("LinkedIn’s list of messages")),
        ("from|to|date|subject|content", _("LinkedIn’s list of messages")),
        ("from|to|sent at|message|direction", _("LinkedIn’s list of invitations")),
        ("company name|title|description|started on|finished on", _("your own work history")),
        ("school name|start date|end date|degree name", _("your own education")),
        ("maiden name|birth date|headline|summary|industry", _("your own LinkedIn profile")),
        ("endorsement date|skill name", _("LinkedIn’s list of endorsements")),
        ("recommendation|creation date|status", _("LinkedIn’s list of recommendations")),
        ("text|creation date|status|job title", _("LinkedIn’s list of recommendations")),
        ("organization|followed on", _("LinkedIn’s list of companies that you follow")),
        ("email address|confirmed|primary|updated on", _("your own e-mail addresses")),
        ("extension|number|type", _("your own phone numbers")),
        ("subject|start date|start time|end date", _("a list of calendar events")),
    )
)
_ONLY_SKILLS = frozenset(("name",))
_EXCEPTIONS: dict[str, dict[str, Field]] = {
    "outlook": {
        "title": Field.PREFIX,
        "initials": Field.IGNORE,
        "e mail display name": Field.IGNORE,
        "keywords": Field.IGNORE,
        "language": Field.IGNORE,
    },
    "thunderbird": {"screen name": Field.CHAT},
    "google": {"file as": Field.IGNORE, "nickname": Field.NICKNAME},
    "google-old": {"occupation": Field.IGNORE, "short name": Field.IGNORE},
    "atomic": {"company id": Field.IGNORE},
    "linkedin-contacts": {"fullname": Field.FULL_NAME, "sites": Field.WEB},
}
_NUMBERED = {
    "e mail": Field.MAIL,
    "phone": Field.PHONE,
    "im": Field.CHAT,
    "website": Field.WEB,
}
_ADDRESS_PARTS = {
    "street": Field.STREET,
    "street 2": Field.STREET,
    "street 3": Field.STREET,
    "extended address": Field.STREET,
    "po box": Field.STREET,
    "address": Field.STREET,
    "address 2": Field.STREET,
    "address po box": Field.STREET,
    "city": Field.CITY,
    "state": Field.REGION,
    "region": Field.REGION,
    "postal code": Field.POSTCODE,
    "zipcode": Field.POSTCODE,
    "country": Field.COUNTRY,
    "country/region": Field.COUNTRY,
}
_ADDRESS_GROUPS = {"home": "home", "work": "work", "business": "work", "other": "other"}
# Thunderbird writes its columns in this order also without a header.
_THUNDERBIRD = (
    "First Name",
    "Last Name",
    "Display Name",
    "Nickname",
    "Primary Email",
    "Secondary Email",
    "Screen Name",
    "Work Phone",
    "Home Phone",
    "Fax Number",
    "Pager Number",
    "Mobile Number",
    "Home Address",
    "Home Address 2",
    "Home City",
    "Home State",
    "Home ZipCode",
    "Home Country",
    "Work Address",
    "Work Address 2",
    "Work City",
    "Work State",
    "Work ZipCode",
    "Work Country",
    "Job Title",
    "Department",
    "Organization",
    "Web Page 1",
    "Web Page 2",
    "Birth Year",
    "Birth Month",
    "Birth Day",
    "Custom 1",
    "Custom 2",
    "Custom 3",
    "Custom 4",
    "Notes",
)


def kind_of(header: tuple[str, ...]) -> str:
    """The service that writes these column names; "csv" when none is recognised."""
    names = {folded(name) for name in header}
    return next((kind for kind, needed in _SIGNATURES if needed <= names), "csv")


def not_contacts(header: tuple[str, ...]) -> str:
    """What the file is instead, when its columns are those of some other table; else ""."""
    names = {folded(name) for name in header} - {""}
    if names == _ONLY_SKILLS:
        return ""
    return next((what for needed, what in _NOT_CONTACTS if needed <= names), "")


def mapping_for(header: tuple[str, ...], header_row: int = 1, delimiter: str = "") -> Mapping:
    """The columns of a header whose names are known; the others are left out."""
    kind = kind_of(header)
    names = [folded(name) for name in header]
    columns = [
        column for index in range(len(names)) if (column := _column(kind, names, index)) is not None
    ]
    return Mapping(tuple(columns), header_row, delimiter, kind)


def headerless(sample: list[list[str]]) -> tuple[str, ...]:
    """Thunderbird's column names, when rows without a header have its shape; else empty."""
    rows = [row for row in sample if any(row)]
    fits = rows and all(len(row) in (36, 37, 38) for row in rows)
    mails = sum(1 for row in rows if fits and "@" in row[4])
    return _THUNDERBIRD if fits and mails * 2 > len(rows) else ()


def _column(kind: str, names: list[str], index: int) -> Column | None:
    name = names[index]
    exception = _EXCEPTIONS.get(kind, {}).get(name)
    if exception is not None:
        return None if exception is Field.IGNORE else Column(index, exception)
    if kind.startswith("google"):
        found = _google(names, index)
        if found is not None:
            return found if found.field is not Field.IGNORE else None
    part = _address_part(name, kind)
    if part is not None:
        return replace(part, index=index)
    guessed = guess_field(name)
    return (
        Column(
            index, guessed[0], guessed[1], group="address" if guessed[0] in ADDRESS_FIELDS else ""
        )
        if guessed
        else None
    )


def _google(names: list[str], index: int) -> Column | None:
    """Google's numbered columns: "e mail 1 value" beside "e mail 1 type" or "… label"."""
    words = names[index].split()
    number = next((at for at, word in enumerate(words) if word.isdigit()), -1)
    if number < 1:
        return None
    what, which = " ".join(words[:number]), " ".join(words[: number + 1])
    last = " ".join(words[number + 1 :])
    if last in ("type", "label", "service"):
        return Column(index, Field.IGNORE)
    told = next(
        (
            place
            for word in ("label", "type", "service")
            if (place := _place(names, f"{which} {word}")) >= 0
        ),
        -1,
    )
    if what == "address":
        field = Field.ADDRESS if last == "formatted" else _ADDRESS_PARTS.get(last, Field.IGNORE)
        return Column(index, field, label_from=told, group=which)
    if what == "im":
        told = max(_place(names, f"{which} service"), told)
    if what == "organization":
        return (
            _google_organisation(index, last)
            if words[number] == "1"
            else Column(index, Field.IGNORE)
        )
    field = _NUMBERED.get(what, Field.IGNORE) if last == "value" else Field.IGNORE
    return Column(index, field, label_from=told)


def _google_organisation(index: int, last: str) -> Column:
    field = {"name": Field.ORGANISATION, "title": Field.TITLE, "department": Field.DEPARTMENT}.get(
        last, Field.IGNORE
    )
    return Column(index, field)


def _address_part(name: str, kind: str) -> Column | None:
    """ "business city" and its like: a part of one of several addresses."""
    place, _blank, part = name.partition(" ")
    group = _ADDRESS_GROUPS.get(place)
    if group is None or part not in _ADDRESS_PARTS:
        return None
    whole = part == "address" and kind != "thunderbird"
    return Column(0, Field.ADDRESS if whole else _ADDRESS_PARTS[part], group, group=group)


def _place(names: list[str], name: str) -> int:
    try:
        return names.index(name)
    except ValueError:
        return -1
