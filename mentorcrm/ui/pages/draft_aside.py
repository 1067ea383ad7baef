"""Drafts whose text could not be written: as they stood on screen, until they can be."""

from dataclasses import dataclass, replace

from mentorcrm.models.kinds import PartId
from mentorcrm.services.recovery import UnsavedText
from mentorcrm.services.rows import DraftDetail
from mentorcrm.ui.desk import Desk
from mentorcrm.words import _


@dataclass(frozen=True)
class Typed:
    """The message as it stands on screen."""

    subject: str
    body: str


class Aside:
    """Keeps them in memory, for coming back to, and in the recovery file, for the next start."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: dict[int, DraftDetail] = {}

    def keep(self, shown: DraftDetail) -> str:
        """Keep a draft as it is on screen, and say where it is now."""
        self._kept[shown.id] = shown
        recovery = self._desk.services.recovery
        text = UnsavedText(
            shown.id,
            shown.kind.label,
            self._desk.clock.now().isoformat(),
            shown.subject,
            shown.body,
            shown.edited_by_hand,
            {part.value: words for part, words in shown.parts.items()},
        )
        if recovery.keep(text):
            return _("Your text stays on the screen, and a copy is in {path}.").format(
                path=recovery.path
            )
        return _("Your text stays on the screen. Save a copy of it before you close the window.")

    def has(self, draft_id: int) -> bool:
        """Whether there is a text of this draft that the data does not know yet."""
        return draft_id in self._kept

    def over(self, read: DraftDetail) -> DraftDetail:
        """A draft as read, with what is kept of it in its place."""
        kept = self._kept.get(read.id)
        if kept is None:
            return read
        return replace(
            read,
            subject=kept.subject,
            body=kept.body,
            edited_by_hand=kept.edited_by_hand,
            parts={part: kept.parts[part] for part in PartId if part in kept.parts},
        )

    def forget(self, draft_id: int) -> None:
        """It is written."""
        if self._kept.pop(draft_id, None) is not None:
            self._desk.services.recovery.forget(draft_id)
