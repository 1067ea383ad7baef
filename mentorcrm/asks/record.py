"""What an ask is made of: frozen plain values, gathered by the caller.

Every text field is "" when it is not known, so a half-empty record is normal. Nothing private
belongs here: what is not in these classes cannot reach a template.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import MappingProxyType

from mentorcrm.asks.advice_told import ADVICE_ROOM, AdviceBrief, as_deed, as_outcome, quoted
from mentorcrm.asks.agreed import NOTHING_AGREED, Agreed
from mentorcrm.asks.prose import lowfirst
from mentorcrm.asks.talked import NOTHING_SAID, Talked
from mentorcrm.asks.zones import get_zone
from mentorcrm.models.kinds import (
    MessageForm,
    MessageKind,
    NeedKind,
    PartId,
    PublicFact,
    TimeWindow,
    Tone,
)

_PLACEHOLDERS = frozenset({"", "tbd", "tba", "todo", "n/a", "na", "none", "xxx", "fixme"})

# Who I am goes without saying to people who know me.
_INTRODUCES_ME = frozenset({MessageKind.FIRST_ASK, MessageKind.INTRO_REQUEST})
# Here the focus is a reason, an offer or an invitation, which the need does not know.
FOCUS_IS_A_REASON = frozenset(
    {
        MessageKind.OFFER_HELP, MessageKind.CONGRATULATE, MessageKind.RESET, MessageKind.LIGHTEN,
        MessageKind.PAUSE, MessageKind.OFFICE_HOURS,
    }
)  # fmt: skip
# Here the decision is what came of it or comes next, not the choice in front of me.
DECISION_IS_A_RESULT = frozenset(
    {MessageKind.RECAP, MessageKind.PROGRESS_UPDATE, MessageKind.IMPACT_NOTE}
)
# Here their advice is quoted, with what was done with it and what came of it.
QUOTES_ADVICE = frozenset({MessageKind.PROGRESS_UPDATE, MessageKind.IMPACT_NOTE})
# Where the subject says what is to be decided; without options the decision would say it again.
SUBJECT_IS_THE_DECISION = frozenset(
    {
        MessageKind.FIRST_ASK,
        MessageKind.ONE_QUESTION,
        MessageKind.TRIAL,
        MessageKind.INTRO_REQUEST,
    }
)


@dataclass(frozen=True)
class Sender:
    """The person who writes. `zone` is an IANA name; `signatures` hold one text per tone."""

    name: str = ""
    headline: str = ""
    intro_line: str = ""
    intro_three: str = ""
    reach_me: str = ""
    zone: str = ""
    signatures: Mapping[Tone, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "signatures", MappingProxyType(dict(self.signatures)))


@dataclass(frozen=True)
class Recipient:
    """The person who is written to; `facts` are public and may be quoted to them."""

    name: str = ""
    first_name: str = ""
    organisation: str = ""
    title: str = ""
    location: str = ""
    zone: str = ""
    facts: tuple[PublicFact, ...] = ()


@dataclass(frozen=True)
class NeedBrief:
    """The need that the ask serves; the last three fields belong to a decision."""

    kind: NeedKind = NeedKind.OUTCOME
    statement: str = ""
    why_now: str = ""
    done_when: str = ""
    target_date: date | None = None
    options: tuple[str, ...] = ()
    leaning: str = ""
    decide_by: date | None = None

    def either_or(self) -> str:
        """The options in one phrase, else a decision's own words; "" when there is neither."""
        options = [option.strip(" .;?") for option in self.options if option.strip(" .;?")]
        if not options:
            return self.statement.strip() if self.kind is NeedKind.DECISION else ""
        return " or ".join([options[0], *map(lowfirst, options[1:])])

    def is_subject(self) -> bool:
        """Whether a decision is all there is to say of it: no options, no day."""
        return not self.decide_by and not any(option.strip(" .;?") for option in self.options)

    def choice(self) -> str:
        """The options and the day, as one would type them; "" without options."""
        options = self.either_or()
        if not options or not self.decide_by:
            return options
        return f"{options.rstrip('.?')}, by {self.decide_by}"


@dataclass(frozen=True)
class AskRequest:
    """One message to be written.

    `values` holds what the user typed per part, untouched; parts of several items (`tried`,
    `questions`) have one per line or separated by ";". `now` is aware.
    """

    kind: MessageKind
    tone: Tone = Tone.WARM
    form: MessageForm = MessageForm.MAIL
    sender: Sender = Sender()
    recipient: Recipient = Recipient()
    need: NeedBrief | None = None
    values: Mapping[PartId, str] = field(default_factory=dict)
    windows: tuple[TimeWindow, ...] = ()
    now: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    attachments: tuple[str, ...] = ()
    talked: Talked = NOTHING_SAID
    advice: tuple[AdviceBrief, ...] = ()
    agreed: Agreed = field(default=NOTHING_AGREED, repr=False)  # For the review alone.

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise ValueError("an ask needs an aware instant as its now")
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    @property
    def today(self) -> date:
        """The day on which the message is written, where the sender is."""
        return self.now.astimezone(get_zone(self.sender.zone)).date()

    def value(self, part: PartId) -> str:
        """What the user typed for a part, without surrounding space; "" when nothing."""
        return self.values.get(part, "").strip()

    def filled(self, part: PartId) -> str:
        """What a part holds: the typed value, else what the need and the profile know of it.

        Placeholders such as "tbd" count as nothing. The sentences of their own that greeting,
        easy_out, thanks and sign_off have are not values and do not show here.
        """
        return self.typed(part) or self._known(part).strip()

    def typed(self, part: PartId) -> str:
        """What the user typed for a part, "" for nothing and for a placeholder."""
        typed = self.value(part)
        return "" if typed.casefold().strip(" .-?!/") in _PLACEHOLDERS else typed

    @property
    def reported(self) -> tuple[AdviceBrief, ...]:
        """The advice that this message quotes: none in a kind that does not report."""
        if self.kind not in QUOTES_ADVICE:
            return ()
        worded = [brief for brief in self.advice if quoted(brief, self.form)]
        return tuple(worded[: ADVICE_ROOM[self.form]])

    def is_told(self, part: PartId) -> bool:
        """Whether a part is said along with the advice that is quoted."""
        if not self.reported or self.typed(part):
            return False
        if part is PartId.FOCUS:
            return self.kind is MessageKind.PROGRESS_UPDATE and self.need is None
        result = part is PartId.DECISION and self.kind is MessageKind.IMPACT_NOTE
        return result or part in (PartId.WHY_YOU, PartId.TRIED)

    def _of_advice(self, part: PartId) -> str:
        """What the quoted advice says of a part; "" while any of it has nothing to say."""
        if part is PartId.FOCUS:
            return "your advice"
        if part is PartId.WHY_YOU:
            return "; ".join(f"your advice {quoted(one, self.form)}" for one in self.reported)
        if part is PartId.TRIED:
            said = [as_deed(one, self.form) for one in self.reported]
        else:
            said = [as_outcome(one) for one in self.reported]
        return "; ".join(said) if all(said) else ""

    def _known(self, part: PartId) -> str:
        if self.is_told(part):
            return self._of_advice(part)
        if part is PartId.WHO_I_AM and self.kind in _INTRODUCES_ME:
            return self.sender.intro_line or self.sender.headline
        if self.need is None:
            return ""
        if part is PartId.FOCUS and self.kind not in FOCUS_IS_A_REASON:
            return self.need.statement
        if part is PartId.DECISION and self.kind not in DECISION_IS_A_RESULT:
            told = self.kind in SUBJECT_IS_THE_DECISION and self.need.is_subject()
            told = told and self.filled(PartId.FOCUS) == self.need.statement.strip()
            return "" if told else self.need.choice()
        return ""
