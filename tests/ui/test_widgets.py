"""Each control alone, used as a person uses it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mentorcrm.models.kinds import Role
from mentorcrm.ui import theme
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import IconLabel
from mentorcrm.ui.widgets.chips import Chip
from mentorcrm.ui.widgets.choices import CheckBox, Segmented
from mentorcrm.ui.widgets.editor import PlainEdit
from mentorcrm.ui.widgets.fields import Field, Labelled, SearchField
from mentorcrm.ui.widgets.focus import FocusRing
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.panes import ScrollColumn
from mentorcrm.ui.widgets.ring import PartsRing
from mentorcrm.ui.widgets.select import Select
from mentorcrm.ui.widgets.text import Label, wrapped
from mentorcrm.ui.widgets.text_area import TextArea
from mentorcrm.ui.widgets.toast import Toast

Show = Callable[..., QWidget]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    kept: list[QWidget] = []

    def put(*widgets: QWidget) -> QWidget:
        box = QWidget()
        kept.append(box)
        qtbot.addWidget(box)
        layout = QVBoxLayout(box)
        for widget in widgets:
            layout.addWidget(widget)
        box.resize(400, 300)
        with qtbot.waitActive(box):
            box.show()
            box.activateWindow()
        return box

    return put


def test_markup_in_a_name_stays_text(show: Show) -> None:
    label = Label("<b>Ana</b> & <img src=x>" * 9)
    show(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.is_elided()
    assert "&lt;b&gt;Ana" in label.toolTip()


def test_wrapped_text_grows_and_is_cut_after_its_lines(show: Show) -> None:
    words = "many words " * 40
    free, cut = Label(words, wrap=True), Label(words, wrap=True, max_lines=2)
    assert free.heightForWidth(200) > 4 * cut.heightForWidth(200) / 2
    assert cut.heightForWidth(200) == 40
    assert free.heightForWidth(200) % 20 == 0


def test_escape_restores_a_field_and_nothing_is_kept(show: Show, qtbot: QtBot) -> None:
    field, other = Field(), Field()
    show(field, other)
    field.set_value("Candour")
    field.setFocus()
    kept: list[str] = []
    field.committed.connect(kept.append)
    qtbot.keyClicks(field, ", craft")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "Candour"
    other.setFocus()
    assert kept == []


def test_a_field_commits_once_on_enter_and_leaving(show: Show, qtbot: QtBot) -> None:
    field, other = Field(), Field()
    show(field, other)
    field.setFocus()
    kept: list[str] = []
    field.committed.connect(kept.append)
    qtbot.keyClicks(field, "Ana")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    other.setFocus()
    assert kept == ["Ana"]


def test_an_error_is_said_and_the_text_stays(show: Show) -> None:
    row = Labelled("Mail", Field())
    show(row)
    assert isinstance(row.field, Field)
    row.field.setText("anna@kestrel")
    row.set_error("Add the part after the dot.")
    assert row.field.text() == "anna@kestrel"
    assert row.field.accessibleDescription() == "Add the part after the dot."
    row.set_error("")
    assert row.field.accessibleDescription() == ""


def test_a_text_area_grows_to_its_limit_and_tab_leaves(show: Show, qtbot: QtBot) -> None:
    area, after = TextArea(low=1, high=3), Field()
    show(area, after)
    low = area.sizeHint().height()
    area.editor.setFocus()
    for word in ("one", "two", "three", "four"):
        qtbot.keyClicks(area.editor, word)
        qtbot.keyClick(area.editor, Qt.Key.Key_Return)
    qtbot.keyClicks(area.editor, "five")
    assert area.text() == "one\ntwo\nthree\nfour\nfive"
    assert area.sizeHint().height() == low + 2 * 20
    qtbot.keyClick(area.editor, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_pasted_formatting_is_dropped(show: Show) -> None:
    from PySide6.QtCore import QMimeData

    area = TextArea()
    show(area)
    data = QMimeData()
    data.setHtml("<b>bold</b> move")
    data.setText("bold move")
    area.editor.insertFromMimeData(data)
    assert area.text() == "bold move"
    assert "font-weight" not in area.editor.toHtml().split("bold move")[0][-60:]


def test_a_search_field_clears_on_escape_and_hands_down(show: Show, qtbot: QtBot) -> None:
    field = SearchField("Filter", key="/")
    show(field)
    qtbot.keyClicks(field, "ana")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    with qtbot.waitSignal(field.down_pressed):
        qtbot.keyClick(field, Qt.Key.Key_Down)


def test_a_string_enum_stays_itself_in_choices(show: Show, qtbot: QtBot) -> None:
    select = Select([(role, role.label) for role in Role])
    show(select)
    select.set_value(Role.PEER)
    assert select.value() is Role.PEER
    with qtbot.waitSignal(select.chosen) as told:
        qtbot.keyClick(select, Qt.Key.Key_Down)
    assert told.args is not None
    assert told.args[0] is Role.REVERSE
    menu = ChoiceMenu(select, [(role, role.label) for role in Role])
    with qtbot.waitSignal(menu.chosen) as picked:
        menu.choose(Role.MENTEE)
    assert picked.args is not None
    assert picked.args[0] is Role.MENTEE


def test_the_wheel_does_not_change_a_choice(show: Show, qtbot: QtBot) -> None:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    select = Select([(1, "one"), (2, "two")])
    show(select)
    select.set_value(1)
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(select, event)
    assert select.value() == 1


def test_segments_are_one_tab_stop_moved_with_arrows(show: Show, qtbot: QtBot) -> None:
    before, segments, after = Field(), Segmented([(n, str(n)) for n in (1, 2, 3)]), Field()
    show(before, segments, after)
    segments.set_value(2)
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    focused = segments.window().focusWidget()
    assert segments.isAncestorOf(focused)
    with qtbot.waitSignal(segments.chosen):
        qtbot.keyClick(focused, Qt.Key.Key_Right)
    assert segments.value() == 3
    qtbot.keyClick(segments.window().focusWidget(), Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_the_ring_shows_for_keys_and_not_for_clicks(show: Show, qtbot: QtBot) -> None:
    one, two = Button("One"), Button("Two")
    box = show(one, two)
    qtbot.mouseClick(one, Qt.MouseButton.LeftButton)
    assert box.findChildren(FocusRing) == []
    one.setFocus()
    qtbot.keyClick(one, Qt.Key.Key_Tab)
    assert two.hasFocus()
    (ring,) = [ring for ring in box.findChildren(FocusRing) if ring.isVisible()]
    outside = ring.geometry().adjusted(4, 4, -4, -4)
    assert outside.topLeft() == two.mapTo(box, QPoint(0, 0))
    assert outside.size() == two.size()


def test_icon_buttons_say_what_they_do(show: Show) -> None:
    button = IconButton("copy", "Copy ana@kestrel.example")
    assert button.accessibleName() == "Copy ana@kestrel.example"
    assert button.sizeHint().width() >= 28


def test_a_checkbox_answers_in_its_whole_area(show: Show, qtbot: QtBot) -> None:
    box = CheckBox("Kept")
    show(box)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 2, 14))
    assert box.isChecked()
    assert box.sizeHint().height() >= 28


def test_a_chip_shows_what_is_chosen(show: Show) -> None:
    chip = Chip("Role", menu_arrow=True)
    show(chip)
    chip.set_on(True)
    assert chip.isChecked()
    chip.set_on(False)
    assert not chip.isChecked()


def test_the_ring_of_parts_has_words() -> None:
    ring = PartsRing()
    ring.set_parts(9, 13, False)
    assert ring.accessibleName() == "Parts: 9 of 13"


def test_a_toast_undoes_and_goes(show: Show, qtbot: QtBot) -> None:
    done: list[str] = []
    host = show(Label("page"))
    toast = Toast(host)
    toast.show_message("Logged coffee", lambda: done.append("undone"))
    assert toast.text() == "Logged coffee"
    undo = next(button for button in toast.findChildren(Button) if button.text() == "Undo")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert not toast.isVisible()


def test_a_sheet_keeps_the_focus_and_gives_it_back(show: Show, qtbot: QtBot) -> None:
    page_field = Field()
    host = show(page_field)
    page_field.setFocus()
    sheet = Sheet(host, "A question")
    inner, yes = Field(), Button("Yes")
    sheet.body.addWidget(inner)
    sheet.buttons.addWidget(yes)
    sheet.open()
    visited = []
    for _ in range(4):
        focused = host.focusWidget()
        visited.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert visited[:3] == [inner, yes, sheet.close_button]
    assert visited[3] is inner
    with qtbot.waitSignal(sheet.finished) as told:
        qtbot.keyClick(inner, Qt.Key.Key_Escape)
    assert told.args == [False]
    assert page_field.hasFocus()


def test_a_sheet_that_is_too_tall_scrolls_instead_of_squeezing(show: Show) -> None:
    host = show(Field())
    sheet = Sheet(host, "Many fields")
    rows = [Labelled(f"Field {number}", Field()) for number in range(20)]
    for row in rows:
        sheet.body.addWidget(row)
    sheet.open()
    assert sheet.card.height() <= host.height()
    assert all(row.field.height() == row.field.sizeHint().height() for row in rows)
    sheet.reject()


def test_a_text_area_grows_when_it_gets_narrower(show: Show, qtbot: QtBot) -> None:
    area = TextArea(low=1, high=6)
    box = show(area)
    area.set_value("many words that stand on one line as long as there is room")
    wide = area.height()
    box.resize(160, 300)
    qtbot.waitUntil(lambda: area.height() > wide)


def test_a_placeholder_keeps_its_lines_and_cuts_only_the_last(qtbot: QtBot) -> None:
    edit = PlainEdit("body")
    qtbot.addWidget(edit)
    edit.set_placeholder("With thanks,\nBen")
    assert edit._placeholder_lines(200, 2) == ["With thanks,", "Ben"]
    assert edit._placeholder_lines(200, 1) == ["With thanks, Ben"]
    edit.set_placeholder("a sentence that is too long for one line " * 4)
    shown = edit._placeholder_lines(120, 2)
    assert len(shown) == 2
    assert shown[1].endswith("…")


def test_a_field_leaves_ctrl_e_to_the_window(qtbot: QtBot) -> None:
    area = TextArea()
    line = Field()
    for widget in (area, line):
        qtbot.addWidget(widget)
    for field in (line, area.editor):
        event = QKeyEvent(
            QEvent.Type.ShortcutOverride, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier
        )
        event.accept()  # What Qt does under X11, where the key means the end of the line.
        field.event(event)
        assert not event.isAccepted()


class Painted(QObject):
    """What parts of a widget were painted anew."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.rects: list[QRect] = []
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.rects.append(event.rect())
        return False


def test_a_smaller_card_leaves_no_shadow_behind(show: Show, qtbot: QtBot) -> None:
    host = show(Field())
    sheet = Sheet(host, "A question")
    sheet.body.addWidget(Label("Words"))
    sheet.open()
    qtbot.waitExposed(host)
    painted = Painted(sheet)
    host.repaint()
    painted.rects.clear()
    sheet.card.resize(sheet.card.width(), sheet.card.height() - 10)
    qtbot.waitUntil(lambda: sheet.rect() in painted.rects)


def test_a_long_value_is_read_on_several_lines_and_edited_on_one(qtbot: QtBot, show: Show) -> None:
    field, after = Field(quiet=True, lines=3), Field()
    show(field, after)
    after.setFocus()
    one = field.heightForWidth(200)
    field.set_value("Senior Principal Distinguished Engineer for Platform Reliability")
    assert field.heightForWidth(2000) == one
    assert one < field.heightForWidth(200) <= one + 2 * theme.current().line_height("body")
    field.set_value("words without an end " * 40)
    assert field.heightForWidth(200) == one + 2 * theme.current().line_height("body")
    lines = wrapped(field.text(), field.font(), 200, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert " ".join(lines[:2]) == field.text()[: len(" ".join(lines[:2]))]


def test_icons_grow_with_the_text(show: Show) -> None:
    mark, button = IconLabel("mail", 16), Button("Write", icon="mail")
    show(mark, button)
    before = button.sizeHint().width()
    theme.current().set_scale(150)
    assert mark.sizeHint().width() == 24
    assert button.sizeHint().width() > before + 8


def test_a_scroll_bar_stands_in_the_margin_and_moves_nothing(show: Show) -> None:
    column = ScrollColumn((32, 0, 32, 0))
    content = QWidget()
    content.setMinimumHeight(100)
    column.body.addWidget(content)
    show(column)
    before = (content.width(), content.mapTo(column, QPoint()).x())
    assert not column.verticalScrollBar().isVisible()
    content.setMinimumHeight(900)
    column.settle()
    assert column.verticalScrollBar().isVisible()
    column.settle()
    assert (content.width(), content.mapTo(column, QPoint()).x()) == before
