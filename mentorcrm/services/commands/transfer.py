"""Bringing contacts in, and the sample network."""

from dataclasses import dataclass

from mentorcrm.interchange.plan import ImportPlan
from mentorcrm.services.commands import Command


@dataclass(frozen=True)
class ImportCounts:
    """What an import wrote, and what it did not; `step` is the one that takes it back."""

    batch_id: int | None
    new: int
    updated: int
    duplicates: int
    skipped: int
    step: int | None = None


@dataclass(frozen=True)
class ApplyImport(Command[ImportCounts]):
    """Write a reviewed plan in one transaction and as one step of undo."""

    plan: ImportPlan


@dataclass(frozen=True)
class AddSample(Command[int]):
    """Add the sample network; returns how many people it has."""


@dataclass(frozen=True)
class RemoveSample(Command[int]):
    """Take the sample network out again; returns how many people went."""
