"""How the levels of a finding look."""

from mentorcrm.models.kinds import FindingLevel
from mentorcrm.ui.theme import ColorRole

LEVELS: dict[FindingLevel, tuple[str, ColorRole]] = {
    FindingLevel.MUST: ("triangle-alert", "risk"),
    FindingLevel.SHOULD: ("circle-alert", "warn"),
    FindingLevel.HINT: ("info", "accent"),
}
