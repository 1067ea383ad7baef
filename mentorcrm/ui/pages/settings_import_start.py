"""Where an import begins: files, the sample network, and what was imported before."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from mentorcrm.services.commands.transfer import AddSample, RemoveSample
from mentorcrm.services.importing import SERVICES
from mentorcrm.services.people_filter import PeopleFilter, PeopleSort
from mentorcrm.services.rows import BatchRow
from mentorcrm.ui import theme, words
from mentorcrm.ui.days import desk_now
from mentorcrm.ui.delegates.record_row import RecordLine
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.itemmodels.records import RecordList
from mentorcrm.ui.pages.settings_section import ColumnSection, hint
from mentorcrm.ui.places import filtered_people
from mentorcrm.ui.widgets import boxes, painting
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Card, ErrorStrip, IconLabel, Panel
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

PAST_SHOWN = 6


class DropZone(Panel):
    """A dashed place to drop files on, with a button that does the same."""

    def __init__(self, button: Button) -> None:
        super().__init__("surface", None)
        self._over = False
        title = Label(_("Bring contacts in"), "strongL")
        what = hint(
            _(
                "LinkedIn Connections.csv, Google or Outlook contacts, any other CSV "
                "table, vCards. "
                "You see what would happen before anything is written."
            )
        )
        text = boxes.column(title, what, spacing=2)
        row = boxes.row(spacing=14, margins=(18, 18, 18, 18))
        row.addWidget(IconLabel("upload", 20, "accent"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(row)

    def set_over(self, over: bool) -> None:
        """Whether files are held over the page."""
        self._over = over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = theme.color("accentSoft" if self._over else "surface")
        painting.rounded(painter, self.rect(), 12, fill)
        role = theme.color("accent" if self._over else "field")
        painter.setPen(QPen(role, 1.0, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)


class ImportStart(ColumnSection):
    """The first step."""

    choose_requested = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, _("Import"), _("Files are read on this computer. Each import is one undo.")
        )
        self.choose = Button(_("Choose files"), "primary")
        self.zone = DropZone(self.choose)
        self.strip = ErrorStrip()
        self.done = Label("", "body", "good", wrap=True)
        self.see = Button(_("See them in People"), icon="users", size="small")
        self.past = RecordList(_("Past imports"), most=PAST_SHOWN)
        self._none = hint(_("Nothing was imported yet."))
        self._told_of = 0
        self.sample = Button(_("Add sample network"), size="small")
        self._sample_note = hint("")
        self._build()
        self.choose.clicked.connect(self.choose_requested)
        self.see.clicked.connect(self._see_newest)
        self.sample.clicked.connect(self._toggle_sample)

    def reload(self) -> None:
        """Read the past imports and whether the sample is here."""
        now = desk_now(self.desk)
        batches = self.desk.services.transfer.batches()
        self.past.set_lines(
            [batch_line(batch, words.ago(batch.applied_at, now)) for batch in batches]
        )
        self.past.setVisible(bool(batches))
        self._none.setVisible(not batches)
        if self._told_of not in {batch.id for batch in batches}:
            self.put_away_done()
        self._has_sample = self.desk.services.people.has_sample()
        self.sample.setText(
            _("Remove sample network") if self._has_sample else _("Add sample network")
        )
        self.sample.updateGeometry()
        self._sample_note.setText(
            _("Invented people are among yours. Removing them takes their needs and notes too.")
            if self._has_sample
            else _(
                "Invented people with needs and contacts, to look around with. One click removes "
                "them again."
            )
        )

    def first_focus(self) -> QWidget:
        return self.choose

    def set_over(self, over: bool) -> None:
        """Files are held over the page, or no longer."""
        self.zone.set_over(over)

    def show_done(self, sentence: str, *, new: bool) -> None:
        """Say what the last import did; a button leads to those who are `new`."""
        self.done.setText(
            _("{sentence}. Ctrl+Z takes it back as a whole.").format(sentence=sentence)
        )
        self.done.show()
        self.see.setVisible(new)
        self._told_of = max(
            (batch.id for batch in self.desk.services.transfer.batches()), default=0
        )

    def put_away_done(self) -> None:
        """What the last import did is no longer what matters."""
        self.done.hide()
        self.see.hide()

    def _build(self) -> None:
        self.put_away_done()
        past = Card(_("Past imports"))
        past.body.addWidget(self._none)
        past.body.addWidget(self.past)
        sample = Card(_("Sample network"))
        row = boxes.row(spacing=14)
        row.addWidget(self._sample_note, 1)
        row.addWidget(self.sample)
        sample.body.addLayout(row)
        done = boxes.row(spacing=14)
        done.addWidget(self.done, 1)
        done.addWidget(self.see)
        self.column.addWidget(self.strip)
        self.column.addWidget(self.zone)
        self.column.addLayout(done)
        self.column.addWidget(past)
        self.column.addWidget(sample)
        self.column.addStretch(1)

    def _toggle_sample(self) -> None:
        if self._has_sample:
            self.desk.run(RemoveSample(), said=_("Removed the sample network"))
        else:
            self.desk.run(AddSample(), said=_("Added the sample network"))
        self.put_away_done()
        self.reload()

    def _see_newest(self) -> None:
        """The newest first, and the first of them chosen: who was open may stand far below."""
        newest_first = PeopleFilter(sort=PeopleSort.RECENT)
        first = self.desk.services.people.ids(newest_first, 1)
        self.desk.place_requested.emit(filtered_people(newest_first, first[0] if first else None))


class ProgressLine(QProgressBar):
    """A thin line that fills up; while nothing is known of the rest it stays empty."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setFixedHeight(6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.rounded(painter, self.rect(), 3, theme.color("line"))
        share = self.value() / self.maximum() if self.maximum() > 0 else 0.0
        if share > 0:
            done = QRectF(0, 0, max(self.width() * share, 6), self.height())
            painting.rounded(painter, done, 3, theme.color("accent"))


class ReadingView(QWidget):
    """How far the reading is, and a way to stop it."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = Label("", "strongL")
        self.bar = ProgressLine()
        self.bar.setAccessibleName(_("Progress of reading"))
        self.cancel = Button(_("Cancel"))
        note = hint(_("Nothing is written while a file is read."))
        inner = QWidget()
        inner.setMaximumWidth(480)
        inner.setLayout(
            boxes.column(self.words, self.bar, note, boxes.row(self.cancel, None), spacing=12)
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 28, 32, 28)
        layout.addStretch(2)
        layout.addLayout(boxes.row(None, inner, None))
        layout.addStretch(3)
        self.cancel.clicked.connect(self.cancelled)

    def show_progress(self, words_now: str, share: float) -> None:
        """Show what is done, and the share of it from 0 to 1; below 0 when it is not known."""
        self.words.setText(words_now)
        self.bar.setRange(0, 1000 if share >= 0 else 0)
        self.bar.setValue(round(min(max(share, 0.0), 1.0) * 1000))


def batch_line(batch: BatchRow, when: str) -> RecordLine:
    """A past import as a row."""
    counts = batch.counts
    parts = [
        f"{counts.get(key, 0):,} {name}"
        for key, name in (
            ("new", _("new")),
            ("update", _("filled in")),
            ("duplicate", _("possible duplicates left out")),
            ("skip", _("skipped")),
        )
        if counts.get(key, 0)
    ]
    kind = SERVICES.get(batch.file_kind, batch.file_kind)
    return RecordLine(batch.id, batch.file_name, ", ".join(parts), f"{kind}, {when}")
