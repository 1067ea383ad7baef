"""What controls do with larger text, and with less room than their words ask for."""

from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mentorcrm.ui import theme
from mentorcrm.ui.delegates.record_row import RecordLine
from mentorcrm.ui.itemmodels.records import RecordList
from mentorcrm.ui.widgets.avatar import Avatar
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.stepper import Stepper


def test_rows_and_avatars_grow_with_the_text(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    rows, avatar = RecordList("Rows"), Avatar("Ada Lovelace", size=32)
    rows.set_lines([RecordLine(1, "One"), RecordLine(2, "Two")])
    column = QVBoxLayout(box)
    column.addWidget(rows)
    column.addWidget(avatar)
    box.resize(300, 400)
    box.show()
    before = rows.visualRect(rows.model().index(0, 0)).height()
    theme.current().set_scale(150)
    qtbot.waitUntil(lambda: avatar.width() == 48)
    assert rows.visualRect(rows.model().index(0, 0)).height() == round(before * 1.5)


def test_choices_and_steps_without_room_go_on_below(qtbot: QtBot) -> None:
    choices, steps = (
        Segmented([(1, "Warm words"), (2, "Plain words")]),
        Stepper(("First", "Second")),
    )
    for widget in (choices, steps):
        qtbot.addWidget(widget)
        widget.resize(400, 80)
        widget.show()
    one, two = choices.findChildren(QAbstractButton)
    assert one.y() == two.y()
    assert steps.steps[0].y() == steps.steps[1].y()
    choices.resize(110, 80)
    steps.resize(60, 80)
    qtbot.waitUntil(lambda: one.x() == two.x() and one.y() < two.y())
    assert steps.steps[0].x() == steps.steps[1].x()
    assert steps.steps[0].y() < steps.steps[1].y()


def test_a_placeholder_without_room_gives_way_to_a_shorter_one(qtbot: QtBot) -> None:
    field = Field("Filter by name, work or tag", short="Filter")
    qtbot.addWidget(field)
    field.resize(400, 34)
    field.show()
    assert field.placeholderText() == "Filter by name, work or tag"
    field.resize(90, 34)
    assert field.placeholderText() == "Filter"
    assert "work or tag" in field.toolTip()
