"""What was agreed with someone, mostly with one tap, and the boundaries on both sides."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt

from mentorcrm.services.commands import agreements as wish
from mentorcrm.services.fit_rows import FitView
from mentorcrm.services.rows import PersonDetail
from mentorcrm.services.terms_rows import AgreementRow, MonthUse, PersonTerms, RoleTerms
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.agreement_lines import AgreementLines
from mentorcrm.ui.pages.person_about import Line
from mentorcrm.ui.pages.person_terms import TermsCard, TermsRead
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import Hairline
from mentorcrm.ui.widgets.field_button import FieldButton
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, n_

Found = tuple[PersonTerms, FitView]


class AgreementCard(TermsCard):
    """The agreement of the role on show; what is empty and rare is offered."""

    link = _("An agreement")

    def __init__(self, desk: Desk, read: TermsRead) -> None:
        super().__init__(desk, read, _("Agreement"))
        self._limits = False
        self.role: RoleTerms | None = None
        self.more = IconButton("ellipsis", _("More about the agreement"), size=28)
        self.head.addWidget(self.more)
        self._hint = Label(
            _("Nothing is agreed yet. A few words now spare many later."),
            "meta",
            "text3",
            wrap=True,
        )
        self.usual = Button(_("Agree the usual"), "soft", size="small")
        self._used = Label("", "meta", "text3", wrap=True)
        self._lines = AgreementLines(desk)
        self.terms, self.limits = self._lines.terms(), self._lines.limits()
        self.align([*self.terms, *self.limits])
        self.add = FieldButton("plus", _("Add a term"), quiet=True)
        self._boundaries = Label(_("Boundaries"), "strong")
        self._build()

    def read(self, person_id: int) -> Found:
        return self._source.terms(person_id), self._source.fit(person_id)

    def is_empty(self) -> bool:
        return self.agreed is None and not self._limits

    def fill(self, person: PersonDetail, found: Found) -> None:
        terms, style = found
        self.role = self.role_of(terms)
        self._lines.show(self.role, style)
        self._limits = bool(style.their_limits or style.my_limits)
        self.want(self.role is not None)
        agreed = self.agreed
        for widget in (self._hint, self.usual):
            widget.setVisible(agreed is None)
        self.more.setVisible(agreed is not None)
        for line in (*self.terms, *self.limits):
            line.show_person(person)
        self.add.setVisible(any(line.isHidden() for line in self.terms))
        self._used.setText(used_words(terms.used))
        self._used.setVisible(bool(self._used.text()))

    @property
    def agreed(self) -> AgreementRow | None:
        """What is agreed, if anything is."""
        return self.role.agreement if self.role is not None else None

    def line(self, name: str) -> Line:
        """The line of that name."""
        return next(line for line in (*self.terms, *self.limits) if line.name == name)

    # --- building ---

    def _build(self) -> None:
        inner = (6, 0, 6, 0)
        self.body.addLayout(boxes.row(self._hint, margins=inner))
        self.body.addLayout(boxes.row(self.usual, None, margins=(6, 4, 6, 4)))
        self.body.addLayout(boxes.column(*self.terms, spacing=0, margins=inner))
        self.body.addLayout(boxes.row(self._used, margins=inner))
        self.body.addWidget(self.add)
        self.body.addWidget(Hairline())
        self.body.addLayout(boxes.row(self._boundaries, margins=(6, 6, 6, 0)))
        self.body.addLayout(boxes.column(*self.limits, spacing=0, margins=inner))
        self.usual.clicked.connect(self._agree)
        self.more.clicked.connect(self._open_menu)
        self.add.clicked.connect(self._offer)

    # --- acts ---

    def _agree(self) -> None:
        if self.role is not None:
            command = wish.AgreeTheUsual(self.role.mentorship_id)
            self._desk.run(command, said=_("Agreed the usual; change what differs"))

    def _offer(self) -> None:
        menu = ChoiceMenu(self, [(line.name, line.name) for line in self.terms if line.isHidden()])
        menu.chosen.connect(self._begin)
        menu.open_under(self.add)

    def _begin(self, name: object) -> None:
        self.line(str(name)).begin()
        self.add.setVisible(any(line.isHidden() for line in self.terms))

    def _open_menu(self) -> None:
        menu = ChoiceMenu(
            self,
            [
                ("usual", _("Fill the rest with the usual"), "square-check"),
                ("review", _("It still holds: look again in 90 days"), "clock"),
                ("page", _("Put it on one page…"), "file-text"),
                None,
                ("remove", _("Remove the agreement"), "trash-2"),
            ],
        )
        menu.chosen.connect(self._act)
        menu.open_under(self.more)

    def _act(self, name: object) -> None:
        if self.role is None or self.person is None:
            return
        role = self.role.mentorship_id
        acts: dict[object, Callable[[], None]] = {
            "usual": self._agree,
            "page": partial(self._open_page, role),
            "review": partial(
                self._desk.run, wish.ReviewAgreement(role), said=_("Looked at it again")
            ),
            "remove": partial(
                self._desk.run, wish.RemoveAgreement(role), said=_("Removed the agreement")
            ),
        }
        acts[name]()

    def _open_page(self, role: int) -> None:
        from mentorcrm.ui.dialogs.agreement_page import AgreementSheet

        if self.person is not None:
            AgreementSheet(self.window(), self._desk, self.person, role).open()

    def begin(self) -> None:
        """Let the first act of an empty agreement be the next key."""
        target = self.usual if self.agreed is None else self.more
        target.setFocus(Qt.FocusReason.TabFocusReason)


def used_words(used: MonthUse) -> str:
    """What this month has used of its limits: `This month: 40 of 60 minutes, 1 of 2 asks`."""
    parts = []
    if used.minutes_limit is not None:
        parts.append(
            _("{used} of {limit} minutes").format(used=used.minutes, limit=used.minutes_limit)
        )
    if used.asks_limit is not None:
        parts.append(
            n_("{used} of {limit} ask", "{used} of {limit} asks", used.asks_limit).format(
                used=used.asks, limit=used.asks_limit
            )
        )
    return _("This month: {what}").format(what=", ".join(parts)) if parts else ""
