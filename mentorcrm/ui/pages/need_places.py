"""How the list of needs is filtered, as a place to come back to. Pure."""

from urllib.parse import parse_qs, urlencode

from mentorcrm.models.kinds import NeedKind, NeedStatus
from mentorcrm.services.needs_filter import NeedFilter, NeedSort
from mentorcrm.ui.places import Place

_FILTER = "filter?"
LOOK_BACK = "look-back"
"""The view of a need that asks how a decision turned out."""


def filtered_needs(wanted: NeedFilter, need: int | None = None) -> Place:
    """The list of needs as a filter shows it, the plain list included."""
    words = {
        "text": wanted.text,
        "kind": wanted.kind.value if wanted.kind else "",
        "status": wanted.status.value if wanted.status else "",
        "sort": wanted.sort.value if wanted.sort is not NeedSort.DAY else "",
    }
    said = urlencode({name: value for name, value in words.items() if value})
    return Place("needs", need, f"{_FILTER}{said}")


def filter_in(view: str) -> NeedFilter | None:
    """The filter that a view of needs names; None when it names none that is known."""
    if not view.startswith(_FILTER):
        return None
    words = {name: values[0] for name, values in parse_qs(view.removeprefix(_FILTER)).items()}
    try:
        return NeedFilter(
            words.get("text", ""),
            NeedKind(words["kind"]) if "kind" in words else None,
            NeedStatus(words["status"]) if "status" in words else None,
            NeedSort(words.get("sort", NeedSort.DAY.value)),
        )
    except ValueError:
        return None
