"""How well someone fits, as plain rows: in parts, with what is not known left unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mentorcrm.models.history_kinds import (
    FIT_WEIGHTS,
    FeedbackStyle,
    FitCriterion,
    FitPhase,
    FitVerdict,
)
from mentorcrm.models.kinds import MessageKind
from mentorcrm.words import _

SCORE_WORDS = (_("Not there"), _("A little"), _("Good"), _("Strong"))
WEIGHT_WORDS = (_("Minor"), _("Matters"), _("Matters most"))
_WEAK = 1  # At most this much is weak, and this much more is strong.


class SmallTest(StrEnum):
    """A small step that would tell more about one criterion, the smallest first."""

    READ = "read"
    ASK_AROUND = "ask_around"
    QUESTION = "question"
    CALL = "call"


_TESTS = {
    FitCriterion.VALUES: SmallTest.ASK_AROUND,
    FitCriterion.AVAILABILITY: SmallTest.QUESTION,
    FitCriterion.COMMUNICATION: SmallTest.CALL,
    FitCriterion.FEEDBACK: SmallTest.QUESTION,
    FitCriterion.DOMAIN: SmallTest.READ,
}
_TEST_WORDS = {
    FitCriterion.VALUES: _("Ask someone who worked with them what they are like under pressure."),
    FitCriterion.AVAILABILITY: _("Send one short question and see when and how they answer."),
    FitCriterion.COMMUNICATION: _("Have one call of 20 minutes and see how you talk."),
    FitCriterion.FEEDBACK: _(
        "Send one question about a page of your work and see how they put it."
    ),
    FitCriterion.DOMAIN: _("Read one thing they wrote about the field."),
}
_MESSAGES = {SmallTest.QUESTION: MessageKind.ONE_QUESTION, SmallTest.CALL: MessageKind.FIRST_ASK}


class Felt(StrEnum):
    """How something was, against what was expected."""

    AS_EXPECTED = "as_expected"
    BETTER = "better"
    LESS = "less"


FELT_WORDS = {
    Felt.AS_EXPECTED: _("As expected"),
    Felt.BETTER: _("More than expected: {judged}"),
    Felt.LESS: _("Less than expected: {judged}"),
}


@dataclass(frozen=True)
class Rating:
    """One judgement; `score` is None for not known."""

    score: int | None
    how_i_know: str
    rated_on: date


@dataclass(frozen=True)
class FitLine:
    """One criterion with its judgements at each time."""

    criterion: FitCriterion
    weight: int = FIT_WEIGHTS[0]
    ratings: Mapping[FitPhase, Rating] = field(default_factory=dict)

    def score(self, phase: FitPhase) -> int | None:
        """What was judged at one time; None for not known."""
        rating = self.ratings.get(phase)
        return rating.score if rating is not None else None

    @property
    def predicted(self) -> int | None:
        """What was expected before asking."""
        return self.score(FitPhase.BEFORE)

    @property
    def felt(self) -> int | None:
        """What it turned out to be: the later judgement stands."""
        third = self.score(FitPhase.THIRD)
        return third if third is not None else self.score(FitPhase.FIRST)

    @property
    def known(self) -> int | None:
        """What is known now: what was felt, else what was expected; None for not known."""
        return self.felt if self.felt is not None else self.predicted

    @property
    def against(self) -> Felt | None:
        """What was felt against what was expected; None unless both are known."""
        if self.felt is None or self.predicted is None:
            return None
        if self.felt == self.predicted:
            return Felt.AS_EXPECTED
        return Felt.BETTER if self.felt > self.predicted else Felt.LESS


@dataclass(frozen=True)
class CheckRow:
    """One of the three answers, and after which meeting it was given."""

    id: int
    number: int
    verdict: FitVerdict
    note: str
    checked_on: date
    meeting_id: int | None


@dataclass(frozen=True)
class FitAt:
    """What the close of a meeting asks about someone; `verdict` is what was answered there."""

    person_id: int
    number: int
    verdict: FitVerdict | None = None


@dataclass(frozen=True)
class FitView:
    """All that is known of how someone fits. There is no sum and no mean of it, on purpose.

    `check_due` is the number of the meeting after which one of three answers is asked for.
    """

    person_id: int
    lines: tuple[FitLine, ...]
    checks: tuple[CheckRow, ...] = ()
    met: int = 0
    check_due: int | None = None
    check_meeting: int | None = None
    style: FeedbackStyle = FeedbackStyle.UNKNOWN
    prefers: str = ""
    their_limits: str = ""
    my_limits: str = ""

    @property
    def known(self) -> tuple[FitLine, ...]:
        """The criteria of which something is known."""
        return tuple(line for line in self.lines if line.known is not None)

    @property
    def coverage(self) -> str:
        """`3 of 5 known`."""
        return _("{known} of {all} known").format(known=len(self.known), all=len(self.lines))

    @property
    def biggest_unknown(self) -> FitLine | None:
        """The unknown that matters most; of several, the one that is cheapest to find out."""
        unknown = [line for line in self.lines if line.known is None]
        cheap = list(SmallTest)
        return min(
            unknown,
            key=lambda line: (-line.weight, cheap.index(small_test(line.criterion))),
            default=None,
        )

    @property
    def strong(self) -> tuple[FitCriterion, ...]:
        """What is known to fit well."""
        return tuple(li.criterion for li in self.known if (li.known or 0) > _WEAK + 1)

    @property
    def weak(self) -> tuple[FitCriterion, ...]:
        """What is known to fit poorly; what is not known is never among it."""
        return tuple(
            li.criterion for li in self.lines if li.known is not None and li.known <= _WEAK
        )

    @property
    def phase(self) -> FitPhase:
        """Which time a judgement made now is of."""
        if self.met >= 3:
            return FitPhase.THIRD
        return FitPhase.FIRST if self.met else FitPhase.BEFORE


def small_test(criterion: FitCriterion) -> SmallTest:
    """The smallest step that would tell more about a criterion."""
    return _TESTS[criterion]


def small_test_words(criterion: FitCriterion) -> str:
    """That step as a sentence."""
    return _(_TEST_WORDS[criterion])


def small_test_message(criterion: FitCriterion) -> MessageKind | None:
    """The kind of message that the step begins with; None when it needs none."""
    return _MESSAGES.get(small_test(criterion))
