"""What the buttons of Today's rows do. What writes is imported when it is first used."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mentorcrm.errors import NotFound, UserError
from mentorcrm.models.kinds import MessageKind, Outcome
from mentorcrm.services.today_rows import Reason, Waiting
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.need_places import LOOK_BACK
from mentorcrm.ui.pages.today_row import AGAIN, DROP, MOVE, OTHER
from mentorcrm.words import _


class TodayActs(QObject):
    """Carries out what a row asks for: its own act, `log`, `open`."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._widget = parent
        self._acts: dict[Reason, Callable[[Waiting], None]] = {
            Reason.REPLY: self._open_draft,
            Reason.RECAP: partial(_open_meeting, desk, "recap"),
            Reason.HAPPENED: partial(self._answer, ""),
            Reason.CLOSE: partial(_open_meeting, desk, "takeaways"),
            Reason.PREPARE: partial(_open_meeting, desk, "prepare"),
            Reason.THANK: self._thank,
            Reason.TELL: self._tell,
            Reason.PROMISE: self._keep_promise,
            Reason.TRIAL: partial(_open_card, desk, "trial"),
            Reason.FIT: partial(_open_card, desk, "fit"),
            Reason.TERMS: partial(_open_card, desk, "agreement"),
            Reason.RETURN: self._open,
            Reason.OVERDUE: self._open_need,
            Reason.HEARD: self._note_answer,
            Reason.FOLLOW_UP: self._follow_up,
            Reason.SEND: self._open_draft,
            Reason.DECIDE: self._ask_about,
            Reason.LOOK_BACK: partial(_look_back, desk),
            Reason.FINISH: self._open_draft,
            Reason.REST: self._let_rest,
            Reason.ANSWER: partial(self._write, MessageKind.PROGRESS_UPDATE),
            Reason.NEXT: partial(self._write, MessageKind.PROGRESS_UPDATE),
            Reason.RHYTHM: partial(self._write, MessageKind.PROGRESS_UPDATE),
            Reason.REVIVE: partial(self._write, MessageKind.RECONNECT),
            Reason.SECOND: self._plan,
            Reason.STALL: partial(_open_card, desk, "health"),
            Reason.CELEBRATE: partial(self._write, MessageKind.IMPACT_NOTE),
        }

        self._named: dict[str, Callable[[Waiting], None]] = {
            said: partial(self._answer, said) for said in (MOVE, DROP)
        }
        self._named[AGAIN] = self._follow_up
        self._named[OTHER] = self._ask_other

    def carry_out(self, wish: str, row: Waiting) -> None:
        """Do it now, or as soon as the services are there."""
        works = {"act": self._acts[row.reason], "log": self._log, "open": self._open}
        self._desk.when_live(partial(works[wish], row))

    def put_off(self, row: Waiting, choice: object) -> None:
        """Show the row again after some days; other choices are named."""
        from mentorcrm.services.commands.today import SnoozeRow

        if not isinstance(choice, int):
            self._named[str(choice)](row)
            return
        said = _("Put off for {choice} days: {title}").format(choice=choice, title=row.title)
        self._desk.run(SnoozeRow(row.what, choice, row.title), said=said)

    def _open_draft(self, row: Waiting) -> None:
        self._desk.go("composer", row.record)

    def _answer(self, said: str, row: Waiting) -> None:
        """Whether a plan happened."""
        from mentorcrm.ui.pages import plan_acts

        if said == MOVE:
            plan_acts.move(self._desk, self._widget.window(), row.record)
        else:
            act = plan_acts.drop if said == DROP else plan_acts.hold
            act(self._desk, row.record)

    def _open(self, row: Waiting) -> None:
        if row.person is None:
            self._open_need(row)
        else:
            self._desk.go("people", row.person)

    def _log(self, row: Waiting) -> None:
        from mentorcrm.ui.dialogs.log import LogSheet

        if row.person is not None:
            sheet = LogSheet(self._widget.window(), self._desk, row.person, row.name)
            sheet.open(sheet.line.field)

    def _thank(self, row: Waiting) -> None:
        outcome = self._desk.services.outreach.detail(row.record).outcome
        kind = MessageKind.THANKS_FOR_NO if outcome is Outcome.NO else MessageKind.RECAP
        self._begin(row, kind)

    def _tell(self, row: Waiting) -> None:
        from mentorcrm.ui.pages.advice_acts import report_back

        report_back(self._desk, row.record)

    def _keep_promise(self, row: Waiting) -> None:
        from mentorcrm.services.commands.commitments import KeepCommitment

        said = _("Kept: your promise to {name}").format(name=row.name)
        self._desk.run(KeepCommitment(row.record), said=said)

    def _follow_up(self, row: Waiting) -> None:
        self._begin(row, MessageKind.FOLLOW_UP)

    def _begin(self, row: Waiting, kind: MessageKind) -> None:
        """Start a message about the same need, in the tone of the one that the row cites."""
        services = self._desk.services
        try:
            before = services.outreach.detail(row.record)
            command = services.desk.next_message(before, kind)
        except (NotFound, UserError) as error:
            self._desk.tell(str(error))
            return
        self._desk.run(command, then=self._begun)

    def _write(self, kind: MessageKind, row: Waiting) -> None:
        """Start a message to whom the row is about; of a need, when the row cites one."""
        if row.person is None:
            return
        need = row.record if row.table == "need" else None
        try:
            command = self._desk.services.desk.beginning(row.person, kind, need_id=need)
        except (NotFound, UserError) as error:
            self._desk.tell(str(error))
            return
        self._desk.run(command, then=self._begun)

    def _plan(self, row: Waiting) -> None:
        """Plan a meeting with whom the row is about."""
        self._desk.go("meetings", row.person, "new")

    def _begun(self, draft: int) -> None:
        self._desk.go("composer", draft)

    def _note_answer(self, row: Waiting) -> None:
        from mentorcrm.ui.dialogs.sent import OutcomeSheet

        OutcomeSheet(self._widget.window(), self._desk, row.record).open()

    def _let_rest(self, row: Waiting) -> None:
        from mentorcrm.services.commands.outreach import RecordOutcome

        said = _("Closed without an answer: {name}").format(name=row.name)
        self._desk.run(RecordOutcome(row.record, Outcome.NO_ANSWER), said=said)

    def _ask_other(self, row: Waiting) -> None:
        """The next candidate: who else could help with the need, or whoever one chooses."""
        need = self._desk.services.outreach.detail(row.record).need_id
        self._let_rest(row)
        if need is not None:
            self._desk.go("needs", need)
        else:
            self._desk.go("asks", None, "new")

    def _ask_about(self, row: Waiting) -> None:
        from mentorcrm.ui.dialogs.new_ask import open_new_ask

        open_new_ask(self._widget.window(), self._desk, need=row.record)

    def _open_need(self, row: Waiting) -> None:
        self._desk.go("needs", row.record)


def _look_back(desk: Desk, row: Waiting) -> None:
    desk.go("needs", row.record, LOOK_BACK)


def _open_card(desk: Desk, name: str, row: Waiting) -> None:
    """Open the person at the card that the row is about."""
    desk.go("people", row.person, f"card:{name}")


def _open_meeting(desk: Desk, step: str, row: Waiting) -> None:
    desk.go("meetings", row.record, step)
