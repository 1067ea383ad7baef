"""What the window needs to know of the ask engine by name, without SQLAlchemy behind it."""

from mentorcrm.asks.catalogue import KindSpec, PartHelp, spec
from mentorcrm.asks.parts import PartReport
from mentorcrm.asks.record import AskRequest, Recipient, Sender
from mentorcrm.asks.review import Finding, Fix
from mentorcrm.asks.verdict import Verdict

__all__ = [
    "AskRequest", "Finding", "Fix", "KindSpec", "PartHelp", "PartReport", "Recipient", "Sender",
    "Verdict", "spec",
]  # fmt: skip
