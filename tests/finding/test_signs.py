"""What speaks for somebody as a kind of help, as another voice, and as a view from outside."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcrm.finding.candidate import (
    Candidate,
    KnownFacet,
    KnownFact,
    KnownRole,
    KnownStyle,
    KnownTag,
    Wish,
)
from mentorcrm.finding.ranking import explain, rank
from mentorcrm.finding.signs import other_voice, outside, signs_of, wish_for
from mentorcrm.models.health_kinds import Facet
from mentorcrm.models.history_kinds import FeedbackStyle
from mentorcrm.models.kinds import Role, Season, StepsAhead
from tests.finding.test_ranking import CANDIDATES

TODAY = date(2026, 11, 24)


def said(facet: Facet, person: Candidate, employer: str = "", work: str = "") -> list[str]:
    found = rank(wish_for(facet, work), [person], TODAY, lambda one: signs_of(facet, one, employer))
    return [reason.sentence for one in found if one.close for reason in one.reasons]


@pytest.mark.parametrize(
    ("facet", "person", "sentence"),
    [
        (
            Facet.LEADERSHIP,
            Candidate(1, "Ana", title="Managing director"),
            "Their title, Managing director, speaks of “management” and “director”.",
        ),
        (
            Facet.TRANSITION,
            Candidate(1, "Ana", facts=(KnownFact(1, "Moved to Oslo with two children"),)),
            "You can name their work: “Moved to Oslo with two children”.",
        ),
        (
            Facet.CONNECTOR,
            Candidate(1, "Ana", opened=((2, "Ruth"), (3, "Kofi"))),
            "You met 2 people through them.",
        ),
        (
            Facet.CHALLENGER,
            Candidate(1, "Ana", style=KnownStyle(1, FeedbackStyle.DIRECTIVE)),
            "Their feedback is direct.",
        ),
        (
            Facet.PEER,
            Candidate(1, "Ana", roles=(KnownRole(1, Role.PEER, Season.ACTIVE),)),
            "You call them a peer.",
        ),
        (
            Facet.PEER,
            Candidate(1, "A", roles=(KnownRole(1, Role.MENTOR, Season.ACTIVE, StepsAhead.PEER),)),
            "They are as far on the way as you are.",
        ),
        (
            Facet.MORALE,
            Candidate(1, "Ana", tags=(KnownTag(1, "friend"),)),
            "You tagged them “friend”.",
        ),
    ],
)  # fmt: skip
def test_each_kind_of_help_is_found_by_what_is_on_record(
    facet: Facet, person: Candidate, sentence: str
) -> None:
    assert sentence in said(facet, person)


def test_a_sponsor_is_ahead_of_me_where_i_work() -> None:
    role = KnownRole(1, Role.MENTOR, Season.ACTIVE, StepsAhead.FEW)
    ana = Candidate(1, "Ana", organisation="Kestrel Health", roles=(role,))
    wanted = "They are at Kestrel Health, where you work, and ahead of you."
    assert wanted in said(Facet.SPONSOR, ana, "kestrel health")
    assert wanted not in said(Facet.SPONSOR, ana, "Oxbow")
    assert wanted not in said(Facet.SPONSOR, ana)


def test_depth_in_my_field_is_looked_for_by_the_words_of_my_work() -> None:
    ana = Candidate(1, "Ana", title="Head of product")
    assert said(Facet.DOMAIN, ana, work="Product lead") == [
        "Their title, Head of product, speaks of “Product”."
    ]
    assert said(Facet.DOMAIN, ana) == []


def test_another_voice_and_a_view_from_outside_rest_on_what_is_known() -> None:
    reflective = Candidate(1, "Ana", "", "Oxbow", style=KnownStyle(1, FeedbackStyle.REFLECTIVE))
    (voice,) = other_voice(FeedbackStyle.DIRECTIVE, reflective)
    assert voice.reason.sentence == "They give reflective feedback."
    (place,) = outside("Kestrel", reflective)
    assert place.reason.sentence == "They are at Oxbow, not where you work."
    unknown = Candidate(2, "Ben", style=KnownStyle(2, FeedbackStyle.UNKNOWN))
    assert list(other_voice(FeedbackStyle.DIRECTIVE, unknown)) == []
    assert list(outside("oxbow ", reflective)) == []
    assert list(outside("Oxbow", Candidate(3, "Cai"))) == []


def test_a_mark_in_the_mosaic_speaks_for_a_need_of_its_kind() -> None:
    ana = Candidate(1, "Ana", facets=(KnownFacet(4, Facet.LEADERSHIP),))
    found = explain(Wish("Leading former peers"), ana, TODAY)
    (reason,) = found.reasons
    assert reason.sentence == "You marked them for “Leadership” in the mosaic."
    assert explain(Wish("Speaking at a conference"), ana, TODAY).reasons == ()


@given(CANDIDATES, st.sampled_from(list(Facet)), st.sampled_from(["", "Oxbow"]))
def test_every_sign_cites_a_record_that_exists(
    person: Candidate, facet: Facet, employer: str
) -> None:
    known = set(person.sources())
    signs = (
        *signs_of(facet, person, employer),
        *other_voice(FeedbackStyle.DIRECTIVE, person),
        *outside("Kestrel", person),
    )
    assert all(one.reason.source in known for one in signs)
    assert all(one.stems for one in signs)
