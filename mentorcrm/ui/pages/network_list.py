"""The network as a list: the same people, what each of them opened, for keys and screen readers."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from mentorcrm.services.network_rows import ME, Network, Node
from mentorcrm.ui.widgets.bands import word_of
from mentorcrm.ui.widgets.tables import WordTable
from mentorcrm.words import _, joined

Index = QModelIndex | QPersistentModelIndex
_HEADS = (_("Person"), _("Role"), _("Health"), _("Came through"), _("Opened doors to"))


class NetworkModel(QAbstractTableModel):
    """A row for each person; ready-made words in each cell."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[int] = []
        self._cells: list[tuple[str, ...]] = []

    def show_network(self, network: Network) -> None:
        """Show these people, by name."""
        names = {node.id: node.name for node in network.nodes}
        through: dict[int, list[str]] = {}
        for edge in network.edges:
            if edge.made:
                source = names[edge.source] if edge.source != ME else _("You")
                through.setdefault(edge.target, []).append(source)
        people = sorted((n for n in network.nodes if n.id != ME), key=lambda n: n.name.casefold())
        self.beginResetModel()
        self.ids = [node.id for node in people]
        self._cells = [
            (
                node.name,
                _standing(node),
                word_of(node.band),
                joined(through.get(node.id, [])),
                joined([names[one] for one in network.opened_by(node.id)]),
            )
            for node in people
        ]
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self._cells[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_HEADS[index.column()]}: {cell}" if cell else _HEADS[index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        return None


def _standing(node: Node) -> str:
    if node.role is None or node.season is None:
        return ""
    return f"{node.role.label}, {node.season.label.lower()}"


class NetworkTable(WordTable):
    """Arrows move, Enter opens."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.people = NetworkModel()
        self.setModel(self.people)
        self.setAccessibleName(_("The network as a list"))
        self.selectionModel().currentRowChanged.connect(self._current)
        self.doubleClicked.connect(self._open)
        self.activated.connect(self._open)

    def choose(self, person: int) -> None:
        """Make somebody the current one."""
        if person in self.people.ids:
            self.setCurrentIndex(self.people.index(self.people.ids.index(person), 0))

    def _current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.people.ids[index.row()])

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.people.ids[index.row()])
