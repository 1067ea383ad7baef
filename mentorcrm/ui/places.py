"""Where one is in the window, and the way back."""

from dataclasses import dataclass, field

from mentorcrm.services.people_filter import PeopleFilter

_FILTER = "filter?"


# A dataclass, although a named tuple loads in a sixth of the time: PySide6 takes a tuple that
# travels by signal apart, and crashes.
@dataclass(frozen=True)
class Place:
    """A page, what is open in it, and how (such as a filter) as plain text.

    `scroll` is how far its lists and columns were scrolled; it makes no other place of it.
    """

    page: str
    key: int | None = None
    view: str = ""
    scroll: tuple[tuple[str, int], ...] = field(default=(), compare=False)


@dataclass
class Trail:
    """The places visited: back and forward, as in a browser."""

    limit: int = 50
    _past: list[Place] = field(default_factory=list)
    _future: list[Place] = field(default_factory=list)

    def leave(self, place: Place) -> None:
        """Note a place on leaving it for a new one."""
        if not self._past or self._past[-1] != place:
            self._past = [*self._past, place][-self.limit :]
        self._future.clear()

    def back(self, here: Place) -> Place | None:
        """The place before, None at the start."""
        return self._step(self._past, self._future, here)

    def forward(self, here: Place) -> Place | None:
        """The place that was left by going back, None at the end."""
        return self._step(self._future, self._past, here)

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before."""
        return bool(self._past)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place to return to."""
        return bool(self._future)

    @staticmethod
    def _step(source: list[Place], target: list[Place], here: Place) -> Place | None:
        while source and source[-1] == here:
            source.pop()
        if not source:
            return None
        target.append(here)
        return source.pop()


def filtered_people(wanted: PeopleFilter, person: int | None = None) -> Place:
    """The list of people as a filter shows it, the plain list included."""
    return Place("people", person, f"{_FILTER}{wanted.as_text()}")


def filter_in(view: str) -> PeopleFilter | None:
    """The filter that a view of people names, None when it names none."""
    if not view.startswith(_FILTER):
        return None
    return PeopleFilter.from_text(view.removeprefix(_FILTER))
