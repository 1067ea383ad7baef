"""What the list of asks shows and in which order. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mentorcrm.models.kinds import DraftState, MessageKind
from mentorcrm.services.ask_standing import Standing
from mentorcrm.services.rows import DraftRow
from mentorcrm.services.text import sort_key

# The order in which an ask goes through them.
PIPELINE = (
    DraftState.DRAFT,
    DraftState.READY,
    DraftState.SENT,
    DraftState.ANSWERED,
    DraftState.CLOSED,
)
# What needs me first stands first in the list.
IN_THE_LIST = (
    DraftState.READY,
    DraftState.DRAFT,
    DraftState.SENT,
    DraftState.ANSWERED,
    DraftState.CLOSED,
)


class AskSort(StrEnum):
    NEXT = "what is next"
    RECENT = "newest first"
    PERSON = "by person"


@dataclass(frozen=True)
class AskFilter:
    """What the list of asks shows."""

    text: str = ""
    state: DraftState | None = None
    kind: MessageKind | None = None
    need: int | None = None
    sort: AskSort = AskSort.NEXT


def counts(drafts: Iterable[DraftRow], found: Mapping[int, Standing]) -> dict[DraftState, int]:
    """How many messages stand in each state; one under another does not count again."""
    numbers = Counter(d.state for d in drafts if _alone(d, found))
    return {state: numbers[state] for state in PIPELINE}


def matching(
    drafts: Iterable[DraftRow], found: Mapping[int, Standing], wanted: AskFilter
) -> tuple[DraftRow, ...]:
    """The messages that are wanted, by state and within each in order.

    Every word typed must begin a word of the person, the subject, the kind, the need or the
    answer. A follow-up that waits under its ask is not listed beside it.
    """
    typed = sort_key(wanted.text).split()
    rows = [d for d in drafts if _alone(d, found) and _wanted(d, wanted) and _says(d, typed)]
    rows.sort(key=lambda d: (-d.updated_at.timestamp(), -d.id))
    if wanted.sort is AskSort.PERSON:
        rows.sort(key=lambda d: sort_key(d.person))
    elif wanted.sort is AskSort.NEXT:
        rows.sort(key=lambda d: _next(found.get(d.id, Standing())))
    return tuple(sorted(rows, key=lambda d: IN_THE_LIST.index(d.state)))


def _alone(draft: DraftRow, found: Mapping[int, Standing]) -> bool:
    return found.get(draft.id, Standing()).under is None


def _wanted(draft: DraftRow, wanted: AskFilter) -> bool:
    return (
        wanted.state in (None, draft.state)
        and wanted.kind in (None, draft.kind)
        and wanted.need in (None, draft.need_id)
    )


def _next(standing: Standing) -> tuple[bool, date]:
    """What is due stands first, then by the day from which something is."""
    day = standing.follow_up_from or standing.rest_from or date.max
    return standing.step is None, day


def _says(draft: DraftRow, typed: list[str]) -> bool:
    if not typed:
        return True
    said = [draft.person, draft.subject, draft.kind.label, draft.need, draft.outcome_note]
    said += [draft.outcome.label] if draft.outcome else []
    words = sort_key(" ".join(said)).split()
    return all(any(word.startswith(part) for word in words) for part in typed)
