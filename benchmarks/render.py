"""Guarded template render against plain compiled Jinja, and what phrasing adds, in one run.

Run: python benchmarks/render.py
Goal: the guarded render of a compiled template takes at most 1.3 times a plain one.
"""

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from jinja2 import Environment

from mentorcrm.asks import catalogue, templates
from mentorcrm.asks.context import build
from mentorcrm.asks.prose import lowfirst, upfirst
from mentorcrm.asks.record import AskRequest, Recipient, Sender
from mentorcrm.asks.render import render
from mentorcrm.models.kinds import MessageForm, MessageKind, PartId, TimeWindow, Tone

GOAL = 1.3
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def full_request() -> AskRequest:
    spec = catalogue.spec(MessageKind.FIRST_ASK)
    values = {
        part: spec.help[part].example
        for part in (*spec.required, *spec.welcome)
        if part not in catalogue.WITH_DEFAULT and part is not PartId.WINDOWS
    }
    start = NOW + timedelta(days=11)
    windows = (TimeWindow(start, start + timedelta(hours=1), "Europe/Berlin"),)
    me = Sender(name="Ben Adler", reach_me="ben@oxbow.example", zone="Europe/Berlin")
    them = Recipient("Ana Rivera", "Ana", zone="Europe/London")
    kind, form = MessageKind.FIRST_ASK, MessageForm.MAIL
    return AskRequest(kind, Tone.WARM, form, me, them, None, values, windows, NOW)


def micros(call: Callable[[], object], repeat: int = 400, rounds: int = 21) -> float:
    """The median time of one call in microseconds, over rounds of many calls."""
    call()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        for _ in range(repeat):
            call()
        times.append((time.perf_counter() - start) / repeat * 1e6)
    return statistics.median(times)


def main() -> None:
    request = full_request()
    source = templates.builtin(request.kind, request.tone, request.form).source
    _, guarded = templates.compiled(source)
    context = build(request).context
    environment = Environment(autoescape=False)
    environment.filters |= {"upfirst": upfirst, "lowfirst": lowfirst}
    plain = environment.from_string(templates.parse(source).body)

    # Taken in turn, so that a busy machine slows both alike.
    pairs = [
        (
            micros(lambda: plain.render(context), 200, 3),
            micros(lambda: guarded.render(context), 200, 3),
        )
        for _ in range(15)
    ]
    bare = statistics.median(pair[0] for pair in pairs)
    ratio = statistics.median(pair[1] / pair[0] for pair in pairs)
    print(f"plain compiled render      {bare:8.1f} us")
    print(f"guarded render             {bare * ratio:8.1f} us   ratio {ratio:.2f} (goal <= {GOAL})")
    print(f"context with phrasing      {micros(lambda: build(request), 40, 9):8.1f} us")
    print(f"whole message, mail        {micros(lambda: render(request), 40, 9):8.1f} us")


if __name__ == "__main__":
    main()
