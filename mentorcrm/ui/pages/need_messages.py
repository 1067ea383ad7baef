"""The messages about a need: what was asked, and what those who helped were told it led to."""

from PySide6.QtWidgets import QVBoxLayout

from mentorcrm.models.kinds import DraftState, MessageKind, NeedKind, NeedStatus, Privacy
from mentorcrm.services.rows import DraftRow, NeedRow
from mentorcrm.ui import words
from mentorcrm.ui.days import desk_day, desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.draft_words import draft_tag, state_words
from mentorcrm.ui.pages.need_ask import ask_about
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.avatar import Avatar
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Card
from mentorcrm.ui.widgets.chips import Tag
from mentorcrm.ui.widgets.link import NameLink
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

_WRITING = (DraftState.DRAFT, DraftState.READY)
SHOWN = 8


class ImpactCard(Card):
    """A met need or a decision made: what it led to is worth telling everyone who advised."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Tell them what it led to"))
        self._desk = desk
        self._need: NeedRow | None = None
        self._advice: dict[int, tuple[int, ...]] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        hint = _("Those who gave advice rarely hear what became of it. Three sentences are enough.")
        self.body.addWidget(Label(hint, "meta", "text2", wrap=True))
        self.body.addLayout(self._rows)

    def show_need(self, need: NeedRow, drafts: tuple[DraftRow, ...]) -> None:
        """Show who is to be told; hidden until it is met or decided and somebody helped."""
        self._need = need
        self._advice = {}
        told = need.status is NeedStatus.MET or bool(
            need.kind is NeedKind.DECISION and need.decided
        )
        people = self._whom(need) if told else {}
        self.setVisible(bool(people))
        boxes.empty(self._rows)
        notes = {d.person_id: d for d in reversed(drafts) if d.kind is MessageKind.IMPACT_NOTE}
        for person, (name, tint) in people.items():
            self._add(person, name, tint, notes.get(person))

    def _whom(self, need: NeedRow) -> dict[int, tuple[str, int]]:
        """Everybody who was linked to the need or whose advice was, with name and tint."""
        people = {helper.person_id: (helper.name, helper.tint) for helper in need.linked}
        for row in self._desk.services.advice.about_need(need.id):
            if row.privacy is not Privacy.NEVER:
                people.setdefault(row.person_id, (row.person, row.tint))
                self._advice[row.person_id] = (*self._advice.get(row.person_id, ()), row.id)
        return people

    def _add(self, person: int, name: str, tint: int, note: DraftRow | None) -> None:
        line = boxes.row(Avatar(name, tint, 28), Label(name, "strong"))
        line.setStretch(1, 1)
        if note is not None and note.state not in _WRITING:
            line.addWidget(Tag(_told(self._desk, note), "good"))
        else:
            button = Button(_("Open the note") if note else _("Write"), "soft", size="small")
            button.setAccessibleName(_("Write to {name} what it led to").format(name=name))
            button.setProperty("person", person)
            button.clicked.connect(self._write)
            line.addWidget(button)
        self._rows.addLayout(line)

    def _write(self) -> None:
        if self._need is not None:
            person = int(self.sender().property("person"))
            advice = self._advice.get(person)
            ask_about(self._desk, self._need, person, MessageKind.IMPACT_NOTE, advice)


def _told(desk: Desk, note: DraftRow) -> str:
    if note.sent_at is None:
        return _("Told")
    day = words.short_day(desk_day(desk, note.sent_at), desk_today(desk))
    return _("Told {day}").format(day=day)


class MessagesCard(Card):
    """Every message about the need."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Messages about it"))
        self._desk = desk
        self._shown: tuple[DraftRow, ...] | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.body.addLayout(self._rows)

    def show_drafts(self, drafts: tuple[DraftRow, ...]) -> None:
        """Show messages; the card hides when there are none."""
        self.setVisible(bool(drafts))
        if drafts == self._shown:
            return
        self._shown = drafts
        boxes.empty(self._rows)
        today = desk_today(self._desk)
        for draft in drafts[:SHOWN]:
            link = NameLink(
                _("{label} to {person}").format(label=draft.kind.label, person=draft.person), "body"
            )
            link.setProperty("draft", draft.id)
            link.setAccessibleName(
                _("Open {link}, {label}").format(link=link.text(), label=state_words(draft))
            )
            link.clicked.connect(self._open)
            line = boxes.row(link, Tag(*draft_tag(draft, today)))
            line.setStretch(0, 1)
            self._rows.addLayout(line)

    def _open(self) -> None:
        self._desk.go("composer", int(self.sender().property("draft")))
