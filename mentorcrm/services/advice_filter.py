"""What lists of advice and of promises show. Pure."""

from dataclasses import dataclass

from mentorcrm.models.history_kinds import Owner
from mentorcrm.models.kinds import Labelled


class AdviceShow(Labelled):
    """Which advice a list shows."""

    ALL = "all", "All"
    UNTOLD = "untold", "Not yet reported back"
    OPEN = "open", "Not yet tried"


class PromiseShow(Labelled):
    """Which promises a list shows."""

    OPEN = "open", "Open"
    ALL = "all", "All"
    DONE = "done", "Kept"
    DROPPED = "dropped", "Dropped"


@dataclass(frozen=True)
class AdviceFilter:
    """Newest first; what is not yet reported back comes with what waits longest first."""

    text: str = ""
    show: AdviceShow = AdviceShow.ALL
    person_id: int | None = None
    need_id: int | None = None


@dataclass(frozen=True)
class PromiseFilter:
    """Open ones by their day, those without a day last; else newest first."""

    text: str = ""
    show: PromiseShow = PromiseShow.OPEN
    owner: Owner | None = None
    person_id: int | None = None
