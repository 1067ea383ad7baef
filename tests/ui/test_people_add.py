"""Adding someone in one line: read while it is typed, a duplicate named and not refused."""

from PySide6.QtCore import Qt

from mentorcrm.services.commands.people import AddPerson
from mentorcrm.ui.pages.people import PeoplePage
from mentorcrm.ui.widgets.chips import Tag
from mentorcrm.ui.widgets.link import NameLink
from tests.ui.conftest import Stage
from tests.ui.test_people_page import people, shown, texts, type_into


def pills(page: PeoplePage) -> list[str]:
    read = page.list.quick_add.read
    assert read is not None
    return [tag.text() for tag in read.parts.findChildren(Tag) if tag.isVisible()]


def test_the_line_is_read_into_chips_before_it_is_kept(stage: Stage) -> None:
    page, _ids = people(stage, "Ana")
    page.list.quick_add.start()
    line = "Ruth Adeyemi, CTO at Halden, ruth@halden.example #career"
    type_into(stage, page.list.quick_add.field, line, enter=False)
    assert pills(page) == ["Ruth Adeyemi", "CTO", "at Halden", "ruth@halden.example", "#career"]
    type_into(stage, page.list.quick_add.field, "")
    person = stage.services.people.detail(stage.services.people.find("Ruth Adeyemi"))
    assert (person.values["title"], person.values["organisation"]) == ("CTO", "Halden")
    assert (person.mail(), person.tags) == ("ruth@halden.example", ("career",))
    assert pills(page) == []


def test_a_probable_duplicate_is_named_with_a_link_and_not_refused(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    run = stage.services.dispatcher.run
    there = run(AddPerson("R. Adeyemi", "Halden", mail="Ruth@Halden.example"))
    stage.settle()
    page.list.quick_add.start()
    type_into(stage, page.list.quick_add.field, "Ruth, ruth@halden.example", enter=False)
    read = page.list.quick_add.read
    assert read is not None
    stage.qtbot.waitUntil(lambda: "Here already with the same e-mail:" in texts(read))
    (link,) = (x for x in read.findChildren(NameLink) if x.isVisible())
    assert link.text() == "R. Adeyemi, Halden"
    stage.qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    stage.settle()
    assert page.place().key == there
    type_into(stage, page.list.quick_add.field, "")
    assert shown(page) == ["Ana", "R. Adeyemi", "Ruth"]
    assert ids[0] != there


def test_a_person_is_added_with_the_mouse_alone(stage: Stage) -> None:
    page, _ids = people(stage, "Ana")
    page.list.quick_add.start()
    type_into(stage, page.list.quick_add.field, "Ruth Adeyemi", enter=False)
    stage.qtbot.mouseClick(page.list.quick_add.add, Qt.MouseButton.LeftButton)
    stage.settle()
    assert "Ruth Adeyemi" in shown(page)


def test_the_same_name_is_said_too(stage: Stage) -> None:
    page, _ids = people(stage, "Ana Ferreira")
    page.list.quick_add.start()
    type_into(stage, page.list.quick_add.field, "ana ferreira", enter=False)
    read = page.list.quick_add.read
    assert read is not None
    stage.qtbot.waitUntil(lambda: "Here already with the same name:" in texts(read))


def test_escape_closes_the_line_and_goes_back_to_the_list(stage: Stage) -> None:
    page, _ids = people(stage, "Ana")
    for typed in ("", "Ruth"):
        page.list.quick_add.start()
        stage.qtbot.keyClicks(page.list.quick_add.field, typed)
        stage.qtbot.keyClick(page.list.quick_add.field, Qt.Key.Key_Escape)
        assert not page.list.quick_add.isVisible()
        assert stage.focused() is page.list.list
