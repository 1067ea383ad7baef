"""What may be done with a line of a meeting: shown as an icon with a word, changed with a click."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetrics

from mentorcrm.models.kinds import Privacy
from mentorcrm.ui.pages.advice_words import PRIVACY
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import set_tooltip
from mentorcrm.words import _

KEY = "Ctrl+L"
ICONS = {Privacy.PRIVATE: "lock", Privacy.SHAREABLE: "eye", Privacy.NEVER: "shield-check"}
SHORT = {
    Privacy.PRIVATE: _("Among us"),  # “Private” would promise that the recap leaves it out.
    Privacy.SHAREABLE: _("May be shared"),
    Privacy.NEVER: _("Never leaves"),
}
TAKEN = {
    Privacy.PRIVATE: _("Among us: said in the recap to those who were there"),
    Privacy.SHAREABLE: _("May be shared with others"),
    Privacy.NEVER: _("Never leaves this computer, nor goes into the recap"),
}
_ORDER = tuple(Privacy)


def following(privacy: Privacy) -> Privacy:
    """What the key makes of it: the next of the three."""
    return _ORDER[(_ORDER.index(privacy) + 1) % len(_ORDER)]


class PrivacyButton(Button):
    """Says what may be done with a line; a click offers the three ways."""

    privacy_chosen = Signal(object)

    def __init__(self, privacy: Privacy, line: str, words: Mapping[Privacy, str] = PRIVACY) -> None:
        super().__init__(_(SHORT[privacy]), "ghost", icon=ICONS[privacy], size="small")
        self.privacy = privacy
        self._of = words
        said = _("{privacy}. Change what may be done with “{line}”")
        self.setAccessibleName(said.format(privacy=_(SHORT[privacy]), line=line))
        set_tooltip(self, f"{_(words[privacy])} ({KEY})")
        self.clicked.connect(self._offer)

    def sizeHint(self) -> QSize:
        """As wide as the longest of the three words, so that those of several lines are alike."""
        hint = super().sizeHint()
        if not self.text():
            return hint
        metrics = QFontMetrics(self.font())
        widest = max(metrics.horizontalAdvance(_(said)) for said in SHORT.values())
        return QSize(hint.width() + widest - metrics.horizontalAdvance(self.text()), hint.height())

    def _offer(self) -> None:
        choices = [(p, _(said), "check" if p is self.privacy else ICONS[p])
                   for p, said in self._of.items()]  # fmt: skip
        menu = ChoiceMenu(self, choices)
        menu.chosen.connect(self._chosen)
        menu.open_under(self)

    def _chosen(self, privacy: object) -> None:
        if privacy is not self.privacy:
            self.privacy_chosen.emit(privacy)
