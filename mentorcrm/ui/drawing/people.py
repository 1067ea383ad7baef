"""Who is in the drawing, as a list that screen readers read and keys walk through."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from mentorcrm.services.network_rows import ME, Network, Node
from mentorcrm.ui.widgets.bands import word_of
from mentorcrm.words import _, joined

Index = QModelIndex | QPersistentModelIndex


class NetworkPeople(QAbstractListModel):
    """A row for each person; I am the first. What is said of them is put together when asked."""

    def __init__(self) -> None:
        super().__init__()
        self._network: Network | None = None
        self._ids: list[int] = []
        self._rows: dict[int, int] = {}

    def show_network(self, network: Network, shown: list[int]) -> None:
        """Show these people of a network."""
        self.beginResetModel()
        self._network, self._ids = network, shown
        self._rows = {person: row for row, person in enumerate(shown)}
        self.endResetModel()

    def person(self, index: Index) -> int | None:
        """Who is in a row."""
        return self._ids[index.row()] if index.isValid() else None

    def place(self, person: int | None) -> QModelIndex:
        """The row of somebody; an invalid one for who is not here."""
        row = self._rows.get(person) if person is not None else None
        return self.index(row, 0) if row is not None else QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._network is None or not index.isValid():
            return None
        node = self._network.by_id[self._ids[index.row()]]
        if role == Qt.ItemDataRole.DisplayRole:
            return node.name if node.id != ME else _("You")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(self._network, node)
        if role == Qt.ItemDataRole.ToolTipRole and node.id != ME:
            return spoken(self._network, node)
        return None


def spoken(network: Network, node: Node) -> str:
    """`Ana, thriving, introduced Samir and Mei-Ling`."""
    if node.id == ME:
        return _("You")
    said = f"{node.name}, {word_of(node.band).lower()}"
    opened = [network.by_id[one].called for one in network.opened_by(node.id)]
    if not opened:
        return said
    return _("{said}, introduced {doors}").format(said=said, doors=joined(opened))
