"""The entries of a person's timeline: contacts, and the seasons, advice and promises between."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorcrm.models.kinds import InteractionChannel, Privacy
from mentorcrm.services.commands.interactions import EditInteraction
from mentorcrm.services.commands.outreach import DeleteInteraction, SetPrivacy
from mentorcrm.services.given_entries import introduction_key
from mentorcrm.services.giving_rows import IntroductionRow
from mentorcrm.services.interactions_rows import (
    AdviceLine,
    ContactRow,
    EntryRow,
    GivenLine,
    PromiseLine,
    source_of,
)
from mentorcrm.services.rows import SeasonRow
from mentorcrm.ui.days import desk_today, desk_zone
from mentorcrm.ui.delegates.timeline_entry import GAP, Head, Line, Picture, Question
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.plan_acts import HappenedRow
from mentorcrm.ui.pages.timeline_entry import Entry
from mentorcrm.ui.pages.timeline_parts import label_of
from mentorcrm.ui.pages.timeline_pictures import contact_picture, other_picture
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import OverActs
from mentorcrm.ui.widgets.buttons import IconButton
from mentorcrm.ui.widgets.link import NameLink
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.ui.pages.contact_editor import ContactEditor

_PRIVACY_ICONS = {
    Privacy.PRIVATE: "lock",
    Privacy.SHAREABLE: "eye",
    Privacy.NEVER: "shield-check",
}


class ContactEntry(Entry):
    """One contact: what, when, what was said and promised; opened, all of it to edit."""

    def __init__(self, desk: Desk, entry: EntryRow, person: int) -> None:
        super().__init__(desk, entry)
        self._person = person
        self.editor: ContactEditor | None = None
        self.show_entry(entry)

    def show_entry(self, entry: EntryRow) -> None:
        """Show the contact as it is now; the form that is open stays so."""
        assert isinstance(entry.record, ContactRow)
        self.row = entry.record
        super().show_entry(entry)
        if self.row.asks:
            self.wake()  # What asks has its answers in view.
        if self.editor is not None and self.is_open():
            self.editor.show_contact(self.row)

    def draw(self, entry: EntryRow) -> Picture:
        ahead = self.row.planned or self.row.asks  # Of these alone the time of day is said.
        zone = desk_zone(self.desk) if ahead else ""
        return contact_picture(entry, self._person, desk_today(self.desk), zone)

    def name(self) -> tuple[str, ...]:
        title, when = self.picture.lines[0].words()
        return (title, self.row.contact.channel.label, when)

    def _fill(self) -> None:
        super()._fill()
        assert self.shown is not None
        self.shown.setCursor(Qt.CursorShape.PointingHandCursor)
        if self.is_open():
            self.shown.hide()
        self._add_acts(self.shown)

    def put(self, lines: QVBoxLayout, line: Line) -> None:
        if isinstance(line, Question):
            happened = HappenedRow(self.desk, self.row)
            self.hold(*happened.buttons())
            lines.addWidget(happened)
        else:
            super().put(lines, line)

    def head(self, line: Head) -> QHBoxLayout:
        if not line.link:
            return super().head(line)
        link = NameLink(line.title.text)
        link.setAccessibleName(line.link)
        link.clicked.connect(self._open_draft)
        self.hold(link)
        row = boxes.row(spacing=GAP)
        row.addWidget(link, 1)
        row.addWidget(label_of(line.when))
        return row

    def open(self) -> None:
        """Edit the contact in place."""
        self.wake()
        if self.editor is None:
            from mentorcrm.ui.pages.contact_editor import ContactEditor

            self.editor = ContactEditor(self.desk)
            self.editor.closed.connect(self.close_editor)
            self.text.addWidget(self.editor)
        self.editor.show_contact(self.row)
        if self.shown is not None:
            self.shown.hide()
        self.editor.show()
        self.editor.start()
        self.opened.emit()

    def close_editor(self) -> None:
        """Back to reading."""
        if self.editor is not None and self.shown is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.editor.hide()
            self.shown.show()

    def is_open(self) -> bool:
        """Whether the contact is being edited."""
        return self.editor is not None and not self.editor.isHidden()

    def act(self, event: QKeyEvent) -> bool:
        letters = self.desk.settings.current.letter_keys
        if event.key() == Qt.Key.Key_Delete:
            self.delete()
        elif event.key() == Qt.Key.Key_E and letters and not event.modifiers():
            self.open()
        else:
            return super().act(event)
        return True

    def open_it(self) -> bool:
        if self.is_open():
            return False
        self.open()
        return True

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

    def _add_acts(self, shown: QWidget) -> None:
        """The buttons over the entry."""
        privacy, (title, when) = self.row.contact.privacy, self.picture.lines[0].words()
        self._privacy = IconButton(
            _PRIVACY_ICONS[privacy],
            _("{label}: change it").format(label=privacy.label),
            size=28,
            role="text3",
        )
        self._remove = IconButton(
            "x",
            _("Remove “{title}” of {when}").format(title=title, when=when),
            size=28,
            role="text3",
        )
        for button in (self._privacy, self._remove):
            button.setFocusPolicy(self.focusPolicy())
        over = OverActs(shown, self._privacy, self._remove, fill="canvas")
        if shown.isVisible():
            over.show()
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
        super().__init__(desk, entry)
        if not isinstance(entry.record, SeasonRow):
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_entry(entry)

    def draw(self, entry: EntryRow) -> Picture:
        return other_picture(entry, desk_today(self.desk))

    def open_it(self) -> bool:
        """Open what it is about where it can be changed; nothing for a season."""
        views = {AdviceLine: "advice", PromiseLine: "promises", GivenLine: "giving"}
        view, row = views.get(type(self.entry.record)), source_of(self.entry.key)[1]
        if isinstance(self.entry.record, IntroductionRow):
            view, row = "giving", introduction_key(row)
        if view is not None:
            self.desk.go("history", row, view)
        return view is not None


def entry_widget(desk: Desk, entry: EntryRow, person: int) -> Entry:
    """What shows an entry on the page of a person."""
    if isinstance(entry.record, ContactRow):
        return ContactEntry(desk, entry, person)
    return OtherEntry(desk, entry)
