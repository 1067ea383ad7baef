"""What the window needs to know of the ask engine by name, without SQLAlchemy behind it."""

from mentorcrm.asks.advice_told import ADVICE_ROOM
from mentorcrm.asks.catalogue import KindSpec, PartHelp, spec
from mentorcrm.asks.dates import weekday_name
from mentorcrm.asks.one_page import STALE_DAYS, OnePage, Section, Topic, markdown, shorter
from mentorcrm.asks.parts import PartReport
from mentorcrm.asks.prose import spoken_date
from mentorcrm.asks.record import QUOTES_ADVICE, AskRequest, Recipient, Sender
from mentorcrm.asks.review import Finding, Fix, RuleInfo, rule_info
from mentorcrm.asks.two_sided import is_whole, of_introduction
from mentorcrm.asks.verdict import Verdict

__all__ = [
    "ADVICE_ROOM",
    "QUOTES_ADVICE",
    "STALE_DAYS",
    "AskRequest",
    "Finding",
    "Fix",
    "KindSpec",
    "OnePage",
    "PartHelp",
    "PartReport",
    "Recipient",
    "RuleInfo",
    "Section",
    "Sender",
    "Topic",
    "Verdict",
    "is_whole",
    "markdown",
    "of_introduction",
    "rule_info",
    "shorter",
    "spec",
    "spoken_date",
    "weekday_name",
]  # fmt: skip
