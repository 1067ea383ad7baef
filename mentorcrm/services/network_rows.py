"""The network as plain values: who is in it, doors, circles. Person 0 is me."""

from dataclasses import dataclass
from functools import cached_property

from mentorcrm.models.health_kinds import Band
from mentorcrm.models.kinds import Role, Season

ME = 0


@dataclass(frozen=True)
class Node:
    """Someone in the network. `depth` is the number of episodes of contact.

    `dependents` are the people who were reached through them alone, however long the chain.
    """

    id: int
    name: str
    called: str
    tint: int
    role: Role | None
    season: Season | None
    band: Band | None
    depth: int
    dependents: tuple[int, ...] = ()

    @property
    def resting(self) -> bool:
        """Whether nothing is asked of them now."""
        return self.band is Band.RESTING


@dataclass(frozen=True)
class Edge:
    """`source` opened the door to `target`; `made` is False for one that was only asked for."""

    source: int
    target: int
    introduction: bool
    made: bool = True


@dataclass(frozen=True)
class Circle:
    """People who share a tag or a house."""

    name: str
    members: tuple[int, ...]


@dataclass(frozen=True)
class Network:
    """All of it. `left_out` people had no room."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    circles: tuple[Circle, ...]
    left_out: int = 0

    def opened_by(self, person: int) -> tuple[int, ...]:
        """Whom someone introduced me to."""
        return tuple(self._opened.get((person, True), ()))

    def asked_of(self, person: int) -> tuple[int, ...]:
        """To whom someone was asked to introduce me, which has not come about yet."""
        return tuple(self._opened.get((person, False), ()))

    def share(self, person: int) -> float:
        """The part of the network that came through someone, 0 to 1."""
        others = len(self.nodes) - 1
        node = self.by_id.get(person)
        return len(node.dependents) / others if node is not None and others > 0 else 0.0

    @cached_property
    def by_id(self) -> dict[int, Node]:
        """Everybody by id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def _opened(self) -> dict[tuple[int, bool], list[int]]:
        found: dict[tuple[int, bool], list[int]] = {}
        for edge in self.edges:
            if edge.introduction:
                found.setdefault((edge.source, edge.made), []).append(edge.target)
        return found
