"""Freeze a filled database of the present schema as a test fixture: `vNNN.db` and its hash.

Run once when a schema is released. A frozen file is kept for ever, so this refuses to replace one:
every later version must still open it and find all that is in it.
"""

import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "fixtures" / "schema"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
# What real people type and paste: four scripts, emoji with joiners, marks that turn the line
# round, quotes, a template, a formula, SQL, tabs and line breaks.
ODD = (
    "Zoë “Ødegård” 👩🏽‍🔬 \u202e\u05e9\u05dc\u05d5\u05dd\u202c 山田 Łukasz O'Brien\t\n"
    '=cmd|"x"!A1 {{7*7}} %s \\n \'; DROP TABLE person; -- <b>&amp;'
)


def main() -> int:
    """Write the fixture of the present schema; 1 when it is there already."""
    from mentorcrm.storage import schema
    from mentorcrm.storage.backup import content_hash

    target = FOLDER / f"v{schema.HEAD:03d}.db"
    if target.exists():
        print(f"{target} is there already, and a frozen file never changes.")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        database = filled(Path(folder) / "home", long=20_000)
        with closing(schema.connect(database, read_only=True)) as connection:
            digest = content_hash(connection)
        FOLDER.mkdir(parents=True, exist_ok=True)
        target.write_bytes(database.read_bytes())
    target.with_suffix(".sha256").write_text(f"{digest}\n", encoding="utf-8")
    print(f"{target}: {digest}")
    return 0


def filled(home: Path, long: int = 200_000) -> Path:
    """A database in `home` with rows in every table; one note has `long` characters."""
    from mentorcrm.app import build
    from mentorcrm.clock import FixedClock
    from mentorcrm.paths import Paths

    services = build(Paths(home), FixedClock(NOW, "Europe/Lisbon"))
    try:
        file = home / "one pager ü.txt"
        file.write_text("one page", encoding="utf-8")
        fill(services.dispatcher.run, file, long)
        _history(services)
        _quotes(services)
        _sittings(services)
        _import(services)
        services.keep_start_page()
    finally:
        services.store.close()
    return services.paths.database


def fill(run: Callable[[Any], Any], file: Path, long: int) -> None:
    """Put odd rows into every table by commands; `file` is attached to a draft."""
    from mentorcrm.models.kinds import WorkingHours
    from mentorcrm.services.commands.profile import EditProfile
    from mentorcrm.services.commands.today import SnoozeRow
    from mentorcrm.services.commands.views import SaveView
    from mentorcrm.services.people_filter import PeopleFilter

    run(EditProfile({"name": ODD[:40], "zone": "Asia/Kathmandu"}, WorkingHours(600, 900, (5, 6))))
    first, second = _people(run, long)
    need = _needs(run)
    _links(run, need, first, second)
    _outreach(run, first, second, need, file)
    run(SaveView(ODD[:40], PeopleFilter(text=ODD, tag="career")))
    run(SnoozeRow(f"decide/need/{need}", 3650, ODD))


def _people(run: Callable[[Any], Any], long: int) -> tuple[int, int]:
    from mentorcrm.models.kinds import ContactKind, Role, Season
    from mentorcrm.services.commands import people as wish

    first = run(wish.AddPerson(ODD, "Ægir & Søn", "Führung", "a@b.example", Season.CANDIDATE))
    second = run(wish.AddPerson("x", why_them=ODD))
    note = (ODD * (long // len(ODD) + 1))[:long].strip()
    run(wish.EditPerson(first, {"notes": note, "how_met": ODD, "birthday": "--02-29"}))
    run(wish.SetIntroducer(first, second))
    run(wish.SetIntroducer(second, first))
    for kind in ContactKind:
        value = "+351 912 345 678" if kind is ContactKind.PHONE else "b@c.example"
        run(wish.AddContactPoint(second, kind, value, "Büro", preferred=True))
    run(wish.AddFact(first, ODD, "https://example.org/ü?q={{x}}", date(2026, 2, 28)))
    run(wish.SetTags(first, ("Über", "ux", "タグ")))
    for role in Role:
        run(wish.SetMentorship(second, role, Season.ACTIVE, 3650, why=ODD))
        run(wish.SetMentorship(second, role, Season.ALUMNI))
    run(wish.SetPersonFlags((first, second), favourite=True))
    run(wish.SetDoNotContact(second, date(9999, 12, 31)))
    gone = run(wish.AddPerson("Binned Person"))
    run(wish.DeletePeople((gone,)))
    return first, second


def _needs(run: Callable[[Any], Any]) -> int:
    from mentorcrm.models.kinds import NeedKind
    from mentorcrm.services.commands import needs as wish

    need: int = run(
        wish.AddNeed(
            NeedKind.DECISION, ODD, ODD, ODD, date(1, 1, 1), ("a", ODD), "b", date(2026, 12, 1)
        )
    )
    run(wish.SetNeedTasks(need, ((ODD, NOW.date()), ("two", None))))
    run(wish.EditNeed(need, {"decided": ODD}, ratings={"rating_start": 1, "confidence": 5}))
    return need


def _links(run: Callable[[Any], Any], need: int, first: int, second: int) -> None:
    from mentorcrm.models.kinds import CoverageLevel
    from mentorcrm.services.commands.needs import LinkNeed

    run(LinkNeed(need, first, CoverageLevel.NONE, ODD))
    run(LinkNeed(need, second, CoverageLevel.PRIMARY))


def _outreach(run: Callable[[Any], Any], first: int, second: int, need: int, file: Path) -> None:
    from mentorcrm.models import kinds
    from mentorcrm.services.commands import outreach as wish

    window = kinds.TimeWindow(NOW + timedelta(days=7), NOW + timedelta(days=7.5), "Asia/Kolkata")
    parts = dict.fromkeys(kinds.PartId, ODD)
    ask = kinds.MessageKind.FIRST_ASK
    draft = run(wish.StartDraft(first, ask, need_id=need, parts=parts, windows=(window,), body=ODD))
    run(wish.KeepVersion(draft, ODD))
    run(wish.DismissFinding(draft, "hedge", ODD))
    run(wish.AttachFile(draft, str(file)))
    run(wish.MarkSent(draft, kinds.InteractionChannel.LETTER, NOW - timedelta(days=1)))
    run(wish.RecordOutcome(draft, kinds.Outcome.SUGGESTED, ODD))
    run(
        wish.LogInteraction(
            (first, second),
            NOW - timedelta(days=40),
            kinds.InteractionChannel.EVENT,
            summary=ODD,
            body=ODD,
            minutes=1440,
            privacy=kinds.Privacy.NEVER,
        )
    )
    tone, form = kinds.Tone.BRIEF, kinds.MessageForm.MAIL
    run(wish.SaveTemplate(ask, tone, form, "Hello {{ person.first_name }}", ODD[:30]))


def _history(services: Any) -> None:
    """Rows of what happens between two people, odd ones among them, as the tables hold them."""
    from mentorcrm.models import history_kinds as kinds
    from mentorcrm.models import tables as t
    from mentorcrm.models.kinds import Privacy

    today, never = NOW.date(), Privacy.NEVER
    with services.store.write() as unit:
        add = _adder(unit.session)
        add(t.InteractionTopic, interaction_id=1, name=ODD[:40], key=ODD[:40].lower())
        meeting = add(
            t.Meeting, interaction_id=1, slot=45, decision_id=1, progress=ODD, link=ODD, rating=4,
            takeaways=ODD, thanks=ODD, moved=2, cancelled_on=today, cancelled_why=ODD,
            agenda_sent_on=today, held_at=NOW, closed_at=NOW, recap_due=NOW, recap_draft_id=1,
        )  # fmt: skip
        for kind in kinds.AgendaKind:
            add(t.AgendaPoint, meeting_id=meeting, kind=kind, text=ODD, detail=ODD, carried=3)
        advice = add(
            t.Advice, person_id=1, interaction_id=1, need_id=1, words=ODD, context=ODD, assumed=ODD,
            given_on=date(1, 1, 1), response=kinds.AdviceResponse.SET_ASIDE, responded_on=today,
            why=ODD, result=ODD, told_on=date(9999, 12, 31), told_draft_id=1, privacy=never,
        )  # fmt: skip
        add(
            t.Experiment, advice_id=advice, hypothesis=ODD, sign=ODD, until=today, tried_on=today,
            worked=kinds.Worked.PARTLY, learned=ODD,
        )  # fmt: skip
        promise = add(
            t.Commitment, person_id=2, interaction_id=1, need_id=1, owner=kinds.Owner.THEM,
            what=ODD, made_on=today, due=today, dropped_on=today, dropped_reason=ODD,
        )  # fmt: skip
        for line in kinds.LineKind:
            add(t.MeetingLine, meeting_id=meeting, kind=line, text=ODD, privacy=never)
        add(
            t.MeetingLine, meeting_id=meeting, kind=kinds.LineKind.THEIR_PROMISE,
            advice_id=advice, commitment_id=promise,
        )  # fmt: skip
        add(t.Question, text=ODD, topic=ODD, style=kinds.FeedbackStyle.REFLECTIVE)
        add(
            t.QuestionAsked, person_id=1, meeting_id=meeting, key="own/1", text=ODD,
            asked_on=today, came_of=ODD,
        )  # fmt: skip
        _terms(add, meeting)


def _quotes(services: Any) -> None:
    """A message that reports on advice."""
    from mentorcrm.models import tables as t

    with services.store.write() as unit:
        _adder(unit.session)(t.DraftAdvice, draft_id=1, advice_id=1, position=3)


def _sittings(services: Any) -> None:
    """Reviews, judgements disagreed with, weights of the mosaic, and what advice speaks for."""
    from mentorcrm.models import health_kinds as kinds
    from mentorcrm.models import tables as t

    today = NOW.date()
    with services.store.write() as unit:
        add = _adder(unit.session)
        for signal in kinds.SignalKind:
            add(t.HealthNote, person_id=1, signal=signal, reason=ODD, expires_on=date(9999, 12, 31))
        review = add(
            t.Review, kind=kinds.ReviewKind.QUARTERLY, started_on=date(1, 1, 1), finished_on=today,
            step=ODD[:20], notes={ODD[:20]: ODD},
        )  # fmt: skip
        add(t.Review, kind=kinds.ReviewKind.WEEKLY, started_on=today)
        add(
            t.ReviewEntry, review_id=review, person_id=1, band=kinds.Band.AT_RISK, note=ODD,
            decision=kinds.ReviewDecision.LIGHTEN, next_on=today, draft_id=1,
        )  # fmt: skip
        add(t.ReviewEntry, review_id=review, person_id=2)
        add(t.ReviewCoverage, review_id=review, need_id=1, covered=1000, if_lost=0)
        add(t.MosaicWeight, need_id=1, weight=3)
        for facet in kinds.Facet:
            add(t.ReviewCoverage, review_id=review, facet=facet.value, covered=333, if_lost=10)
            add(t.MosaicWeight, facet=facet.value, weight=0)
        add(t.AdviceStance, advice_id=1, option=ODD)


def _terms(add: Callable[..., int], meeting: int) -> None:
    """What goes both ways and what was agreed."""
    from mentorcrm.models import history_kinds as kinds
    from mentorcrm.models import tables as t
    from mentorcrm.models.kinds import InteractionChannel

    today = NOW.date()
    given = add(
        t.ReciprocityNote, person_id=1, interaction_id=1, kind=kinds.GiveKind.PAYING_FORWARD,
        direction=kinds.GiveDirection.GIVEN, happened_on=today, what=ODD,
        effort=kinds.Effort.LARGE, prompted_by=ODD,
    )  # fmt: skip
    add(
        t.GiveIdea, person_id=1, kind=kinds.IdeaKind.WANTED, text=ODD, noted_on=today,
        done_as=given,
    )  # fmt: skip
    add(
        t.Introduction, introducer_id=1, second_id=2, why=ODD, asked_on=today,
        first_agreed_on=today, second_agreed_on=today, made_on=today, outcome=ODD,
        told_introducer_on=today,
    )  # fmt: skip
    add(
        t.Agreement, mentorship_id=1, purpose=ODD, rhythm_days=3650, minutes=1440,
        channel=InteractionChannel.LETTER, between=ODD, monthly_minutes=0, monthly_asks=99,
        off_limits=[ODD, ""], confidentiality=ODD, conflicts=ODD, agreed_on=today,
        review_on=today, ends_on=today, how_we_end=ODD,
    )  # fmt: skip
    add(
        t.Trial, mentorship_id=1, started_on=today, meetings=3, minutes=30, ends_on=today,
        question=ODD, result=kinds.TrialResult.ADJUST, decided_on=today, note=ODD,
    )  # fmt: skip
    add(t.WorkingStyle, person_id=1, prefers=ODD, their_limits=ODD, my_limits=ODD)
    for criterion in kinds.FitCriterion:
        add(
            t.FitRating, person_id=1, criterion=criterion, phase=kinds.FitPhase.THIRD,
            weight=3, how_i_know=ODD, rated_on=today,
        )  # fmt: skip
    add(
        t.FitCheck, person_id=1, meeting_id=meeting, number=3, note=ODD, checked_on=today,
        verdict=kinds.FitVerdict.DECIDING,
    )  # fmt: skip
    add(t.NotSamePerson, one_id=1, other_id=2)


def _adder(session: Any) -> Callable[..., int]:
    """Adds a row to a table and gives its id."""

    def add(table: Any, **values: Any) -> int:
        row = table(**values)
        session.add(row)
        session.flush()
        number: int = row.id
        return number

    return add


def _import(services: Any) -> None:
    from mentorcrm.interchange.contacts import CardPoint, ContactCard, ParsedFile
    from mentorcrm.models.kinds import ContactKind

    points = (CardPoint(ContactKind.MAIL, "C@D.example", "c@d.example", "Work"),)
    card = ContactCard("row 2", "Ines Roth-Łęcka", notes=ODD, tags=("ux",), points=points, uid="u1")
    services.import_contacts(services.transfer.propose(ParsedFile("ü.csv", "csv", (card,))))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
