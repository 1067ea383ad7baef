"""The entries of a person's timeline: contacts, and the seasons, advice and promises between."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.models.kinds import Direction, InteractionChannel, Privacy
from mentorcrm.services.commands.interactions import EditInteraction
from mentorcrm.services.commands.outreach import DeleteInteraction, SetPrivacy
from mentorcrm.services.interactions_rows import (
    AdviceLine,
    ContactRow,
    EntryRow,
    GivenLine,
    PromiseLine,
    source_of,
)
from mentorcrm.services.rows import SeasonRow
from mentorcrm.ui import words
from mentorcrm.ui.days import desk_today, desk_zone
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.history_words import (
    icon_of,
    minutes_of,
    other_title,
    time_of,
    title_of,
)
from mentorcrm.ui.pages.plan_acts import HappenedRow
from mentorcrm.ui.pages.timeline_parts import AdviceQuote, Disc, PromiseRow
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import OverActs
from mentorcrm.ui.widgets.buttons import IconButton
from mentorcrm.ui.widgets.focus import KeyboardFocus
from mentorcrm.ui.widgets.link import NameLink
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, joined

if TYPE_CHECKING:
    from mentorcrm.ui.pages.contact_editor import ContactEditor

_PRIVACY_ICONS = {
    Privacy.PRIVATE: "lock",
    Privacy.SHAREABLE: "eye",
    Privacy.NEVER: "shield-check",
}
_CLOSED_LINES = 4
_KEYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Entry(KeyboardFocus, QWidget):
    """One entry. It takes the focus; arrows go on to the next, Enter opens it in place."""

    focus_radius = 8.0
    stepped = Signal(int)  # Up or down, to the entry there.
    focused = Signal()
    opened = Signal()

    def __init__(self, desk: Desk, entry: EntryRow, icon: str, *, quiet: bool) -> None:
        super().__init__()
        self.desk, self.entry = desk, entry
        self.within: list[QWidget] = []  # What Tab comes to from here, besides icons over it.
        self.disc = Disc(icon, quiet=quiet)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._text = QVBoxLayout()
        self._text.setContentsMargins(0, 3, 0, 12)
        self._text.setSpacing(0)
        row = boxes.row(self.disc, spacing=12)
        row.setAlignment(self.disc, Qt.AlignmentFlag(0))
        row.addLayout(self._text, 1)
        self.setLayout(row)

    def set_stop(self, stop: bool) -> None:
        """Whether Tab comes here: to one entry of a timeline, and arrows lead on."""
        policy = Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus
        if policy is self.focusPolicy():
            return
        self.setFocusPolicy(policy)
        for widget in (*self.findChildren(IconButton), *self.within):
            widget.setFocusPolicy(policy)

    def hold(self, *within: QWidget) -> None:
        """Let Tab come to these only from here."""
        for widget in within:
            widget.setFocusPolicy(self.focusPolicy())
            self.within.append(widget)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _KEYS.get(Qt.Key(event.key()))
        if not self.hasFocus():  # What a field within does not want means nothing here.
            super().keyPressEvent(event)
        elif step is not None:
            self.stepped.emit(step)
        elif not self.act(event):
            super().keyPressEvent(event)

    def act(self, _event: QKeyEvent) -> bool:
        """Do what a key means here; False when it means nothing."""
        return False


class ContactEntry(Entry):
    """One contact: what, when, what was said and promised; opened, all of it to edit."""

    def __init__(self, desk: Desk, entry: EntryRow, person: int) -> None:
        super().__init__(desk, entry, "", quiet=False)
        self._person = person
        self.editor: ContactEditor | None = None
        self._over: OverActs | None = None
        self.shown = QWidget()
        self._text.addWidget(self.shown)
        self.show_entry(entry)

    def show_entry(self, entry: EntryRow) -> None:
        """Show the contact as it is now; the form that is open stays so."""
        record = entry.record
        assert isinstance(record, ContactRow)
        self.entry, self.row = entry, record
        contact = record.contact
        quiet = contact.channel is InteractionChannel.NOTE or contact.draft_id is not None
        self.disc.set_icon(icon_of(record), quiet=quiet)
        self._title, self._when = title_of(record), _when(self.desk, entry)
        self.setAccessibleName(", ".join((self._title, contact.channel.label, self._when)))
        self._fill()
        if self.editor is not None and self.is_open():
            self.editor.show_contact(record)

    def _fill(self) -> None:
        before, self.shown = self.shown, QWidget(self)
        self.within.clear()
        self.shown.setCursor(Qt.CursorShape.PointingHandCursor)
        self.shown.setLayout(self._lines())
        self._text.replaceWidget(before, self.shown)
        before.hide()
        before.deleteLater()
        if self.is_open():
            self.shown.hide()
        elif self.isVisible():
            self.shown.show()
        if self._over is not None:
            self._add_acts()

    def open(self) -> None:
        """Edit the contact in place."""
        if self.editor is None:
            from mentorcrm.ui.pages.contact_editor import ContactEditor

            self.editor = ContactEditor(self.desk)
            self.editor.closed.connect(self.close_editor)
            self._text.addWidget(self.editor)
        self.editor.show_contact(self.row)
        self.shown.hide()
        self.editor.show()
        self.editor.start()
        self.opened.emit()

    def close_editor(self) -> None:
        """Back to reading."""
        if self.editor is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.editor.hide()
            self.shown.show()

    def is_open(self) -> bool:
        """Whether the contact is being edited."""
        return self.editor is not None and not self.editor.isHidden()

    def act(self, event: QKeyEvent) -> bool:
        letters = self.desk.settings.current.letter_keys
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete()
        elif event.key() == Qt.Key.Key_E and letters and not event.modifiers():
            self.open()
        else:
            return False
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside and not self.is_open():
            self.open()
        else:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        contact = self.row.contact
        counts = _("Does not count as contact")
        if not contact.counts_as_contact:
            counts = _("Counts as contact")
        note = contact.channel is InteractionChannel.NOTE
        choices = [
            ("open", _("Edit"), "pencil"),
            *([("counts", counts, "check")] if not note else []),
            *((p, p.label, _PRIVACY_ICONS[p]) for p in Privacy if p is not contact.privacy),
            None,
            ("delete", _("Delete"), "trash-2"),
        ]
        menu = ChoiceMenu(self, choices)
        menu.chosen.connect(self._chosen)
        menu.popup(event.globalPos())

    def delete(self) -> None:
        """Move the contact to the bin, which can be undone."""
        self.desk.run(DeleteInteraction(self.row.id), said=_("Deleted a contact"))

    def _chosen(self, act: object) -> None:
        if isinstance(act, Privacy):
            self._set_privacy(act)
        elif act == "counts":
            counts = not self.row.contact.counts_as_contact
            said = _("It counts as contact") if counts else _("It does not count as contact")
            self.desk.run(EditInteraction(self.row.id, counts_as_contact=counts), said=said)
        elif act == "delete":
            self.delete()
        else:
            self.open()

    def _lines(self) -> QVBoxLayout:
        row, today = self.row, desk_today(self.desk)
        head = boxes.row(spacing=8)
        if row.contact.draft_id is not None:
            link = NameLink(self._title)
            link.setAccessibleName(_("Open the message “{title}”").format(title=self._title))
            link.clicked.connect(self._open_draft)
            self.hold(link)
            head.addWidget(link, 1)
        else:
            head.addWidget(Label(self._title, "strong"), 1)
        head.addWidget(Label(self._when, "num", "text3"))
        lines = boxes.column(head, spacing=0)
        if said := _note(row, self._person):
            lines.addWidget(Label(said, "meta", "text3"))
        if row.asks:
            happened = HappenedRow(self.desk, row)
            self.hold(*happened.buttons())
            lines.addWidget(happened)
        if row.contact.body:
            body = Label(row.contact.body, "body", "text2", wrap=True, max_lines=_CLOSED_LINES)
            lines.addWidget(body)
        for advice in row.advice:
            quote = AdviceQuote(self.desk, advice)
            self.hold(quote)
            lines.addWidget(quote)
        for promise in row.promises:
            kept = PromiseRow(self.desk, promise, today)
            self.hold(kept.box)
            lines.addWidget(kept)
        return lines

    def set_stop(self, stop: bool) -> None:
        if stop and self._over is None:
            self._add_acts()
        super().set_stop(stop)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        if self._over is None:
            self._add_acts()

    def _add_acts(self) -> None:
        """The buttons over the entry, made when one comes there: a long list does without."""
        privacy = self.row.contact.privacy
        self._privacy = IconButton(
            _PRIVACY_ICONS[privacy],
            _("{label}: change it").format(label=privacy.label),
            size=28,
            role="text3",
        )
        self._remove = IconButton(
            "x",
            _("Remove “{title}” of {when}").format(title=self._title, when=self._when),
            size=28,
            role="text3",
        )
        for button in (self._privacy, self._remove):
            button.setFocusPolicy(self.focusPolicy())
        self._over = OverActs(self.shown, self._privacy, self._remove, fill="canvas")
        if self.shown.isVisible():
            self._over.show()
        self._remove.clicked.connect(self.delete)
        self._privacy.clicked.connect(self._open_privacy)

    def _open_draft(self) -> None:
        self.desk.go("composer", self.row.contact.draft_id)

    def _open_privacy(self) -> None:
        menu = ChoiceMenu(self, [(p, p.label, _PRIVACY_ICONS[p]) for p in Privacy])
        menu.chosen.connect(self._set_privacy)
        menu.open_under(self._privacy)

    def _set_privacy(self, privacy: object) -> None:
        if isinstance(privacy, Privacy):
            self.desk.run(
                SetPrivacy(self.row.id, privacy),
                said=_("This note: {label}").format(label=privacy.label),
            )


class OtherEntry(Entry):
    """A season, advice, a promise or something given, of which the day alone is known."""

    def __init__(self, desk: Desk, entry: EntryRow) -> None:
        record = entry.record
        assert not isinstance(record, ContactRow)
        super().__init__(desk, entry, _icon(record), quiet=True)
        today = desk_today(desk)
        title, when = other_title(record), words.short_day(entry.day, today)
        self.setAccessibleName(f"{title}, {when}")
        head = boxes.row(spacing=8)
        season = isinstance(record, SeasonRow)
        if not season:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        style = ("medium", "text2") if season else ("strong", "text")
        name = Label(title, *style, wrap=True)  # type: ignore[arg-type]
        head.addWidget(name, 1)
        head.addWidget(Label(when, "num", "text3"), 0, Qt.AlignmentFlag.AlignTop)
        self._text.addLayout(head)
        if isinstance(record, PromiseLine):
            kept = PromiseRow(desk, record, today)
            self.hold(kept.box)
            self._text.addWidget(kept)
        elif said := _said(record):
            self._text.addWidget(Label(said, "meta", "text3", wrap=True))

    def act(self, event: QKeyEvent) -> bool:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        return self._open()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not inside or not self._open():
            super().mouseReleaseEvent(event)

    def _open(self) -> bool:
        """Open what it is about where it can be changed; False for a season."""
        views = {AdviceLine: "advice", PromiseLine: "promises", GivenLine: "giving"}
        view = views.get(type(self.entry.record))
        if view is not None:
            self.desk.go("history", source_of(self.entry.key)[1], view)
        return view is not None


def entry_widget(desk: Desk, entry: EntryRow, person: int) -> Entry:
    """What shows an entry on the page of a person."""
    if isinstance(entry.record, ContactRow):
        return ContactEntry(desk, entry, person)
    return OtherEntry(desk, entry)


def _icon(record: SeasonRow | AdviceLine | PromiseLine | GivenLine) -> str:
    if isinstance(record, SeasonRow):
        return "circle-check"
    if isinstance(record, AdviceLine):
        return "quote"
    return "square-check" if isinstance(record, PromiseLine) else "handshake"


def _said(record: SeasonRow | AdviceLine | GivenLine) -> str:
    if isinstance(record, SeasonRow):
        before = record.before.label.lower() if record.before else ""
        said = (_("before: {label}").format(label=before) if before else "", record.why)
        return words.DOT.join(part for part in said if part)
    if isinstance(record, AdviceLine):
        return words.DOT.join(part for part in (record.response.label, record.result) if part)
    return record.what


def _when(desk: Desk, entry: EntryRow) -> str:
    record = entry.record
    assert isinstance(record, ContactRow)
    contact, day = record.contact, words.short_day(entry.day, desk_today(desk))
    if record.planned or record.asks:
        time = time_of(contact.at, contact.zone, desk_zone(desk))
        day = _("planned {day}, {time}").format(day=day, time=time)
    return ", ".join(part for part in (day, minutes_of(contact.minutes)) if part)


def _note(row: ContactRow, person: int) -> str:
    """What is not plain from the rest: who else, from whom, and what was set about it."""
    contact = row.contact
    others = [name for other, name in contact.people if other != person]
    counts = contact.counts_as_contact or contact.draft_id is not None or row.planned or row.asks
    parts = (
        _("with {names}").format(names=joined(others)) if others else "",
        contact.direction.label if contact.direction is not Direction.BOTH else "",
        contact.privacy.label if contact.privacy is not Privacy.PRIVATE else "",
        "" if counts or contact.channel is InteractionChannel.NOTE else _("does not count"),
        " ".join(f"#{topic}" for topic in row.topics),
    )
    return words.DOT.join(part for part in parts if part)
