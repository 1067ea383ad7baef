"""What works in my asks: counts always, a share from ten on; and where people were found."""

from datetime import timedelta
from typing import Any

from mentorcrm.models.kinds import (
    InteractionChannel,
    MessageForm,
    MessageKind,
    Outcome,
    Role,
    Season,
)
from mentorcrm.services.ask_outcomes import of_words, share_words
from mentorcrm.services.commands.outreach import EditDraft, MarkSent, RecordOutcome, StartDraft
from mentorcrm.services.commands.people import AddPerson, EditPerson, SetMentorship
from tests.conftest import NOW

SHORT = "Hello Ana, would you have 20 minutes? A no is completely fine. Many thanks, Sam"


def asked(run: Any, name: str, outcome: Outcome | None, body: str = SHORT, **more: Any) -> int:
    person = run(AddPerson(name, season=Season.CANDIDATE))
    draft = run(StartDraft(person, MessageKind.FIRST_ASK, **more))
    run(EditDraft(draft, subject="A question", body=body))
    run(MarkSent(draft, InteractionChannel.MAIL, NOW - timedelta(days=3)))
    if outcome is not None:
        run(RecordOutcome(draft, outcome))
    return int(person)


def test_asks_are_counted_by_what_was_in_them_and_what_came_of_them(
    services: Any, run: Any
) -> None:
    assert services.outcomes.what_works() == ()
    asked(run, "Ana", Outcome.YES)
    asked(run, "Ben", Outcome.NO_ANSWER, f"{SHORT} {'and so on ' * 60}")
    asked(run, "Cyd", Outcome.SUGGESTED, form=MessageForm.CHAT)
    asked(run, "Dov", None)  # Still waiting: nothing to be counted.
    groups = {group.words: group.tallies for group in services.outcomes.what_works()}
    (whole,) = groups["All asks"]
    assert (whole.yes, whole.no, whole.silent, whole.other, whole.total) == (1, 0, 1, 1, 3)
    assert [(one.words, one.yes, one.total) for one in groups["Length"]] == [
        ("Under 50 words", 1, 2),
        ("151 to 300 words", 0, 1),
    ]
    assert {one.words: one.total for one in groups["Channel"]} == {
        MessageForm.MAIL.label: 2,
        MessageForm.CHAT.label: 1,
    }
    assert {one.words: one.total for one in groups["With"]}["A no is fine"] == 3
    assert [one.words for one in groups["Season when asked"]] == [Season.CANDIDATE.label]


def test_a_channel_tells_how_many_came_were_asked_said_yes_and_stayed(
    services: Any, run: Any
) -> None:
    people = [asked(run, "Ana", Outcome.YES), asked(run, "Ben", Outcome.NO)]
    people.append(run(AddPerson("Cyd")))
    for person, source in zip(people, ("Meetup", " meetup ", "Alumni"), strict=True):
        run(EditPerson(person, {"source": source}))
    run(SetMentorship(people[0], Role.MENTOR, Season.ACTIVE))
    found = [(s.words, s.people, s.asked, s.yes, s.active) for s in services.outcomes.sources()]
    assert found == [("Meetup", 2, 2, 1, 1), ("Alumni", 1, 0, 0, 0)]


def test_a_share_is_told_from_ten_on() -> None:
    assert of_words(3, 4) == "3 of 4: too few to tell"
    assert of_words(7, 12) == "7 of 12, 58 %"
    assert (share_words(3, 4), share_words(7, 12)) == ("too few to tell", "58 %")
