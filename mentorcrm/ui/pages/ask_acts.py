"""What can be done about an ask that went out, from the list and from the composer."""

from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from mentorcrm.errors import NotFound, UserError
from mentorcrm.models.kinds import DraftState, MessageKind, Outcome
from mentorcrm.services.ask_standing import MESSAGE_OF, Days, Step, standings
from mentorcrm.services.commands.outreach import DeleteDraft, RecordOutcome
from mentorcrm.services.rows import DraftDetail
from mentorcrm.services.zones import zone_of
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.answer_menus import DELETE, FOLLOW_UP, OPEN, AnswerMenu
from mentorcrm.ui.dialogs.answers import PlanSheet, SuggestedSheet
from mentorcrm.ui.dialogs.sent import OutcomeSheet
from mentorcrm.words import _

_OPEN = (DraftState.DRAFT, DraftState.READY)


class AskActs(QObject):
    """Notes answers and takes the next step. What is noted can be undone."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._widget = parent

    def days(self) -> Days:
        """Today, in my zone."""
        return Days(desk_today(self._desk), zone_of(self._desk.clock.zone()))

    def step_of(self, draft: DraftDetail) -> Step | None:
        """What is due about a message now."""
        outreach = self._desk.services.outreach
        rows = outreach.to(draft.person_id)
        found = standings(rows, outreach.touches(), self.days()).get(draft.id)
        return found.step if found is not None else None

    def open_menu(self, draft_id: int, place: QPoint, *, whole: bool = False) -> None:
        """Offer the outcomes at a place on the screen; `whole` adds what else can be done."""
        draft = self._detail(draft_id)
        if draft is not None:
            menu = AnswerMenu(self._widget, whole=whole, sent=draft.sent_at is not None)
            menu.chosen.connect(partial(self._chosen, draft_id))
            menu.popup(place)

    def note(self, draft_id: int, outcome: Outcome) -> None:
        """Record what came of a message; a no and a suggestion have more to say."""
        said = _("Noted: {label}").format(label=outcome.label.lower())
        command = RecordOutcome(draft_id, outcome)
        self._desk.run(command, said=said, then=partial(self._noted, draft_id, outcome))

    def take(self, draft_id: int, step: Step) -> None:
        """Take the next step about a message."""
        draft = self._detail(draft_id)
        if draft is None:
            return
        if step is Step.REST:
            self.note(draft_id, Outcome.NO_ANSWER)
        elif step is Step.ADD_PERSON:
            self._ask_whom(draft)
        elif step is Step.PLAN:
            person = self._desk.services.people.detail(draft.person_id)
            sheet = PlanSheet(self._widget.window(), self._desk, draft, person)
            sheet.open(sheet.keep if draft.windows else None)
        else:
            self.write(draft, MESSAGE_OF[step])

    def write(self, draft: DraftDetail, kind: MessageKind) -> None:
        """Open the message that follows another one: the one being written, else a new one."""
        for row in self._desk.services.outreach.to(draft.person_id):
            if row.after == draft.id and row.kind is kind and row.state in _OPEN:
                self._desk.go("composer", row.id)
                return
        try:
            command = self._desk.services.desk.next_message(draft, kind)
        except UserError as error:
            self._desk.tell(str(error))
            return
        self._desk.run(command, then=partial(self._desk.go, "composer"))

    def delete(self, draft_id: int) -> None:
        """Move a message to the bin."""
        self._desk.run(DeleteDraft(draft_id), said=_("Moved the ask to the bin"))

    def _chosen(self, draft_id: int, wish: object) -> None:
        draft = self._detail(draft_id)
        if draft is None:
            return
        if isinstance(wish, Outcome):
            self.note(draft_id, wish)
        elif wish == FOLLOW_UP:
            self.write(draft, MessageKind.FOLLOW_UP)
        elif wish == OPEN:
            self._desk.go("composer", draft_id)
        elif wish == DELETE:
            self.delete(draft_id)

    def _noted(self, draft_id: int, outcome: Outcome, _nothing: object) -> None:
        if outcome is Outcome.NO:
            sheet = OutcomeSheet(self._widget.window(), self._desk, draft_id, outcome)
            sheet.open(sheet.note.editor)
        elif outcome is Outcome.SUGGESTED:
            draft = self._detail(draft_id)
            if draft is not None and not draft.outcome_note:
                self._ask_whom(draft)

    def _ask_whom(self, draft: DraftDetail) -> None:
        by = self._desk.services.people.detail(draft.person_id).name
        sheet = SuggestedSheet(self._widget.window(), self._desk, draft.id, by)
        sheet.open(sheet.who)

    def _detail(self, draft_id: int) -> DraftDetail | None:
        try:
            return self._desk.services.outreach.detail(draft_id)
        except NotFound as error:
            self._desk.tell(str(error))
            return None
