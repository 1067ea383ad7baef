"""A day on the command line, as people write it."""

from datetime import date

import click

from mentorcrm.words import _

# How it is written where a day lies behind, or ahead.
_EXAMPLES = {False: "yesterday", True: "in 6 weeks"}


class Day(click.ParamType[date]):
    """A day as it is typed. `ahead` takes a day without a year as one to come.

    With `to_come` a day that is over is refused: what is wanted by then can no longer be had.
    """

    name = "day"

    def __init__(self, *, ahead: bool = False, to_come: bool = False) -> None:
        self._ahead = ahead or to_come
        self._to_come = to_come

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The day; a usage error when it cannot be read, or is over where it may not be."""
        from mentorcrm.clock import SystemClock, today
        from mentorcrm.services.typed_days import read_day

        now = today(SystemClock())
        day = read_day(str(value), now, ahead=self._ahead)
        if day is None:
            said = _("“{value}” is not a day. Write it as {day}, or as “{words}”.")
            words = _EXAMPLES[self._ahead]
            self.fail(said.format(value=value, day=now, words=words), param, ctx)
        if self._to_come and day < now:
            said = _("“{value}” is {day}, which is over. Name today or a day to come.")
            self.fail(said.format(value=value, day=day), param, ctx)
        return day
