"""Giving both ways on a person's page: noted, edited in place, suggested, done, and hidden."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt

from mentorcrm.models.history_kinds import (
    AdviceResponse,
    Effort,
    GiveDirection,
    GiveKind,
    IdeaKind,
)
from mentorcrm.models.kinds import InteractionChannel, MessageKind
from mentorcrm.services.commands.advice import AddAdvice, EditAdvice
from mentorcrm.services.commands.giving import AddGiveIdea, NoteGiving
from mentorcrm.services.commands.outreach import LogInteraction, MarkSent, StartDraft
from mentorcrm.services.giving_rows import GiveFilter, GiveRow, SinceGiving
from mentorcrm.services.settings import SettingsFile
from mentorcrm.services.typed_giving import read_give, read_idea
from mentorcrm.ui.pages.giving_ideas import SuggestionLine
from mentorcrm.ui.pages.giving_line import GivingNote
from mentorcrm.ui.pages.giving_words import since_words
from mentorcrm.ui.pages.people import PeoplePage
from mentorcrm.ui.pages.person_giving import GivingCard
from mentorcrm.ui.pages.settings import SettingsPage
from mentorcrm.ui.pages.settings_look import LookSection
from tests.conftest import NOW
from tests.ui.conftest import Stage
from tests.ui.test_people_page import people, texts, type_into
from tests.ui.test_people_several import choose, no_menu_left

__all__ = ["no_menu_left"]

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
GIVEN, RECEIVED = GiveDirection.GIVEN, GiveDirection.RECEIVED
TODAY = NOW.date()


def card_of(page: PeoplePage) -> GivingCard:
    return next(card for card in page.view.cards if isinstance(card, GivingCard))


def noted(stage: Stage, person: int) -> list[GiveRow]:
    return stage.services.giving.listed(GiveFilter(person_id=person))


def first_note(card: GivingCard) -> GivingNote:
    return next(iter(card.notes.values()))


@pytest.mark.parametrize(
    ("typed", "way", "kind", "what"),
    [
        ("gave intro to Tom", GIVEN, GiveKind.INTRODUCTION, "intro to Tom"),
        ("I gave her feedback on the talk", GIVEN, GiveKind.FEEDBACK, "feedback on the talk"),
        ("got a book on diaries", RECEIVED, GiveKind.RESOURCE, "a book on diaries"),
        ("She gave me a hand", RECEIVED, GiveKind.HELP, "a hand"),
        ("they got an update", GIVEN, GiveKind.UPDATE, "an update"),
        ("gave me thanks", RECEIVED, GiveKind.THANKS, "thanks"),
        ("a walk", None, None, "a walk"),
    ],
)
def test_what_is_typed_says_which_way_and_what(
    typed: str, way: GiveDirection | None, kind: GiveKind | None, what: str
) -> None:
    assert read_give(typed) == (way, kind, what)


def test_who_is_meant_is_left_out_of_what_was_given() -> None:
    assert read_give("gave Helen our template", "Helen Brandt")[2] == "our template"
    assert read_give("got Helen Brandt a book", "Helen Brandt")[2] == "a book"
    assert read_give("gave Helena a book", "Helen Brandt")[2] == "Helena a book"


@pytest.mark.parametrize(
    ("typed", "kind", "what"),
    [
        ("needs a data engineer", IdeaKind.WANTED, "a data engineer"),
        ("She is looking for a second reader", IdeaKind.WANTED, "a second reader"),
        ("likes open formats", IdeaKind.INTEREST, "open formats"),
        ("Send the rubric", IdeaKind.IDEA, "Send the rubric"),
    ],
)
def test_an_idea_says_what_it_is(typed: str, kind: IdeaKind, what: str) -> None:
    assert read_idea(typed) == (kind, what)


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (SinceGiving(TODAY, 2, 1), "Since your last give: 2 asks, 1 meeting"),
        (SinceGiving(TODAY, 0, 3), "Since your last give: 3 meetings"),
        (SinceGiving(None, 1, 3), ""),
        (SinceGiving(TODAY, 0, 0), ""),
    ],
)
def test_what_came_since_in_words(since: SinceGiving, said: str) -> None:
    assert since_words(since) == said


def test_a_line_is_noted_with_its_way_kind_effort_and_day(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    line = card_of(page).line
    type_into(stage, line.field, "got a book on diaries", enter=False)
    details = line.details
    assert details is not None
    assert (details.direction.value(), details.kind.value()) == (RECEIVED, GiveKind.RESOURCE)
    details.effort.set_value(Effort.SMALL)
    details.kind.set_value(GiveKind.GIFT)
    details.kind.chosen.emit(GiveKind.GIFT)
    details.day.setFocus()
    stage.qtbot.keyClicks(details.day, "3 weeks ago")
    assert "Tue 3 Nov 2026" in texts(line)
    stage.qtbot.keyClick(details.day, KEY.Key_Return)
    stage.settle()
    (row,) = noted(stage, ids[0])
    assert (row.direction, row.kind, row.effort) == (RECEIVED, GiveKind.GIFT, Effort.SMALL)
    assert (row.what, row.happened_on) == ("a book on diaries", TODAY - timedelta(days=21))
    assert {"They gave: gift", "a book on diaries", "3 Nov"} <= set(texts(card_of(page)))
    assert stage.focused() is line.field
    assert (line.field.text(), details.isVisible()) == ("", False)
    stage.desk.undo()
    stage.settle()
    assert noted(stage, ids[0]) == []
    assert card_of(page).notes == {}


def test_what_is_chosen_by_hand_is_not_guessed_again(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    line = card_of(page).line
    type_into(stage, line.field, "gave a book", enter=False)
    assert line.details is not None
    stage.qtbot.keyClick(line.details.direction.focusProxy(), KEY.Key_Right)
    stage.qtbot.keyClicks(line.field, " and thanks")
    stage.qtbot.keyClick(line.field, KEY.Key_Return)
    stage.settle()
    assert [row.direction for row in noted(stage, ids[0])] == [RECEIVED]


def test_a_day_that_is_wrong_is_said_at_the_field(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    line = card_of(page).line
    type_into(stage, line.field, "gave help", enter=False)
    assert line.details is not None
    for typed, said in (("someday", "Write the day as"), ("tomorrow", "lies in the future")):
        line.details.day.clear()
        type_into(stage, line.details.day, typed)
        assert any(said in text for text in texts(line)), said
        assert line.details.day.text() == typed
        assert noted(stage, ids[0]) == []
    assert line.field.text() == "gave help"


def test_a_note_is_edited_where_it_stands(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    stage.services.dispatcher.run(NoteGiving(ids[0], GIVEN, GiveKind.HELP, "A hand"))
    stage.settle()
    note = first_note(card_of(page))
    stage.qtbot.mouseClick(note, LEFT, pos=QPoint(30, 10))
    form = note.editor
    assert form is not None
    assert stage.focused() is form.what.editor
    stage.qtbot.keyClicks(form.what.editor, "With the rubric: ")
    stage.qtbot.waitUntil(lambda: noted(stage, ids[0])[0].what.startswith("With"))
    type_into(stage, form.prompted, "Her call")
    form.day.selectAll()
    type_into(stage, form.day, "20 Nov 2026")
    for select, value in ((form.kind, GiveKind.REVIEW), (form.effort, Effort.LARGE)):
        select.set_value(value)
        select.activated.emit(select.currentIndex())
        stage.settle()
    stage.qtbot.keyClick(form.direction.focusProxy(), KEY.Key_Right)
    stage.settle()
    (row,) = noted(stage, ids[0])
    assert (row.direction, row.kind, row.effort) == (RECEIVED, GiveKind.REVIEW, Effort.LARGE)
    assert (row.what, row.prompted_by) == ("With the rubric: A hand", "Her call")
    assert row.happened_on == date(2026, 11, 20)
    assert form.isVisible()
    form.day.selectAll()
    type_into(stage, form.day, "in 2 days")
    assert any("lies in the future" in text for text in texts(form))
    assert form.day.text() == "in 2 days"
    stage.qtbot.keyClick(form.prompted, KEY.Key_Escape)
    assert stage.focused() is note
    assert "They gave: review of their work" in texts(note)


def test_enter_opens_and_delete_deletes_with_a_way_back(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    stage.services.dispatcher.run(NoteGiving(ids[0], GIVEN, GiveKind.HELP, "A hand"))
    stage.settle()
    note = first_note(card_of(page))
    note.setFocus()
    stage.qtbot.keyClick(note, KEY.Key_Return)
    assert note.is_open() and note.editor is not None
    stage.qtbot.keyClick(note.editor.what.editor, KEY.Key_Escape)
    assert not note.is_open()
    stage.qtbot.keyClick(note, KEY.Key_Delete)
    stage.settle()
    assert noted(stage, ids[0]) == []
    assert stage.focused() is card_of(page).line.field
    stage.qtbot.mouseClick(stage.window.toast._undo, LEFT)
    stage.settle()
    assert len(noted(stage, ids[0])) == 1


def test_what_is_being_typed_is_saved_when_someone_else_is_shown(stage: Stage) -> None:
    page, ids = people(stage, "Ana", "Ruth")
    stage.services.dispatcher.run(NoteGiving(ids[0], GIVEN, GiveKind.HELP, ""))
    stage.settle()
    note = first_note(card_of(page))
    note.open()
    assert note.editor is not None
    stage.qtbot.keyClicks(note.editor.what.editor, "The rubric")
    stage.go("people", ids[1])
    assert noted(stage, ids[0])[0].what == "The rubric"
    assert card_of(page).notes == {}


def test_since_the_last_give_is_said_and_nothing_where_there_is_nothing(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    card = card_of(page)
    run = stage.services.dispatcher.run
    assert not card.since.isVisibleTo(card)
    call = InteractionChannel.CALL
    run(LogInteraction((ids[0],), NOW - timedelta(days=2), call))
    for _number in range(2):
        ask = run(StartDraft(ids[0], MessageKind.ONE_QUESTION, body="One question"))
        run(MarkSent(ask, InteractionChannel.MAIL, NOW - timedelta(days=1)))
    stage.settle()
    assert not card.since.isVisibleTo(card)  # With nothing given it would be a total.
    run(NoteGiving(ids[0], GIVEN, GiveKind.THANKS, on=TODAY - timedelta(days=5)))
    stage.settle()
    assert card.since.text() == "Since your last give: 2 asks, 1 meeting"
    run(NoteGiving(ids[0], GIVEN, GiveKind.THANKS))
    stage.settle()
    assert not card.since.isVisibleTo(card)


def test_advice_they_wait_to_hear_of_is_quoted_in_a_draft(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    run = stage.services.dispatcher.run
    advice = run(AddAdvice(ids[0], "Run a pilot with one team"))
    run(EditAdvice(advice, {"result": "it kept the plan small"}, AdviceResponse.TRIED))
    stage.settle()
    (line,) = card_of(page).findChildren(SuggestionLine)
    assert "Tell Ana what came of “Run a pilot with one team”" in texts(line)
    stage.qtbot.mouseClick(line.button, LEFT)
    stage.settle()
    place = stage.window.navigation.page.place()
    assert place.page == "composer" and place.key is not None
    draft = stage.services.outreach.detail(place.key)
    assert (draft.kind, draft.advice) == (MessageKind.IMPACT_NOTE, (advice,))
    assert "pilot with one team" in draft.body


def test_ideas_are_added_edited_turned_and_done(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    card = card_of(page)
    type_into(stage, card.idea, "needs a second reader")
    assert card.idea.text() == ""
    (line,) = card.ideas.values()
    assert "They mentioned needing" in texts(line)
    line.field.setFocus()
    stage.qtbot.keyClick(line.field, KEY.Key_End)
    type_into(stage, line.field, " for her book")
    (idea,) = stage.services.giving.ideas(ids[0])
    assert (idea.kind, idea.text) == (IdeaKind.WANTED, "a second reader for her book")
    stage.qtbot.mouseClick(line.more, LEFT)
    choose(stage, "Interest")
    assert "Send something on" in texts(line)
    stage.qtbot.mouseClick(line.done, LEFT)
    stage.settle()
    assert card.ideas == {}
    (row,) = noted(stage, ids[0])
    assert (row.given, row.kind, row.what) == (True, GiveKind.RESOURCE, line.idea.text)
    assert stage.services.giving.ideas(ids[0])[0].done_as == row.id
    stage.desk.undo()
    stage.settle()
    assert len(card.ideas) == 1
    assert noted(stage, ids[0]) == []


def test_an_emptied_idea_goes_and_comes_back(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    stage.services.dispatcher.run(AddGiveIdea(ids[0], IdeaKind.IDEA, "The rubric"))
    stage.settle()
    (line,) = card_of(page).ideas.values()
    line.field.selectAll()
    stage.qtbot.keyClick(line.field, KEY.Key_Delete)
    stage.qtbot.keyClick(line.field, KEY.Key_Return)
    stage.settle()
    assert stage.services.giving.ideas(ids[0]) == []
    stage.qtbot.mouseClick(stage.window.toast._undo, LEFT)
    stage.settle()
    assert len(card_of(page).ideas) == 1


def test_an_offer_is_drafted_without_what_was_noted(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    stage.services.dispatcher.run(AddGiveIdea(ids[0], IdeaKind.WANTED, "a quiet word"))
    stage.settle()
    (line,) = card_of(page).ideas.values()
    stage.qtbot.mouseClick(line.offer, LEFT)
    stage.settle()
    place = stage.window.navigation.page.place()
    assert place.page == "composer" and place.key is not None
    draft = stage.services.outreach.detail(place.key)
    assert draft.kind is MessageKind.OFFER_HELP
    assert "quiet word" not in repr(draft)


def test_a_long_record_shows_its_newest_and_leads_to_the_rest(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    run = stage.services.dispatcher.run
    for number in range(5):
        day = TODAY - timedelta(days=number)
        run(NoteGiving(ids[0], GIVEN, GiveKind.HELP, f"Help {number}", day))
        run(AddGiveIdea(ids[0], IdeaKind.IDEA, f"Idea {number}"))
    stage.settle()
    card = card_of(page)
    assert [note.row.what for note in card.notes.values()] == ["Help 0", "Help 1", "Help 2"]
    assert [line.idea.text for line in card.ideas.values()] == ["Idea 4", "Idea 3", "Idea 2"]
    stage.qtbot.mouseClick(card._more, LEFT)
    assert len(card.ideas) == 5
    stage.qtbot.mouseClick(card._earlier, LEFT)
    stage.settle()
    assert stage.window.navigation.page.place().page == "history"


def test_tab_goes_through_the_card_in_its_order(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    run = stage.services.dispatcher.run
    run(NoteGiving(ids[0], GIVEN, GiveKind.HELP, "A hand"))
    run(AddGiveIdea(ids[0], IdeaKind.IDEA, "The rubric"))
    stage.settle()
    card = card_of(page)
    (line,) = card.ideas.values()
    expected = (first_note(card), card.line.field, line.field, line.done, line.offer, line.more)
    card.menu_button.setFocus()
    for stop in (*expected, card.idea):
        stage.qtbot.keyClick(stage.window.focusWidget(), KEY.Key_Tab)
        assert stage.focused() is stop, stop.accessibleName()


def test_the_card_is_hidden_and_comes_back(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    stage.services.dispatcher.run(NoteGiving(ids[0], GIVEN, GiveKind.HELP, "A hand"))
    stage.settle()
    card = card_of(page)
    assert card.isVisibleTo(page.view)
    stage.qtbot.mouseClick(card.menu_button, LEFT)
    choose(stage, "Hide this card")
    assert not card.isVisibleTo(page.view)
    kept = SettingsFile(stage.desk.settings._path)
    assert kept.current.giving_card is False
    stage.qtbot.mouseClick(stage.window.toast._undo, LEFT)
    assert card.isVisibleTo(page.view)
    stage.qtbot.mouseClick(card.menu_button, LEFT)
    choose(stage, "Hide this card")
    settings = stage.go("settings", view="look")
    assert isinstance(settings, SettingsPage)
    look = next(iter(settings.findChildren(LookSection)))
    assert not look.giving.isChecked()
    stage.qtbot.mouseClick(look.giving, LEFT)
    stage.go("people")
    assert card.isVisibleTo(page.view)
