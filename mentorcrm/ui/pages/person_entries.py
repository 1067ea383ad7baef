"""The entries of a person's timeline: contacts had or planned, messages sent, seasons."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentorcrm.models.kinds import InteractionChannel, Privacy
from mentorcrm.services.commands.outreach import DeleteInteraction, SetPrivacy
from mentorcrm.services.rows import InteractionRow, PersonDetail, SeasonRow
from mentorcrm.services.zones import zone_of
from mentorcrm.ui import icons, theme, words
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.person_about import desk_today
from mentorcrm.ui.widgets import boxes, painting
from mentorcrm.ui.widgets.acts import OverActs
from mentorcrm.ui.widgets.buttons import IconButton
from mentorcrm.ui.widgets.link import NameLink
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

_DISC = 26
_WRITTEN = (InteractionChannel.MAIL, InteractionChannel.MESSAGE, InteractionChannel.LETTER)
_PRIVACY_ICONS = {
    Privacy.PRIVATE: "lock",
    Privacy.SHAREABLE: "eye",
    Privacy.NEVER: "shield-check",
}


class EntryKind(StrEnum):
    """What the timeline shows."""

    ALL = _("All")
    MEETINGS = _("Meetings")
    MESSAGES = _("Messages")
    SEASONS = _("Seasons")


EMPTY_WORDS = {
    EntryKind.ALL: (
        _("Nothing logged yet"),
        _("Write what happened in the line above; Enter keeps it."),
    ),
    EntryKind.MEETINGS: (_("No meetings yet"), _("Calls, coffees and events appear here.")),
    EntryKind.MESSAGES: (
        _("No messages yet"),
        _("What you send, and log as received, appears here."),
    ),
    EntryKind.SEASONS: (_("No seasons yet"), _("Each step, from candidate on, appears here.")),
}


@dataclass(frozen=True)
class Entry:
    """One of the two, with its moment."""

    at: datetime
    contact: InteractionRow | None = None
    season: SeasonRow | None = None

    @property
    def kind(self) -> EntryKind:
        if self.contact is None:
            return EntryKind.SEASONS
        written = self.contact.channel in _WRITTEN
        return EntryKind.MESSAGES if written else EntryKind.MEETINGS


def entries_of(person: PersonDetail, kind: EntryKind, zone: str) -> list[Entry]:
    """What there is of a kind, newest first; a season counts from the end of its day."""
    contacts = [Entry(row.at, contact=row) for row in person.interactions]
    seasons = [
        Entry(datetime.combine(row.on, time(23, 59), zone_of(zone)), season=row)
        for row in person.seasons
    ]
    found = [e for e in (*contacts, *seasons) if kind in (EntryKind.ALL, e.kind)]
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def entry_widget(desk: Desk, entry: Entry, *, last: bool) -> QWidget:
    """What shows an entry."""
    if entry.contact is not None:
        return ContactEntry(desk, entry.contact, last=last)
    assert entry.season is not None
    return SeasonEntry(entry.season, desk_today(desk), last=last)


class _Disc(QWidget):
    """The dot of an entry, on the line that joins them."""

    def __init__(self, icon: str, *, last: bool) -> None:
        super().__init__()
        self._icon = icon
        self._last = last
        self.setFixedWidth(_DISC)
        self.setMinimumHeight(_DISC)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._last:
            middle = _DISC // 2
            painter.fillRect(middle, _DISC + 3, 2, self.height(), theme.color("line"))
        disc = QRect(0, 0, _DISC, _DISC)
        painting.rounded(painter, disc, _DISC / 2, theme.color("restSoft"))
        icons.draw(painter, self._icon, disc.adjusted(6, 6, -6, -6), "text2")


class ContactEntry(QWidget):
    """One contact: what, when, what was said, and what may be done with that."""

    def __init__(self, desk: Desk, row: InteractionRow, *, last: bool) -> None:
        super().__init__()
        self._desk = desk
        self._row = row
        title, when = row.summary or row.channel.label, _when(desk, row)
        self._privacy = IconButton(
            _PRIVACY_ICONS[row.privacy],
            _("{label}: change it").format(label=row.privacy.label),
            size=28,
            role="text3",
        )
        self._remove = IconButton(
            "x",
            _("Remove “{title}” of {when}").format(title=title, when=when),
            size=28,
            role="text3",
        )
        OverActs(self, self._privacy, self._remove, fill="canvas")
        text = boxes.column(self._head(title, when), spacing=0, margins=(0, 3, 0, 12))
        text.addWidget(Label(_note(row), "meta", "text3"))
        if row.body:
            text.addWidget(Label(row.body, "body", "text2", wrap=True, max_lines=6))
        self.setLayout(_beside("send" if row.draft_id else words.CHANNEL_ICONS[row.channel], last))
        self._line().addLayout(text, 1)
        self._remove.clicked.connect(self._delete)
        self._privacy.clicked.connect(self._open_privacy)

    def _line(self) -> QHBoxLayout:
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        return layout

    def _head(self, title: str, when: str) -> QHBoxLayout:
        head = boxes.row(spacing=8)
        if self._row.draft_id is not None:
            link = NameLink(title)
            link.setAccessibleName(_("Open the message “{title}”").format(title=title))
            link.clicked.connect(self._open_draft)
            head.addWidget(link, 1)
        else:
            head.addWidget(Label(title, "strong"), 1)
        head.addWidget(Label(when, "num", "text3"))
        return head

    def _open_draft(self) -> None:
        self._desk.go("composer", self._row.draft_id)

    def _delete(self) -> None:
        self._desk.run(DeleteInteraction(self._row.id), said=_("Removed a contact"))

    def _open_privacy(self) -> None:
        menu = ChoiceMenu(self, [(p, p.label, _PRIVACY_ICONS[p]) for p in Privacy])
        menu.chosen.connect(self._set_privacy)
        menu.open_under(self._privacy)

    def _set_privacy(self, privacy: object) -> None:
        if isinstance(privacy, Privacy):
            self._desk.run(
                SetPrivacy(self._row.id, privacy),
                said=_("This note: {label}").format(label=privacy.label),
            )


class SeasonEntry(QWidget):
    """One step of a role from season to season."""

    def __init__(self, row: SeasonRow, today: date, *, last: bool) -> None:
        super().__init__()
        title = f"{row.role.label}: {row.after.label.lower()}"
        head = boxes.row(spacing=8)
        head.addWidget(Label(title, "medium", "text2"), 1)
        head.addWidget(Label(words.short_day(row.on, today), "num", "text3"))
        text = boxes.column(head, spacing=0, margins=(0, 3, 0, 12))
        before = _("before: {label}").format(label=row.before.label.lower()) if row.before else ""
        if said := words.DOT.join(part for part in (before, row.why) if part):
            text.addWidget(Label(said, "meta", "text3", wrap=True))
        layout = _beside("circle-check", last)
        layout.addLayout(text, 1)
        self.setLayout(layout)


def _beside(icon: str, last: bool) -> QHBoxLayout:
    layout = boxes.row(spacing=12)
    disc = _Disc(icon, last=last)
    layout.addWidget(disc)
    layout.setAlignment(disc, Qt.AlignmentFlag(0))
    return layout


def _when(desk: Desk, row: InteractionRow) -> str:
    local = row.at.astimezone(zone_of(row.zone or desk.clock.zone()))
    when = words.short_day(local.date(), desk_today(desk))
    if row.minutes:
        when += _(", {minutes} min").format(minutes=row.minutes)
    return _("planned {when}").format(when=when) if row.at > desk.clock.now() else when


def _note(row: InteractionRow) -> str:
    who = ", ".join(name for _id, name in row.people[1:])
    direction = (
        _("{label}, with {who}").format(label=row.direction.label, who=who)
        if who
        else row.direction.label
    )
    return words.DOT.join((row.channel.label, direction, row.privacy.label))
