"""What each step of a sitting shows, from the record."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from mentorcrm.clock import today
from mentorcrm.models.health_kinds import ReviewDecision, SignalKind
from mentorcrm.models.kinds import NeedStatus
from mentorcrm.services.ask_outcomes import Group, of_words
from mentorcrm.services.review_report import changes, covered_words
from mentorcrm.services.review_rows import ReviewPage as Found
from mentorcrm.services.review_rows import ReviewRow
from mentorcrm.services.review_steps import (
    ASKS,
    DATES,
    DRAFTS,
    GOALS,
    LOOPS,
    MOSAIC,
    message_of,
    season_of,
)
from mentorcrm.services.rows import NeedRow
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages import review_acts as acts
from mentorcrm.ui.pages.health_acts import take
from mentorcrm.ui.pages.need_places import LOOK_BACK
from mentorcrm.ui.pages.review_lines import MOST, Shares, StepBody, StepLine, more_words
from mentorcrm.ui.pages.review_tables import OutcomeTable, YieldTable
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, n_, short_day


class Bodies:
    """Fills the body of a step."""

    def __init__(self, desk: Desk, body: StepBody) -> None:
        self._desk = desk
        self._body = body

    def show(self, step: str, found: Found) -> None:
        """Show a step; those with the table are shown elsewhere."""
        fill: dict[str, Callable[[Found], None]] = {
            LOOPS: self._loops,
            GOALS: self._goals,
            MOSAIC: self._mosaic,
            ASKS: self._asks,
            DATES: self._decided,
            DRAFTS: self._decided,
        }
        fill[step](found)

    def _loops(self, found: Found) -> None:
        rows = [row for row in found.rows if row.loop]
        self._body.begin(
            _("What you left open: answers, recaps, promises, and advice you have not reported on.")
            if rows
            else _("Nothing is left open. Nobody waits for an answer, a recap or a promise.")
        )
        self._since(found)
        if rows:
            card = self._body.card()
            for row in rows[:MOST]:
                boxes.put(card.body, self._loop(row))
            self._left_out(card.body, len(rows))
        self._look_back()

    def _look_back(self) -> None:
        """Decisions whose day to look again is there: what was expected, and what came of it."""
        on = today(self._desk.clock)
        needs = [
            need
            for need in self._desk.services.needs.list(*_MADE)
            if need.look_again_on is not None and need.look_again_on <= on
        ]
        if not needs:
            return
        card = self._body.card(_("How did it turn out?"))
        for need in needs[:MOST]:
            line = StepLine(need.statement, _decided_words(need))
            line.name.clicked.connect(partial(self._desk.go, "needs", need.id, LOOK_BACK))
            boxes.put(card.body, line)
        self._left_out(card.body, len(needs))

    def _loop(self, row: ReviewRow) -> StepLine:
        """What is left open with someone, and the one thing that closes it."""
        line, one = self._person(row, row.loop), self._desk.services.health.of(row.person_id)
        signal = one.practice.of(SignalKind.LOOPS) if one is not None else None
        if one is not None and signal is not None and signal.button is not None:
            button = line.add(signal.button.label, main=True)
            button.clicked.connect(partial(take, self._desk, one, signal))
        return line

    def _goals(self, found: Found) -> None:
        needs = self._desk.services.needs.list(NeedStatus.OPEN)
        self._body.begin(
            _("Are these still what you need? Change, pause or drop what is not.")
            if needs
            else _("No need is open. A review is a good time to name one.")
        )
        self._since(found)
        card = self._body.card()
        for need in needs[:MOST]:
            line = StepLine(need.statement, _need_words(need))
            line.name.clicked.connect(partial(self._desk.go, "needs", need.id))
            boxes.put(card.body, line)
        if not needs:
            line = StepLine(_("Needs"), "")
            line.name.clicked.connect(partial(self._desk.go, "needs", None, "new"))
            boxes.put(card.body, line)
        self._look_back()

    def _mosaic(self, found: Found) -> None:
        self._body.begin(_mosaic_lead(found))
        if not found.coverage:
            return
        card = self._body.card()
        for one in found.coverage[:MOST]:
            words = Label(covered_words(one) if found.since else one.words, "body", wrap=True)
            line = boxes.row(spacing=14, margins=(0, 6, 0, 6))
            line.addWidget(words, 1)
            line.addWidget(Shares(one))
            card.body.addLayout(line)

    def _asks(self, _found: Found) -> None:
        outcomes = self._desk.services.outcomes
        groups, sources = outcomes.what_works(), outcomes.sources()
        self._body.begin(_asks_lead(groups))
        if groups:
            card = self._body.card(_("What became of your asks"))
            boxes.put(card.body, OutcomeTable(groups))
        if sources:
            card = self._body.card(_("Where you found people"))
            boxes.put(card.body, YieldTable(sources))

    def _decided(self, found: Found) -> None:
        rows = [row for row in found.rows if row.decision is not None]
        left = len(found.rows) - len(rows)
        said = n_(
            "{number} person is not decided on and stays as is.",
            "{number} people are not decided on and stay as they are.",
            left,
        ).format(number=left)
        lead = _("What you decided, with what comes next. Nothing is sent or set by itself.")
        self._body.begin(
            " ".join(part for part in (lead if rows else _("Nothing is decided yet."),
                                       said if left else "") if part)
        )  # fmt: skip
        if rows and found.id is not None:
            card = self._body.card()
            for row in sorted(rows, key=lambda row: -_ORDER.index(row.decision))[:MOST]:
                boxes.put(card.body, self._decision(found.id, row))
            self._left_out(card.body, len(rows))

    def _decision(self, review: int, row: ReviewRow) -> StepLine:
        decision = row.decision or ReviewDecision.KEEP
        on, desk = today(self._desk.clock), self._desk
        if message_of(decision) is None:
            day = row.next_on or acts.proposed_day(row, on)
            said = _("next on {day}") if row.next_on else _("be in touch by {day}")
            said = said.format(day=short_day(day, on))
            line = self._person(row, f"{decision.label}: {said}")
            if row.next_on is None:
                words = _("Plan for {day}").format(day=short_day(day, on))
                button = line.add(words, main=True)
                button.clicked.connect(partial(acts.plan_day, desk, review, row))
            other = line.add(_("Another day…"))
            other.clicked.connect(partial(acts.offer_days, desk, other, review, row))
            meet = line.add(_("Plan a meeting"))
            meet.clicked.connect(partial(desk.go, "meetings", row.person_id, "new"))
            return line
        line = self._person(row, decision.label)
        if row.draft is None:
            button = line.add(_("Draft the message"), main=True)
            button.clicked.connect(partial(acts.draft, desk, review, row))
            button = line.add(_("Step by step…"))
            button.clicked.connect(partial(acts.go_on, desk, self._body.window, review, row))
        else:
            button = line.add(_("Open the draft"), main=True)
            button.clicked.connect(partial(desk.go, "composer", row.draft))
        season = season_of(decision)
        if season is not None and season is not row.season:
            button = line.add(_("Set to {season}").format(season=season.label.lower()))
            button.clicked.connect(partial(acts.set_season, desk, row))
        return line

    def _since(self, found: Found) -> None:
        """What is different from the sitting before."""
        told = changes(found)
        if found.since is None or not told:
            return
        day = short_day(found.since, today(self._desk.clock))
        card = self._body.card(_("Changed since {day}").format(day=day))
        for sentence in told[:MOST]:
            boxes.put(card.body, Label(sentence, "body", "text2", wrap=True))

    def _person(self, row: ReviewRow, said: str) -> StepLine:
        line = StepLine(row.name, said, row.tint)
        line.name.clicked.connect(partial(self._desk.go, "people", row.person_id))
        return line

    def _left_out(self, layout: QVBoxLayout, number: int) -> None:
        if number > MOST:
            boxes.put(layout, Label(more_words(number - MOST), "meta", "text3"))


_ORDER: tuple[ReviewDecision | None, ...] = tuple(ReviewDecision)


_MADE = (NeedStatus.OPEN, NeedStatus.PAUSED, NeedStatus.MET)


def _decided_words(need: NeedRow) -> str:
    said = _("Decided: {words}").format(words=need.decided)
    if need.expected:
        said = _("{said}. Expected: {expected}").format(
            said=said.rstrip("."), expected=need.expected
        )
    return said


def _need_words(need: NeedRow) -> str:
    if need.done_when:
        return _("Done when: {words}").format(words=need.done_when)
    return _("Nothing says yet when this is done.")


def _mosaic_lead(found: Found) -> str:
    if not found.coverage:
        return _("Nothing is on the mosaic yet. It shows who covers which of your needs.")
    if found.since is None:
        return _("How far each need is covered. From the next review on you see what changed.")
    return _("How far each need is covered: above at the last review, below now.")


def _asks_lead(groups: tuple[Group, ...]) -> str:
    if not groups:
        return _("No ask has come to an end yet, so there is nothing to compare.")
    (whole,) = groups[0].tallies
    said = of_words(whole.yes, whole.total)
    return _("Yes to {share}. Counts from your own asks; a share is told from ten on.").format(
        share=said
    )
