"""Sentences of ordinary adult mail that must raise no alarm about their wording."""

import pytest

from mentorcrm.asks.review import DraftText, review
from mentorcrm.models.kinds import MessageKind

WORDING = frozenset(
    {
        "pressure", "vague-ask", "vague-time", "self-deprecation", "asking-apology", "flattery",
        "cliche-opener", "hedge", "ongoing-without-trial", "unfilled-gap", "weekday-mismatch",
        "several-requests", "many-links",
    }
)  # fmt: skip

SENTENCES = [
    "Maybe Consulting Ltd sent the invoice in May.",
    "I start in May and finish around 15:00 most days.",
    "I think B is better than A, and I feel ready to choose.",
    "Sorry I missed our call on 4 June; the train stood still.",
    "I tried three formats and kept the second.",
    "She wrote “maybe later” under my plan.",
    "You were right about the rota.",
    "The urgent care team moved to the second floor.",
    "I must hand in the report by Friday.",
    "I will reply as soon as the board has met.",
    "We need to hire two people before June.",
    "You said I should write it out, so I did.",
    "The best in the class went on to Leeds.",
    "It is no small thing to change a rota.",
    "What kind of test did you use first?",
    "Some sort of review happens each quarter here.",
    "I am sorry for your loss.",
    "I am sorry to hear that the project was cut.",
    "We were both busy in March.",
    "My manager said you must be seen to lead.",
    "Your talk in March changed how we plan.",
    "Thank you for your edits; the second page reads better now.",
    "I admire your work on triage queues.",
    "I am a big fan of short meetings.",
    "He is a legend in his own lunchtime, she said.",
    "The map has a legend on its second page.",
    "I know the network from the inside.",
    "I run a weekly meeting with six engineers.",
    "We measure it every month.",
    "The long-term plan is to merge both teams.",
    "I had coffee with Maya, who sends her regards.",
    "We talked over coffee in Leeds in 2024.",
    "Any change to the rota needs a vote.",
    "I asked without any advice from the lawyers.",
    "The feedback on my first review was clear.",
    "I learned from the first launch that people read the label.",
    "Would you read two pages by Friday?",
    "Would you have 20 minutes on Tuesday 1 December at 16:00?",
    "I would like your view on one clause.",
    "If you need to move it, tell me.",
    "If now is a bad time, maybe another season.",
    'A reply of "not now" is completely fine.',
    "No worries if you would rather not.",
    "I can do it at some length, if that helps you.",
    "I have some time on my hands since June.",
    "We met some time ago at a workshop in Leeds.",
    "Soon after that we merged the queues.",
    "I look forward to reading your new book.",
    "I look forward to hearing how the move went.",
    "The chance of rain was ten per cent.",
    "There was a real chance that it would break.",
    "I am not sure whether to take the lead role.",
    "I was hoping for rain.",
    "I have been wondering whether to leave.",
    "Do not ignore the second chart; it is the one that matters.",
    "It took a little bit of luck.",
    "I am no longer at Oxbow.",
    "He apologised for the delay.",
    "My apologies for the late answer.",
    "I know you from the Leeds meetup.",
    "I am only in Leeds until 4 June.",
    "I am just back from leave.",
    "You have helped me more than once.",
    "Your advice to pilot first saved us a quarter.",
    "Congratulations on the new role.",
    "Could I send you the page once it is done?",
    "I need you both on the list, said the clerk to us in 2019.",
    "The page says [1] and {a, b} and 5 < 6.",
    "She is possible, I mean the plan is possible.",
    "Perhaps Street is where we met.",
    "The board wants an answer by tomorrow, so I am writing it tonight.",
    "I answered at once.",
    "I got your brain-teaser on queues.",
    "As soon as possible is not a date, my teacher used to say.",
    "The answer is probably-the-best-beer on the old label.",
    "Hope is not a plan.",
    "We hope to open in March.",
    "I expect to decide in June.",
    "I insist on tests.",
    "It would take two people and a van.",
    "The call will take 20 minutes.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("kind", [None, MessageKind.FIRST_ASK])
def test_ordinary_sentences_raise_no_alarm(sentence: str, kind: MessageKind | None) -> None:
    text = f"Hi Ana,\nyour talk in March changed our rota. {sentence} Thank you for that example."
    found = {one.rule: one.text for one in review(DraftText(None, text, kind))}
    assert {rule: words for rule, words in found.items() if rule in WORDING} == {}


def test_there_are_enough_of_them() -> None:
    assert len(set(SENTENCES)) >= 60
