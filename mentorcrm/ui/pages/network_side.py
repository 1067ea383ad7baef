"""Beside the network: whom somebody opened doors to, what hangs on them, what to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.services.network_rows import ME, Network, Node
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.avatar import Avatar
from mentorcrm.ui.widgets.bands import BandBars, word_of
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Hairline
from mentorcrm.ui.widgets.link import NameLink
from mentorcrm.ui.widgets.panes import ScrollColumn
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, n_

DEPENDS_FROM = 0.25
"""From this part of the network on that came through one person, it is worth a word."""


class NetworkSide(ScrollColumn):
    """One person of the network; `opened`, `thanked` and `chosen` carry an id."""

    opened = Signal(int)
    thanked = Signal(int)
    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__((20, 24, 20, 24), 12)
        self.network: Network | None = None
        self.person: int | None = None

    def show_person(self, network: Network, person: int) -> None:
        """Show somebody; me stands for the whole network."""
        self.network, self.person = network, person
        self.empty()
        node = next((one for one in network.nodes if one.id == person), None)
        if node is None or node.id == ME:
            self._show_all(network)
        else:
            self._show_node(network, node)
        self.body.addStretch(1)

    def empty(self) -> None:
        """Take everything out."""
        while self.body.count():
            item = self.body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _put(self, widget: QWidget) -> None:
        """Add below, on show at once."""
        boxes.put(self.body, widget)

    def _show_all(self, network: Network) -> None:
        people = len(network.nodes) - 1
        doors = sum(edge.introduction and edge.made for edge in network.edges)
        self._put(Label(_("Your network"), "title"))
        said = n_("{number} person.", "{number} people.", people).format(number=people)
        by = n_("{number} came through somebody else.", "{number} came through somebody else.",
                doors).format(number=doors)  # fmt: skip
        self._put(Label(f"{said} {by}", "body", "text2", wrap=True))
        bridges = sorted(
            (node for node in network.nodes if node.dependents),
            key=lambda node: -len(node.dependents),
        )[:5]
        if bridges:
            self._heading(_("Who opened most doors"), len(bridges))
            for node in bridges:
                opened = len(network.opened_by(node.id))
                words = n_("{number} door", "{number} doors", opened).format(number=opened)
                self._line(node, words)
        if network.left_out:
            left = n_(
                "{number} more person has no room here, and is found in People.",
                "{number} more people have no room here, and are found in People.",
                network.left_out,
            ).format(number=network.left_out)
            self._put(Label(left, "meta", "text2", wrap=True))

    def _show_node(self, network: Network, node: Node) -> None:
        head, words = QWidget(), Label(node.name, "title", wrap=True)
        standing = ", ".join(
            kind.label if number == 0 else kind.label.lower()
            for number, kind in enumerate(k for k in (node.role, node.season) if k is not None)
        )
        said = boxes.column(words, Label(standing, "body", "text2", wrap=True), spacing=0)
        top = boxes.row(Avatar(node.name, node.tint, 48), said, spacing=12)
        top.setStretch(1, 1)
        head.setLayout(top)
        self._put(head)
        self._put(_band(node))
        opened = self._doors(network, node)
        row = QWidget()
        thanks, see = Button(_("Draft thanks"), "primary", icon="pen-line"), Button(_("Open"))
        if not opened:
            thanks.hide()
        see.setAccessibleName(_("Open {name}").format(name=node.name))
        thanks.clicked.connect(lambda: self.thanked.emit(node.id))
        see.clicked.connect(lambda: self.opened.emit(node.id))
        row.setLayout(boxes.row(thanks, see, None))
        self._put(row)
        self._dependence(network, node)

    def _doors(self, network: Network, node: Node) -> bool:
        """Whom they introduced, and whom they were asked for; whether there is one of the first."""
        opened = [network.by_id[one] for one in network.opened_by(node.id)]
        if opened:
            self._people(_("Opened doors to"), opened)
            self._put(Label(_("They like to hear what came of it."), "body", "text2", wrap=True))
        asked = [network.by_id[one] for one in network.asked_of(node.id)]
        if asked:
            self._people(_("Asked to introduce you to"), asked)
        return bool(opened)

    def _people(self, words: str, people: list[Node]) -> None:
        self._put(Hairline())
        self._heading(words, len(people))
        for one in people:
            self._line(one, one.season.label if one.season is not None else "")

    def _dependence(self, network: Network, node: Node) -> None:
        if not node.dependents:
            return
        self._put(Hairline())
        self._heading(_("Dependence"), None)
        number = len(node.dependents)
        said = n_(
            "Without {called} you would not reach {number} person here.",
            "Without {called} you would not reach {number} people here.",
            number,
        ).format(called=node.called, number=number)
        if network.share(node.id) >= DEPENDS_FROM:
            safer = _("That is a good part of your network; a second way would make it safe.")
            said = f"{said} {safer}"
        self._put(Label(said, "body", "text2", wrap=True))

    def _heading(self, words: str, number: int | None) -> None:
        row = QWidget()
        count = Label(str(number) if number else "", "num", "text3")
        row.setLayout(boxes.row(Label(words, "strong"), None, count))
        self._put(row)

    def _line(self, node: Node, words: str) -> None:
        row, name = QWidget(), NameLink(node.name)
        name.clicked.connect(lambda: self.chosen.emit(node.id))
        bars = BandBars()
        bars.set_band(node.band)
        row.setLayout(
            boxes.row(
                Avatar(node.name, node.tint, 28),
                boxes.column(name, Label(words, "meta", "text2"), spacing=0),
                None,
                bars,
                spacing=10,
            )
        )
        self._put(row)


def _band(node: Node) -> QWidget:
    row, bars = QWidget(), BandBars()
    bars.set_band(node.band)
    row.setLayout(boxes.row(bars, Label(word_of(node.band), "medium"), None))
    return row
