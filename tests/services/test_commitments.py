"""Promises, mine and theirs."""

from datetime import timedelta
from typing import Any

import pytest

from mentorcrm.errors import NotFound
from mentorcrm.models.history_kinds import Owner
from mentorcrm.models.kinds import InteractionChannel, NeedKind, Privacy
from mentorcrm.services.advice_filter import PromiseFilter, PromiseShow
from mentorcrm.services.commands import commitments as wish
from mentorcrm.services.commands.needs import AddNeed
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddPerson, DeletePeople
from tests.conftest import NOW

TODAY = NOW.date()
FRIDAY = TODAY + timedelta(days=3)


@pytest.fixture
def ana(run: Any) -> int:
    return int(run(AddPerson("Ana Ferreira")))


@pytest.fixture
def deck(run: Any, ana: int) -> int:
    return int(run(wish.AddCommitment(ana, "Send the deck", due=FRIDAY)))


def test_a_promise_of_a_contact_is_of_its_day(
    services: Any, run: Any, ana: int, there_and_back: Any
):
    contact = run(LogInteraction((ana,), NOW - timedelta(days=2), InteractionChannel.CALL))
    need = run(AddNeed(NeedKind.OUTCOME, "Ship it"))
    mine = there_and_back(
        wish.AddCommitment(ana, "Send  the deck", Owner.ME, FRIDAY, contact, need),
        "Add a promise to Ana Ferreira",
    )
    theirs = there_and_back(
        wish.AddCommitment(ana, "An introduction to Sam", Owner.THEM),
        "Add a promise of Ana Ferreira",
    )
    row = services.commitments.detail(mine)
    assert (row.what, row.owner, row.due) == ("Send the deck", Owner.ME, FRIDAY)
    assert (row.made_on, row.interaction_id, row.need) == (
        TODAY - timedelta(days=2),
        contact,
        "Ship it",
    )
    assert row.open
    assert row.mine
    assert not services.commitments.detail(theirs).mine


def test_what_cannot_be_is_refused(run: Any, refused: Any, ana: int, deck: int):
    refused(wish.AddCommitment(ana, "  "), "what was promised")
    refused(wish.AddCommitment(ana, "x", made_on=FRIDAY), "future")
    refused(wish.KeepCommitment(deck, FRIDAY), "future")
    refused(wish.EditCommitment(deck, what=""), "what was promised")
    run(wish.DeleteCommitment(deck))
    refused(wish.KeepCommitment(deck), "in the bin")


def test_kept_dropped_and_open_again(services: Any, deck: int, there_and_back: Any):
    there_and_back(wish.KeepCommitment(deck), "Keep a promise to Ana Ferreira")
    assert services.commitments.detail(deck).done_on == TODAY
    there_and_back(wish.DropCommitment(deck, "She has it  already"))
    row = services.commitments.detail(deck)
    assert (row.done_on, row.dropped_on, row.dropped_reason) == (
        None,
        TODAY,
        "She has it already",
    )
    there_and_back(wish.ReopenCommitment(deck))
    row = services.commitments.detail(deck)
    assert row.open
    assert row.dropped_reason == ""


def test_a_promise_is_edited_field_by_field(
    services: Any, run: Any, deck: int, there_and_back: Any
):
    need = run(AddNeed(NeedKind.OUTCOME, "Ship it"))
    there_and_back(
        wish.EditCommitment(
            deck, "Send both decks", Owner.THEM, TODAY, need_id=need, privacy=Privacy.NEVER
        )
    )
    row = services.commitments.detail(deck)
    assert (row.what, row.owner, row.due) == ("Send both decks", Owner.THEM, TODAY)
    assert (row.need_id, row.privacy) == (need, Privacy.NEVER)
    there_and_back(wish.EditCommitment(deck, clear_due=True, clear_need=True))
    row = services.commitments.detail(deck)
    assert (row.due, row.need_id, row.what) == (None, None, "Send both decks")


def test_typing_is_one_step_and_a_day_another(services: Any, run: Any, deck: int):
    for what in ("S", "Send it"):
        run(wish.EditCommitment(deck, what=what))
    run(wish.EditCommitment(deck, due=TODAY))
    services.dispatcher.undo()
    assert services.commitments.detail(deck).what == "Send it"
    services.dispatcher.undo()
    assert services.commitments.detail(deck).what == "Send the deck"


def test_only_mine_is_ever_late(services: Any, run: Any, ana: int):
    past = TODAY - timedelta(days=1)
    mine = run(wish.AddCommitment(ana, "x", due=past, made_on=past))
    theirs = run(wish.AddCommitment(ana, "x", Owner.THEM, due=past, made_on=past))
    assert services.commitments.detail(mine).late(TODAY)
    assert not services.commitments.detail(mine).late(past)
    assert not services.commitments.detail(theirs).late(TODAY)
    run(wish.KeepCommitment(mine))
    assert not services.commitments.detail(mine).late(TODAY)


def test_open_ones_stand_by_their_day(services: Any, run: Any, ana: int, deck: int):
    undated = run(wish.AddCommitment(ana, "some day"))
    theirs = run(wish.AddCommitment(ana, "theirs", Owner.THEM, due=TODAY))
    kept = run(wish.AddCommitment(ana, "kept", due=TODAY))
    run(wish.KeepCommitment(kept))
    dropped = run(wish.AddCommitment(run(AddPerson("Ben")), "dropped"))
    run(wish.DropCommitment(dropped, "no longer needed"))
    find = services.commitments.ids
    assert find() == [theirs, deck, undated]
    assert [row.id for row in services.commitments.open_with(ana)] == [theirs, deck, undated]
    assert find(PromiseFilter(owner=Owner.THEM)) == [theirs]
    assert find(PromiseFilter(show=PromiseShow.DONE)) == [kept]
    assert find(PromiseFilter(show=PromiseShow.DROPPED)) == [dropped]
    assert find(PromiseFilter(show=PromiseShow.ALL)) == [dropped, kept, theirs, undated, deck]
    assert find(PromiseFilter("deck")) == [deck]
    assert find(PromiseFilter("ferreira", owner=Owner.ME)) == [deck, undated]
    assert find(PromiseFilter("longer", PromiseShow.ALL)) == [dropped]


def test_the_bin_takes_a_promise_and_gives_it_back(
    services: Any, run: Any, ana: int, deck: int, there_and_back: Any
):
    there_and_back(wish.DeleteCommitment(deck))
    assert services.commitments.ids() == []
    with pytest.raises(NotFound, match="no promise with the number"):
        services.commitments.detail(deck)
    there_and_back(wish.RestoreCommitment(deck))
    assert services.commitments.ids() == [deck]
    run(DeletePeople((ana,)))
    assert services.commitments.ids() == []


def test_no_label_quotes_anything(services: Any, run: Any, ana: int):
    mark = "qzxmark"
    for owner in Owner:
        one = run(wish.AddCommitment(ana, mark, owner))
        run(wish.EditCommitment(one, what=f"{mark} {mark}"))
        run(wish.DropCommitment(one, mark))
        run(wish.ReopenCommitment(one))
        run(wish.KeepCommitment(one))
        run(wish.DeleteCommitment(one))
    assert mark not in " ".join(step.label for step in services.history.recent())
