"""The fields of two records of one person: which value stands, and what is kept in words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mentorcrm.services.commands.merging import Side
from mentorcrm.services.merge_join import Left, in_words
from mentorcrm.words import _

Row = Mapping[str, Any]


class Choice(NamedTuple):
    """A field to choose in: the columns that go together, the first of which people read."""

    key: str
    label: str
    columns: tuple[str, ...]


_PARTS = ("prefix", "given_name", "middle_name", "family_name", "suffix")
CHOICES = (
    Choice("name", _("Name"), ("display_name", "sort_name", *_PARTS, "avatar_tint")),
    Choice("nickname", _("Nickname"), ("nickname",)),
    Choice("pronouns", _("Pronouns"), ("pronouns",)),
    Choice("title", _("Title"), ("title",)),
    Choice("organisation", _("Organisation"), ("organisation",)),
    Choice("location", _("Place"), ("location",)),
    Choice("zone", _("Time zone"), ("zone",)),
    Choice("birthday", _("Birthday"), ("birthday",)),
    Choice("how_met", _("How we met"), ("how_met",)),
    Choice("why_them", _("Why them"), ("why_them",)),
    Choice("introduced_by", _("Introduced by"), ("introduced_by",)),
    Choice("connected_on", _("Connected on"), ("connected_on",)),
    Choice("evidence_link", _("Evidence"), ("evidence_link",)),
    Choice("photo", _("Photo"), ("photo_id",)),
)
# Of these nobody is asked: the first of the two that has one stands.
_QUIET = (
    Choice("source", _("Where from"), ("source",)),
    Choice("card_uid", _("Address card"), ("card_uid",)),
    Choice("import_batch_id", "", ("import_batch_id",)),
)
# Joined by a rule of their own, or facts about the row itself.
_RULED = ("notes", "favourite", "archived", "do_not_contact_until", "is_sample")
_OWN = ("id", "uid", "created_at", "updated_at", "version", "deleted_at")
HANDLED = {name for choice in (*CHOICES, *_QUIET) for name in choice.columns} | {*_RULED, *_OWN}
_HOW_IT_CAME = ("added by hand", "import", "sample")


@dataclass
class Fields:
    """What the fields of the record that stays become, and what of either is kept in words."""

    keep: Row
    other: Row
    shown: Callable[[str, Any], str]
    values: dict[str, Any] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)

    def differing(self) -> Iterator[Choice]:
        """The fields in which both have something and not the same."""
        for choice in CHOICES:
            first = choice.columns[0]
            both = [self._value(row, first) for row in (self.keep, self.other)]
            if both[0] != both[1] and not {None, ""} & set(both):
                yield choice

    def settle(self, choices: Mapping[str, Side]) -> None:
        """Decide every field."""
        for choice in (*CHOICES, *_QUIET):
            self._settle(choice, choices.get(choice.key))
        self.values["favourite"] = self.keep["favourite"] or self.other["favourite"]
        self.values["archived"] = self.keep["archived"] and self.other["archived"]
        self.values["is_sample"] = self.keep["is_sample"] and self.other["is_sample"]
        quiet = [row["do_not_contact_until"] for row in (self.keep, self.other)]
        days = [day for day in quiet if day is not None]
        self.values["do_not_contact_until"] = max(days, default=None)
        if len(days) == 2 and min(days) != max(days):
            self.left.append(Left(_("No contact until"), in_words(min(days))))
        self.values = {k: v for k, v in self.values.items() if v != self.keep[k]}

    def _settle(self, choice: Choice, side: Side | None) -> None:
        first = choice.columns[0]
        mine, theirs = self._has(self.keep, first), self._has(self.other, first)
        takes = theirs and (not mine or side is Side.OTHER)
        stands, goes = (self.other, self.keep) if takes else (self.keep, self.other)
        for column in choice.columns:
            self.values[column] = self._value(stands, column)
        if not (mine and theirs):
            return
        if self._value(stands, first) != self._value(goes, first) and choice.label:
            self.left.append(Left(choice.label, self.shown(first, self._value(goes, first))))
        if choice.key == "name":
            self._keep_parts(stands, goes)

    def _keep_parts(self, stands: Row, goes: Row) -> None:
        """Parts of a name that neither name shows, such as a title before it."""
        for column in _PARTS:
            part = goes[column]
            if part and part != stands[column] and part not in goes["display_name"]:
                if stands[column]:
                    self.left.append(Left(_("Part of the name"), part))
                else:
                    self.values[column] = part

    def _has(self, row: Row, column: str) -> bool:
        return self._value(row, column) not in (None, "")

    def _value(self, row: Row, column: str) -> Any:
        """A value; who was brought here by the other record was brought by nobody."""
        value = row[column]
        if column == "introduced_by" and value in (self.keep["id"], self.other["id"]):
            return None
        if column == "source" and value in _HOW_IT_CAME and self.other is not self.keep:
            beside = self.other if row is self.keep else self.keep
            return value if beside["source"] in _HOW_IT_CAME and row is self.keep else ""
        return value
