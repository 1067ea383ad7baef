"""The cards beside a person's history; what is empty is one quiet row of links at their end."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.services.rows import PersonDetail
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.person_about import AboutCard
from mentorcrm.ui.pages.person_advice import AdviceCard
from mentorcrm.ui.pages.person_agreement import AgreementCard
from mentorcrm.ui.pages.person_cards import DraftsCard, FactsCard, NotesCard
from mentorcrm.ui.pages.person_fit import FitCard
from mentorcrm.ui.pages.person_giving import GivingCard
from mentorcrm.ui.pages.person_health import HealthCard
from mentorcrm.ui.pages.person_introductions import IntroductionsCard
from mentorcrm.ui.pages.person_needs import PersonNeedsCard
from mentorcrm.ui.pages.person_points import PointsCard
from mentorcrm.ui.pages.person_promises import PromisesCard
from mentorcrm.ui.pages.person_terms import TermsRead
from mentorcrm.ui.pages.person_trial import TrialCard
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import tab_before
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import FoldingCard
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


class AddRow(QWidget):
    """A link for each card that is folded away; it opens the card, ready to be filled in."""

    wished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.links: list[Button] = []
        self._shown: tuple[FoldingCard, ...] = ()
        self._flow = Flow(2)
        head = boxes.row(Label(_("Add"), "metaM", "text3"), margins=(16, 0, 0, 0))
        self.setLayout(boxes.column(head, self._flow, spacing=2))
        self.hide()

    def show_cards(self, cards: Sequence[FoldingCard]) -> None:
        """Show these links; the same as before are left as they are."""
        if tuple(cards) == self._shown:
            return
        self._shown = tuple(cards)
        self._flow.clear()
        self.links = []
        for card in cards:
            link = Button(_(card.link), "ghost", icon="plus", size="small")
            link.setAccessibleName(_("Add: {what}").format(what=_(card.link)))
            link.clicked.connect(partial(self._wish, card))
            self._flow.add(link)
            self.links.append(link)
        self._flow.rearrange()
        self.setVisible(bool(cards))

    def _wish(self, card: FoldingCard) -> None:
        self.wished.emit(card)


class SideCards(QWidget):
    """The cards. Which are folded is decided when somebody comes on show, and then stays so."""

    opened = Signal(QWidget)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person = 0
        read = TermsRead(desk)
        self.facts, self.needs = FactsCard(desk), PersonNeedsCard(desk)
        self.trial, self.agreement, self.fit = (
            TrialCard(desk, read),
            AgreementCard(desk, read),
            FitCard(desk, read),
        )
        self.read, self.giving = read, GivingCard(desk)
        self.health, self.promises = HealthCard(desk), PromisesCard(desk)
        # How it goes on comes first. Then what one looks at before an ask: how to reach them, what
        # to name, what was asked before, what is off limits. What is read in a thread comes last:
        # it moves nothing.
        self.cards = (
            self.health,
            PointsCard(desk),
            self.promises,
            AdviceCard(desk),
            self.facts,
            DraftsCard(desk),
            self.agreement,
            self.trial,
            self.giving,
            IntroductionsCard(desk),
            self.fit,
            AboutCard(desk),
            NotesCard(desk),
            self.needs,
        )
        self.add = AddRow()
        self._build()

    def _build(self) -> None:
        side = QVBoxLayout(self)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(14)
        for card in (*self.cards, self.add):
            side.addWidget(card)
        side.addStretch(1)
        self.trial.agree.connect(partial(self.open_card, self.agreement))
        self.add.wished.connect(self._wished)
        self.needs.found.connect(self._order_stops)

    def show_person(self, person: PersonDetail) -> None:
        """Show someone. While they stay on show a card opens when it fills, and never folds."""
        other = person.id != self._person
        self._person = person.id
        self.read.forget()
        for card in self.cards:
            card.show_person(person)
        for folding in self._foldable():
            if other or not folding.is_empty():
                folding.fold(folding.is_empty())
        self._show_links()

    def open_card(self, card: FoldingCard) -> None:
        """Show a card, folded or not, and put the cursor where it is filled in."""
        card.fold(False)
        self._show_links()
        card.begin()
        self.opened.emit(card)

    def named(self, name: str) -> FoldingCard | None:
        """The card that a row of Today, or a judgement, is about."""
        cards: dict[str, FoldingCard] = {
            "trial": self.trial,
            "agreement": self.agreement,
            "fit": self.fit,
            "giving": self.giving,
            "promises": self.promises,
        }
        return cards.get(name)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.giving.wanted is not self._desk.settings.current.giving_card:
            self.giving.follow_setting()

    def _foldable(self) -> list[FoldingCard]:
        return [card for card in self.cards if isinstance(card, FoldingCard)]

    def _show_links(self) -> None:
        self.add.show_cards([card for card in self._foldable() if card.folded and card.wanted])

    def _order_stops(self) -> None:
        """Needs are built last, and stand above the links."""
        if self.add.links:
            tab_before(self.add.links[0], self.needs)

    def _wished(self, card: object) -> None:
        if isinstance(card, FoldingCard):
            self.open_card(card)
