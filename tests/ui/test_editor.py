"""The plain editor: what is typed is what is there."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mentorcrm.ui.widgets.editor import PlainEdit

KEY = Qt.Key


@pytest.mark.parametrize("blank", [0, 13])
def test_enter_begins_a_line_also_on_an_empty_one(qtbot: QtBot, blank: int) -> None:
    editor = PlainEdit("body", blank=blank)
    qtbot.addWidget(editor)
    qtbot.keyClicks(editor, "a")
    for _press in range(3):
        qtbot.keyClick(editor, KEY.Key_Return)
    qtbot.keyClicks(editor, "b")
    assert editor.text() == "a\n\n\nb"


def test_enter_writes_nothing_where_nothing_may_be_written(qtbot: QtBot) -> None:
    editor = PlainEdit("body")
    qtbot.addWidget(editor)
    editor.set_text("a")
    editor.setReadOnly(True)
    qtbot.keyClick(editor, KEY.Key_Return)
    assert editor.text() == "a"
