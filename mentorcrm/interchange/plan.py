"""What importing a file would do: one proposal for each contact, for a person to review.

Planning is pure and linear. Deciding about an item means planning again with the decision, so
that what depends on it (a twin further down the file) follows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from mentorcrm.interchange.bulk import collection_paused
from mentorcrm.interchange.contacts import CardPoint, ContactCard, ParsedFile, Skipped
from mentorcrm.interchange.matching import Found, IdentityIndex, Traits, traits_of
from mentorcrm.models.kinds import ImportAction
from mentorcrm.words import _, joined, n_

NOTHING_NEW = _("already here, nothing new")
# The fields of a person that an update may fill, where they are empty.
FILLABLE = (
    "prefix",
    "given_name",
    "middle_name",
    "family_name",
    "suffix",
    "nickname",
    "pronouns",
    "organisation",
    "title",
    "location",
    "birthday",
    "notes",
    "uid",
    "connected_on",
)


class Decision(StrEnum):
    """What the user says about one item of a plan."""

    KEEP_SEPARATE = "keep_separate"
    SAME_PERSON = "same_person"
    LEAVE_OUT = "leave_out"


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody who is already here, as far as an import needs to know them."""

    id: int
    display_name: str
    prefix: str = ""
    given_name: str = ""
    middle_name: str = ""
    family_name: str = ""
    suffix: str = ""
    nickname: str = ""
    pronouns: str = ""
    organisation: str = ""
    title: str = ""
    location: str = ""
    birthday: str = ""
    notes: str = ""
    uid: str = ""
    tags: tuple[str, ...] = ()
    points: tuple[CardPoint, ...] = ()
    connected_on: date | None = None


class KnownPeople:
    """Everybody who is already here, indexed once and used for any number of plans."""

    def __init__(self, people: Iterable[KnownPerson] = ()) -> None:
        self.people: list[KnownPerson] = list(people)
        self.by_id = {person.id: person for person in self.people}
        self._index = IdentityIndex()
        with collection_paused():
            for place, person in enumerate(self.people):
                self._index.add(place, traits_of(person))

    def find(self, traits: Traits) -> Found | None:
        """Who somebody may be; the places count in `people`."""
        return self._index.find(traits)


@dataclass(frozen=True, slots=True)
class Change:
    """One empty field of a person and what it would become. `field` is one of `FILLABLE`."""

    field: str
    value: str | date


@dataclass(frozen=True, slots=True)
class PlanItem:
    """What is proposed for one contact.

    `card` is what would be written: for a contact that stands several times in the file it
    holds what all of them say. UPDATE names the person by `person_id` and says what changes;
    DUPLICATE names the one it may be, by `person_id` or, within the file, by `twin`, a place in
    the plan's items. A duplicate is not imported unless the user decides so.
    """

    card: ContactCard
    action: ImportAction
    reason: str = ""
    person_id: int | None = None
    twin: int | None = None
    changes: tuple[Change, ...] = ()
    new_points: tuple[CardPoint, ...] = ()
    new_tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The proposals for a file, in its order, and the places that held no contact."""

    parsed: ParsedFile
    known: KnownPeople
    items: tuple[PlanItem, ...]
    decisions: Mapping[int, Decision] = field(default_factory=dict)

    def count(self, action: ImportAction) -> int:
        """How many items of the file come to this; the four counts add up to all of them."""
        among = sum(1 for item in self.items if item.action is action)
        return among + (len(self.parsed.skipped) if action is ImportAction.SKIP else 0)

    def skipped(self) -> tuple[Skipped, ...]:
        """Every place that is not imported, with its reason; possible duplicates apart."""
        own = (
            Skipped(item.card.where, item.reason)
            for item in self.items
            if item.action is ImportAction.SKIP
        )
        return (*self.parsed.skipped, *own)

    def decide(self, decisions: Mapping[int, Decision]) -> "ImportPlan":
        """The plan with more items decided, by their places in `items`."""
        return plan(self.parsed, self.known, {**self.decisions, **decisions})


def plan(
    parsed: ParsedFile, known: KnownPeople, decisions: Mapping[int, Decision] | None = None
) -> ImportPlan:
    """Propose what to do with each contact of a file."""
    decided = dict(decisions or {})
    with collection_paused():
        planner = _Planner(parsed.cards, known, decided)
        for place in range(len(parsed.cards)):
            planner.place(place)
        return ImportPlan(parsed, known, tuple(planner.items()), decided)


class _Planner:
    """Takes the cards one after another; remembers what has become of each."""

    def __init__(
        self, cards: tuple[ContactCard, ...], known: KnownPeople, decisions: Mapping[int, Decision]
    ) -> None:
        self._cards = list(cards)
        self._known = known
        self._decisions = decisions
        self._twins = IdentityIndex()
        self._fate: list[PlanItem] = []
        self._by_person: dict[int, int] = {}

    def place(self, place: int) -> None:
        """Settle the fate of one card."""
        card, decision = self._cards[place], self._decisions.get(place)
        if decision is Decision.LEAVE_OUT:
            self._fate.append(PlanItem(card, ImportAction.SKIP, _("left out by you")))
        elif decision is Decision.KEEP_SEPARATE:
            item = PlanItem(card, ImportAction.NEW, _("kept separate by you"))
            self._open(place, item, traits_of(card))
        else:
            self._match(place, card, decided=decision is Decision.SAME_PERSON)

    def items(self) -> Iterator[PlanItem]:
        """The proposals, once every card has been placed."""
        for place, item in enumerate(self._fate):
            card = self._cards[place]
            if item.action is ImportAction.UPDATE and item.person_id is not None:
                yield self._updated(replace(item, card=card), item.person_id)
            elif item.card is card or item.action is ImportAction.SKIP:
                yield item
            else:
                yield replace(item, card=card)

    def _match(self, place: int, card: ContactCard, *, decided: bool) -> None:
        traits = traits_of(card)
        twin = self._twins.find(traits)
        if twin and twin.sure:
            self._fold(place, twin)
            return
        found = self._known.find(traits)
        if found and (decided or found.sure) and len(found.places) == 1:
            self._is_known(place, found, traits)
        elif found:
            self._may_be_known(place, found, traits)
        elif twin and decided:
            self._fold(place, twin)
        elif twin:
            first = twin.places[0]
            reason = f"{twin.how} {_row(self._cards[first])}"
            self._open(place, PlanItem(card, ImportAction.DUPLICATE, reason, twin=first), traits)
        else:
            self._open(place, PlanItem(card, ImportAction.NEW), traits)

    def _open(self, place: int, item: PlanItem, traits: Traits) -> None:
        self._fate.append(item)
        self._twins.add(place, traits)

    def _is_known(self, place: int, found: Found, traits: Traits) -> None:
        person = self._known.people[found.places[0]]
        earlier = self._by_person.get(person.id)
        if earlier is not None:
            self._fold(place, Found((earlier,), True, _("same person as")))
            return
        self._by_person[person.id] = place
        reason = f"{found.how} {person.display_name}"
        item = PlanItem(self._cards[place], ImportAction.UPDATE, reason, person.id)
        self._open(place, item, traits)

    def _may_be_known(self, place: int, found: Found, traits: Traits) -> None:
        people = [self._known.people[at] for at in found.places]
        names = joined([person.display_name for person in people[:3]])
        reason = n_(
            "{how} {names}, who is already here", "{how} {names}, who are already here", len(people)
        ).format(how=found.how, names=names)
        item = PlanItem(self._cards[place], ImportAction.DUPLICATE, reason, people[0].id)
        self._open(place, item, traits)

    def _fold(self, place: int, twin: Found) -> None:
        """Give a card's content to the first card of the same person, and skip it."""
        first, *others = twin.places
        self._absorb(first, self._cards[place])
        reason = f"{twin.how} {_row(self._cards[first])}"
        self._fate.append(PlanItem(self._cards[place], ImportAction.SKIP, reason, twin=first))
        for other in others:
            if self._fate[other].action is ImportAction.NEW:
                self._absorb(first, self._cards[other])
                self._fate[other] = PlanItem(
                    self._cards[other],
                    ImportAction.SKIP,
                    f"{_('same person as')} {_row(self._cards[first])}",
                    twin=first,
                )

    def _absorb(self, first: int, card: ContactCard) -> None:
        first = self._root(first)
        self._cards[first] = merged(self._cards[first], card)
        self._twins.add(first, traits_of(self._cards[first]))

    def _root(self, place: int) -> int:
        """Where a card's content went when it was folded into another."""
        for _step in range(len(self._fate)):
            item = self._fate[place]
            if item.action is not ImportAction.SKIP or item.twin is None:
                break
            place = item.twin
        return place

    def _updated(self, item: PlanItem, person_id: int) -> PlanItem:
        person = self._known.by_id[person_id]
        changes = tuple(
            Change(name, value)
            for name in FILLABLE
            if (value := getattr(item.card, name)) and not getattr(person, name)
        )
        points = new_points(person.points, item.card.points)
        tags = new_tags(person.tags, item.card.tags)
        if not changes and not points and not tags:
            return replace(item, action=ImportAction.SKIP, reason=NOTHING_NEW)
        return replace(item, changes=changes, new_points=points, new_tags=tags)


def merged(first: ContactCard, second: ContactCard) -> ContactCard:
    """The first card with its empty fields, addresses and tags filled up from the second."""
    empty = {
        name: value
        for name in (*FILLABLE, "department")
        if (value := getattr(second, name)) and not getattr(first, name)
    }
    points = new_points(first.points, second.points)
    tags = new_tags(first.tags, second.tags)
    if not empty and not points and not tags:
        return first
    return replace(first, **empty, points=first.points + points, tags=first.tags + tags)


def new_points(had: tuple[CardPoint, ...], given: tuple[CardPoint, ...]) -> tuple[CardPoint, ...]:
    """The addresses of `given` that `had` lacks, by their normalised form."""
    keys = {point.kind + (point.normalised or point.value) for point in had}
    return tuple(
        point for point in given if point.kind + (point.normalised or point.value) not in keys
    )


def new_tags(had: tuple[str, ...], given: tuple[str, ...]) -> tuple[str, ...]:
    """The tags of `given` that `had` lacks, whatever their case."""
    keys = {tag.casefold() for tag in had}
    return tuple(tag for tag in given if tag.casefold() not in keys)


def _row(card: ContactCard) -> str:
    return card.where.partition(",")[0]
