"""What stands in front of a page, for the walk: sheets, the palette, menus and the popover."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeGuard

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from mentorcrm.models.kinds import Outcome
from mentorcrm.services.commands.bin import BinKind
from mentorcrm.services.health import Exit
from mentorcrm.services.in_the_bin import BinRow
from mentorcrm.services.merging_rows import MergeField
from mentorcrm.services.people_filter import PeopleFilter
from mentorcrm.storage.backup import Backup
from mentorcrm.storage.restore import RestorePreview
from mentorcrm.ui import recovered
from mentorcrm.ui.ask_user import Choice, Question
from mentorcrm.ui.delegates.record_row import RecordLine
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.about_you import AboutYouSheet
from mentorcrm.ui.dialogs.answers import PlanSheet, SuggestedSheet
from mentorcrm.ui.dialogs.ask import QuestionSheet
from mentorcrm.ui.dialogs.busy import BusySheet
from mentorcrm.ui.dialogs.difference import DifferenceSheet
from mentorcrm.ui.dialogs.erase import EraseSheet
from mentorcrm.ui.dialogs.fault import FaultSheet
from mentorcrm.ui.dialogs.going_on import GoingOnSheet
from mentorcrm.ui.dialogs.keys import KeysSheet
from mentorcrm.ui.dialogs.log import LogSheet
from mentorcrm.ui.dialogs.merge import MergeSheet
from mentorcrm.ui.dialogs.new_ask import NewAskSheet
from mentorcrm.ui.dialogs.not_opened import NotOpenedSheet
from mentorcrm.ui.dialogs.one_page import OnePageSheet
from mentorcrm.ui.dialogs.pick import PickSheet
from mentorcrm.ui.dialogs.reading import ReadingSheet
from mentorcrm.ui.dialogs.restore import RestoreSheet
from mentorcrm.ui.dialogs.review_report import ReviewReportSheet
from mentorcrm.ui.dialogs.sent import OutcomeSheet, SentSheet
from mentorcrm.ui.dialogs.storage import StorageSheet
from mentorcrm.ui.dialogs.template_choice import TemplateSheet
from mentorcrm.ui.dialogs.view import ViewSheet
from mentorcrm.ui.main_window import MainWindow
from mentorcrm.ui.pages.composer import ComposerPage
from mentorcrm.ui.palette.sheet import Palette
from mentorcrm.ui.trouble import Trouble
from mentorcrm.ui.widgets.buttons import IconButton
from mentorcrm.ui.widgets.cards import ErrorStrip
from mentorcrm.ui.widgets.chips import Chip
from mentorcrm.ui.widgets.fields import Labelled
from mentorcrm.ui.widgets.overlays import Overlay, open_sheet
from mentorcrm.words import _

LONG = _("The place that was chosen for it cannot be written to. Choose another one, or try again.")
_FOLDER = "/home/noor/.local/share/mentorcrm/records of the last three years"
_MENU_ICONS = ("ellipsis", "arrow-up-down", "history")
_BEFORE, _AFTER = "Dear Ada,\n\nmay I ask you something?", "Dear Ada,\n\nmay I ask you one thing?"


def sheets(window: MainWindow) -> Iterator[Overlay]:
    """Every sheet there is, one after the other, not yet open."""
    desk = window.desk
    yield from _about_people(window, desk)
    yield from _about_drafts(window, desk)
    yield from _about_data(window, desk)
    yield KeysSheet(window)
    yield BusySheet(window, _("Undoing…"), _("Moved {who} to the bin").format(who="140 people"))
    yield DifferenceSheet(
        window, _("Rewrite from the ingredients?"), (_BEFORE, _AFTER), _("Take the new text"), _none
    )
    yield ReadingSheet(window, _("What changed"), _BEFORE, LONG)
    yield FaultSheet(window, "mentorcrm/ui/start.py, line 12", desk.clipboard)


def _about_people(window: MainWindow, desk: Desk) -> Iterator[Overlay]:
    people = desk.services.people.listed(limit=40)
    yield AboutYouSheet(window, desk, _none)
    yield LogSheet(window, desk, people[0].id, people[0].name)
    yield NewAskSheet(window, desk, people[0].id)
    yield ViewSheet(window, desk, wanted=PeopleFilter(text="berlin"))
    rows = [RecordLine(row.id, row.name, row.work) for row in people]
    yield PickSheet(window, _("Who introduced them?"), _("Search people"), lambda _t: rows, _none)
    merge = desk.services.merging.compare(people[0].id, people[1].id)
    differing = (MergeField("how_met", _("How we met"), LONG, LONG), *merge.fields)
    yield MergeSheet(window, desk, replace(merge, fields=differing), _none)
    one = desk.services.health.of(people[0].id)
    assert one is not None
    yield from (GoingOnSheet(window, desk, one, way) for way in (Exit.PAUSE, Exit.CLOSE))
    review = desk.services.reviews.past()[0].id
    yield ReviewReportSheet(window, desk, desk.services.reviews.page(review))
    yield PickSheet(window, _("Your time zone"), _("A country"), lambda _text: [], _none)


def _about_drafts(window: MainWindow, desk: Desk) -> Iterator[Overlay]:
    draft = desk.services.outreach.detail(desk.services.outreach.list()[0].id)
    person = desk.services.people.detail(draft.person_id)
    yield SuggestedSheet(window, desk, draft.id, person.name)
    plan = PlanSheet(window, desk, draft, person)
    plan.when.set_value(None)
    plan.when.chosen.emit(None)
    yield plan
    yield SentSheet(window, desk, draft, person.name)
    yield OutcomeSheet(window, desk, draft.id, Outcome.YES)
    yield OnePageSheet(window, desk, draft, person.name)
    yield TemplateSheet(window, desk, draft, by_hand=True)


def _about_data(window: MainWindow, desk: Desk) -> Iterator[Overlay]:
    yield QuestionSheet(window, Question(_("A question"), LONG, recovered._CHOICES), _none)
    leave = (Choice("back", _("Go back"), "primary"), Choice("open", _("Open as it is")))
    yield QuestionSheet(window, Question(_("The message is not finished"), LONG, leave), _none)
    yield NotOpenedSheet(window, desk, LONG, _FOLDER, LONG)
    yield StorageSheet(window, desk, Trouble(LONG, _none, "My text"))
    backup = Backup(Path("2026-11-24 0900.mentorcrm"), desk.clock.now(), 412_000, True)
    preview = RestorePreview(backup, 9, {"person": 212, "draft": 31}, "")
    counts = desk.services.people.counts()
    now = desk.clock.now()
    thrown = [BinRow(kind, 1, LONG, "Ada Lovelace", now, now.date()) for kind in BinKind]
    yield EraseSheet(window, tuple(thrown), 9, _none)
    yield RestoreSheet(window, preview, _("today at {time}").format(time="09:00"), counts)


def refuse(front: QWidget) -> bool:
    """Say under each field in view that something is wrong; False where there is none."""
    boxes = [box for box in front.findChildren(Labelled) if box.isVisible()]
    strips = front.findChildren(ErrorStrip)
    for box in boxes:
        box.set_error(LONG)
    for strip in strips:
        strip.show_error(LONG, LONG, _("What can I do?"))
    return bool(boxes or strips)


def palette(window: MainWindow) -> Palette:
    """The palette, opened as its key does."""
    window.action("palette").trigger()
    opened = open_sheet(window)
    assert isinstance(opened, Palette)
    return opened


def menus(window: MainWindow) -> Iterator[QMenu]:
    """Every menu that a visible control opens, on show until the next is asked for."""
    for control in window.findChildren(QWidget):
        if opens_menu(control):
            own = control.menu() if isinstance(control, IconButton) else None
            # A click on a button with a menu of its own comes back only when that has closed.
            own.popup(QPoint(0, 0)) if own is not None else control.click()
            menu = QApplication.activePopupWidget()
            if isinstance(menu, QMenu):
                yield menu
                menu.close()
            if (sheet := open_sheet(window)) is not None:
                sheet.reject()  # A chip that asks for a person opens a list to pick from.


def opens_menu(control: QWidget) -> TypeGuard[Chip | IconButton]:
    """Whether a click on it opens a menu, as its mark says."""
    if not control.isVisible() or not control.isEnabled():
        return False
    arrow = isinstance(control, Chip) and control._menu_arrow
    return arrow or (isinstance(control, IconButton) and control._icon_name in _MENU_ICONS)


def popovers(page: ComposerPage) -> Iterator[QWidget]:
    """The card of each finding in a letter."""
    for finding in page.verdict.findings:
        page.verdict.picked.emit(finding)
        if page.walk.popover.isVisible():
            yield page.walk.popover
    page.walk.popover.hide()


def _none(*_anything: object) -> None:
    pass
