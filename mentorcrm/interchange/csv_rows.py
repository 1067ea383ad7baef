"""One row of a CSV file into a contact, by a mapping."""

from collections.abc import Callable

from mentorcrm.interchange import dates
from mentorcrm.interchange.card_draft import CardDraft
from mentorcrm.interchange.csv_fields import ADDRESS_FIELDS, Column, Field, Mapping
from mentorcrm.models.kinds import ContactKind
from mentorcrm.words import _

# How Google joins several values in one cell.
_JOINT = " ::: "
_KINDS = {
    Field.MAIL: ContactKind.MAIL,
    Field.PHONE: ContactKind.PHONE,
    Field.WEB: ContactKind.PROFILE,
    Field.CHAT: ContactKind.CHAT,
}
_PLAIN = {
    Field.FULL_NAME: "full_name",
    Field.PREFIX: "prefix",
    Field.GIVEN: "given",
    Field.MIDDLE: "middle",
    Field.FAMILY: "family",
    Field.SUFFIX: "suffix",
    Field.NICKNAME: "nickname",
    Field.PRONOUNS: "pronouns",
    Field.ORGANISATION: "organisation",
    Field.TITLE: "title",
    Field.DEPARTMENT: "department",
    Field.LOCATION: "location",
    Field.UID: "uid",
}
# What exporters write where there is nothing to write.
_FILLERS = frozenset(("unspecified", "0/0/00", "00/00/00", "#n/a", "n/a", "null", "none", "nan"))
_SYSTEM_GROUPS = frozenset(("mycontacts", "starred"))
_MOST_VALUES = 50
_DELETED = _("marked for deletion in this file")

Setter = Callable[[CardDraft, str, list[str]], None]


class RowReader:
    """Reads rows by one mapping."""

    def __init__(self, mapping: Mapping) -> None:
        self.warnings: list[str] = []
        self._google = mapping.kind.startswith("google")
        self._action = next(
            (column.index for column in mapping.columns if column.field is Field.ACTION), -1
        )
        self._setters = [
            (column.index, self._setter(column))
            for column in mapping.columns
            if column.field not in _GATHERED
        ]
        self._surnames = {c.index for c in mapping.columns if c.field is Field.FAMILY}
        self._gathered = [column for column in mapping.columns if column.field in _GATHERED]

    def draft(self, where: str, row: list[str]) -> CardDraft:
        """The contact that a row describes; it may turn out to name nobody."""
        draft = CardDraft(where)
        width = len(row)
        for index, setter in self._setters:
            if index < width and row[index]:
                cell = row[index].strip()
                if cell and (cell.casefold() not in _FILLERS or self._is_surname(index, cell)):
                    setter(draft, cell, row)
        if self._gathered:
            _gather(draft, self._gathered, row)
        return draft

    def refusal(self, row: list[str]) -> str:
        """Why a row must not be imported although it could be; "" for most."""
        action = row[self._action].strip().casefold() if 0 <= self._action < len(row) else ""
        return _DELETED if action == "delete" else ""

    def _is_surname(self, index: int, cell: str) -> bool:
        """Whether a filler is somebody's name after all: there are people called Null."""
        return cell == "Null" and index in self._surnames

    def _setter(self, column: Column) -> Setter:
        field = column.field
        if field in _PLAIN:
            return _plain(_PLAIN[field])
        if field in _KINDS:
            return self._reach(column, _KINDS[field])
        if field is Field.TAGS:
            return _google_tags if self._google else _tags
        if field is Field.CONNECTED_ON:
            return self._connected
        return {Field.NOTES: _note, Field.BIRTHDAY: _birthday}.get(field, _nothing)

    def _reach(self, column: Column, kind: ContactKind) -> Setter:
        split = _values if kind is not ContactKind.MAIL else _mails

        def reach(draft: CardDraft, cell: str, row: list[str]) -> None:
            label, preferred = _label(column, row)
            for value in split(cell):
                draft.reach(kind, value, label, preferred=preferred)

        return reach

    def _connected(self, draft: CardDraft, cell: str, row: list[str]) -> None:
        draft.connected_on = dates.connected(cell)
        if draft.connected_on is None:
            self.warnings.append(
                _(
                    "{where}: “{text}” is not a date, so the day of the connection was left out"
                ).format(where=draft.where, text=cell[:40])
            )


_GATHERED = ADDRESS_FIELDS | {Field.ADDRESS, Field.BIRTH_YEAR, Field.BIRTH_MONTH, Field.BIRTH_DAY}


def _plain(name: str) -> Setter:
    def put(draft: CardDraft, cell: str, row: list[str]) -> None:
        if not getattr(draft, name):
            setattr(draft, name, cell)

    return put


def _nothing(draft: CardDraft, cell: str, row: list[str]) -> None:
    """A column that a contact has no place for."""


def _note(draft: CardDraft, cell: str, row: list[str]) -> None:
    draft.notes.append(cell)


def _birthday(draft: CardDraft, cell: str, row: list[str]) -> None:
    found = dates.birthday(cell)
    if found is None:
        draft.notes.append(f"Birthday: {cell}")
    else:
        draft.birthday = draft.birthday or found


def _tags(draft: CardDraft, cell: str, row: list[str]) -> None:
    tags = cell.replace(";", ",").replace(_JOINT, ",").split(",")
    draft.tags += [tag for tag in tags if tag.strip().casefold() not in _SYSTEM_GROUPS]


def _google_tags(draft: CardDraft, cell: str, row: list[str]) -> None:
    """Google's labels; those that start with an asterisk are its own, not the user's."""
    draft.tags += [
        tag
        for tag in cell.split(_JOINT)
        if not tag.startswith("*") and tag.casefold() not in _SYSTEM_GROUPS
    ]


def _label(column: Column, row: list[str]) -> tuple[str, bool]:
    """What a value is for, and whether it is the main one (Google marks that with `* `)."""
    if not 0 <= column.label_from < len(row):
        return column.label, False
    told = row[column.label_from].split(_JOINT)[0]
    return told.strip("* ").lower(), told.startswith("*")


def _values(cell: str) -> list[str]:
    if _JOINT in cell or ";" in cell or "\n" in cell:
        return cell.replace(_JOINT, "\n").replace(";", "\n").split("\n")[:_MOST_VALUES]
    return [cell]


def _mails(cell: str) -> list[str]:
    if cell.count("@") > 1 and '"' not in cell:
        cell = cell.replace(_JOINT, "\n").replace(",", "\n").replace(" ", "\n")
    return _values(cell)


def _gather(draft: CardDraft, columns: list[Column], row: list[str]) -> None:
    """Fields that are spread over several columns: addresses and Thunderbird's birthdays."""
    parts: dict[str, dict[Field, list[str]]] = {}
    labels: dict[str, str] = {}
    for column in columns:
        cell = row[column.index].strip() if column.index < len(row) else ""
        if cell:
            parts.setdefault(column.group, {}).setdefault(column.field, []).append(cell)
            labels.setdefault(column.group, _label(column, row)[0])
    for group, found in parts.items():
        _address(draft, found, labels[group])
        _spread_birthday(draft, found)


def _address(draft: CardDraft, found: dict[Field, list[str]], label: str) -> None:
    def first(field: Field) -> str:
        return found.get(field, [""])[0]

    city, region, country = first(Field.CITY), first(Field.REGION), first(Field.COUNTRY)
    place = ", ".join(filter(None, (city, country or region)))
    if not draft.location or (label == "work" and place):
        draft.location = place
    if not any(field in found for field in (Field.ADDRESS, Field.STREET, Field.POSTCODE)):
        return
    town = " ".join(filter(None, (first(Field.POSTCODE), city)))
    lines = [*found.get(Field.STREET, ()), town, region, country]
    text = first(Field.ADDRESS).split(_JOINT)[0] or "\n".join(filter(None, lines))
    draft.reach(ContactKind.ADDRESS, text, label)


def _spread_birthday(draft: CardDraft, found: dict[Field, list[str]]) -> None:
    month, day = found.get(Field.BIRTH_MONTH), found.get(Field.BIRTH_DAY)
    if not month or not day or not (month[0] + day[0]).isdecimal():
        return
    year = found.get(Field.BIRTH_YEAR, [""])[0]
    text = f"{year or '-'}-{month[0]:0>2}-{day[0]:0>2}"
    draft.birthday = draft.birthday or dates.birthday(text) or ""
