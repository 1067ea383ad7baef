"""Every mapped class, imported together so that the metadata is whole."""

from mentorcrm.models.advice import Advice, AdviceStance, Commitment, DraftAdvice, Experiment
from mentorcrm.models.agreements import (
    Agreement,
    FitCheck,
    FitRating,
    NotSamePerson,
    Trial,
    WorkingStyle,
)
from mentorcrm.models.base import Base, Record
from mentorcrm.models.giving import GiveIdea, Introduction, ReciprocityNote
from mentorcrm.models.ledger import AppState, Attachment, HistoryStep, ImportBatch
from mentorcrm.models.meetings import (
    AgendaPoint,
    InteractionTopic,
    Meeting,
    MeetingLine,
    Question,
    QuestionAsked,
)
from mentorcrm.models.needs import Coverage, MosaicWeight, Need, NeedTask
from mentorcrm.models.outreach import (
    Draft,
    DraftAttachment,
    DraftVersion,
    Interaction,
    InteractionPerson,
    LastContact,
    Template,
)
from mentorcrm.models.people import (
    ContactPoint,
    Fact,
    Mentorship,
    Person,
    PersonTag,
    Profile,
    SeasonChange,
    Tag,
)
from mentorcrm.models.reviews import HealthNote, Review, ReviewCoverage, ReviewEntry
from mentorcrm.models.today import Snooze
from mentorcrm.models.views import SavedView

__all__ = [
    "Advice",
    "AdviceStance",
    "AgendaPoint",
    "Agreement",
    "AppState",
    "Attachment",
    "Base",
    "Commitment",
    "ContactPoint",
    "Coverage",
    "Draft",
    "DraftAdvice",
    "DraftAttachment",
    "DraftVersion",
    "Experiment",
    "Fact",
    "FitCheck",
    "FitRating",
    "GiveIdea",
    "HealthNote",
    "HistoryStep",
    "ImportBatch",
    "Interaction",
    "InteractionPerson",
    "InteractionTopic",
    "Introduction",
    "LastContact",
    "Meeting",
    "MeetingLine",
    "Mentorship",
    "MosaicWeight",
    "Need",
    "NeedTask",
    "NotSamePerson",
    "Person",
    "PersonTag",
    "Profile",
    "Question",
    "QuestionAsked",
    "ReciprocityNote",
    "Record",
    "Review",
    "ReviewCoverage",
    "ReviewEntry",
    "SavedView",
    "SeasonChange",
    "Snooze",
    "Tag",
    "Template",
    "Trial",
    "WorkingStyle",
    "captured_tables",
]


def captured_tables() -> tuple[str, ...]:
    """The names of the tables whose changes are recorded, parents before children."""
    own = {
        mapper.class_.__tablename__
        for mapper in Record.registry.mappers
        if issubclass(mapper.class_, Record)
    }
    return tuple(t.name for t in Base.metadata.sorted_tables if t.name in own)
