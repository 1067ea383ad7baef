"""The steps of the random walk that are about agreements, trials, fit and ways of working."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, rule

from mentorcrm.errors import NotFound
from mentorcrm.models.history_kinds import (
    FeedbackStyle,
    FitCriterion,
    FitPhase,
    FitVerdict,
    TrialResult,
)
from mentorcrm.models.kinds import InteractionChannel
from mentorcrm.services.commands import agreements, fit
from tests.conftest import NOW

PERSONS = Bundle("persons")
WORDS = st.sampled_from(["", "salary", "Think aloud", "über alles", "a\nb"])
VALUES = st.one_of(
    st.tuples(st.sampled_from(agreements.AGREEMENT_TEXT_FIELDS), WORDS),
    st.tuples(st.sampled_from(agreements.AGREEMENT_NUMBERS), st.sampled_from([None, 0, 5, 30])),
    st.tuples(
        st.sampled_from(agreements.AGREEMENT_DAYS),
        st.one_of(st.none(), st.integers(-9, 90).map(lambda n: NOW.date() + timedelta(days=n))),
    ),
    st.tuples(st.just("channel"), st.sampled_from([None, *InteractionChannel])),
)


class TermsWalk:
    """Steps for `Walk`, which brings the services and runs the commands."""

    services: Any
    run: Any

    def _role(self, person: int | None) -> int | None:
        if person is None:
            return None
        try:
            roles = self.services.people.detail(person).mentorships
        except NotFound:  # Put together with somebody else, or their adding was taken back.
            return None
        return roles[0].id if roles else None

    @rule(person=PERSONS, value=VALUES)
    def agree(self, person, value):
        if (role := self._role(person)) is not None:
            self.run(agreements.EditAgreement(role, dict([value])))

    @rule(person=PERSONS, topics=st.lists(WORDS, max_size=3))
    def leave_out(self, person, topics):
        if (role := self._role(person)) is not None:
            self.run(agreements.SetOffLimits(role, tuple(topics)))

    @rule(
        person=PERSONS,
        step=st.sampled_from(
            (agreements.AgreeTheUsual, agreements.ReviewAgreement, agreements.RemoveAgreement)
        ),
    )
    def settle(self, person, step):
        if (role := self._role(person)) is not None:
            self.run(step(role))

    @rule(
        person=PERSONS,
        meetings=st.integers(0, 4),
        step=st.sampled_from(["start", "go on", "edit", "remove", *TrialResult]),
    )
    def try_out(self, person, meetings, step):
        if (role := self._role(person)) is None:
            return
        trial = self.services.terms.of(person).role(role).trial
        if step == "start":
            self.run(agreements.StartTrial(role, meetings))
        elif step == "go on":
            self.run(agreements.GoOn(role, trial=meetings > 0))
        elif trial is None:
            return
        elif step == "edit":
            self.run(agreements.EditTrial(trial.id, {"meetings": meetings}))
        elif step == "remove":
            self.run(agreements.RemoveTrial(trial.id))
        else:
            self.run(agreements.DecideTrial(trial.id, TrialResult(step)))

    @rule(
        person=PERSONS,
        criterion=st.sampled_from(FitCriterion),
        phase=st.sampled_from(FitPhase),
        value=st.sampled_from([("score", None), ("score", 0), ("score", 3), ("weight", 3)]),
    )
    def judge(self, person, criterion, phase, value):
        if person is not None:
            self.run(fit.RateFit(person, criterion, phase, dict([value])))

    @rule(person=PERSONS, verdict=st.sampled_from(FitVerdict), style=st.sampled_from(FeedbackStyle))
    def feel(self, person, verdict, style):
        if person is not None:
            self.run(fit.CheckFit(person, verdict))
            self.run(fit.SetWorkingStyle(person, {"prefers": "mornings"}, style))
