"""What a list of needs shows and in which order. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mentorcrm.models.kinds import NeedKind, NeedStatus
from mentorcrm.services.rows import NeedRow
from mentorcrm.services.text import sort_key


class NeedSort(StrEnum):
    DAY = "by date"
    RECENT = "newest first"
    NAME = "by name"


@dataclass(frozen=True)
class NeedFilter:
    """What the list of needs shows."""

    text: str = ""
    kind: NeedKind | None = None
    status: NeedStatus | None = None
    sort: NeedSort = NeedSort.DAY


def matching(needs: Iterable[NeedRow], wanted: NeedFilter) -> tuple[NeedRow, ...]:
    """The needs that are wanted, in order: open before paused, met and dropped ones.

    Every word typed must begin a word of the need, its steps or the people linked to it.
    """
    typed = sort_key(wanted.text).split()
    found = [
        need
        for need in needs
        if wanted.kind in (None, need.kind)
        and wanted.status in (None, need.status)
        and _says(need, typed)
    ]
    if wanted.sort is NeedSort.RECENT:
        found.sort(key=lambda need: -need.id)
    elif wanted.sort is NeedSort.NAME:
        found.sort(key=lambda need: (sort_key(need.statement), need.id))
    else:
        found.sort(key=lambda need: (need.due or date.max, -need.id))
    standing = list(NeedStatus)
    return tuple(sorted(found, key=lambda need: standing.index(need.status)))


def _says(need: NeedRow, typed: list[str]) -> bool:
    if not typed:
        return True
    texts = (
        *(need.statement, need.why_now, need.done_when, *need.options, need.leaning),
        *(need.decided, *(task.text for task in need.tasks)),
        *(helper.name for helper in need.linked),
    )
    words = sort_key(" ".join(texts)).split()
    return all(any(word.startswith(part) for word in words) for part in typed)
