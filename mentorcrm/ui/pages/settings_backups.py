"""Backups: where the data is, what is kept of it, putting one back, checking the file."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.errors import StorageError, UserError
from mentorcrm.services.text import count
from mentorcrm.services.zones import zone_of
from mentorcrm.ui import words
from mentorcrm.ui.delegates.record_row import RecordLine
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.restore import RestoreSheet, size_words
from mentorcrm.ui.itemmodels.records import RecordList
from mentorcrm.ui.pages.settings_section import ColumnSection, hint
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Card, ErrorStrip, IconLabel, Panel
from mentorcrm.ui.widgets.chips import Tone
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.safety import Backup, CheckResult, Restored, RestorePreview

SHOWN = 8
_REASONS = {
    "by-hand": _("made by you"),
    "start": _("at the start"),
    "quit": _("on closing"),
    "regular": _("while working"),
    "before-import": _("before an import"),
    "before-merge": _("before a merge"),
    "after-erasing": _("after erasing for good"),
    "before-restore": _("before a restore"),
    "before-migration": _("before an upgrade"),
}
_LEVELS: dict[str, tuple[str, Tone]] = {
    "ok": (_("in order"), "good"),
    "warn": (_("look at this"), "warn"),
    "damage": ("damaged", "risk"),
}


class BackupsSection(ColumnSection):
    """Backups."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            _("Backups"),
            _(
                "Made and verified automatically: at the start, on closing, every half hour of "
                "work, and before an import."
            ),
        )
        self.where = WhereCard(desk)
        self.newest = Label("", "body")
        self.make = Button(_("Back up now"), "primary", size="small")
        self.strip = ErrorStrip()
        self.confirm = ConfirmStrip()
        self.list = RecordList(_("Backups"), most=SHOWN)
        self.restore = Button(_("Restore…"), size="small")
        self.from_file = Button(_("Restore from a file…"), "ghost", size="small")
        self.none = hint(_("There is none yet. One is made when you close the window."))
        self.checks = ChecksCard(desk)
        self._backups: list[Backup] = []
        self._sheet: RestoreSheet | None = None
        self._build()
        self._connect()

    def reload(self) -> None:
        services = self.desk.services
        self.where.place.setText(str(services.paths.home))
        self.confirm.setVisible(services.safety.unconfirmed())
        self.desk.tasks.run(self._read, self._show, key="backups")

    def first_focus(self) -> QWidget:
        return self.make

    def _read(self, _token: CancelToken) -> "list[Backup]":
        return list(self.desk.services.safety.backups())

    def _show(self, backups: "list[Backup]") -> None:
        chosen = _file_at(self._backups, self.list.current_id())
        self._backups = backups
        now = self.desk.clock.now()
        zone = zone_of(self.desk.clock.zone())
        self.list.set_lines([backup_line(n, backup, now, zone) for n, backup in enumerate(backups)])
        files = [backup.path for backup in backups]
        self.list.choose_place(files.index(chosen) if chosen in files else 0)
        self.list.setVisible(bool(backups))
        self.none.setVisible(not backups)
        self.restore.setEnabled(bool(backups))
        sound = next((b for b in backups if b.verified), None)
        self.newest.setText(
            _("Newest verified backup: {moment}").format(moment=moment(sound.created, now, zone))
            if sound
            else _("No verified backup yet")
        )

    def _build(self) -> None:
        kept = Card(_("Backups"))
        kept.head.addWidget(self.make)
        kept.body.addWidget(self.newest)
        kept.body.addWidget(self.none)
        kept.body.addWidget(self.list)
        kept.body.addLayout(boxes.row(self.restore, self.from_file, None))
        self.confirm.hide()
        for widget in (self.strip, self.confirm, self.where, kept, self.checks):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.make.clicked.connect(self._make)
        self.restore.clicked.connect(self._restore_chosen)
        self.list.opened.connect(self._restore_chosen)
        self.from_file.clicked.connect(self._choose_file)
        self.confirm.right.clicked.connect(self._confirmed)

    def _make(self) -> None:
        if self.make.hasFocus() and self._backups:
            self.list.setFocus()
        self.make.setEnabled(False)
        self.newest.setText(_("Backing up…"))

        def work(_token: CancelToken) -> "Backup":
            return self.desk.services.safety.back_up()

        self.desk.tasks.run(work, self._made, self._failed)

    def _made(self, _backup: object) -> None:
        self.make.setEnabled(True)
        self.desk.say(_("Backed up and verified"))
        self.reload()

    def _restore_chosen(self) -> None:
        if (file := _file_at(self._backups, self.list.current_id())) is not None:
            self._preview(file)

    def _choose_file(self) -> None:
        self.desk.asker.open_files(
            _("Choose a backup"),
            f"{_('Backups')} (*.db *.sqlite *.mentorcrm);;{_('All files')} (*)",
            self._chosen,
        )

    def _chosen(self, paths: tuple[Path, ...]) -> None:
        if paths:
            self._preview(paths[0])

    def _preview(self, file: Path) -> None:
        self.strip.hide()

        def work(_token: CancelToken) -> "RestorePreview":
            return self.desk.services.safety.preview(file)

        self.desk.tasks.run(work, self._show_preview, self._failed, key="restore-preview")

    def _show_preview(self, preview: "RestorePreview") -> None:
        if preview.refusal:
            self.strip.show_error(preview.refusal, _("Nothing was changed. Choose another backup."))
            return
        now = self.desk.clock.now()
        when = moment(preview.backup.created, now, zone_of(self.desk.clock.zone()))
        self._sheet = RestoreSheet(self.window(), preview, when, self.desk.services.people.counts())
        self._sheet.finished.connect(self._answered)
        self._sheet.open(self._sheet.cancel)

    def _answered(self, accepted: bool) -> None:
        sheet, self._sheet = self._sheet, None
        if accepted and sheet is not None:
            self._put_back(sheet.file)

    def _put_back(self, file: Path) -> None:
        self.list.setFocus()
        self._set_busy(True)
        self.newest.setText(_("Restoring, after keeping the present state…"))

        def work(_token: CancelToken) -> "Restored":
            return self.desk.services.restore(file)

        self.desk.tasks.run(work, self._restored, self._failed)

    def _restored(self, done: "Restored") -> None:
        from mentorcrm.services.safety import lost_in_words

        self._set_busy(False)
        if done.lost:
            self.strip.show_error(lost_in_words(len(done.lost)), _("Everything else is back."))
        self.desk.say(_("Restored the backup"))
        self.reload()

    def _confirmed(self) -> None:
        self.desk.services.safety.confirm_restore()
        self.desk.say(_("Noted. Old backups are thinned out again."))
        self.reload()
        self.make.setFocus()

    def _set_busy(self, busy: bool) -> None:
        for button in (self.make, self.restore, self.from_file):
            button.setEnabled(not busy)

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, UserError | StorageError):
            self.strip.show_error(str(error), _("What you have now is unchanged."))
            self.reload()
        else:
            self.desk.report(error)


class WhereCard(Card):
    """Where everything is kept."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Your data"))
        self._desk = desk
        self.place = Label("", "body")
        self.folder = Button(_("Open folder"), size="small", icon="folder-open")
        self.body.addLayout(boxes.row(IconLabel("hard-drive", 16), self.place, self.folder))
        self.body.addWidget(
            hint(
                _(
                    "Everything is in this folder. Copy the folder “backups” in it to "
                    "another disk now "
                    "and then."
                )
            )
        )
        self.folder.clicked.connect(self._open)

    def _open(self) -> None:
        folder = self.place.text()
        if not self._desk.opener.open_folder(folder):
            self._desk.clipboard.copy(folder)
            self._desk.tell(_("No file manager opened. The folder’s name is on the clipboard."))


class ConfirmStrip(Panel):
    """After a restore: is it the right one?"""

    def __init__(self) -> None:
        super().__init__("warnSoft", None, 8)
        self.right = Button(_("It is right"), size="small")
        text = boxes.column(
            Label(_("A backup was restored. Is it the right one?"), "strong"),
            Label(
                _(
                    "Look through People and Asks. Until you say so, no old backup is "
                    "deleted, and the "
                    "state from before is in the list as “before a restore”."
                ),
                "meta",
                "text",
                wrap=True,
            ),
            spacing=0,
        )
        row = boxes.row(spacing=12, margins=(14, 10, 12, 10))
        row.addLayout(text, 1)
        row.addWidget(self.right)
        self.setLayout(row)


class ChecksCard(Card):
    """Looks at everything that `mentorcrm doctor` looks at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Check the data"))
        self._desk = desk
        self.check = Button(_("Check"), size="small", icon="shield-check")
        self.rebuild = Button(_("Rebuild the search index"), size="small")
        self.verdict = hint(_("Reads the whole file and the newest backup. It mends nothing."))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.head.addWidget(self.rebuild)
        self.head.addWidget(self.check)
        self.body.addWidget(self.verdict)
        self.body.addLayout(self._rows)
        self.rebuild.hide()
        self.check.clicked.connect(self._check)
        self.rebuild.clicked.connect(self._rebuild)

    def findings(self) -> tuple[str, ...]:
        """The sentences on show."""
        labels = (w for w in self.findChildren(Label) if w.property("finding"))
        return tuple(label.text() for label in labels)

    def _check(self) -> None:
        self.check.setEnabled(False)
        self.verdict.setText(_("Checking…"))

        def work(_token: CancelToken) -> Any:
            return self._desk.services.safety.check()

        self._desk.tasks.run(work, self._checked, self._failed, key="check")

    def _checked(self, outcome: "tuple[list[CheckResult], int]") -> None:
        results, _code = outcome
        self.check.setEnabled(True)
        wrong = [result for result in results if result.level != "ok"]
        self.verdict.setText(
            _("Look at {number} of the {total} checks.").format(
                number=len(wrong), total=len(results)
            )
            if wrong
            else _("All {number} checks are in order.").format(number=len(results))
        )
        self.rebuild.setVisible(any(result.check == "search" for result in wrong))
        boxes.empty(self._rows)
        for result in (*wrong, *(r for r in results if r.level == "ok")):
            self._rows.addWidget(_Finding(result))

    def _rebuild(self) -> None:
        self.rebuild.setEnabled(False)

        def work(_token: CancelToken) -> None:
            self._desk.services.safety.rebuild_search()

        self._desk.tasks.run(work, self._rebuilt, self._failed)

    def _rebuilt(self, _nothing: object) -> None:
        self.rebuild.setEnabled(True)
        self._check()

    def _failed(self, error: Exception) -> None:
        self.check.setEnabled(True)
        self.rebuild.setEnabled(True)
        if isinstance(error, UserError | StorageError):
            self.verdict.setText(str(error))
        else:
            self._desk.report(error)


class _Finding(QWidget):
    def __init__(self, result: "CheckResult") -> None:
        super().__init__()
        level, tone = _LEVELS[result.level]
        icon = "circle-check" if tone == "good" else "triangle-alert"
        role = {"good": "goodFill", "warn": "warn", "risk": "risk"}[tone]
        words = f"{result.message} {result.remedy}".strip()
        label = Label(words, "body", "text", wrap=True)
        label.setProperty("finding", True)
        mark = IconLabel(icon, 16, role)  # type: ignore[arg-type]
        mark.setAccessibleName(level)
        row = boxes.row(mark, spacing=10)
        row.addWidget(label, 1)
        self.setLayout(row)


def _file_at(backups: "list[Backup]", place: int | None) -> Path | None:
    return backups[place].path if place is not None else None


def backup_line(number: int, backup: "Backup", now: datetime, zone: Any) -> RecordLine:
    """A backup as a row."""
    people = backup.counts.get("person")
    held = "" if people is None else f"{count(people, 'person', 'people')}, "
    reason = _REASONS.get(backup.reason, backup.reason.replace("-", " "))
    detail = f"{held}{size_words(backup.bytes)}"
    if not backup.verified:
        text, tag = moment(backup.created, now, zone), _("not verified")
        return RecordLine(number, text, detail, "", tag, "warn")
    return RecordLine(number, moment(backup.created, now, zone), detail, reason)


def moment(when: datetime, now: datetime, zone: Any) -> str:
    """`Today, 09:14` or `22 Sep, 17:05`, in a zone, and how long ago it is."""
    local, here = when.astimezone(zone), now.astimezone(zone)
    if local.date() == here.date():
        return _("Today, {time:%H:%M}").format(time=local)
    return f"{words.short_day(local.date(), here.date())}, {local:%H:%M} ({words.ago(when, here)})"
