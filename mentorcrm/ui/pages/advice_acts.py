"""What is done about advice from several places: report back on it, open it."""

from mentorcrm.errors import NotFound, UserError
from mentorcrm.models.history_kinds import AdviceResponse
from mentorcrm.models.kinds import MessageKind, Privacy
from mentorcrm.ui.desk import Desk
from mentorcrm.words import _


def open_advice(desk: Desk, advice_id: int) -> None:
    """Show a piece of advice in the history."""
    desk.go("history", advice_id, "advice")


def report_back(desk: Desk, advice_id: int) -> None:
    """Begin a message about advice to the one who gave it; what is untried is opened instead.

    With a result it is an impact note, else an update. What else they have not heard of and was
    tried for the same need goes into it, too.
    """
    try:
        row = desk.services.advice.detail(advice_id)
        if row.response is AdviceResponse.OPEN:
            open_advice(desk, advice_id)
            return
        if row.privacy is Privacy.NEVER:
            desk.tell(_("This advice never leaves this computer, so no message quotes it."))
            return
        kind = MessageKind.IMPACT_NOTE if row.result else MessageKind.PROGRESS_UPDATE
        others = [
            one.id
            for one in desk.services.advice.untold(row.person_id)
            if one.need_id == row.need_id
            and one.response is not AdviceResponse.OPEN
            and one.privacy is not Privacy.NEVER
            and bool(one.result) == bool(row.result)
        ]
        chosen = tuple(dict.fromkeys([advice_id, *others]))
        command = desk.services.desk.beginning(
            row.person_id, kind, need_id=row.need_id, advice=chosen
        )
    except (NotFound, UserError) as error:
        desk.tell(str(error))
        return
    desk.run(command, then=lambda draft: desk.go("composer", draft))
