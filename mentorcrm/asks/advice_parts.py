"""The parts of a message that quoted advice tells: each told in full, or a mark in its place."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from mentorcrm.asks import catalogue
from mentorcrm.asks.advice_told import Told, tell
from mentorcrm.asks.plain_fields import PART_CHARACTERS
from mentorcrm.asks.prose import gap
from mentorcrm.asks.record import AskRequest
from mentorcrm.asks.talked import kept_word
from mentorcrm.models.kinds import MessageForm, MessageKind, PartId


def is_too_long(request: AskRequest, part: PartId, shorten: Collection[PartId]) -> bool:
    """Whether a part is to be asked for in fewer words."""
    return len(request.filled(part)) > PART_CHARACTERS or part in shorten


def advice_said(
    request: AskRequest, hidden: Collection[PartId], shorten: Collection[PartId], year: int
) -> tuple[str, Mapping[PartId, str]]:
    """The advice that a message reports on as sentences, and the marks among them by part.

    What I promised since and did stands at its end, where the form has room for it.
    """
    if not request.reported:
        return "", {}
    parts, form = _Parts(request, hidden, shorten), request.form
    said = [tell(request.reported, request.tone, form, year, parts.told())]
    if PartId.TRIED not in hidden and form is not MessageForm.LINKEDIN:
        said.append(kept_word(request.talked, request.recipient.first_name))
    between = "\n\n" if form is MessageForm.MAIL else " "
    return between.join(filter(None, said)), parts.gaps


@dataclass
class _Parts:
    """What is told of each part; made for one message."""

    request: AskRequest
    hidden: Collection[PartId]
    shorten: Collection[PartId]
    gaps: dict[PartId, str] = field(default_factory=dict)

    def told(self) -> Told:
        """What to say along with the words of the advice."""
        reported = self.request.reported
        update = self.request.kind is MessageKind.PROGRESS_UPDATE
        return Told(
            self._in_full(PartId.TRIED),
            self._mark(PartId.TRIED, known=all(one.is_answered for one in reported)),
            update or self._in_full(PartId.DECISION),
            self._mark(PartId.DECISION, known=all(one.has_outcome for one in reported)),
            self._mark(PartId.WHY_YOU, known=True),
        )

    def _in_full(self, part: PartId) -> bool:
        left_out = part in self.hidden or is_too_long(self.request, part, self.shorten)
        return self.request.is_told(part) and not left_out

    def _mark(self, part: PartId, *, known: bool) -> str:
        """What stands for a part that should be told and is not known, or is too long."""
        if part in self.hidden or not self.request.is_told(part):
            return ""
        words = catalogue.spec(self.request.kind).help[part].gap
        long = is_too_long(self.request, part, self.shorten)
        if known and not long:
            return ""
        self.gaps[part] = gap(f"shorter: {words}" if long else words)
        return self.gaps[part]
