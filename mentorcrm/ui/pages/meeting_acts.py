"""What can be done with a meeting from its menus: move, cancel, invite, print, send the agenda."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import MEETING_LENGTHS
from mentorcrm.models.kinds import CONTACT_CHANNELS
from mentorcrm.services.commands import meetings as wish
from mentorcrm.services.meeting_line import read_when
from mentorcrm.services.meetings_rows import MeetingDetail
from mentorcrm.ui.days import local_day
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.saving import offer_file
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.fields import Field, Labelled
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.select import Select
from mentorcrm.words import _


class TimeSheet(Sheet):
    """When, how long, how and where: what a planned meeting can be changed in."""

    def __init__(self, window: QWidget, desk: Desk, detail: MeetingDetail) -> None:
        super().__init__(window, _("When and how"), 460)
        self._desk, self._detail = desk, detail
        zone = desk.services.desk.my_zone()
        local = detail.row.at.astimezone(ZoneInfo(zone))
        self._shown = f"{local:%Y-%m-%d %H:%M}"
        self.when = Field(_("friday 16:00"))
        self.when.set_value(self._shown)
        self._row = Labelled(_("Day and time"), self.when, _("On your clock. A move is counted."))
        lengths = sorted({*MEETING_LENGTHS, detail.row.slot})
        self.slot = Select([(n, _("{minutes} min").format(minutes=n)) for n in lengths])
        self.slot.set_value(detail.row.slot)
        self.how = Select([(c, c.label) for c in CONTACT_CHANNELS])
        self.how.set_value(detail.row.channel)
        self.link = Field("https://")
        self.link.set_value(detail.link)
        self.body.addWidget(self._row)
        self.body.addWidget(Labelled(_("How long"), self.slot))
        self.body.addWidget(Labelled(_("How"), self.how))
        self.body.addWidget(Labelled(_("Link or place"), self.link))
        cancel = Button(_("Leave it"))
        self.keep = Button(_("Keep"), "primary")
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(self.keep)
        cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self._keep)

    def _keep(self) -> None:
        detail, zone = self._detail, self._desk.services.desk.my_zone()
        number = detail.row.id
        move = None
        if self.when.text().strip() != self._shown:
            today = local_day(self._desk.clock.now(), zone)
            try:
                move = wish.MoveMeeting(number, read_when(self.when.text(), today, zone), zone)
            except UserError as error:
                self._row.set_error(str(error))
                return
        slot, how = self.slot.value(), self.how.value()
        edit = wish.EditMeeting(
            number,
            channel=how if how is not detail.row.channel else None,  # type: ignore[arg-type]
            slot=slot if slot != detail.row.slot else None,  # type: ignore[arg-type]
            link=self.link.text() if self.link.text() != detail.link else None,
        )
        if any(value is not None for value in (edit.channel, edit.slot, edit.link)):
            self._desk.run(edit, failed=self._row.set_error)
        if move is not None:
            said = _("Moved the meeting. A new invitation replaces the old one.")
            self._desk.run(move, said=said, failed=self._row.set_error, then=self._done)
        else:
            self.accept()

    def _done(self, _nothing: object) -> None:
        self.accept()


class CancelSheet(Sheet):
    """Why it does not take place, in a few words; what was on its agenda moves on."""

    def __init__(self, window: QWidget, desk: Desk, detail: MeetingDetail) -> None:
        super().__init__(window, _("Cancel the meeting"), 440)
        self._desk, self._detail = desk, detail
        self.why = Field(_("ill, another appointment, no longer needed"))
        hint = _("For you alone. Open points move to the next meeting.")
        self.body.addWidget(Labelled(_("Why"), self.why, hint))
        keep = Button(_("Keep the meeting"))
        self.cancel = Button(_("Cancel the meeting"), "danger")
        self.buttons.addWidget(keep)
        self.buttons.addWidget(self.cancel)
        keep.clicked.connect(self.reject)
        self.cancel.clicked.connect(self._cancel)

    def _cancel(self) -> None:
        command = wish.CancelMeeting(self._detail.row.id, self.why.text())
        self._desk.run(command, said=_("Cancelled the meeting"), then=self._done)

    def _done(self, _nothing: object) -> None:
        self.accept()


class MeetingActs(QObject):
    """Opens the menu of a meeting and carries out what is chosen."""

    def __init__(self, desk: Desk, view: QWidget) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self.detail: MeetingDetail | None = None
        self._acts: dict[str, Callable[[], None]] = {
            "time": self._time,
            "cancel": self._cancel,
            "ics": self._save_invitation,
            "agenda": self.send_agenda,
            "brief": self._brief,
            "bin": self._delete,
        }

    def open_menu(self, under: object) -> None:
        """What can be done with the meeting now."""
        detail = self.detail
        if detail is None or not isinstance(under, QWidget):
            return
        open_now = detail.closed_at is None and detail.cancelled_on is None
        choices: list[tuple[object, str, str] | None] = []
        if open_now:
            choices += [
                ("time", _("When and how…"), "clock"),
                ("agenda", _("Send the agenda"), "send"),
            ]
        if detail.closed_at is None:
            choices.append(("ics", _("Save the invitation (.ics)…"), "calendar-plus"))
        choices.append(("brief", _("One-page brief…"), "file-text"))
        for person in detail.row.people:
            said = _("Open {name}").format(name=person.name)
            choices.append((person.id, said, "user"))
        choices.append(None)
        if open_now:
            choices.append(("cancel", _("Cancel the meeting…"), "circle-x"))
        choices.append(("bin", _("Move to the bin"), "trash-2"))
        menu = ChoiceMenu(self._view, choices)
        menu.chosen.connect(self._do)
        menu.open_under(under)

    def send_agenda(self) -> None:
        """Put the agenda on the clipboard and into the mail app; nothing is sent by itself."""
        detail = self.detail
        if detail is None:
            return
        text = self._desk.services.invitations.agenda_text(detail.row.id)
        self._desk.clipboard.copy(text)
        opened = self._open_mail(detail, text)
        said = _("The agenda is in your mail app and on the clipboard. Did you send it?")
        if not opened:
            said = _("The agenda is on the clipboard. Did you send it?")
        self._desk.say(said, self._mark_sent, _("Mark as sent"))

    def _open_mail(self, detail: MeetingDetail, text: str) -> bool:
        """Open the mail app for those who take part and have an address."""
        services = self._desk.services
        try:
            people = [person.id for person in detail.row.people]
            link = services.sending.text_link(people, detail.row.title, text)
            return bool(link) and self._desk.opener.open(link)
        except UserError:
            return False

    def _mark_sent(self) -> None:
        if self.detail is not None:
            self._desk.run(
                wish.MarkAgendaSent(self.detail.row.id), said=_("Noted that the agenda was sent")
            )

    def _do(self, what: object) -> None:
        if isinstance(what, int):
            self._desk.go("people", what)
        else:
            self._acts[str(what)]()

    def _time(self) -> None:
        if self.detail is not None:
            TimeSheet(self._view.window(), self._desk, self.detail).open()

    def _cancel(self) -> None:
        if self.detail is not None:
            CancelSheet(self._view.window(), self._desk, self.detail).open()

    def _save_invitation(self) -> None:
        if self.detail is None:
            return
        number = self.detail.row.id
        invitations = self._desk.services.invitations
        try:
            content, name = invitations.ics(number), invitations.name(number)
        except UserError as error:
            self._desk.tell(str(error))
            return
        said = _("Saved {name}. Attach it to your message.")
        offer_file(self._desk, _("Save the invitation"), name, content, said=said)

    def _brief(self) -> None:
        from mentorcrm.ui.dialogs.brief_page import BriefSheet

        if self.detail is not None and self.detail.row.people:
            row = self.detail.row
            BriefSheet(self._view.window(), self._desk, row.people, row.id).open()

    def _delete(self) -> None:
        from mentorcrm.services.commands.outreach import DeleteInteraction

        if self.detail is not None:
            command = DeleteInteraction(self.detail.row.interaction_id)
            self._desk.go("meetings")
            self._desk.run(command, said=_("Moved the meeting to the bin"))
