"""The parts of the page of sources: a lane of the board, and the card of a channel."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.models.kinds import Channel
from mentorcrm.services.commands.sources import SetChannel
from mentorcrm.services.people_filter import PeopleFilter
from mentorcrm.services.sources import BoardPerson, ChannelRow, Lane
from mentorcrm.ui import theme
from mentorcrm.ui.delegates.record_row import RecordLine
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.pick import PickSheet
from mentorcrm.ui.newcomers import add_typed
from mentorcrm.ui.pages.source_words import lane_words, yield_words
from mentorcrm.ui.places import filtered_people
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.avatar import Avatar
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Card
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.link import NameLink
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

NAME_WIDTH, CHIP_WIDTH = 116, 168
PICKED_MOST = 50


class LaneRow(QWidget):
    """A season with its number, and who is in it; each name opens the person."""

    def __init__(self, desk: Desk, lane: Lane) -> None:
        super().__init__()
        self.lane = lane
        self.setAccessibleName(lane_words(lane))
        self._head = head = QWidget()
        title = Label(lane.season.label, "medium", "text" if lane.number else "text3")
        number = Label(f"{lane.number:,}", "meta", "text2" if lane.number else "text3")
        head.setLayout(boxes.column(title, number, spacing=0))
        self._flow = Flow(8, column=CHIP_WIDTH)
        self.names: list[NameLink] = []
        for person in lane.people:
            self._flow.add(self._chip(desk, person))
        left = lane.number - len(lane.people)
        if left > 0:
            more = Button(_("{number} more").format(number=left), "ghost", size="small")
            place = filtered_people(PeopleFilter(season=lane.season))
            more.setAccessibleName(_("Show everybody: {season}").format(season=lane.season.label))
            more.clicked.connect(partial(desk.go, place.page, None, place.view))
            self._flow.add(more)
        line = boxes.row(spacing=12, margins=(0, 10, 0, 10))
        line.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._flow, 1)
        self.setLayout(line)

    def wanted_width(self) -> int:
        """What the name of the season asks for."""
        return max(self._head.sizeHint().width(), theme.current().px(NAME_WIDTH))

    def set_name_width(self, width: int) -> None:
        """Give the name a width, the same for all lanes."""
        self._head.setFixedWidth(width)

    def _chip(self, desk: Desk, person: BoardPerson) -> QWidget:
        name = NameLink(person.name, "medium")
        name.setAccessibleName(_("Open {name}").format(name=person.name))
        name.clicked.connect(partial(desk.go, "people", person.id))
        self.names.append(name)
        words = boxes.column(name, spacing=0)
        if person.found:
            words.addWidget(Label(person.found, "meta", "text3"))
        chip = QWidget()
        line = boxes.row(spacing=8, margins=(0, 0, 10, 4))
        avatar = Avatar(person.name, person.tint, 28)
        line.addWidget(avatar, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words)
        chip.setLayout(line)
        return chip


class ChannelCard(Card):
    """A channel: what it brought, what to ask oneself, and a way to note whom one thinks of."""

    def __init__(self, desk: Desk, row: ChannelRow) -> None:
        super().__init__(row.words)
        self._desk, self.row = desk, row
        self.body.setSpacing(4)
        self.brought = Label(yield_words(row.brought), "meta", "text2", wrap=True)
        if row.brought is None:
            self.brought.set_role("text3")
        self.body.addWidget(self.brought)
        for prompt in row.prompts:
            self.body.addWidget(Label(prompt, "body", "text2", wrap=True))
        self.add = Button(_("I thought of someone"), "soft", size="small")
        self.add.setAccessibleName(_("{channel}: I thought of someone").format(channel=row.words))
        self.body.addSpacing(4)
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.add.setVisible(row.channel is not None)
        self.add.clicked.connect(self._pick)

    def _pick(self) -> None:
        if self.row.channel is None:
            return
        add = partial(_add, self._desk, self.row.channel)
        title = _("Whom did you think of?")
        chosen = partial(_choose, self._desk, self.row.channel)
        look = partial(_look, self._desk)
        PickSheet(self.window(), title, _("Type a name or work"), look, chosen, add).open()


def _look(desk: Desk, text: str) -> list[RecordLine]:
    people = desk.services.people
    rows = people.rows(people.ids(PeopleFilter(text=text), PICKED_MOST))
    return [RecordLine(row.id, row.name, row.work) for row in rows]


def _choose(desk: Desk, channel: Channel, person: int) -> None:
    """Somebody on record was found this way; who is nothing to me yet becomes a candidate."""
    said = _("Noted: {channel}").format(channel=channel.label)
    desk.run(SetChannel(person, channel, candidate=True), said=said)


def _add(desk: Desk, channel: Channel, text: str) -> None:
    """Somebody new, a candidate from the start; what to find out next stands on their page."""
    add_typed(desk, text, then=partial(desk.go, "people"), source=channel.value)
