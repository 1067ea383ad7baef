"""What the palette answers to each keystroke. Runs in a thread: it reads, and ranks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mentorcrm.models.naming import name_parts
from mentorcrm.services.interactions_rows import HistoryFilter, Source, key_of
from mentorcrm.services.people_filter import PeopleFilter
from mentorcrm.ui.navigation import PAGES
from mentorcrm.ui.palette.entries import Entry, Found, Group
from mentorcrm.ui.palette.ranking import best, score
from mentorcrm.ui.places import Place, filtered_people
from mentorcrm.ui.widgets.avatar import initials
from mentorcrm.words import _, joined, n_

if TYPE_CHECKING:
    from mentorcrm.services.facade import Services
    from mentorcrm.services.rows import SearchHit
    from mentorcrm.services.start_rows import PersonRow

SIGNS = "@#>"
PEOPLE, OTHERS, ALONE = 5, 4, 40
_FIRST = 15  # What people are ahead by: a name is what most people type.
_KINDS = {
    "need": (_("Needs"), "target"),
    "draft": (_("Asks"), "pen-line"),
    "note": (_("Notes"), "sticky-note"),
    "advice": (_("Advice"), "quote"),
    "promise": (_("Promises"), "square-check"),
    "line": (_("Meeting notes"), "calendar"),
    "topic": (_("Topics"), "tag"),
}

Rated = tuple[float, Group]


@dataclass(frozen=True)
class Finder:
    """Answers from the data, the places, the actions and what was used last."""

    services: "Services | None"
    places: tuple[Entry, ...]
    actions: tuple[Entry, ...]
    recent: tuple[str, ...] = ()

    def find(self, typed: str) -> Found:
        """The rows for what was typed, in groups."""
        sign, text = typed[:1], typed[1:].strip()
        if sign == "@":
            return self._only_people(text)
        if sign == "#":
            return self._tags(text)
        if sign == ">":
            return self._commands(text)
        return self._everything(typed.strip()) if typed.strip() else self._start()

    def _start(self) -> Found:
        recent = self._recent()
        used = {entry.key for entry in recent}
        groups = (
            Group(_("Recent"), recent),
            Group(_("Go to"), tuple(e for e in self.places if e.key not in used)),
            Group(_("Do"), tuple(e for e in self.actions if e.key not in used)),
        )
        return Found(tuple(group for group in groups if group.entries))

    def _everything(self, text: str) -> Found:
        hits = self.services.search.everything(text) if self.services else ()
        people = self._people(text, hits)
        rated = [self._rated(_("Go to and settings"), text, (*self.places, *self._views()))]
        rated.append(self._rated(_("Do"), text, self.actions))
        rated += (self._kind(kind, text, hits) for kind in _KINDS)
        if people:
            points = max(score(text, entry.text) for entry in people) + _FIRST
            rated.insert(0, (points, Group(_("People"), people[:PEOPLE])))
        rated = [(points, group) for points, group in rated if group.entries]
        rated.sort(key=lambda one: -one[0])
        groups = [group for _points, group in rated]
        if groups and groups[0].title == "People":
            groups.insert(1, with_person(groups[0].entries[0]))
        return Found(tuple(groups)) if groups else _nothing(text)

    def _only_people(self, text: str) -> Found:
        if self.services is None:
            return Found(message=_("One moment, your records are being opened."))
        if text:
            found = self._people(text, self.services.search.everything(text, ALONE))
            return Found((Group(_("People"), found),)) if found else _nothing(text)
        recent = tuple(entry for entry in self._recent() if entry.person is not None)
        listed = self.services.people.listed(limit=ALONE)
        known = {entry.key for entry in recent}
        others = tuple(e for e in map(person_entry, listed) if e.key not in known)
        groups = (Group(_("Recent"), recent), Group(_("People"), others))
        return Found(
            tuple(group for group in groups if group.entries),
            "" if recent or others else _("Nobody is here yet. Ctrl+N adds someone."),
        )

    def _tags(self, text: str) -> Found:
        topics = self.services.search.topics(text, ALONE) if self.services else ()
        about = tuple(_hit_entry(hit, "tag") for hit in topics)
        tags = self.services.people.tags() if self.services else []
        entries = [tag_entry(tag, number) for tag, number in tags]
        found = tuple(e for _points, e in best(text, entries, ALONE)) if text else tuple(entries)
        groups = (
            Group(_("People with the tag"), found[:ALONE]),
            Group(_("Contacts about the topic"), about),
        )
        if found or about:
            return Found(tuple(group for group in groups if group.entries))
        said = _("No tags yet. You give tags on a person’s card.")
        if text:
            said = _("No tag is called “{text}”. You give tags on a person’s card.")
        return Found(message=said.format(text=text))

    def _commands(self, text: str) -> Found:
        found = tuple(e for _points, e in best(text, self.actions, ALONE)) if text else self.actions
        if found:
            return Found((Group(_("Commands"), found),))
        return Found(
            message=_("No command is called “{text}”. F1 shows every key.").format(text=text)
        )

    def _people(self, text: str, hits: "Iterable[SearchHit]") -> tuple[Entry, ...]:
        ids = [hit.id for hit in hits if hit.kind == "person"]
        if not ids or self.services is None:
            return ()
        found = [person_entry(row) for row in self.services.people.rows(ids)]
        return tuple(sorted(found, key=lambda entry: -score(text, entry.text)))

    def _rated(self, title: str, text: str, entries: Iterable[Entry]) -> Rated:
        found = best(text, entries, OTHERS)
        points = found[0][0] if found else 0
        return points, Group(title, tuple(entry for _points, entry in found))

    def _kind(self, kind: str, text: str, hits: "Iterable[SearchHit]") -> Rated:
        title, icon = _KINDS[kind]
        entries = tuple(_hit_entry(hit, icon) for hit in hits if hit.kind == kind)[:OTHERS]
        return max((score(text, entry.text) for entry in entries), default=0) / 2, Group(
            title, entries
        )

    def _views(self) -> tuple[Entry, ...]:
        rows = self.services.views.list() if self.services else ()
        return tuple(
            Entry(
                f"view:{row.id}",
                row.name,
                _("View of people"),
                "list-filter",
                place=filtered_people(row.wanted),
                also=_("view filter"),
            )
            for row in rows
        )

    def _recent(self) -> tuple[Entry, ...]:
        """What was used last and is still there, the newest first."""
        known = {e.key: e for e in (*self.places, *self._views(), *self.actions)}
        if self.services is not None:
            ids = [int(key[7:]) for key in self.recent if key.startswith("person:")]
            rows = self.services.people.rows(ids) if ids else []
            known |= {entry.key: entry for entry in map(person_entry, rows)}
            if any(key.startswith("tag:") for key in self.recent):
                tags = self.services.people.tags()
                known |= {e.key: e for e in (tag_entry(tag, number) for tag, number in tags)}
        return tuple(known[key] for key in self.recent if key in known)[:6]


def person_entry(row: "PersonRow") -> Entry:
    """Someone as a row."""
    standing = joined(row.roles.split(" · "))
    about = ", ".join(part for part in (standing, row.organisation or row.title) if part)
    return Entry(
        f"person:{row.id}",
        row.name,
        _("Archived") if row.archived else about,
        initials=initials(row.name),
        tint=row.tint,
        place=Place("people", row.id),
        person=row.id,
    )


def tag_entry(tag: str, number: int) -> Entry:
    """A tag as a row; it leads to those who have it."""
    who = n_("{number:,} person", "{number:,} people", number).format(number=number)
    place = filtered_people(PeopleFilter(tag=tag))
    return Entry(f"tag:{tag}", tag, who, "tag", place=place)


def with_person(entry: Entry) -> Group:
    """What can be done with someone; the letters are those of a list of people."""
    words = name_parts(entry.text).words
    name = words[0] if words else entry.text
    person = entry.person
    acts: Mapping[str, tuple[str, str, str, Place]] = {
        "draft": (
            _("Draft an ask to {name}").format(name=name),
            "pen-line",
            "D",
            Place("asks", person, "new"),
        ),
        "log": (
            _("Log a contact with {name}").format(name=name),
            "check",
            "L",
            Place("people", person, "log"),
        ),
        "edit": (
            _("Edit {name}").format(name=name),
            "pencil",
            "E",
            Place("people", person, "edit"),
        ),
    }
    entries = tuple(
        Entry(f"{act}:{person}", text, icon=icon, keys=(key,), place=place)
        for act, (text, icon, key, place) in acts.items()
    )
    return Group(_("With {name}").format(name=name), entries)


def _hit_entry(hit: "SearchHit", icon: str) -> Entry:
    places = {
        "note": Place("history", key_of(Source.CONTACT, hit.id), "contacts"),
        "advice": Place("history", hit.id, "advice"),
        "promise": Place("history", hit.id, "promises"),
        "need": Place("needs", hit.id) if "needs" in PAGES else Place("asks"),
        "draft": Place("composer", hit.id),
        "topic": Place("history", view=f"contacts?{_topic_filter(hit.title)}"),
    }
    place = places.get(hit.kind, Place("people", hit.person_id))
    detail = "" if hit.excerpt == hit.title else hit.excerpt
    return Entry(f"{hit.kind}:{hit.id}", hit.title, detail, icon, place=place)


def _topic_filter(title: str) -> str:
    return HistoryFilter(topic=title.removeprefix("#")).as_text()


def _nothing(text: str) -> Found:
    add = Entry(
        "",
        _("Add “{text}” as a person").format(text=text),
        icon="user-plus",
        place=Place("people", view=f"new:{text}"),
    )
    return Found(
        (Group(_("Instead"), (add,)),),
        _("Nothing is called “{text}”. Try fewer letters, or:").format(text=text),
    )
