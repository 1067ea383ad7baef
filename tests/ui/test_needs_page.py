"""The Needs page, driven as a person drives it."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from mentorcrm.models.kinds import (
    CoverageLevel,
    InteractionChannel,
    MessageKind,
    NeedKind,
    NeedStatus,
    Role,
    Season,
)
from mentorcrm.services.commands.meetings import CancelMeeting, PlanMeeting
from mentorcrm.services.commands.needs import AddNeed, EditNeed, LinkNeed, SetNeedTasks
from mentorcrm.services.commands.outreach import LogInteraction, MarkSent
from mentorcrm.services.commands.people import AddPerson, SetMentorship
from mentorcrm.services.commands.profile import EditProfile
from mentorcrm.services.interactions_rows import Source, key_of
from mentorcrm.services.needs_filter import NeedFilter, NeedSort
from mentorcrm.services.rows import NeedRow
from mentorcrm.ui.dialogs.new_ask import NewAskSheet
from mentorcrm.ui.dialogs.pick import PickSheet
from mentorcrm.ui.pages.composer import ComposerPage
from mentorcrm.ui.pages.need_people import HelperLine
from mentorcrm.ui.pages.need_places import LOOK_BACK, filter_in, filtered_needs
from mentorcrm.ui.pages.needs import NeedsPage
from mentorcrm.ui.pages.people import PeoplePage
from mentorcrm.ui.pages.person_needs import PersonNeedsCard
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.link import NameLink
from mentorcrm.ui.widgets.text import Label
from tests.conftest import NOW
from tests.ui.conftest import Stage

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
TODAY = NOW.date()


def add(stage: Stage, *statements: str, kind: NeedKind = NeedKind.SKILL) -> list[int]:
    return [stage.services.dispatcher.run(AddNeed(kind, text)) for text in statements]


def page_of(stage: Stage, need: int | None = None) -> NeedsPage:
    stage.settle()
    page = stage.go("needs", need)
    assert isinstance(page, NeedsPage)
    assert page.view is not None  # It is built in a stroke of its own otherwise.
    stage.settle()
    return page


def test_the_list_comes_first_and_the_need_a_moment_later(stage: Stage) -> None:
    (need,) = add(stage, "Feedback")
    stage.settle()
    page = stage.go("needs", need)
    assert isinstance(page, NeedsPage)
    assert shown(page) == ["Feedback"]
    stage.qtbot.waitUntil(lambda: "Who could help" in texts(page))
    assert page.view.statement.area.text() == "Feedback"


def kept(stage: Stage, need: int) -> NeedRow:
    return stage.services.needs.detail(need)


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget)]


def shown(page: NeedsPage) -> list[str]:
    model = page.list.model
    return [model.index(place).data() for place in range(model.rowCount())]


def button(widget: QWidget, words: str) -> Button:
    return next(
        b for b in widget.findChildren(Button) if b.text() == words and b.isVisibleTo(widget)
    )


def write(stage: Stage, field: QWidget, text: str) -> None:
    field.setFocus()
    stage.qtbot.keyClicks(field, text)


def leave(stage: Stage, page: NeedsPage) -> None:
    page.list.list.setFocus()
    stage.settle()


def helper(page: NeedsPage, name: str) -> HelperLine:
    return next(line for line in page.view.people.lines() if line.name.text() == name)


def test_the_empty_page_teaches_and_names_the_first_need(stage: Stage) -> None:
    page = page_of(stage)
    assert "What do you need?" in texts(page)
    stage.qtbot.mouseClick(button(page, "Name a need"), LEFT)
    assert stage.focused() is page.list.new.field
    stage.qtbot.keyClicks(page.list.new.field, "Giving hard feedback")
    stage.qtbot.keyClick(page.list.new.field, KEY.Key_Return)
    stage.settle()
    (need,) = stage.services.needs.list()
    assert (need.statement, need.kind) == ("Giving hard feedback", NeedKind.OUTCOME)
    assert page.place().key == need.id
    # What is missing most is asked next.
    assert stage.focused() is page.view.done_when.area.editor
    assert "How will you know?" in texts(page.view)


def test_escape_closes_the_line_of_a_new_need_before_anything_is_typed(stage: Stage) -> None:
    (need,) = add(stage, "Feedback")
    page = page_of(stage, need)
    page.list.new.start()
    stage.qtbot.keyClick(page.list.new.field, KEY.Key_Escape)
    assert not page.list.new.isVisible()
    assert stage.focused() is page.list.list


def test_a_need_without_an_end_is_asked_for_one_and_typing_saves_it(stage: Stage) -> None:
    (need,) = add(stage, "Feedback")
    page = page_of(stage, need)
    assert "How will you know?" in texts(page.view)
    write(stage, page.view.done_when.area.editor, "Two talks were had")
    stage.qtbot.waitUntil(lambda: kept(stage, need).done_when == "Two talks were had")
    stage.settle()
    assert "Saved" in texts(page.view)
    leave(stage, page)
    assert "Done when" in texts(page.view)
    assert "How will you know?" not in texts(page.view)


def test_the_statement_is_edited_in_place_and_escape_restores(stage: Stage) -> None:
    (need,) = add(stage, "Feedback")
    page = page_of(stage, need)
    editor = page.view.statement.area.editor
    page.list.list.setFocus()
    stage.qtbot.keyClick(page.list.list, KEY.Key_E)
    assert stage.focused() is editor
    editor.selectAll()
    stage.qtbot.keyClicks(editor, "Plain feedback")
    stage.qtbot.keyClick(editor, KEY.Key_Escape)
    leave(stage, page)
    assert kept(stage, need).statement == "Feedback"


def test_an_empty_statement_is_told_on_leaving_and_kept_on_screen(stage: Stage) -> None:
    (need,) = add(stage, "Feedback")
    page = page_of(stage, need)
    editor = page.view.statement.area.editor
    editor.setFocus()
    editor.selectAll()
    stage.qtbot.keyClick(editor, KEY.Key_Delete)
    page.view.flush()
    assert "Say in a few words what you need." not in texts(page.view)
    leave(stage, page)
    assert "Say in a few words what you need." in texts(page.view)
    assert kept(stage, need).statement == "Feedback"


def test_a_day_in_words_shows_how_it_was_read(stage: Stage) -> None:
    (need,) = add(stage, "Feedback")
    page = page_of(stage, need)
    day = page.view.target
    write(stage, day.field, "in 6 weeks")
    wanted = TODAY + timedelta(weeks=6)
    assert day.reading() == "Tue 5 Jan 2027, in 6 weeks"
    stage.qtbot.keyClick(day.field, KEY.Key_Return)
    stage.settle()
    assert kept(stage, need).target_date == wanted
    assert day.field.text() == "5 Jan 2027"


def test_a_day_that_cannot_be_read_is_kept_and_marked(stage: Stage) -> None:
    (need,) = add(stage, "Feedback")
    page = page_of(stage, need)
    day = page.view.target
    write(stage, day.field, "whenever")
    assert "Write the day" not in " ".join(texts(day))
    leave(stage, page)
    assert "Write the day as 14 June 2027, or as “in 6 weeks”." in texts(day)
    assert day.field.text() == "whenever"
    day.field.setFocus()
    day.field.selectAll()
    stage.qtbot.keyClicks(day.field, "2027-06-14")
    leave(stage, page)
    assert kept(stage, need).target_date == date(2027, 6, 14)
    assert "Write the day" not in " ".join(texts(day))


def test_steps_are_added_done_and_removed(stage: Stage) -> None:
    (need,) = add(stage, "Feedback")
    page = page_of(stage, need)
    for text in ("one", "two"):
        write(stage, page.view.steps.add, text)
        stage.qtbot.keyClick(page.view.steps.add, KEY.Key_Return)
        stage.settle()
    first = page.view.steps.steps()[0]
    first.box.setFocus()
    stage.qtbot.keyClick(first.box, KEY.Key_Space)
    stage.settle()
    assert kept(stage, need).progress == (1, 2)
    assert kept(stage, need).tasks[0].done_on == TODAY
    assert "1 of 2 done" in texts(page.view.steps)
    assert "done 24 Nov" in texts(page.view.steps)
    field = page.view.steps.steps()[1].field
    field.setFocus()
    field.selectAll()
    stage.qtbot.keyClick(field, KEY.Key_Delete)
    stage.qtbot.keyClick(field, KEY.Key_Return)
    stage.settle()
    assert [task.text for task in kept(stage, need).tasks] == ["one"]
    stage.desk.undo()
    stage.settle()
    assert len(page.view.steps.steps()) == 2


def test_six_steps_are_the_most(stage: Stage) -> None:
    (need,) = add(stage, "Feedback")
    stage.services.dispatcher.run(SetNeedTasks(need, tuple((f"{n}", None) for n in range(6))))
    page = page_of(stage, need)
    assert not page.view.steps.add.isVisible()
    assert any(text.startswith("Six steps are the most") for text in texts(page.view.steps))


def test_ratings_are_chosen_by_key_and_taken_away(stage: Stage) -> None:
    (need,) = add(stage, "Feedback")
    page = page_of(stage, need)
    start, now = page.view.ratings
    stage.qtbot.mouseClick(start.steps._segments[1], LEFT)
    stage.settle()
    now.steps.setFocus()
    stage.qtbot.keyClick(now.steps.focusWidget() or now.steps, KEY.Key_Right)
    stage.settle()
    assert (kept(stage, need).rating_start, kept(stage, need).rating_now) == (2, 2)
    stage.qtbot.mouseClick(start.clear, LEFT)
    stage.settle()
    assert kept(stage, need).rating_start is None
    assert start.steps.value() is None


def test_a_decision_has_its_fields_and_asks_gently_for_its_outcome(stage: Stage) -> None:
    (need,) = add(stage, "Lead the team?", kind=NeedKind.DECISION)
    day = TODAY - timedelta(days=3)
    stage.services.dispatcher.run(EditNeed(need, {}, dates={"decide_by": day}))
    page = page_of(stage, need)
    view = page.view
    assert not view.target.isVisible()
    assert "This was to be decided by 21 Nov 2026. Which way did it go?" in texts(view)
    assert not view.outcome.isVisible()
    stage.qtbot.mouseClick(button(view.prompt, "Write it down"), LEFT)
    assert stage.focused() is view.decided.area.editor
    stage.qtbot.keyClicks(view.decided.area.editor, "Yes, from January")
    leave(stage, page)
    assert kept(stage, need).decided_on == TODAY
    assert not view.prompt.isVisible()
    assert view.outcome.isVisible()
    write(stage, view.options.area.editor, "stay")
    stage.qtbot.keyClick(view.options.area.editor, KEY.Key_Return)
    stage.qtbot.keyClicks(view.options.area.editor, "lead")
    leave(stage, page)
    assert kept(stage, need).options == ("stay", "lead")


def test_the_list_filters_as_one_types_and_by_chips(stage: Stage) -> None:
    ids = add(stage, "Giving feedback", "Moving to Oslo")
    page = page_of(stage, ids[0])
    stage.qtbot.keyClick(page.list.list, KEY.Key_Slash)
    assert stage.focused() is page.list.search
    stage.qtbot.keyClicks(page.list.search, "osl")
    assert shown(page) == ["Moving to Oslo"]
    assert page.place().key == ids[1]
    stage.qtbot.keyClicks(page.list.search, "zz")
    assert "No need matches “oslzz”" in texts(page.list)
    stage.qtbot.mouseClick(button(page.list, "Clear filter"), LEFT)
    assert len(shown(page)) == 2
    page.list.chips._choose("Status", NeedStatus.MET)
    assert shown(page) == []
    assert "No need matches Met" in texts(page.list)
    stage.qtbot.mouseClick(page.list.chips._chips["Status"], LEFT)
    assert len(shown(page)) == 2


def test_deleting_can_be_undone_and_the_next_one_is_shown(stage: Stage) -> None:
    ids = add(stage, "Feedback", "Oslo")
    page = page_of(stage, ids[1])
    page.list.list.setFocus()
    stage.qtbot.keyClick(page.list.list, KEY.Key_Delete)
    stage.settle()
    assert shown(page) == ["Feedback"]
    assert page.place().key == ids[0]
    stage.qtbot.mouseClick(button(stage.window.toast, "Undo"), LEFT)
    stage.settle()
    assert len(shown(page)) == 2


def test_a_place_opens_its_need_also_behind_a_filter(stage: Stage) -> None:
    ids = add(stage, "Feedback", "Oslo")
    page = page_of(stage, ids[0])
    stage.qtbot.keyClicks(page.list.search, "feed")
    stage.desk.go("needs", ids[1])
    stage.settle()
    assert page.place().key == ids[1]
    assert page.view.statement.area.text() == "Oslo"
    assert page.list.current() == ids[1]


def test_a_person_is_linked_with_reasons_and_opened(stage: Stage) -> None:
    (need,) = add(stage, "Giving feedback")
    ana = stage.services.dispatcher.run(AddPerson("Ana Ferreira", title="Feedback coach"))
    page = page_of(stage, need)
    line = helper(page, "Ana Ferreira")
    assert "Their title, Feedback coach, speaks of “feedback”." in texts(line)
    stage.qtbot.mouseClick(button(line, "Link"), LEFT)
    stage.settle()
    (linked,) = kept(stage, need).linked
    assert (linked.person_id, linked.level) == (ana, CoverageLevel.SOME)
    line = helper(page, "Ana Ferreira")
    assert page.view.people.linked.isVisible()
    line._choose(CoverageLevel.PRIMARY)
    stage.settle()
    assert kept(stage, need).linked[0].level is CoverageLevel.PRIMARY
    helper(page, "Ana Ferreira")._choose(CoverageLevel.NONE)
    stage.settle()
    assert kept(stage, need).linked == ()
    stage.qtbot.mouseClick(button(page.view.people, "Take back"), LEFT)
    stage.settle()
    assert kept(stage, need).helpers == ()
    stage.qtbot.mouseClick(helper(page, "Ana Ferreira").name, LEFT)
    stage.settle()
    assert stage.window.navigation.page.place().page == "people"


def test_someone_in_mind_is_linked_by_name(stage: Stage) -> None:
    (need,) = add(stage, "Giving feedback")
    ben = stage.services.dispatcher.run(AddPerson("Ben"))
    page = page_of(stage, need)
    stage.qtbot.mouseClick(page.view.people._link, LEFT)
    sheet = stage.window.findChild(PickSheet)
    assert sheet is not None
    stage.qtbot.keyClicks(sheet.search, "ben")
    stage.qtbot.keyClick(sheet.search, KEY.Key_Return)
    stage.settle()
    assert [h.person_id for h in kept(stage, need).linked] == [ben]


@pytest.mark.parametrize(
    ("season", "kind", "expected"),
    [
        (None, NeedKind.SKILL, MessageKind.FIRST_ASK),
        (Season.ACTIVE, NeedKind.SKILL, MessageKind.ONE_QUESTION),
        (Season.ACTIVE, NeedKind.DECISION, MessageKind.ONE_DECISION),
    ],
)
def test_ask_about_it_goes_straight_to_the_composer(
    stage: Stage, season: Season | None, kind: NeedKind, expected: MessageKind
) -> None:
    (need,) = add(stage, "Giving feedback", kind=kind)
    ana = stage.services.dispatcher.run(AddPerson("Ana", title="Feedback coach"))
    if season is not None:
        stage.services.dispatcher.run(SetMentorship(ana, Role.MENTOR, season))
    for _again in range(2):  # The second time the message that is being written is opened.
        page = page_of(stage, need)
        stage.qtbot.mouseClick(helper(page, "Ana").ask, LEFT)
        stage.settle()
        composer = stage.window.navigation.page
        assert isinstance(composer, ComposerPage)
        draft = composer.session.draft
        assert draft is not None
        assert (draft.person_id, draft.need_id, draft.kind) == (ana, need, expected)
    assert len(stage.services.outreach.about(need)) == 1
    page = page_of(stage, need)
    assert page.view.messages.isVisible()


def test_ask_someone_keeps_the_need(stage: Stage) -> None:
    (need,) = add(stage, "Giving feedback")
    stage.services.dispatcher.run(AddPerson("Ana"))
    page = page_of(stage, need)
    stage.qtbot.mouseClick(page.view.head.ask, LEFT)
    sheet = stage.window.findChild(NewAskSheet)
    assert sheet is not None
    assert sheet.need.value() == need
    sheet.reject()


def test_a_met_need_offers_an_impact_note_to_everyone_who_helped(stage: Stage) -> None:
    run = stage.services.dispatcher.run
    run(EditProfile({"name": "Mia Sol"}))
    (need,) = add(stage, "Giving feedback")
    people = [run(AddPerson(name)) for name in ("Ana", "Ben", "Cai")]
    run(LinkNeed(need, people[0], CoverageLevel.PRIMARY))
    run(LinkNeed(need, people[1]))
    run(LinkNeed(need, people[2], CoverageLevel.NONE))
    page = page_of(stage, need)
    assert not page.view.impact.isVisible()
    page.view.head.set_status(NeedStatus.MET)
    stage.settle()
    assert page.view.impact.isVisible()
    assert "They helped with this" in texts(page.view.people)
    assert not page.view.people.suggested.isVisible()
    offered = [b for b in page.view.impact.findChildren(Button) if b.isVisible()]
    assert [b.accessibleName() for b in offered] == [
        "Write to Ana what it led to",
        "Write to Ben what it led to",
    ]
    stage.qtbot.mouseClick(offered[0], LEFT)
    stage.settle()
    (draft,) = stage.services.outreach.about(need)
    assert (draft.kind, draft.person) == (MessageKind.IMPACT_NOTE, "Ana")
    run(MarkSent(draft.id, InteractionChannel.MAIL, NOW))
    page = page_of(stage, need)
    assert "Told 24 Nov" in texts(page.view.impact)


def test_the_person_page_shows_the_needs_and_leads_back(stage: Stage) -> None:
    (need,) = add(stage, "Giving feedback")
    ana = stage.services.dispatcher.run(AddPerson("Ana", title="Feedback coach"))
    stage.settle()
    people = stage.go("people", ana)
    assert isinstance(people, PeoplePage)
    card = next(c for c in people.view.cards if isinstance(c, PersonNeedsCard))
    assert card.isVisible()
    assert "Their title, Feedback coach, speaks of “feedback”." in texts(card)
    stage.qtbot.mouseClick(button(card, "Link"), LEFT)
    stage.settle()
    assert "Some help" in texts(card)
    line = card._rows.itemAt(0).widget()
    stage.qtbot.mouseClick(line.name, LEFT)
    stage.settle()
    page = stage.window.navigation.page
    assert isinstance(page, NeedsPage)
    assert page.place().key == need
    stage.qtbot.waitUntil(page.view.people.linked.isVisible)


def test_what_is_being_typed_is_saved_on_going_elsewhere(stage: Stage) -> None:
    ids = add(stage, "Feedback", "Oslo")
    page = page_of(stage, ids[0])
    write(stage, page.view.why.area.editor, "It hurts now")
    stage.go("people")
    assert kept(stage, ids[0]).why_now == "It hurts now"
    page = page_of(stage, ids[0])
    write(stage, page.view.why.area.editor, ".")
    page.list.select(ids[1])
    page._picked(ids[1])
    stage.settle()
    assert kept(stage, ids[0]).why_now == "It hurts now."
    assert page.view.why.area.text() == ""


def test_back_brings_the_filter_and_the_need_again(stage: Stage) -> None:
    ids = add(stage, "Giving feedback", "Moving to Oslo")
    page = page_of(stage, ids[0])
    stage.qtbot.keyClicks(page.list.search, "oslo")
    page.list.chips._choose("Kind", NeedKind.SKILL)
    stage.go("people")
    page.list.clear_filter()
    stage.window.navigation.back()
    stage.settle()
    assert page.place().key == ids[1]
    assert shown(page) == ["Moving to Oslo"]
    assert page.list.search.text() == "oslo"


@pytest.mark.parametrize(
    "wanted",
    [
        NeedFilter(),
        NeedFilter("a & b=c"),
        NeedFilter("x", NeedKind.DECISION, NeedStatus.MET, NeedSort.NAME),
    ],
)
def test_a_filter_is_kept_in_a_place(wanted: NeedFilter) -> None:
    assert filter_in(filtered_needs(wanted).view) == wanted


def test_a_place_of_another_version_names_no_filter() -> None:
    assert filter_in("filter?kind=wish") is None
    assert filter_in("new") is None


def left_of(page: NeedsPage, widget: QWidget) -> int:
    return widget.mapTo(page, QPoint(0, 0)).x()


def test_words_and_cards_of_a_need_stand_on_one_edge(stage: Stage) -> None:
    (need,) = add(stage, "Lead or not", kind=NeedKind.DECISION)
    view = page_of(stage, need).view
    page = stage.window.navigation.page
    assert isinstance(page, NeedsPage)
    edge = left_of(page, view.head)
    assert left_of(page, view.steps) == edge
    assert left_of(page, view.why.name) == edge
    assert left_of(page, view.statement.area.editor) == edge


def test_the_side_keeps_its_room_while_people_are_sought_and_gives_it_up_when_none_are(
    stage: Stage,
) -> None:
    (need,) = add(stage, "Feedback")
    stage.window.resize(1400, 860)
    page = page_of(stage, need)
    narrow = page.view.steps.width()
    (other,) = add(stage, "Scope")
    stage.settle()
    stage.window.navigation.visit(Place("needs", other))
    QCoreApplication.sendPostedEvents()
    assert page.view.steps.width() == narrow  # Before anybody has been found.
    stage.settle()
    stage.services.dispatcher.run(EditNeed(other, {}, status=NeedStatus.MET))
    stage.settle()
    assert page.view.steps.width() > narrow + 200


def test_a_need_is_named_with_the_mouse_alone(stage: Stage) -> None:
    page = page_of(stage)
    page.list.new.start()
    stage.qtbot.mouseClick(page.list.new.add, LEFT)
    assert shown(page) == []
    stage.qtbot.keyClicks(page.list.new.field, "Giving hard feedback")
    stage.qtbot.mouseClick(page.list.new.add, LEFT)
    stage.settle()
    assert shown(page) == ["Giving hard feedback"]


def test_tab_meets_the_people_before_the_button_below_them(stage: Stage) -> None:
    (need,) = add(stage, "Feedback")
    run = stage.services.dispatcher.run
    for name in ("Ana", "Ruth"):
        run(LinkNeed(need, run(AddPerson(name)), CoverageLevel.SOME))
    page = page_of(stage, need)
    lines = page.view.people.lines()
    lines[0].name.setFocus()
    names = []
    for _stop in range(6):
        names.append((stage.focused() or page).accessibleName())
        stage.qtbot.keyClick(stage.focused(), KEY.Key_Tab)
    assert names[0].startswith("Open")
    assert names[3].startswith("Open")
    assert names[0] != names[3]
    assert getattr(stage.focused(), "text", str)() == "Link someone you have in mind"


def test_a_need_is_laid_out_before_it_is_seen(stage: Stage) -> None:
    first, second = add(stage, "Feedback", "Lead or not", kind=NeedKind.DECISION)
    stage.services.dispatcher.run(EditNeed(second, {}, options=("Stay", "Lead", "Wait")))
    page = page_of(stage, first)

    def places() -> list[int]:
        view = page.view
        parts = (view.options, view.leaning, view.decided, view.steps)
        return [part.mapTo(view, QPoint(0, part.height())).y() for part in parts]

    stage.window.navigation.visit(Place("needs", second))
    at_once = places()
    stage.settle()
    assert places() == at_once


def test_someone_not_on_record_is_added_and_linked_to_a_need(stage: Stage) -> None:
    (need,) = add(stage, "whether to charge for evening classes")
    page = page_of(stage, need)
    (link,) = (
        button
        for button in page.findChildren(QPushButton)
        if button.text() == "Link someone you have in mind"
    )
    link.click()
    sheet = stage.window.findChild(PickSheet)
    assert sheet is not None
    said = [label.text() for label in sheet.findChildren(Label) if label.isVisible()]
    assert "Nobody is on record yet. Type a name to add someone." in said
    stage.qtbot.keyClicks(sheet.search, "Helen Marsh")
    stage.qtbot.keyClick(sheet.search, Qt.Key.Key_Return)
    stage.settle()
    helping = stage.services.helping.for_need(need)
    assert [helper.name for helper in helping.linked] == ["Helen Marsh"]


def test_a_decision_made_asks_when_to_look_at_it_again(stage: Stage) -> None:
    (need,) = add(stage, "Lead the team?", kind=NeedKind.DECISION)
    view = page_of(stage, need).view
    assert view.look_again.isHidden()
    stage.services.dispatcher.run(EditNeed(need, {"decided": "Yes"}))
    stage.settle()
    assert view.look_again.isVisible()
    stage.window.resize(1360, 860)
    stage.settle()
    assert view.look_again.minimumSizeHint().width() < 240  # It pushes nothing out of the window.
    asked = next(b for b in view.look_again.findChildren(Button) if b.text() == "In three months")
    stage.qtbot.mouseClick(asked, LEFT)
    stage.settle()
    assert stage.services.needs.detail(need).review_on == TODAY + timedelta(days=91)
    assert view.look_again.isHidden()
    assert view.review_on.isVisible()
    stage.desk.undo()
    stage.settle()
    assert view.look_again.isVisible()


def test_looking_back_begins_where_the_outcome_is_written(stage: Stage) -> None:
    (need,) = add(stage, "Lead the team?", kind=NeedKind.DECISION)
    made = {"decided": "Yes", "expected": "More say"}
    due = {"review_on": TODAY}
    stage.services.dispatcher.run(EditNeed(need, made, dates=due))
    stage.settle()
    page = stage.go("needs", need, LOOK_BACK)
    assert isinstance(page, NeedsPage)
    stage.settle()
    assert page.view.prompt.words.text().endswith("expected: “More say”. How did it turn out?")
    assert stage.window.focusWidget() is page.view.outcome.area.editor


def test_the_conversations_about_a_need_lead_to_where_they_are_kept(stage: Stage) -> None:
    run = stage.services.dispatcher.run
    need, other = add(stage, "Lead the team?", "Another", kind=NeedKind.DECISION)
    ruth = run(AddPerson("Ruth Adeyemi"))
    call = InteractionChannel.CALL
    ago = NOW - timedelta(days=9)
    contact = run(LogInteraction((ruth,), ago, call, summary="Two teams", need_id=need))
    at = NOW + timedelta(days=3)
    coming = run(PlanMeeting((ruth,), at, call, 30, "Autumn call", decision_id=need))
    run(CancelMeeting(run(PlanMeeting((ruth,), at, call, 30, "Off", decision_id=need)), ""))
    view = page_of(stage, need).view
    links = view.talks.findChildren(NameLink)
    assert [link.text() for link in links] == ["Autumn call", "Two teams"]
    links[1].click()
    stage.settle()
    assert stage.window.navigation.page.place().page == "history"
    assert stage.window.navigation.page.place().key == key_of(Source.CONTACT, contact)
    view = page_of(stage, need).view
    view.talks.findChildren(NameLink)[0].click()
    stage.settle()
    assert stage.window.navigation.page.place().key == coming
    assert page_of(stage, other).view.talks.isHidden()
