"""The composer and the list of asks, driven as a person drives them."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.models.kinds import (
    DraftState,
    FindingLevel,
    InteractionChannel,
    MessageForm,
    MessageKind,
    NeedKind,
    Outcome,
    PartId,
    PartState,
    Season,
    Tone,
)
from mentorcrm.services.commands.needs import AddNeed
from mentorcrm.services.commands.outreach import AttachFile, DismissFinding, EditDraft, MarkSent
from mentorcrm.services.commands.people import AddFact, AddPerson, EditPerson
from mentorcrm.services.commands.profile import EditProfile
from mentorcrm.services.rows import DraftDetail
from mentorcrm.ui.dialogs.answer_menus import AnswerMenu
from mentorcrm.ui.dialogs.difference import DifferenceSheet
from mentorcrm.ui.dialogs.new_ask import NewAskSheet
from mentorcrm.ui.dialogs.sent import SentSheet
from mentorcrm.ui.dialogs.template_choice import TemplateSheet
from mentorcrm.ui.pages.asks import AsksPage
from mentorcrm.ui.pages.composer import ComposerPage
from mentorcrm.ui.pages.finding_rows import FindingRow, PartsRow
from mentorcrm.ui.pages.needs_card import NeedLine
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label
from tests.ui.conftest import Stage

LEFT = Qt.MouseButton.LeftButton
PARTS = {
    PartId.WHY_YOU: "your talk in March on splitting a research group",
    PartId.FOCUS: "managing a team I grew up in",
    PartId.TRIED: "spoke with two people who made the move",
    PartId.QUESTIONS: "What did you look at, before you were sure?",
    PartId.FORMAT: "30 minutes by video",
    PartId.WINDOWS: "2026-12-01 16:00-17:00; 2026-12-03 10:00-11:00",
}


@pytest.fixture
def person(services: object) -> int:
    run = services.dispatcher.run  # type: ignore[attr-defined]
    run(EditProfile({"name": "Noor Haddad", "intro_line": "I lead the platform group at Oxbow",
                     "reach_me": "noor@oxbow.example", "zone": "Europe/Lisbon"}))  # fmt: skip
    number: int = run(AddPerson("Ruth Adeyemi", mail="ruth@halden.example",
                                season=Season.CANDIDATE))  # fmt: skip
    run(EditPerson(number, {"zone": "Europe/Berlin", "location": "Berlin"}))
    return number


def start(
    stage: Stage,
    person: int,
    parts: dict[PartId, str] | None = None,
    kind: MessageKind = MessageKind.FIRST_ASK,
    form: MessageForm = MessageForm.MAIL,
) -> tuple[ComposerPage, int]:
    command = stage.services.desk.beginning(
        person, kind, Tone.WARM, form, parts=PARTS if parts is None else parts
    )
    draft = stage.services.dispatcher.run(command)
    page = stage.go("composer", draft)
    assert isinstance(page, ComposerPage)
    return page, draft


def detail(stage: Stage, draft: int) -> DraftDetail:
    return stage.services.outreach.detail(draft)


def saved(stage: Stage, page: ComposerPage) -> None:
    page.flush()
    stage.settle()
    page.session._examine()
    stage.settle()


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget)]


def letter(page: ComposerPage) -> str:
    return page.paper.letter.text()


def type_at_end(stage: Stage, page: ComposerPage, text: str) -> None:
    editor = page.paper.letter
    editor.setFocus()
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    # QTest has keys for ASCII only.
    editor.textCursor().insertText("".join(c for c in text if not c.isascii()))
    stage.qtbot.keyClicks(editor, "".join(c for c in text if c.isascii()))


def test_an_ask_with_its_parts_is_ready(stage: Stage, person: int) -> None:
    page, draft = start(stage, person)
    assert letter(page) == detail(stage, draft).body
    assert page.head.title.text() == "First ask to Ruth"
    assert "ruth@halden.example" in texts(page.paper)
    assert "Berlin, 10:00 now" in texts(page.paper)
    assert page.session.composed is not None
    assert page.session.composed.verdict.ready
    assert page.ingredients.row(PartId.WHY_YOU).is_folded()


def test_an_empty_ask_starts_where_something_is_missing(stage: Stage, person: int) -> None:
    page, _draft = start(stage, person, {})
    row = page.ingredients.row(PartId.WHY_YOU)
    assert row.state() is PartState.MISSING
    assert not row.is_folded()
    assert stage.focused() is row.area.editor
    gaps = page.verdict.findChildren(PartsRow)[0]
    assert "gaps to fill" in texts(gaps)[0]


def test_a_typed_ingredient_rewrites_the_letter_and_is_saved(stage: Stage, person: int) -> None:
    page, draft = start(stage, person, {})
    editor = page.ingredients.row(PartId.WHY_YOU).area.editor
    editor.setFocus()
    stage.qtbot.keyClicks(editor, "your talk in March")
    assert page.bar.state() == "Saving…"
    saved(stage, page)
    assert page.bar.state() == "Saved"
    assert "talk in March" in letter(page)
    kept = detail(stage, draft)
    assert kept.parts[PartId.WHY_YOU] == "your talk in March"
    assert kept.body == letter(page)
    assert not kept.edited_by_hand


def test_typing_one_ingredient_is_one_step_of_undo(stage: Stage, person: int) -> None:
    page, draft = start(stage, person, {})
    before = detail(stage, draft).body
    editor = page.ingredients.row(PartId.WHY_YOU).area.editor
    editor.setFocus()
    stage.qtbot.keyClicks(editor, "your talk in March")
    saved(stage, page)
    page.paper.letter.setFocus()
    stage.window.action("undo").trigger()
    stage.settle()
    assert detail(stage, draft).body == before
    assert letter(page) == before


def test_text_by_hand_is_never_replaced_without_a_look(stage: Stage, person: int) -> None:
    page, draft = start(stage, person)
    type_at_end(stage, page, " Written by me.")
    saved(stage, page)
    assert detail(stage, draft).edited_by_hand
    page.session.edit_part(PartId.WHY_YOU, "your book on tidy teams")
    saved(stage, page)
    assert "Written by me." in letter(page)
    assert "tidy teams" not in letter(page)
    stage.qtbot.mouseClick(page.head.rewrite, LEFT)
    stage.settle()
    sheet = stage.window.findChild(DifferenceSheet)
    assert sheet is not None
    stage.qtbot.mouseClick(sheet.take, LEFT)
    stage.settle()
    assert "tidy teams" in letter(page)
    assert "Written by me." not in letter(page)
    kept = detail(stage, draft)
    assert any("Written by me." in version.body for version in kept.versions)
    assert not page.head.rewrite.isVisible()


def test_keeping_mine_keeps_mine(stage: Stage, person: int) -> None:
    page, _draft = start(stage, person)
    type_at_end(stage, page, " Mine.")
    page.head.rewriting.propose()
    stage.settle()
    sheet = stage.window.findChild(DifferenceSheet)
    assert sheet is not None
    sheet.reject()
    assert letter(page).endswith(" Mine.")


def test_a_weak_phrase_is_found_moved_to_and_fixed_by_key(stage: Stage, person: int) -> None:
    page, draft = start(stage, person)
    type_at_end(stage, page, " 😀 It is probably too much.")
    saved(stage, page)
    found = [f for f in page.verdict.findings if f.text == "probably"]
    assert found, [f.message for f in page.verdict.findings]
    for _ in page.verdict.findings:
        stage.qtbot.keyClick(page.paper.letter, Qt.Key.Key_F8)
        if page.verdict.current() == found[0]:
            break
    assert page.walk.popover.finding() == found[0]
    marked = [s.cursor.selectedText() for s in page.paper.letter.extraSelections()]
    assert found[0].text in marked
    stage.qtbot.keyClick(page.paper.letter, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert "probably" not in letter(page)
    assert detail(stage, draft).body == letter(page)


def test_a_finding_can_be_set_aside_and_shown_again(stage: Stage, person: int) -> None:
    page, _draft = start(stage, person)
    type_at_end(stage, page, " Sorry to bother you.")
    saved(stage, page)
    row = next(
        r for r in page.verdict.findChildren(FindingRow) if "orry to bother" in r.finding.text
    )
    stage.qtbot.mouseClick(row.aside, LEFT)
    saved(stage, page)
    assert not [f for f in page.verdict.findings if "orry to bother" in f.text]
    aside = page.verdict.set_aside
    assert aside.open.text() == "1 set aside"
    stage.qtbot.mouseClick(aside.open, LEFT)
    said = texts(aside)
    assert "Apology for asking" in said
    assert any("orry to bother" in words for words in said)
    back = next(b for b in aside.findChildren(Button) if b.text() == "Bring back")
    stage.qtbot.mouseClick(back, LEFT)
    saved(stage, page)
    assert [f for f in page.verdict.findings if "orry to bother" in f.text]
    assert not aside.isVisible()


def test_of_what_was_set_aside_one_comes_back_or_all(stage: Stage, person: int) -> None:
    page, draft = start(stage, person)
    keys = [("hedge", "probably"), ("asking-apology", "Sorry to bother you"), ("hedge", "maybe")]
    for rule, words in keys:
        stage.services.dispatcher.run(DismissFinding(draft, rule, words))
    stage.settle()
    aside = page.verdict.set_aside
    assert aside.open.text() == "3 set aside"
    stage.qtbot.mouseClick(aside.open, LEFT)
    back = next(b for b in aside.findChildren(Button) if "maybe" in b.accessibleName())
    back.setFocus()
    stage.qtbot.keyClick(back, Qt.Key.Key_Return)
    stage.settle()
    assert detail(stage, draft).dismissed == frozenset(keys[:2])
    assert aside.isAncestorOf(stage.focused())
    everything = next(b for b in aside.findChildren(Button) if b.text() == "Bring all back")
    stage.qtbot.mouseClick(everything, LEFT)
    stage.settle()
    assert not detail(stage, draft).dismissed


def test_findings_say_how_strong_their_ground_is(stage: Stage, person: int) -> None:
    page, _draft = start(stage, person)
    words = "Dear Ruth,\n\nSorry to bother you. I was just wondering which you would take?"
    page.session.replace_text("One question", words)
    saved(stage, page)
    said = texts(page.verdict)
    assert any(words.startswith("Strong evidence: ") and "Holtgraves" in words for words in said)
    assert any(words.startswith("Mixed evidence: ") for words in said)


def template_sheet(stage: Stage, page: ComposerPage) -> TemplateSheet:
    stage.qtbot.mouseClick(page.head.template, LEFT)
    sheet = stage.window.findChildren(TemplateSheet)[-1]
    stage.settle()
    return sheet


def choose_template(stage: Stage, page: ComposerPage, tone: Tone, form: MessageForm) -> None:
    sheet = template_sheet(stage, page)
    for chooser, value in ((sheet.tone, tone), (sheet.form, form)):
        chooser.set_value(value)
        chooser.chosen.emit(value)
    stage.settle()
    stage.qtbot.mouseClick(sheet.take, LEFT)
    stage.settle()


def test_another_template_is_looked_at_before_it_is_taken(stage: Stage, person: int) -> None:
    page, draft = start(stage, person)
    before, steps = letter(page), stage.services.history.recent()
    sheet = template_sheet(stage, page)
    assert sheet.text.text() == before
    assert not sheet.take.isEnabled()
    assert sheet.origin.text() == "Built-in"
    stage.qtbot.keyClick(stage.focused(), Qt.Key.Key_Right)
    stage.settle()
    other = sheet.text.text()
    assert other != before
    assert sheet.facts.text().startswith(f"{len(other.split())} words")
    stage.qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert (letter(page), stage.services.history.recent()) == (before, steps)
    sheet = template_sheet(stage, page)
    stage.qtbot.keyClick(stage.focused(), Qt.Key.Key_Right)
    stage.settle()
    stage.qtbot.keyClick(stage.focused(), Qt.Key.Key_Return)
    stage.settle()
    assert letter(page) == other
    kept = detail(stage, draft)
    assert (kept.tone, kept.edited_by_hand) == (Tone.PLAIN, False)
    assert page.head.template.text() == "Plain, e-mail"


def test_a_narrow_head_keeps_the_title_whole(stage: Stage, person: int) -> None:
    page, _draft = start(stage, person)
    type_at_end(stage, page, " Mine.")
    saved(stage, page)
    stage.window.resize(1024, 680)
    stage.settle()
    title = page.head.title
    assert title.fontMetrics().horizontalAdvance(title.text()) <= title.width()
    assert (page.head.rewrite.text(), page.head.rewrite.accessibleName()) == ("", "Rewrite")


def test_another_template_keeps_what_was_written_by_hand(stage: Stage, person: int) -> None:
    page, draft = start(stage, person)
    type_at_end(stage, page, " Mine.")
    saved(stage, page)
    mine = letter(page)
    choose_template(stage, page, Tone.BRIEF, MessageForm.MAIL)
    kept = detail(stage, draft)
    assert (kept.tone, kept.edited_by_hand) == (Tone.BRIEF, False)
    assert "Mine." not in letter(page)
    assert letter(page) == kept.body
    assert mine in [version.body for version in kept.versions]


def test_kind_tone_and_form_change_the_text(stage: Stage, person: int) -> None:
    page, draft = start(stage, person)
    before = letter(page)
    choose_template(stage, page, Tone.BRIEF, MessageForm.MAIL)
    assert letter(page) != before
    choose_template(stage, page, Tone.BRIEF, MessageForm.LINKEDIN)
    assert len(letter(page)) <= 300
    assert not page.paper.subject.isVisible()
    assert not page.bar.mail.isVisible()
    page.ingredients.kind.set_value(MessageKind.TRIAL)
    page.ingredients.kind.chosen.emit(MessageKind.TRIAL)
    stage.settle()
    kept = detail(stage, draft)
    assert (kept.kind, kept.form) == (MessageKind.TRIAL, MessageForm.MAIL)
    assert page.ingredients.row(PartId.TRIAL).head.text()


def test_times_are_suggested_typed_and_removed(stage: Stage, person: int) -> None:
    page, draft = start(stage, person, {**PARTS, PartId.WINDOWS: ""})
    windows = page.ingredients.windows
    stage.qtbot.mouseClick(windows.suggest, LEFT)
    stage.settle()
    offered = detail(stage, draft).windows
    assert len(offered) in (2, 3)
    assert len(letter(page)) > 0
    assert any("you " in text for text in texts(windows))
    windows.add.setText("2026-12-09 11:00-11:30")
    windows.add.committed.emit(windows.add.text())
    stage.settle()
    assert len(detail(stage, draft).windows) == len(offered) + 1
    windows.add.setText("soon-ish")
    windows.add.committed.emit("soon-ish")
    assert windows.add.text() == "soon-ish"
    assert len(detail(stage, draft).windows) == len(offered) + 1


def test_copy_and_mail_app(stage: Stage, person: int) -> None:
    page, draft = start(stage, person)
    control = Qt.KeyboardModifier.ControlModifier
    stage.qtbot.keyClick(
        page.paper.letter, Qt.Key.Key_C, control | Qt.KeyboardModifier.ShiftModifier
    )
    assert stage.clipboard.texts[-1].endswith(letter(page))
    assert stage.clipboard.texts[-1].startswith("Subject: ")
    stage.qtbot.keyClick(page.paper.letter, Qt.Key.Key_Return, control)
    assert stage.opener.opened[-1].startswith("mailto:ruth@halden.example")
    assert detail(stage, draft).state is not DraftState.SENT
    assert "Did you send it?" in stage.window.toast.text()


def test_a_mail_file_with_gaps_says_so_and_does_not_ask_whether_it_went(
    stage: Stage, person: int, tmp_path: Path
) -> None:
    page, _draft = start(stage, person, {})
    page.door._write_eml(tmp_path / "ask.eml")
    said = stage.window.toast.text()
    assert "gaps still in it" in said
    assert "Did you send it?" not in said


def test_no_mail_app_leaves_the_text_on_the_clipboard(stage: Stage, person: int) -> None:
    page, _draft = start(stage, person)
    stage.opener.works = False
    stage.qtbot.mouseClick(page.bar.mail, LEFT)
    assert stage.clipboard.texts[-1].endswith(letter(page))
    assert "No mail app" in stage.window.toast.text()
    assert page.bar.eml.kind() == "primary"
    assert page.bar.mail.kind() == "secondary"


def test_without_an_address_nothing_is_ticked_and_their_page_is_one_click_away(
    stage: Stage,
) -> None:
    number = stage.services.dispatcher.run(AddPerson("Ines Duarte"))
    page, _draft = start(stage, number, {**PARTS, PartId.WHO_I_AM: "nurse at Halden, on nights"})
    stage.qtbot.mouseClick(page.bar.mail, LEFT)
    toast = stage.window.toast
    assert toast.text().startswith("Ines Duarte has no e-mail address yet.")
    assert toast.mark.icon() != "check"
    there = next(b for b in toast.findChildren(Button) if b.isVisible())
    assert there.text() == "Open their page"
    stage.qtbot.mouseClick(there, LEFT)
    stage.settle()
    assert stage.window.navigation.page.place().key == number
    stage.desk.say("Copied")
    assert toast.mark.icon() == "check"


def test_a_text_with_gaps_asks_before_it_goes(stage: Stage, person: int) -> None:
    page, _draft = start(stage, person, {})
    stage.qtbot.mouseClick(page.bar.mail, LEFT)
    assert stage.asker.asked == ["The message is not finished"]
    assert stage.opener.opened == []
    stage.asker.answer = "open"
    stage.qtbot.mouseClick(page.bar.mail, LEFT)
    assert stage.opener.opened


def test_a_mail_file_holds_subject_text_and_attachment(
    stage: Stage, person: int, tmp_path: Path
) -> None:
    from email import message_from_bytes, policy

    page, draft = start(stage, person)
    note = tmp_path / "one page.txt"
    note.write_text("one page", encoding="utf-8")
    stage.asker.files = (note,)
    add = next(b for b in page.ingredients.findChildren(Button) if b.text() == "Add one page")
    stage.qtbot.mouseClick(add, LEFT)
    page.ingredients.attachments.findChildren(ChoiceMenu)[-1].choose("file")
    stage.settle()
    assert "one page.txt" in texts(page.ingredients)
    stage.asker.target = tmp_path / "ask.eml"
    stage.qtbot.mouseClick(page.bar.eml, LEFT)
    mail = message_from_bytes(stage.asker.target.read_bytes(), policy=policy.default)
    assert mail["Subject"] == detail(stage, draft).subject
    assert "ruth@halden.example" in mail["To"]
    assert [part.get_filename() for part in mail.iter_attachments()] == ["one page.txt"]


def test_a_mail_file_that_cannot_be_written_is_said(stage: Stage, person: int) -> None:
    page, _draft = start(stage, person)
    stage.asker.target = Path("/nowhere/at/all/ask.eml")
    stage.qtbot.mouseClick(page.bar.eml, LEFT)
    assert "was not written" in stage.window.toast.text()


def test_sent_logs_the_contact_and_sets_the_follow_up(stage: Stage, person: int) -> None:
    page, draft = start(stage, person)
    stage.qtbot.mouseClick(page.bar.sent, LEFT)
    sheet = stage.window.findChild(SentSheet)
    assert sheet is not None
    sheet.day.setText("the day after")
    stage.qtbot.mouseClick(sheet.done, LEFT)
    assert sheet.isVisible()
    sheet.day.setText("yesterday")
    stage.qtbot.mouseClick(sheet.done, LEFT)
    stage.settle()
    kept = detail(stage, draft)
    assert kept.state is DraftState.SENT
    assert kept.sent_at is not None
    assert kept.sent_at.day == 23
    assert kept.follow_up_due is not None
    (row,) = stage.services.people.detail(person).interactions
    assert row.draft_id == draft
    assert "Follow up from" in page.bar.state()
    assert page.paper.letter.isReadOnly()
    assert page.bar.outcome.isVisible()
    assert stage.focused() is page.bar.outcome
    stage.window.action("undo").trigger()
    stage.settle()
    assert detail(stage, draft).state is not DraftState.SENT
    assert not page.paper.letter.isReadOnly()


def test_an_answer_is_noted_and_a_follow_up_begun(stage: Stage, person: int) -> None:
    page, draft = start(stage, person)
    page.door.mark_sent()
    sheet = stage.window.findChild(SentSheet)
    assert sheet is not None
    stage.qtbot.mouseClick(sheet.done, LEFT)
    stage.settle()
    stage.qtbot.mouseClick(page.bar.follow_up, LEFT)
    stage.settle()
    assert page.session.draft is not None
    assert page.session.draft.kind is MessageKind.FOLLOW_UP
    stage.go("composer", draft)
    stage.qtbot.mouseClick(page.bar.outcome, LEFT)
    menu = page.findChild(AnswerMenu)
    assert menu is not None
    stage.qtbot.keyClick(menu, Qt.Key.Key_2)
    stage.settle()
    assert detail(stage, draft).outcome is Outcome.YES_SMALLER
    assert page.bar.outcome.text() == "Change the answer"
    assert page.bar.step.text() == "Thank and plan"


def test_a_draft_that_is_gone_says_so(stage: Stage, person: int) -> None:
    page, _draft = start(stage, person)
    stage.go("composer", 4711)
    assert any("gone" in text for text in texts(page))


def test_another_draft_is_shown_whole_also_where_the_cursor_stands(
    stage: Stage, person: int
) -> None:
    _page, full = start(stage, person)
    page, other = start(stage, person, {PartId.FOCUS: "the same"})
    row = page.ingredients.row(PartId.WHY_YOU)
    row.begin()
    stage.go("composer", full)
    assert page.ingredients.row(PartId.WHY_YOU).area.text() == PARTS[PartId.WHY_YOU]
    page.ingredients.row(PartId.WHY_YOU).begin()
    stage.go("composer", other)
    assert page.ingredients.row(PartId.WHY_YOU).area.text() == ""


def test_the_popover_of_a_gap_leads_to_the_field_that_fills_it(stage: Stage, person: int) -> None:
    parts = {part: text for part, text in PARTS.items() if part is not PartId.FORMAT}
    page, _draft = start(stage, person, parts)
    page.walk._next()
    popover = page.walk.popover
    finding = popover.finding()
    assert finding is not None
    assert finding.part is PartId.FORMAT
    assert popover.fill.isVisible()
    stage.qtbot.mouseClick(popover.fill, Qt.MouseButton.LeftButton)
    assert not popover.isVisible()
    assert stage.focused() is page.ingredients.row(PartId.FORMAT).area.editor


def test_a_popover_goes_with_its_draft(stage: Stage, person: int) -> None:
    page, _draft = start(stage, person)
    page.paper.letter.setFocus()
    stage.qtbot.keyClicks(page.paper.letter, "I am sorry to bother you. ")
    stage.settle()
    page.walk._next()
    assert page.walk.popover.isVisible()
    start(stage, person, {})
    assert not page.walk.popover.isVisible()


def test_about_a_sent_letter_a_popover_only_tells(stage: Stage, person: int) -> None:
    page, draft = start(stage, person)
    page.session.replace_text("One question", "Dear Ruth,\n\nSorry to bother you. Which one?")
    stage.settle()
    page.walk._next()
    popover = page.walk.popover
    assert popover.ignore.isVisible()
    stage.services.dispatcher.run(MarkSent(draft, InteractionChannel.MAIL, stage.desk.clock.now()))
    stage.settle()
    assert not popover.isVisible()
    finding = next(one for one in page.verdict.findings if "bother" in one.text)
    page.walk._reveal(finding)
    assert popover.isVisible()
    assert not popover.ignore.isVisible()
    assert not popover.fix.isVisible()


def test_a_popover_stays_over_the_letter(stage: Stage, person: int) -> None:
    page, _draft = start(stage, person, PARTS)
    page.paper.letter.setFocus()
    stage.qtbot.keyClicks(
        page.paper.letter, "This is a line of text, and I am sorry to bother you. "
    )
    stage.settle()
    page.walk._next()
    popover = page.walk.popover
    card = popover.mapTo(page, popover.card().topRight())
    assert card.x() <= page.paper.mapTo(page, page.paper.rect().topRight()).x()


def test_a_part_that_another_record_fills_is_not_called_missing(stage: Stage, person: int) -> None:
    need = stage.services.dispatcher.run(AddNeed(NeedKind.DECISION, "Whether to lead the team"))
    page, _draft = start(stage, person, {PartId.WHY_YOU: "your talk"})
    page.session.change(need_id=need)
    stage.settle()
    page.paper.letter.setFocus()
    row = page.ingredients.row(PartId.FOCUS)
    assert row.state() is PartState.PRESENT
    assert row.is_folded()
    assert not row.summary()
    assert row.head.rest() == "from the need"


def followed(stage: Stage, person: int) -> tuple[ComposerPage, int]:
    """A draft whose text follows a name that has changed since it was written."""
    _page, draft = start(stage, person)
    stage.go("people")
    stage.services.dispatcher.run(EditProfile({"name": "Noor Haddad-Winter"}))
    page = stage.go("composer", draft)
    assert isinstance(page, ComposerPage)
    assert "Noor Haddad-Winter" in letter(page)
    return page, draft


def test_text_that_followed_the_record_is_my_own_once_i_write_in_it(
    stage: Stage, person: int
) -> None:
    page, draft = followed(stage, person)
    type_at_end(stage, page, " Mine.")
    saved(stage, page)
    page.door.copy()
    stage.settle()
    kept = detail(stage, draft)
    assert "Mine." in kept.body
    assert kept.edited_by_hand


def test_text_that_followed_the_record_follows_an_ingredient_too(stage: Stage, person: int) -> None:
    page, draft = followed(stage, person)
    page.session.edit_part(PartId.FOCUS, "leading a group of nine")
    saved(stage, page)
    for text in (letter(page), detail(stage, draft).body):
        assert "leading a group of nine" in text
        assert "Noor Haddad-Winter" in text


def test_text_not_touched_by_hand_follows_the_record_and_goes_out_as_shown(
    stage: Stage, person: int
) -> None:
    page, draft = followed(stage, person)
    steps = stage.services.history.recent()
    stage.go("people")
    stage.go("composer", draft)
    assert "Noor Haddad-Winter" in letter(page)
    assert stage.services.history.recent() == steps
    page.door.copy()
    stage.settle()
    assert "Noor Haddad-Winter" in stage.clipboard.texts[-1]
    kept = stage.services.outreach.detail(draft)
    assert "Noor Haddad-Winter" in kept.body
    assert not kept.edited_by_hand


def test_opening_a_draft_changes_nothing(stage: Stage, person: int) -> None:
    page, draft = start(stage, person)
    before = stage.services.history.recent()
    stage.go("asks")
    stage.go("composer", draft)
    saved(stage, page)
    assert stage.services.history.recent() == before


def test_what_is_typed_is_saved_on_leaving_the_page(stage: Stage, person: int) -> None:
    page, draft = start(stage, person)
    type_at_end(stage, page, " Last words.")
    stage.go("people")
    assert detail(stage, draft).body.endswith(" Last words.")


def test_the_letter_survives_a_change_elsewhere(stage: Stage, person: int) -> None:
    page, draft = start(stage, person)
    type_at_end(stage, page, " half a sen")
    stage.services.dispatcher.run(EditPerson(person, {"title": "CTO"}))
    stage.settle()
    assert letter(page).endswith(" half a sen")
    page.flush()
    stage.services.dispatcher.run(EditDraft(draft, body="From elsewhere.", by_hand=True))
    stage.settle()
    assert letter(page) == "From elsewhere."


@pytest.mark.long
def test_every_kind_opens_and_fits(stage: Stage, person: int) -> None:
    for kind in MessageKind:
        page, _draft = start(stage, person, {}, kind)
        assert page.session.composed is not None
        assert page.session.composed.request.kind is kind
        assert page.verdict.headline()


def test_asks_are_listed_by_state_and_open(stage: Stage, person: int) -> None:
    _page, draft = start(stage, person)
    asks = stage.go("asks")
    assert isinstance(asks, AsksPage)
    rows = [asks.model.index(i).data() for i in range(asks.model.rowCount())]
    assert rows[1:] == ["First ask to Ruth Adeyemi"]
    asks.list.rows.setFocus()
    stage.qtbot.keyClick(asks.list.rows, Qt.Key.Key_Return)
    stage.settle()
    assert stage.window.navigation.page.place().key == draft


def test_a_new_ask_from_a_person_and_a_need(stage: Stage, person: int) -> None:
    asks = stage.go("asks")
    assert isinstance(asks, AsksPage)
    asks.needs.add.setFocus()
    stage.qtbot.keyClicks(asks.needs.add, "Whether to lead the team")
    stage.qtbot.keyClick(asks.needs.add, Qt.Key.Key_Return)
    stage.settle()
    (need,) = stage.services.needs.list()
    assert (need.kind, need.statement) == (NeedKind.DECISION, "Whether to lead the team")
    ask = next(b for b in asks.needs.findChildren(Button) if b.text() == "Ask about it")
    stage.qtbot.mouseClick(ask, LEFT)
    sheet = stage.window.findChild(NewAskSheet)
    assert sheet is not None
    assert sheet.picker.person() == person  # There is nobody else.
    stage.qtbot.keyClicks(sheet.picker.search, "ruth")
    stage.qtbot.keyClick(sheet.picker.search, Qt.Key.Key_Return)
    stage.qtbot.mouseClick(sheet.start, LEFT)
    stage.settle()
    page = stage.window.navigation.page
    assert isinstance(page, ComposerPage)
    assert page.session.draft is not None
    assert (page.session.draft.person_id, page.session.draft.need_id) == (person, need.id)


def test_an_open_need_is_listed_with_its_day_and_opens_its_page(stage: Stage, person: int) -> None:
    command = AddNeed(NeedKind.DECISION, "Which job to take", decide_by=date(2027, 1, 15))
    need = stage.services.dispatcher.run(command)
    stage.settle()
    asks = stage.go("asks")
    assert isinstance(asks, AsksPage)
    assert "by 15 Jan 2027" in texts(asks.needs)
    (line,) = asks.needs.findChildren(NeedLine)
    stage.qtbot.mouseClick(line.name, LEFT)
    stage.settle()
    place = stage.window.navigation.page.place()
    assert (place.page, place.key) == ("needs", need)


def test_the_same_words_again_make_one_row(stage: Stage, person: int) -> None:
    page, draft = start(stage, person)
    body = f"{letter(page)}\nIt is maybe fine. He will maybe know more."
    stage.services.dispatcher.run(EditDraft(draft, body=body, by_hand=True))
    stage.settle()
    found = [finding for finding in page.verdict.findings if finding.text == "maybe"]
    rows = [row for row in page.verdict.findChildren(FindingRow) if row.finding.text == "maybe"]
    assert len(found) == 2
    assert len(rows) == 1
    assert rows[0].finding is found[0]
    assert any("(2 times)" in text for text in texts(rows[0]))


def test_folded_times_are_said_in_words(stage: Stage, person: int) -> None:
    page, _draft = start(stage, person)
    assert page.ingredients.row(PartId.WINDOWS).summary() == "Tue 1 17:00, Thu 3 11:00"


@pytest.mark.parametrize("kind", list(MessageKind))
@pytest.mark.parametrize("vague", [False, True])
def test_the_pane_lists_as_many_things_as_its_headline_says(
    stage: Stage, person: int, kind: MessageKind, vague: bool
) -> None:
    parts = {PartId.QUESTIONS: "Any thoughts?", PartId.FORMAT: "a quick chat sometime"}
    page, _draft = start(stage, person, parts if vague else {}, kind)
    listed = sum(row.number for row in page.verdict.findChildren(PartsRow))
    rows = [row.finding for row in page.verdict.findChildren(FindingRow)]
    rows = [one for one in rows if one.level is not FindingLevel.HINT]
    alike = [(one.key, one.message) for one in rows]
    listed += sum((one.key, one.message) in alike for one in page.verdict.findings)
    words = page.verdict.headline().split()[0]
    assert listed == (0 if words == "Ready" else int(words))


def test_tab_walks_the_parts_from_top_to_bottom(stage: Stage, person: int) -> None:
    page, _draft = start(stage, person, {PartId.WINDOWS: PARTS[PartId.WINDOWS]})
    page.ingredients.row(PartId.FORMAT).begin()
    names = []
    for _stop in range(3):
        stage.qtbot.keyClick(stage.focused(), Qt.Key.Key_Tab)
        focused = stage.focused()
        assert focused is not None
        names.append(focused.accessibleName() or getattr(focused, "text", str)())
    assert names == ["Add a time", "Suggest times", "A no is fine"]
    names = []
    for _stop in range(4):
        stage.qtbot.keyClick(stage.focused(), Qt.Key.Key_Backtab)
        focused = stage.focused()
        assert focused is not None
        names.append(focused.accessibleName() or getattr(focused, "text", str)())
    assert names == [
        "Add a time",
        "Remove Thu 3 Dec 11:00–12:00",
        "Remove Tue 1 Dec 17:00–18:00",
        "Format and length",
    ]


@pytest.mark.parametrize("parts", [{}, {PartId.WHY_YOU: "your talk"}])
def test_tab_goes_on_to_the_remarks_and_comes_round(
    stage: Stage, person: int, parts: dict[PartId, str]
) -> None:
    page, _draft = start(stage, person, parts)
    page.bar.mail.setFocus()
    names = []
    for _stop in range(60):
        stage.qtbot.keyClick(stage.focused(), Qt.Key.Key_Tab)
        focused = stage.focused()
        assert focused is not None
        names.append(focused.accessibleName() or getattr(focused, "text", str)())
        if focused is page.bar.mail:
            break
    assert names[0] == "Fill in"
    for before, after in (("Fill in", "Pages"), ("Pages", "Purpose"), ("Why you", "Letter")):
        assert names.index(before) < names.index(after)


def test_tab_reaches_the_files_of_a_message(stage: Stage, person: int, tmp_path: Path) -> None:
    page, draft = start(stage, person)
    (tmp_path / "cv.txt").write_text("what I did")
    stage.desk.run(AttachFile(draft, str(tmp_path / "cv.txt")))
    stage.settle()
    page.ingredients.attachments.add.setFocus()
    stage.qtbot.keyClick(stage.focused(), Qt.Key.Key_Tab)
    focused = stage.focused()
    assert focused is not None
    assert focused.accessibleName() == "Remove cv.txt"


def test_suggested_times_leave_the_one_that_was_typed(stage: Stage, person: int) -> None:
    page, draft = start(stage, person, {PartId.WINDOWS: "2026-12-09 11:00-11:30"})
    mine = detail(stage, draft).windows
    stage.qtbot.mouseClick(page.ingredients.windows.suggest, LEFT)
    stage.settle()
    windows = detail(stage, draft).windows
    assert len(windows) > len(mine) == 1
    assert mine[0] in windows


def test_an_unsigned_letter_says_so_and_leads_to_the_profile(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mentorcrm.services.ask_desk.full_name", lambda: "")
    number = stage.services.dispatcher.run(AddPerson("Ines Duarte"))
    parts = {**PARTS, PartId.WHO_I_AM: "nurse at Halden, on nights"}
    page, draft = start(stage, number, parts)
    row = page.ingredients.row(PartId.SIGN_OFF)
    assert row.summary() == "no name yet"
    assert row.state() is not PartState.PRESENT
    assert page.session.composed is not None
    verdict = page.session.composed.verdict
    assert (verdict.ready, verdict.headline) == (True, "1 thing to fix")
    rows = page.verdict.findChildren(FindingRow)
    found = next(row for row in rows if row.finding.rule == "no-name")
    stage.qtbot.mouseClick(found.fix, LEFT)
    stage.settle()
    assert stage.window.navigation.page.place().page == "settings"
    stage.services.dispatcher.run(EditProfile({"name": "Noor Haddad"}))
    page = stage.go("composer", draft)
    assert isinstance(page, ComposerPage)
    assert page.ingredients.row(PartId.SIGN_OFF).summary() == "from your profile"
    assert page.ingredients.row(PartId.SIGN_OFF).state() is PartState.PRESENT
    assert letter(page).endswith("Noor Haddad")


def test_what_is_on_record_is_offered_for_why_them(stage: Stage, person: int) -> None:
    run = stage.services.dispatcher.run
    run(EditPerson(person, {"why_them": "You turned a research team into a product line"}))
    run(AddFact(person, "Your talk on splitting a team"))
    page, draft = start(stage, person, {})
    row = page.ingredients.row(PartId.WHY_YOU)
    row.begin()
    assert row._offers is not None
    offers = [button for button in row._offers.offers if button.isVisible()]
    assert [button.text()[:9] for button in offers] == ["You turne", "Your talk"]
    stage.qtbot.mouseClick(offers[1], LEFT)
    assert not offers[1].isVisible()
    saved(stage, page)
    assert detail(stage, draft).parts[PartId.WHY_YOU] == "Your talk on splitting a team"


def test_times_that_are_not_understood_stay_in_view(stage: Stage, person: int) -> None:
    page, _draft = start(stage, person)
    row = page.ingredients.row(PartId.WINDOWS)
    row.begin()
    stage.qtbot.keyClicks(page.ingredients.windows.add, "banana")
    page.paper.letter.setFocus()
    saved(stage, page)
    assert not row.is_folded()
    said = "Times offered: “banana” is not understood."
    assert any(text.startswith(said) for text in texts(page.ingredients.windows))


def test_the_only_open_need_is_what_a_new_ask_is_about(stage: Stage, person: int) -> None:
    only = stage.services.dispatcher.run(AddNeed(NeedKind.SKILL, "Giving hard feedback"))
    stage.settle()
    sheet = NewAskSheet(stage.window, stage.desk, person)
    assert sheet.need.value() == only
    sheet.deleteLater()
