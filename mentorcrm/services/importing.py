"""What the window needs to know of contact files by name, without SQLAlchemy behind it."""

from collections.abc import Mapping as MappingType
from collections.abc import Sequence
from dataclasses import replace

from mentorcrm.interchange.contacts import ContactCard, ParsedFile, Skipped
from mentorcrm.interchange.csv_contacts import CsvPreview
from mentorcrm.interchange.csv_fields import NAME_FIELDS, REACH_FIELDS, Column, Mapping
from mentorcrm.interchange.csv_fields import Field as ColumnField
from mentorcrm.interchange.csv_shapes import mapping_for, not_contacts
from mentorcrm.interchange.plan import Decision, ImportPlan, PlanItem
from mentorcrm.interchange.reader import ImportCancelled
from mentorcrm.models.kinds import ImportAction
from mentorcrm.words import _, n_

__all__ = [
    "SERVICES",
    "Column",
    "ColumnField",
    "ContactCard",
    "CsvPreview",
    "Decision",
    "ImportCancelled",
    "ImportPlan",
    "Mapping",
    "ParsedFile",
    "PlanItem",
    "Skipped",
    "chosen_columns",
    "merged_files",
    "names_people",
    "needs_mapping",
    "settled",
    "without_decision",
]  # fmt: skip

# What a file of each kind is called.
SERVICES: MappingType[str, str] = {
    "linkedin": _("LinkedIn connections"),
    "linkedin-contacts": _("LinkedIn contacts"),
    "google": _("Google contacts"),
    "google-old": _("Google contacts"),
    "outlook": _("Outlook contacts"),
    "thunderbird": _("Thunderbird address book"),
    "atomic": _("Atomic contacts"),
    "csv": _("CSV table"),
    "vcard": _("vCards"),
    "several": _("Several files"),
}


def needs_mapping(preview: CsvPreview) -> bool:
    """Whether a person has to say which column is which, because the names do not tell."""
    if not preview.rows or not_contacts(preview.header):
        return False
    known = mapping_for(preview.header)
    return known.kind == "csv" and not known.has(*NAME_FIELDS, ColumnField.MAIL)


def names_people(mapping: Mapping) -> bool:
    """Whether a mapping has a column that people can be told by."""
    return mapping.has(*NAME_FIELDS, *REACH_FIELDS)


def chosen_columns(guess: Mapping, chosen: Sequence[ColumnField]) -> Mapping:
    """A guess with the field that was chosen for each column, in the order of the file."""
    had = {column.index: column for column in guess.columns}
    columns = []
    for index, field in enumerate(chosen):
        if field is ColumnField.IGNORE:
            continue
        same = index in had and had[index].field is field
        columns.append(had[index] if same else Column(index, field, group="address"))
    return replace(guess, columns=tuple(columns))


def merged_files(files: Sequence[ParsedFile]) -> ParsedFile:
    """Several files as one, so that they are reviewed and undone together.

    Places say which file they are in.
    """
    if len(files) == 1:
        return files[0]
    cards: list[ContactCard] = []
    skipped: list[Skipped] = []
    for file in files:
        name = file.file.replace(",", " ")
        cards += (replace(card, where=f"{name}: {card.where}") for card in file.cards)
        skipped += (replace(item, where=f"{name}: {item.where}") for item in file.skipped)
    warnings = tuple(f"{file.file}: {text}" for file in files for text in file.warnings)
    more = len(files) - 1
    name = n_("{file} and {number} more file", "{file} and {number} more files", more)
    name = name.format(file=files[0].file, number=more)
    kinds = {file.kind for file in files}
    kind = kinds.pop() if len(kinds) == 1 else "several"
    return ParsedFile(name, kind, tuple(cards), tuple(skipped), warnings)


def without_decision(plan: ImportPlan, places: Sequence[int]) -> ImportPlan:
    """The plan as it was before these items were decided."""
    left = {place: said for place, said in plan.decisions.items() if place not in set(places)}
    return replace(plan, decisions=left).decide({})


def settled(plan: ImportPlan, decision: Decision) -> ImportPlan:
    """The plan with one decision for every possible duplicate.

    What may still be one of several people stays a possible duplicate. Deciding can bring others
    to light (somebody like the one who is now new), so it goes on until none are left to decide.
    """
    while doubtful := _undecided(plan):
        plan = plan.decide(dict.fromkeys(doubtful, decision))
    return plan


def _undecided(plan: ImportPlan) -> list[int]:
    return [
        place
        for place, item in enumerate(plan.items)
        if item.action is ImportAction.DUPLICATE and place not in plan.decisions
    ]
