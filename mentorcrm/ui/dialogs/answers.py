"""What comes after an answer: a time to keep, a person to add."""

from datetime import datetime, tzinfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import MEETING_LENGTHS
from mentorcrm.models.kinds import (
    CONTACT_CHANNELS,
    InteractionChannel,
    NeedKind,
    NeedStatus,
    TimeWindow,
)
from mentorcrm.services.ask_meeting import offered_channel, offered_minutes, planned
from mentorcrm.services.asking import spoken_date, weekday_name
from mentorcrm.services.commands.outreach import AddSuggested
from mentorcrm.services.rows import DraftDetail, PersonDetail
from mentorcrm.services.zones import city, zone_of
from mentorcrm.ui import words
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.typed import read_person
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.fields import Field, Labelled
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.select import Select
from mentorcrm.ui.widgets.text import Label
from mentorcrm.ui.widgets.text_area import TextArea
from mentorcrm.words import _


class SuggestedSheet(Sheet):
    """Whom someone suggested: added in one line, with who introduced them."""

    def __init__(self, window: QWidget, desk: Desk, draft_id: int, by: str) -> None:
        super().__init__(window, _("Whom did they suggest?"), 480)
        self._desk = desk
        self._draft = draft_id
        self._by = by
        self.who = Field(_("Name, organisation, e-mail"), icon="user-plus")
        self._row = Labelled(_("New person"), self.who, _("A name is enough"))
        said = _("They are added to your people as a candidate, introduced by {by}.").format(by=by)
        self.body.addWidget(Label(said, "body", "text2", wrap=True))
        self.body.addWidget(self._row)
        later = Button(_("Later"))
        self.add = Button(_("Add the person"), "primary")
        self.buttons.addWidget(later)
        self.buttons.addWidget(self.add)
        later.clicked.connect(self.reject)
        self.add.clicked.connect(self._add)

    def _add(self) -> None:
        if not self.who.text().strip():
            self._row.set_error(_("Write at least a name."))
            return
        typed = read_person(self.who.text())
        command = AddSuggested(self._draft, typed.name, typed.organisation, typed.title, typed.mail)
        said = _("Added {name}, introduced by {by}").format(name=typed.name, by=self._by)
        self._desk.run(command, said=said, failed=self._row.set_error, then=self._added)

    def _added(self, _person: object) -> None:
        self.accept()


class PlanSheet(Sheet):
    """A yes to meet: the meeting is planned, and there is a reply to paste into the thread."""

    def __init__(
        self, window: QWidget, desk: Desk, draft: DraftDetail, person: PersonDetail
    ) -> None:
        super().__init__(window, _("Thank and plan"), 520)
        self._desk = desk
        self._draft, self._person = draft, person
        now = desk.clock.now()
        self._mine = zone_of(desk.services.desk.my_zone())
        self._theirs = zone_of(person.values["zone"], desk.services.desk.my_zone())
        ahead = [window for window in draft.windows if window.end > now]
        offered: list[tuple[object, str]] = [(w, self._said(w)) for w in ahead]
        self.when = Select([*offered, (None, _("Another time"))])
        self.when.setCurrentIndex(0)
        self.typed = Field("2026-12-01 16:00-16:30")
        self._typed_row = Labelled(_("Day and time"), self.typed, _("On your clock"))
        self.how = Select([(c, c.label) for c in CONTACT_CHANNELS])
        self.how.set_value(offered_channel(draft))
        self.length = Select()
        self.reply = TextArea("", low=3)
        self.keep = Button(_("Copy the reply and plan the meeting"), "primary")
        self._build()
        self._show()

    def _build(self) -> None:
        self.body.addWidget(Labelled(_("When you meet"), self.when))
        self.body.addWidget(self._typed_row)
        beside = boxes.row(spacing=12)
        for part in (Labelled(_("How"), self.how), Labelled(_("How long"), self.length)):
            beside.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(beside)
        hint = _("Nothing is sent. Paste it into your answer to theirs.")
        self.body.addWidget(Labelled(_("Reply"), self.reply, hint))
        later = Button(_("Later"))
        self.buttons.addWidget(later)
        self.buttons.addWidget(self.keep)
        later.clicked.connect(self.reject)
        self.keep.clicked.connect(self._keep)
        self.when.chosen.connect(self._show)
        self.typed.committed.connect(self._show)

    def _show(self) -> None:
        self._typed_row.setVisible(self.when.value() is None)
        self._typed_row.set_error("")
        window = self._window()
        self.reply.set_value(self._reply(window) if window is not None else "")
        minutes = offered_minutes(self._draft, window)
        lengths = sorted({*MEETING_LENGTHS, minutes})
        self.length.set_choices([(n, _("{minutes} min").format(minutes=n)) for n in lengths])
        self.length.set_value(minutes)

    def _window(self) -> TimeWindow | None:
        """The time that is chosen or typed; None, with a sentence, when there is none."""
        chosen = self.when.value()
        if isinstance(chosen, TimeWindow):
            return chosen
        if not self.typed.text().strip():
            return None
        try:
            found = self._desk.services.desk.read_windows(self.typed.text())
        except UserError as error:
            self._typed_row.set_error(str(error))
            return None
        return found[0]

    def _keep(self) -> None:
        window = self._window()
        if window is None:
            if not self.typed.text().strip():
                self._typed_row.set_error(_("Write the day and the time, or choose one above."))
            return
        if not self.reply.text().strip():
            self.reply.set_value(self._reply(window))
        channel, minutes = self.how.value(), self.length.value()
        assert isinstance(channel, InteractionChannel)
        assert isinstance(minutes, int)
        command = planned(self._draft, window, minutes, channel, self._decision())
        said = _("Copied, and planned for {when}").format(when=self._said(window))
        self._desk.run(command, said=said, failed=self._refuse, then=self._kept)

    def _decision(self) -> int | None:
        """The need that the ask was about, where it is a decision that is still open."""
        need = self._draft.need_id
        if need is None:
            return None
        choices = self._desk.services.needs.list(NeedStatus.OPEN)
        found = (one for one in choices if one.id == need and one.kind is NeedKind.DECISION)
        return next((one.id for one in found), None)

    def _refuse(self, problem: str) -> None:
        self._typed_row.show()
        self._typed_row.set_error(problem)

    def _kept(self, meeting: int) -> None:
        self._desk.clipboard.copy(self.reply.text())
        self.accept()
        self._desk.go("meetings", meeting, "prepare")

    def _said(self, window: TimeWindow) -> str:
        start = window.start.astimezone(self._mine)
        theirs = window.start.astimezone(self._theirs)
        day = words.long_day(start.date()).rsplit(" ", 1)[0]
        if _same(start, theirs):
            return f"{day} {start:%H:%M}"
        return _("{day} {mine:%H:%M} (theirs {theirs:%H:%M})").format(
            day=day, mine=start, theirs=theirs
        )

    def _reply(self, window: TimeWindow) -> str:
        start = window.start.astimezone(self._theirs)
        place = f" ({city(str(self._theirs))} time)" if _zone_named(self._theirs) else ""
        day = f"{weekday_name(start.weekday())} {spoken_date(start.date(), start.year)}"
        name = self._person.first_name or self._person.name
        return (
            f"Thank you, {name}. {day} at {start:%H:%M}{place} works well for me. I will send you "
            "one line the day before on what I would most like to look at."
        )


def _same(one: datetime, other: datetime) -> bool:
    return one.utcoffset() == other.utcoffset()


def _zone_named(zone: tzinfo) -> bool:
    return "/" in str(zone)
