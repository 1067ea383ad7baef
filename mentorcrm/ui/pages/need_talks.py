"""The conversations about a need, the newest first, each with the way to it."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from mentorcrm.services.interactions_rows import Source, key_of
from mentorcrm.services.need_talks import TalkRow
from mentorcrm.services.rows import NeedRow
from mentorcrm.ui import words
from mentorcrm.ui.days import desk_day, desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.cards import Card
from mentorcrm.ui.widgets.link import NameLink
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, joined

SHOWN = 5


class TalksCard(Card):
    """Meetings and other contacts about the need; hidden while there are none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("You talked about it"))
        self._desk = desk
        self._shown: tuple[TalkRow, ...] | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)

    def show_need(self, need: NeedRow) -> None:
        """Show the conversations about a need."""
        rows = self._desk.services.talks.about(need.id, SHOWN)
        self.setVisible(bool(rows))
        if rows == self._shown:
            return
        self._shown = rows
        boxes.empty(self._rows)
        for row in rows:
            self._add(row)

    def _add(self, row: TalkRow) -> None:
        link = NameLink(row.title or _("A conversation"), "body")
        link.setAccessibleName(_("Open {what}").format(what=link.text()))
        link.clicked.connect(partial(self._open, row))
        day = words.short_day(desk_day(self._desk, row.at), desk_today(self._desk))
        said = words.DOT.join(part for part in (day, joined(row.names)) if part)
        lines = boxes.column(link, Label(said, "meta", "text3", wrap=True), spacing=0)
        self._rows.addLayout(lines)

    def _open(self, row: TalkRow) -> None:
        if row.meeting is not None:
            self._desk.go("meetings", row.meeting)
        else:
            self._desk.go("history", key_of(Source.CONTACT, row.id), "contacts")
