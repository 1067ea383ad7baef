"""One need in full: what, why now, when it is done, and for a decision the options."""

from datetime import date

from PySide6.QtWidgets import QWidget

from mentorcrm.models.kinds import NeedKind, NeedStatus
from mentorcrm.services.commands.needs import DeleteNeed, EditNeed
from mentorcrm.services.rows import NeedRow
from mentorcrm.services.typed_days import read_day
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.fields import Field, Labelled
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.select import Select
from mentorcrm.ui.widgets.text_area import TextArea

_KINDS = [(kind, kind.label) for kind in NeedKind]
_HINT = "Such as 14 June 2027 or in 6 weeks"


class NeedSheet(Sheet):
    """Edits a need; nothing is kept until Keep."""

    def __init__(self, window: QWidget, desk: Desk, need: NeedRow) -> None:
        super().__init__(window, "What you need", 520)
        self._desk = desk
        self._need = need
        self.kind = Segmented(_KINDS)
        self.kind.set_value(need.kind)
        self.statement = TextArea("One thing, in your words", low=1, high=4)
        self.why_now = Field("What makes it matter now")
        self.done_when = Field("How you will know")
        self.options = TextArea("One option per line", low=2, high=5)
        self.leaning = Field("Which way you lean")
        self.by = Field("")
        self.status = Select([(status, status.label) for status in NeedStatus])
        self.by_row = Labelled("By when", self.by, _HINT)
        self.options_row = Labelled("Options", self.options)
        self.leaning_row = Labelled("Leaning", self.leaning)
        self._fill()
        self._build()

    def _fill(self) -> None:
        need = self._need
        self.statement.set_value(need.statement)
        self.why_now.set_value(need.why_now)
        self.done_when.set_value(need.done_when)
        self.options.set_value("\n".join(need.options))
        self.leaning.set_value(need.leaning)
        day = need.decide_by if need.kind is NeedKind.DECISION else need.target_date
        self.by.set_value(day.isoformat() if day else "")
        self.status.set_value(need.status)

    def _build(self) -> None:
        self.body.addWidget(self.kind)
        self.body.addWidget(Labelled("What it is", self.statement))
        self.body.addWidget(self.options_row)
        self.body.addWidget(self.leaning_row)
        self.body.addWidget(Labelled("Why now", self.why_now))
        self.body.addWidget(Labelled("Done when", self.done_when))
        self.body.addWidget(self.by_row)
        self.body.addWidget(Labelled("Status", self.status))
        delete = Button("Move to the bin", "danger")
        cancel = Button("Cancel")
        keep = Button("Keep", "primary")
        for button in (delete, cancel, keep):
            self.buttons.addWidget(button)
        delete.clicked.connect(self._delete)
        cancel.clicked.connect(self.reject)
        keep.clicked.connect(self._keep)
        self.kind.chosen.connect(self._show_kind)
        self._show_kind()

    def _show_kind(self) -> None:
        decision = self.kind.value() is NeedKind.DECISION
        self.options_row.setVisible(decision)
        self.leaning_row.setVisible(decision)

    def _keep(self) -> None:
        kind, status = self.kind.value(), self.status.value()
        assert isinstance(kind, NeedKind)
        assert isinstance(status, NeedStatus)
        day: date | None = None
        if text := self.by.text().strip():
            day = read_day(text, self._desk.clock.now().date(), ahead=True)
            if day is None:
                self.by_row.set_error("Write the day as 2027-06-14 or “in 6 weeks”.")
                return
        column = "decide_by" if kind is NeedKind.DECISION else "target_date"
        lines = self.options.text().splitlines()
        command = EditNeed(
            self._need.id,
            {
                "statement": self.statement.text(),
                "why_now": self.why_now.text(),
                "done_when": self.done_when.text(),
                "leaning": self.leaning.text(),
            },
            kind,
            status,
            tuple(line.strip() for line in lines if line.strip()),
            {column: day},
        )
        self._desk.run(command, failed=self.by_row.set_error, then=self._done)

    def _delete(self) -> None:
        command = DeleteNeed(self._need.id)
        self._desk.run(command, said="Moved the need to the bin", then=self._done)

    def _done(self, _nothing: object) -> None:
        self.accept()
