"""How long the review of a draft takes: a 400-word draft, and a hostile text of 20,000 words.

Run with `python benchmarks/review.py`. Goals: 50 ms for 400 words with every rule, one second for
the hostile text.
"""

import statistics
import time
from datetime import UTC, datetime

from mentorcrm.asks.parts import assess
from mentorcrm.asks.record import AskRequest, Recipient, Sender
from mentorcrm.asks.review import DraftText, review
from mentorcrm.models.kinds import MessageKind

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
RECORD = AskRequest(
    MessageKind.FIRST_ASK,
    sender=Sender(name="Ben Adler", zone="Europe/Berlin"),
    recipient=Recipient(name="Ana Rivera", first_name="Ana", organisation="Fenwick"),
    now=NOW,
)
PARAGRAPH = (
    "Thank you for the staffing example in your March talk: I used it to split our rota. "
    "I just wanted to ask whether you would perhaps give me 20 minutes on Tuesday 1 December at "
    "16:00, or on Thursday 3 December at 10:00. I am deciding by 14 December between two offers, "
    "and I cannot tell which role teaches hiring sooner. What would you look at to judge it? "
)
HOSTILE = (
    "just wanted ",
    "i'm so very sorry ",
    "you are the a b ",
    "any advice ",
    "⟦gap⟧ ",
    '"',
    "(",
    "> x\n",
    "please reply asap ",
    "on 1 2 3 4 December ",
    "maybe, ",
    "if not ",
    "Tuesday 1 Dec 16:00? ",
    "a.",
    "https://x.example ",
    "hi ",
    "\n",
    "last week ",
    "I have attached ",
    "you are absolutely ",
)


def milliseconds(draft: DraftText, rounds: int) -> float:
    """The median time of a review with a record."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        review(draft, RECORD)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def main() -> None:
    words = (PARAGRAPH * 10).split()[:400]
    draft = DraftText("Hiring a first team lead", "Hi Ana,\n\n" + " ".join(words))
    start = time.perf_counter()
    review(draft, RECORD)
    cold = (time.perf_counter() - start) * 1000
    print(f"first review of a process, lists compiled: {cold:7.1f} ms")
    print(
        f"400 words, all rules, median of 50:        {milliseconds(draft, 50):7.1f} ms  (goal 50)"
    )
    start = time.perf_counter()
    assess(RECORD)
    print(
        f"parts of a blank ask:                      {(time.perf_counter() - start) * 1000:7.1f} ms"
    )
    slowest = max(
        (milliseconds(DraftText("x", (piece * 20_000)[:120_000]), 1), piece) for piece in HOSTILE
    )
    print(
        f"20,000 hostile words, slowest of {len(HOSTILE)}:       {slowest[0]:7.1f} ms  (goal 1000)"
    )
    print(f"  that was {slowest[1]!r}")


if __name__ == "__main__":
    main()
