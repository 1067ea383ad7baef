"""Advice and promises in the history: lists, what they show, and the form beside them."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mentorcrm.models.history_kinds import AdviceResponse, Owner, Worked
from mentorcrm.models.kinds import MessageKind, NeedKind, Privacy
from mentorcrm.services.commands import advice as wish
from mentorcrm.services.commands.commitments import AddCommitment, KeepCommitment
from mentorcrm.services.commands.needs import AddNeed
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.ui.pages.advice_editor import AdviceEditor
from mentorcrm.ui.pages.history import HistoryPage
from mentorcrm.ui.pages.history_advice import AdviceSegment
from mentorcrm.ui.pages.history_promises import PromisesSegment
from mentorcrm.ui.pages.promise_editor import PromiseEditor
from tests.conftest import NOW
from tests.ui.conftest import Stage

TODAY = NOW.date()
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def ana(stage: Stage) -> int:
    return int(stage.services.dispatcher.run(AddPerson("Ana Ferreira")))


@pytest.fixture
def pilot(stage: Stage, ana: int) -> int:
    day = TODAY - timedelta(days=40)
    return int(stage.services.dispatcher.run(wish.AddAdvice(ana, "Run a pilot", given_on=day)))


@pytest.fixture
def deck(stage: Stage, ana: int) -> int:
    due = TODAY + timedelta(days=3)
    return int(stage.services.dispatcher.run(AddCommitment(ana, "Send the deck", due=due)))


def page(stage: Stage, view: str, key: int | None = None) -> HistoryPage:
    shown = stage.go("history", key, view)
    assert isinstance(shown, HistoryPage)
    return shown


def advice(stage: Stage, key: int | None = None, view: str = "advice") -> AdviceSegment:
    segment = page(stage, view, key).segment
    assert isinstance(segment, AdviceSegment)
    return segment


def promises(stage: Stage, key: int | None = None, view: str = "promises") -> PromisesSegment:
    segment = page(stage, view, key).segment
    assert isinstance(segment, PromisesSegment)
    return segment


def form(stage: Stage, key: int) -> AdviceEditor:
    segment = advice(stage, key)
    assert segment.is_open()
    return segment.form


def shown(segment: AdviceSegment | PromisesSegment) -> list[str]:
    rows = (segment.model.row_at(place) for place in range(segment.model.rowCount()))
    return [row.text for row in rows if row is not None]


def type_into(stage: Stage, area: object, text: str) -> None:
    """Write over what is in a text area and leave it."""
    editor = area.editor  # type: ignore[attr-defined]
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, text)
    editor.clearFocus()
    stage.settle()


def test_the_list_narrows_to_what_is_not_reported_back(stage: Stage, ana: int, pilot: int) -> None:
    run = stage.services.dispatcher.run
    told = run(wish.AddAdvice(ana, "Ask Sam"))
    run(wish.TellAdvice(told))
    segment = advice(stage)
    assert shown(segment) == ["Ask Sam", "Run a pilot"]
    tags = [row.tag for row in map(segment.model.row_at, range(2)) if row is not None]
    assert tags == ["told 24 Nov", "not told, 6 weeks"]
    segment.shown.set_value("untold")
    segment.shown.chosen.emit("untold")
    stage.settle()
    assert shown(segment) == ["Run a pilot"]
    assert page(stage, "advice?untold").place().view == "advice?untold"


def test_typing_above_finds_words_and_names(stage: Stage, ana: int, pilot: int) -> None:
    stage.services.dispatcher.run(wish.AddAdvice(ana, "Ask Sam"))
    history = page(stage, "advice")
    QTest.keyClicks(history.search, "pilo")
    stage.settle()
    segment = history.segment
    assert isinstance(segment, AdviceSegment)
    assert shown(segment) == ["Run a pilot"]
    history.search.setText("nobody")
    stage.settle()
    assert shown(segment) == []
    assert segment._nothing.isVisible()


def test_enter_opens_a_row_and_escape_closes_it(stage: Stage, pilot: int) -> None:
    segment = advice(stage)
    segment.list.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(segment.list, Qt.Key.Key_Return)
    stage.settle()
    assert segment.is_open()
    assert segment.key() == pilot
    QTest.keyClick(segment.form.words.area.editor, Qt.Key.Key_Escape)
    stage.settle()
    assert not segment.is_open()


def test_a_row_goes_to_the_bin_with_delete(stage: Stage, pilot: int) -> None:
    segment = advice(stage)
    segment.list.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(segment.list, Qt.Key.Key_Delete)
    stage.settle()
    assert shown(segment) == []
    assert segment._empty.isVisible()
    stage.services.dispatcher.undo()
    stage.settle()
    assert shown(segment) == ["Run a pilot"]


def test_words_save_themselves_and_undo(stage: Stage, pilot: int) -> None:
    editor = form(stage, pilot)
    type_into(stage, editor.words.area, "Run two pilots")
    assert stage.services.advice.detail(pilot).words == "Run two pilots"
    stage.services.dispatcher.undo()
    stage.settle()
    assert editor.words.area.text() == "Run a pilot"


def test_empty_words_are_refused_at_the_field(stage: Stage, pilot: int) -> None:
    editor = form(stage, pilot)
    editor.words.area.editor.setFocus()
    editor.words.area.editor.selectAll()
    QTest.keyClick(editor.words.area.editor, Qt.Key.Key_Backspace)
    editor.words.area.editor.clearFocus()
    stage.settle()
    assert editor.words.problem() == "Write down what they advised."
    assert stage.services.advice.detail(pilot).words == "Run a pilot"


def test_what_i_did_opens_why_and_result(stage: Stage, pilot: int) -> None:
    editor = form(stage, pilot)
    assert not editor.result.isVisible()
    assert not editor.report.isVisible()
    editor.response.set_value(AdviceResponse.TRIED)
    editor.response.chosen.emit(AdviceResponse.TRIED)
    stage.settle()
    assert editor.why.isVisible()
    type_into(stage, editor.result.area, "two teams shipped")
    row = stage.services.advice.detail(pilot)
    assert (row.response, row.result) == (AdviceResponse.TRIED, "two teams shipped")
    stage.qtbot.mouseClick(editor.report, LEFT)
    stage.settle()
    place = stage.window.navigation.page.place()
    assert place.key is not None
    draft = stage.services.outreach.detail(place.key)
    assert (draft.kind, draft.advice) == (MessageKind.IMPACT_NOTE, (pilot,))


def test_they_know_is_one_click_and_can_be_taken_back(stage: Stage, pilot: int) -> None:
    editor = form(stage, pilot)
    stage.qtbot.mouseClick(editor.tell, LEFT)
    stage.settle()
    assert stage.services.advice.detail(pilot).told_on == TODAY
    assert editor.told.text() == "Reported back on Tue 24 Nov 2026."
    stage.qtbot.mouseClick(editor.tell, LEFT)
    stage.settle()
    assert stage.services.advice.detail(pilot).told_on is None


def test_what_never_leaves_offers_no_message(stage: Stage, pilot: int) -> None:
    editor = form(stage, pilot)
    editor.response.chosen.emit(AdviceResponse.ADAPTED)
    stage.settle()
    assert editor.report.isVisible()
    editor.privacy.chosen.emit(Privacy.NEVER)
    stage.settle()
    assert not editor.report.isVisible()
    assert stage.services.advice.detail(pilot).privacy is Privacy.NEVER


def test_the_day_is_read_in_words(stage: Stage, pilot: int) -> None:
    editor = form(stage, pilot)
    for text, day, problem in (
        ("yesterday", TODAY - timedelta(days=1), ""),
        ("tomorrow", TODAY - timedelta(days=1), "That day lies in the future."),
        ("soonish", TODAY - timedelta(days=1), "Write the day as “yesterday”"),
    ):
        editor.given.field.setText(text)
        editor.given.field.committed.emit(text)
        stage.settle()
        assert editor.given.problem().startswith(problem)
        assert stage.services.advice.detail(pilot).given_on == day


def test_a_need_is_linked_and_unlinked(stage: Stage, pilot: int) -> None:
    need = stage.services.dispatcher.run(AddNeed(NeedKind.DECISION, "Lead the team"))
    editor = form(stage, pilot)
    editor.need.chosen.emit(need)
    stage.settle()
    assert stage.services.advice.detail(pilot).need_id == need
    editor.need.chosen.emit(0)
    stage.settle()
    assert stage.services.advice.detail(pilot).need_id is None


def test_an_experiment_is_begun_judged_and_removed(stage: Stage, pilot: int) -> None:
    editor = form(stage, pilot)
    QTest.keyClicks(editor.experiments.line, "One team can do it")
    QTest.keyClick(editor.experiments.line, Qt.Key.Key_Return)
    stage.settle()
    (one,) = editor.experiments.forms.values()
    type_into(stage, one.sign.area, "both shipped")
    one.until.field.setText("in 2 weeks")
    one.until.field.committed.emit("in 2 weeks")
    one.worked.chosen.emit(Worked.PARTLY)
    stage.settle()
    (row,) = stage.services.advice.detail(pilot).experiments
    assert (row.hypothesis, row.sign) == ("One team can do it", "both shipped")
    assert (row.until, row.worked) == (TODAY + timedelta(days=14), Worked.PARTLY)
    one.worked.chosen.emit("running")
    stage.settle()
    assert stage.services.advice.detail(pilot).experiments[0].worked is None
    stage.qtbot.mouseClick(one.remove, LEFT)
    stage.settle()
    assert editor.experiments.forms == {}


def test_promises_stand_by_their_day_both_ways(stage: Stage, ana: int, deck: int) -> None:
    run = stage.services.dispatcher.run
    run(AddCommitment(ana, "An introduction", Owner.THEM))
    run(KeepCommitment(run(AddCommitment(ana, "Kept one"))))
    segment = promises(stage)
    assert shown(segment) == ["Send the deck", "An introduction"]
    rows = [row for row in map(segment.model.row_at, range(2)) if row is not None]
    assert [row.who for row in rows] == ["You to Ana Ferreira", "Ana Ferreira to you"]
    for view, expected in (
        ("mine", ["Send the deck"]),
        ("theirs", ["An introduction"]),
        ("done", ["Kept one"]),
        ("dropped", []),
    ):
        assert shown(promises(stage, view=f"promises?{view}")) == expected


def test_theirs_are_never_tinted(stage: Stage, ana: int) -> None:
    past = TODAY - timedelta(days=30)
    for owner in Owner:
        stage.services.dispatcher.run(
            AddCommitment(ana, owner.label, owner, due=past, made_on=past)
        )
    segment = promises(stage)
    tags = {row.text: row.tag for row in map(segment.model.row_at, range(2)) if row is not None}
    assert tags == {"Mine": "was for 25 Oct", "Theirs": ""}


def test_a_promise_is_kept_let_go_with_a_reason_and_opened_again(stage: Stage, deck: int) -> None:
    segment = promises(stage, deck)
    editor: PromiseEditor = segment.form
    type_into(stage, editor.what.area, "Send both decks")
    editor.owner.chosen.emit(Owner.THEM)
    editor.due.field.committed.emit("")
    stage.settle()
    row = stage.services.commitments.detail(deck)
    assert (row.what, row.owner, row.due) == ("Send both decks", Owner.THEM, None)
    stage.qtbot.mouseClick(editor.drop, LEFT)
    assert stage.services.commitments.detail(deck).open
    QTest.keyClicks(editor.reason, "She has them already")
    QTest.keyClick(editor.reason, Qt.Key.Key_Return)
    stage.settle()
    row = stage.services.commitments.detail(deck)
    assert (row.dropped_on, row.dropped_reason) == (TODAY, "She has them already")
    stage.services.dispatcher.undo()
    stage.settle()
    stage.qtbot.mouseClick(promises(stage, deck).form.keep, LEFT)
    stage.settle()
    assert stage.services.commitments.detail(deck).done_on == TODAY
    reopened = promises(stage, deck, "promises?done")
    stage.qtbot.mouseClick(reopened.form.reopen, LEFT)
    stage.settle()
    assert stage.services.commitments.detail(deck).open
