"""A mark of its own in every column that holds words: which of them turn up where.

The columns come from the schema, so a new one is private until it is named here. What may reach
the person it belongs to is a short list; what may reach anybody else is a shorter one.
"""

import json
import logging
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import Text

from mentorcrm.app import build
from mentorcrm.asks.catalogue import spec
from mentorcrm.asks.one_page import OnePage, markdown
from mentorcrm.cli import main
from mentorcrm.clock import FixedClock
from mentorcrm.errors import UserError
from mentorcrm.models.kinds import MessageKind, Privacy, Tone
from mentorcrm.models.tables import Base, captured_tables
from mentorcrm.models.types import JsonText, utc_text
from mentorcrm.paths import Paths
from mentorcrm.services import snapshot
from mentorcrm.services.commands import outreach as wish
from mentorcrm.services.commands import people
from mentorcrm.services.commands.meetings import PlanMeeting
from mentorcrm.services.meeting_brief import as_markdown
from mentorcrm.services.meeting_brief import page as brief_page
from mentorcrm.ui import page_drawing
from tests.conftest import NOW
from tests.services.filling import add

# Not words: keys, zones, numbers as text, files, and what is laid out in a way of its own.
STRUCTURED = {
    *("attachment.sha256", "attachment.media_type", "contact_point.normalised"),
    *("contact_point.value", "coverage.facet", "draft.windows", "draft.dismissed"),
    *("draft_version.parts", "import_batch.counts", "import_batch.file_kind"),
    *("interaction.zone", "interaction.source", "interaction.external_id"),
    *("interaction_topic.key", "mentorship.facets", "person.sort_name", "person.zone"),
    *("profile.zone", "profile.region", "profile.work_days", "profile.calendar_file"),
    *("question_asked.key", "saved_view.wanted", "tag.key", "template.source"),
    *("template.based_on", "draft.parts"),
    *("review_coverage.facet", "mosaic_weight.facet"),
}
# Who I am and what I look for: mine to tell, to anybody.
MINE = {
    *("profile.name", "profile.headline", "profile.intro_line", "profile.intro_three"),
    *("profile.signature_warm", "profile.signature_plain", "profile.signature_brief"),
    *("profile.reach_me", "question.text", "question.topic"),
    *("need.statement", "need.why_now", "need.done_when", "need.options", "need.leaning"),
    "need.decided",
}
# What may be said to the person it belongs to, and to nobody else.
TO_THEM = {
    *("person.display_name", "person.given_name", "person.nickname", "person.organisation"),
    *("person.title", "person.location", "public_fact.text", "public_fact.source"),
    *("interaction.summary", "meeting.link", "agenda_point.text", "meeting.takeaways"),
    *("meeting.thanks", "advice.words", "advice.result", "commitment.what", "meeting_line.text"),
    *("experiment.hypothesis", "agreement.purpose", "agreement.between"),
    *("agreement.confidentiality", "agreement.how_we_end", "draft.subject", "draft.body"),
}
# Of these nothing leaves once they are marked so.
MARKED = (
    *("interaction.", "advice.", "experiment.", "commitment.", "meeting_line."),
    *("meeting.", "agenda_point."),
)
# What labels of undo and the kept start page may say: whom it is about, and what I look for.
NAMES = {"person.display_name", "person.organisation", "person.title", "need.statement"}
NAMES |= {"profile.name", "tag.name", "person.nickname"}  # What they are called is a name too.


def columns() -> list[tuple[str, str]]:
    """Every column of the schema that holds words."""
    return [
        (table, column.name)
        for table in captured_tables()
        for column in Base.metadata.tables[table].columns
        if (type(column.type) is Text or isinstance(column.type, JsonText))
        and column.name != "uid"
        and f"{table}.{column.name}" not in STRUCTURED
    ]


def mark(table: str, column: str) -> str:
    """Letters only, so that no rule of grammar takes it apart."""
    return f"qzx{table}{column}qzx".replace("_", "")


MARKS = {mark(table, column): f"{table}.{column}" for table, column in columns()}


def turned_up(*outputs: object) -> set[str]:
    """The columns whose marks stand in what went out."""
    found: set[str] = set()
    for output in outputs:
        text = output.decode("utf-8", "replace") if isinstance(output, bytes) else str(output)
        plain = re.sub(r"=\r?\n|\r?\n ", "", text).lower()
        found |= {MARKS[one] for one in re.findall(r"qzx[a-z]+?qzx", plain) if one in MARKS}
    return found


class Planted:
    """Two people; every word on record of the first is a mark, whatever is mine is one as well."""

    def __init__(self, services: Any, privacy: Privacy) -> None:
        self.services, self.privacy = services, privacy
        self.filled: set[str] = set()
        run = services.dispatcher.run
        self.ben = run(people.AddPerson("Ben Adler", "Kestrel", mail="ben@x.example"))
        run(people.SetMentorship(self.ben, people.Role.MENTOR, people.Season.ACTIVE))
        self._mine()
        self._person()
        self._contacts()
        self._rest()

    def plant(self, table: str, **given: Any) -> int:
        """A row with a mark in every column that holds words and was not given."""
        taken = set(given)
        for name, column in Base.metadata.tables[table].columns.items():
            words = mark(table, name)
            if name in taken or name == "uid" or f"{table}.{name}" not in set(MARKS.values()):
                if name not in taken and f"{table}.{name}" in STRUCTURED:
                    given[name] = "[]" if isinstance(column.type, JsonText) else ""
                continue
            given[name] = json.dumps([words]) if isinstance(column.type, JsonText) else words
            self.filled.add(f"{table}.{name}")
        return add(self.services.paths, table, **given)

    def _mine(self) -> None:
        self.plant("profile", work_start=540, work_end=1020, work_days="[0,1,2,3,4]")
        self.need = self.plant("need", kind="decision", status="open")
        self.plant("need_task", need_id=self.need)
        self.plant("question")
        self.plant("saved_view", wanted="{}")
        self.plant("snooze", until="2026-11-01")
        self.tag = self.plant("tag", key="k")
        self.batch = self.plant("import_batch", counts="{}")
        self.file = self.plant("attachment", sha256="0" * 64)

    def _person(self) -> None:
        self.ana = ana = self.plant(
            "person", sort_name="a", zone="Europe/Lisbon", introduced_by=self.ben,
            do_not_contact_until=None, import_batch_id=self.batch,
        )  # fmt: skip
        self.plant(
            "contact_point", person_id=ana, kind="mail", value="a@x.example",
            normalised="a@x.example",
        )  # fmt: skip
        self.plant("person_tag", person_id=ana, tag_id=self.tag)
        self.role = self.plant(
            "mentorship", person_id=ana, role="mentor", season="active", ended_on=None
        )
        for table in ("agreement", "trial", "season_change"):
            self.plant(table, mentorship_id=self.role)
        self.plant("coverage", need_id=self.need, mentorship_id=self.role, facet="x")
        for table in ("public_fact", "working_style", "fit_rating", "fit_check", "give_idea"):
            self.plant(table, person_id=ana)
        for table in ("reciprocity_note", "health_note"):
            self.plant(table, person_id=ana)
        sitting = self.plant("review", finished_on=None)
        self.plant("review_entry", review_id=sitting, person_id=ana)
        for one, other in ((ana, self.ben), (self.ben, ana)):
            self.plant("introduction", introducer_id=one, first_id=one, second_id=other)

    def _contacts(self) -> None:
        self.meetings = []
        for days, closed in ((-20, utc_text(NOW)), (3, None)):
            contact = self.plant(
                "interaction", at=utc_text(NOW + timedelta(days=days)), zone="Europe/Lisbon",
                channel="video", direction="both", privacy=self.privacy.value,
                counts_as_contact=int(bool(closed)), source="typed", minutes=30,
            )  # fmt: skip
            self.contact = contact
            self.plant("interaction_person", interaction_id=contact, person_id=self.ana)
            self.plant("interaction_topic", interaction_id=contact, key="k")
            self.meetings.append(
                self.plant(
                    "meeting", interaction_id=contact, decision_id=self.need, cancelled_on=None,
                    closed_at=closed, held_at=closed, recap_due=closed, slot=30, rating=3,
                )
            )  # fmt: skip
            meeting = self.meetings[-1]
            for kind in ("question", "other"):
                self.plant("agenda_point", meeting_id=meeting, kind=kind)
            for kind in ("note", "quote", "decision"):
                self.plant("meeting_line", meeting_id=meeting, kind=kind,
                           privacy=self.privacy.value)  # fmt: skip
            self.plant("question_asked", person_id=self.ana, meeting_id=meeting, key="")

    def _rest(self) -> None:
        ana, privacy = self.ana, self.privacy.value
        self.advice = []
        for response in ("tried", "open", "set_aside"):
            number = self.plant(
                "advice", person_id=ana, need_id=self.need, told_on=None, response=response,
                interaction_id=self.contact, privacy=privacy,
            )  # fmt: skip
            self.advice.append(number)
            self.plant("experiment", advice_id=number, worked="yes")
            self.plant("advice_stance", advice_id=number)
        for owner, done in (("me", None), ("them", None), ("me", "2026-11-20")):
            self.plant(
                "commitment", person_id=ana, owner=owner, done_on=done, dropped_on=None,
                interaction_id=self.contact, privacy=privacy,
            )  # fmt: skip
        self.draft = self.plant(
            "draft", person_id=ana, kind="recap", state="draft", sent_at=None, parts="{}",
            outcome=None, outcome_on=None, sent_channel=None, follow_up_due=None,
        )  # fmt: skip
        self.plant("draft_version", draft_id=self.draft, parts="{}", number=1)
        self.plant("template", source="{{ say.greeting }}", kind="office-hours", form="chat",
                   tone="brief")  # fmt: skip


class Told(NamedTuple):
    """What stood in all messages to each of the two, and what was logged while they were made."""

    ana: set[str]
    ben: set[str]
    logged: str


@pytest.fixture(scope="module", params=list(Privacy), ids=lambda privacy: privacy.value)
def planted(
    request: Any, fresh_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Planted]:
    """One database for each privacy; a test that changes it takes its changes back."""
    paths = Paths(tmp_path_factory.mktemp(request.param.value) / "home")
    paths.create()
    shutil.copyfile(fresh_database, paths.database)
    services = build(paths, FixedClock(NOW, "Europe/Lisbon"))
    yield Planted(services, request.param)
    services.store.close()


class Lines(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.kept: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.kept.append(self.format(record))


@pytest.fixture(scope="module")
def told(planted: Planted) -> Iterator[Told]:
    """Making every message takes a while, so it is done once; all of it is listened to."""
    root, lines = logging.getLogger(), Lines()
    level = root.level
    root.addHandler(lines)
    root.setLevel(logging.DEBUG)
    logging.getLogger("mentorcrm").debug("all messages are made")
    try:
        ana, ben = messages(planted, planted.ana), messages(planted, planted.ben)
        planted.services.people.detail(planted.ana)
        planted.services.search.everything("qzx")
        planted.services.today.page()
        yield Told(ana, ben, "\n".join(lines.kept))
    finally:
        root.removeHandler(lines)
        root.setLevel(level)


def allowed(planted: Planted, *, to_them: bool) -> set[str]:
    if not to_them:
        return MINE
    if planted.privacy is Privacy.NEVER:
        return MINE | {one for one in TO_THEM if not one.startswith(MARKED)}
    return MINE | TO_THEM


def messages(planted: Planted, person: int) -> set[str]:
    """All that can be written to someone, in every kind, form and tone, and its files."""
    services, found = planted.services, set()
    for kind in MessageKind:
        for form in spec(kind).forms:
            first = form is spec(kind).forms[0]
            # What a message may quote does not depend on its tone; its template does.
            for tone in Tone if first else (Tone.WARM,):
                needs = (None, planted.need) if first and tone is Tone.WARM else (planted.need,)
                for need in needs:
                    request = services.desk.request(person, kind, tone, form, need)
                    found |= turned_up(repr(request), repr(services.desk.compose(request)))
        draft = services.dispatcher.run(services.desk.beginning(person, kind))
        detail = services.outreach.detail(draft)
        page = services.desk.page_of(detail)
        found |= turned_up(services.sending.eml(draft), services.sending.mailto(draft), repr(page))
        found |= printed(page)
        services.dispatcher.run(wish.DeleteDraft(draft))
    return found


def meetings(planted: Planted, person: int, numbers: list[int]) -> set[str]:
    """What is made of meetings: briefs for paper, invitations, agendas, recaps."""
    services, found = planted.services, set()
    for number in numbers:
        brief = services.briefs.brief(person, meeting_id=number, leaving=True)
        found |= turned_up(repr(brief), as_markdown(brief, NOW.date()))
        found |= printed(brief_page(brief, NOW.date()))
        found |= refused_or(services.invitations.agenda_text, number)
        found |= refused_or(services.invitations.ics, number)
        found |= turned_up(services.invitations.name(number))
        found |= refused_or(services.recaps.begin, number, person)
    return found


def printed(page: OnePage | None) -> set[str]:
    """What a page says as a file or on paper: the text that is drawn, and the title of the file."""
    if page is None:
        return set()
    return turned_up(page_drawing._document(page).toPlainText(), page.title)


def refused_or(make: Callable[..., object], *given: int) -> set[str]:
    """What is made, or the sentence that refuses it."""
    try:
        made = make(*given)
    except UserError as error:
        made = error
    return turned_up(made)


def test_every_column_that_holds_words_is_planted(planted: Planted) -> None:
    assert planted.filled == {f"{table}.{column}" for table, column in columns()}
    known = {f"{t}.{c.name}" for t in captured_tables() for c in Base.metadata.tables[t].columns}
    assert known >= STRUCTURED | MINE | TO_THEM | NAMES


def test_messages_hold_no_more_than_may_be_said(planted: Planted, told: Told) -> None:
    found = told.ana
    assert found <= allowed(planted, to_them=True)
    assert {"person.display_name", "need.statement"} <= found


def test_messages_to_somebody_else_hold_nothing_of_them(planted: Planted, told: Told) -> None:
    assert told.ben <= allowed(planted, to_them=False)


def test_meetings_hold_no_more_than_may_be_said(planted: Planted) -> None:
    found = meetings(planted, planted.ana, planted.meetings)
    assert found <= allowed(planted, to_them=True)
    assert "agreement.purpose" in found
    assert ("agenda_point.text" in found) is (planted.privacy is not Privacy.NEVER)


def test_meetings_with_somebody_else_hold_nothing_of_them(planted: Planted) -> None:
    when = NOW + timedelta(days=2)
    run = planted.services.dispatcher.run
    number = run(PlanMeeting((planted.ben,), when, wish.InteractionChannel.VIDEO))
    found = meetings(planted, planted.ben, [number])
    planted.services.dispatcher.undo()
    assert found <= allowed(planted, to_them=False)


def test_a_meeting_with_both_holds_of_one_only_what_is_shareable(planted: Planted) -> None:
    when = NOW + timedelta(days=2)
    run = planted.services.dispatcher.run
    number = run(PlanMeeting((planted.ben, planted.ana), when, wish.InteractionChannel.VIDEO))
    found = meetings(planted, planted.ben, [number])
    planted.services.dispatcher.undo()
    shareable = planted.privacy is Privacy.SHAREABLE
    shared = {"advice.words", "commitment.what"} if shareable else set()
    assert found <= MINE | NAMES | shared
    assert shared <= found


def test_an_agreement_on_paper_holds_what_was_agreed_alone(planted: Planted) -> None:
    page = planted.services.terms.page(planted.ana, planted.role)
    agreed = {"person.display_name", "profile.name", "agreement.purpose", "agreement.between"}
    agreed |= {"agreement.confidentiality", "agreement.how_we_end"}
    assert turned_up(repr(page), markdown(page)) == agreed
    assert printed(page) == agreed


def test_labels_the_kept_start_page_and_files_beside_hold_names_at_most(planted: Planted) -> None:
    services = planted.services
    services.settings.change(theme="dark")
    services.keep_start_page()
    services.dispatcher.run(people.EditPerson(planted.ana, {"notes": "new"}))
    services.dispatcher.run(people.DeletePeople((planted.ana,)))
    services.dispatcher.run(people.RestorePeople((planted.ana,)))
    labels = [step.label for step in services.history.recent()]
    kept = snapshot.encode(services.start_page())
    for _step in range(3):
        services.dispatcher.undo()
    assert turned_up(*labels) <= NAMES
    assert turned_up(kept) <= NAMES | {"draft.subject"}
    beside = [p for p in services.paths.home.rglob("*") if not p.name.startswith("mentorcrm.db")]
    assert turned_up(*(p.read_bytes() for p in beside if p.is_file())) == set()


# An introduction of one to the other is on record with either of them.
WITH_BOTH = frozenset({"introduction.why", "introduction.outcome", "person.display_name"})
COMMANDS = (
    ("person", "Ben Adler"),
    ("people", "Ben"),
    ("advice", "list", "Ben"),
    ("promises", "list", "Ben"),
    ("ask", "Ben", "--kind", "one-question"),
    ("give", "Ben"),
    ("history", "Ben"),
    ("log", "call w @Ben 20m yesterday: the pilot first"),
    ("meeting", "plan", "Ben", "in 3 days 16:00"),
    ("meeting", "brief", "Ben"),
)


def test_the_command_line_tells_nothing_of_one_when_asked_of_another(
    planted: Planted,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    copy = Paths(tmp_path / "home")
    copy.create()
    original = planted.services.paths.database
    with (
        closing(sqlite3.connect(original)) as source,
        closing(sqlite3.connect(copy.database)) as target,
    ):
        source.backup(target)
    monkeypatch.setenv("MENTORCRM_HOME", str(copy.home))
    for words in COMMANDS:
        monkeypatch.setattr(sys, "argv", ["mentorcrm", *words, "--json"])
        with suppress(SystemExit):
            main()
        shown = capsys.readouterr()
        assert shown.out or not shown.err, (words, shown.err)
        both = WITH_BOTH if words[0] in ("give", "history") else frozenset()
        assert turned_up(shown.out, shown.err) <= {"tag.name", *MINE, *both}, words


def test_no_log_holds_a_word(planted: Planted, told: Told) -> None:
    logs: list[Path] = list(planted.services.paths.home.rglob("*.log*"))
    assert "all messages are made" in told.logged
    assert turned_up(told.logged, *(path.read_bytes() for path in logs)) == set()
