"""Every page reads again when a table changes that it reads from. What it reads is looked up."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from mentorcrm.models.kinds import MessageForm, MessageKind, Tone
from mentorcrm.models.tables import captured_tables
from mentorcrm.services import meetings_rows
from mentorcrm.services.commands.outreach import StartDraft
from mentorcrm.services.commands.transfer import AddSample
from mentorcrm.ui.pages.history_segments import SEGMENTS
from mentorcrm.ui.pages.settings import SettingsPage
from mentorcrm.ui.places import Place
from tests.ui.clipped import SETTINGS
from tests.ui.conftest import Stage

_NAMED = re.compile(r'(?:\bFROM|\bJOIN|,)\s+"?(\w+)"?(?=\s|,|\)|$)', re.IGNORECASE)
CAPTURED = frozenset(captured_tables())


@contextmanager
def read_from(stage: Stage) -> Iterator[set[str]]:
    """The tables of the record that statements name meanwhile, in whatever thread."""
    found: set[str] = set()
    with stage.services.store.read() as session:
        engine = session.connection().engine

    def look(_connection: object, _cursor: object, sql: str, *_rest: object) -> None:
        found.update(CAPTURED.intersection(_NAMED.findall(sql)))

    event.listen(engine, "before_cursor_execute", look)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", look)


def places(stage: Stage) -> list[Place]:
    """Every page and every part of one that reads for itself, with something open on it."""
    run = stage.services.dispatcher.run
    run(AddSample())
    someone = stage.services.people.listed(limit=1)[0].id
    draft = run(StartDraft(someone, MessageKind.FIRST_ASK, Tone.WARM, MessageForm.MAIL))
    (meeting, *_others) = stage.services.meetings.ids(tuple(meetings_rows.Stage))
    return [
        *(Place(page) for page in ("today", "people", "asks", "needs", "meetings")),
        *(Place(page) for page in ("review", "mosaic", "network", "sources")),
        Place("people", someone),
        Place("composer", draft),
        Place("needs", stage.services.needs.list()[0].id),
        Place("meetings", meeting),
        *(Place("history", view=segment.name) for segment in SEGMENTS),
        *(Place("settings", view=view) for view in SETTINGS),
    ]


@pytest.mark.long
def test_a_page_reads_again_when_a_table_it_reads_from_changes(stage: Stage) -> None:
    missing: dict[str, set[str]] = {}
    read = set[str]()
    for place in places(stage):
        page = stage.go(place.page, place.key, place.view)
        with read_from(stage) as found:
            page.reload()
            stage.settle()
        told = page.section.reads if isinstance(page, SettingsPage) else page.reads
        assert set(told) <= CAPTURED, place
        read |= found
        if found - set(told):
            missing[f"{place.page} {place.view} {place.key or ''}"] = found - set(told)
    assert missing == {}
    assert len(read) > len(CAPTURED) / 2
