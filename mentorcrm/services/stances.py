"""Which option of a decision a piece of advice speaks for; where advisers agree and differ."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentorcrm.errors import UserError
from mentorcrm.models.tables import AdviceStance, Need
from mentorcrm.services.advice import live_advice
from mentorcrm.services.commands import advice as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.text import clean_line, quoted
from mentorcrm.words import _, joined


def set_stance(work: Work, command: wish.SetStance) -> None:
    """Say what a piece of advice speaks for; an empty option takes that back."""
    row, option = live_advice(work, command.advice_id), clean_line(command.option)
    held = work.session.scalar(select(AdviceStance).where(AdviceStance.advice_id == row.id))
    work.label = _("Say what advice speaks for: {option}").format(option=quoted(option))
    if not option:
        work.label = _("Say that advice speaks for no option")
        if held is not None:
            work.session.delete(held)
        return
    need = work.session.get(Need, row.need_id) if row.need_id is not None else None
    if need is None or option not in need.options:
        raise UserError(_("Choose one of the options of the decision that the advice is about."))
    if held is None:
        work.session.add(AdviceStance(advice_id=row.id, option=option))
    else:
        held.option = option


def stances(session: Session, advice_ids: Sequence[int]) -> dict[int, str]:
    """The options that some pieces of advice speak for; what was not said is left out."""
    query = select(AdviceStance.advice_id, AdviceStance.option)
    return dict(session.execute(query.where(AdviceStance.advice_id.in_(list(advice_ids)))).all())


def compared(said: Sequence[tuple[str, str]]) -> str:
    """Who speaks for what, from pairs of a name and an option: where they agree and differ.

    `Ana and Kofi agree on “stay”.`, or `“stay”: Ana and Kofi. “move”: Ruth.`; "" below two.
    """
    by_option: dict[str, list[str]] = {}
    for name, option in said:
        if name not in by_option.setdefault(option, []):
            by_option[option].append(name)
    if len({name for name, _option in said}) < 2:
        return ""
    if len(by_option) == 1:
        ((option, names),) = by_option.items()
        return _("{names} agree on {option}.").format(names=joined(names), option=quoted(option))
    parts = [
        _("{option}: {names}.").format(option=quoted(option), names=joined(names))
        for option, names in sorted(by_option.items(), key=lambda item: -len(item[1]))
    ]
    return _("They differ. {parts}").format(parts=" ".join(parts))


HANDLERS: dict[type, Handler] = {wish.SetStance: set_stance}
