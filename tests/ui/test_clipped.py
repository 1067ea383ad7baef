"""With every text two fifths longer, nothing on a page or in front of one is cut off."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.text import Label
from tests.source_tree import ROOT
from tests.ui.clipped import clipped
from tests.ui.painted import cut_words, painted


@pytest.mark.long
@pytest.mark.timeout(420)
def test_nothing_is_cut_off_in_the_pseudo_language(tmp_path: Path) -> None:
    env = os.environ | {
        "MENTORCRM_LANGUAGE": "x-pseudo",
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "QT_QPA_PLATFORM": "offscreen",
    }
    command = [sys.executable, "-m", "tests.ui.clipped"]
    done = subprocess.run(
        command, env=env, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=400
    )
    assert done.stdout == ""
    assert done.returncode == 0, done.stderr


def test_what_is_cut_off_is_found(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    row = QHBoxLayout(box)
    button, label = Button("A button with many words"), Label("Two lines of text", wrap=True)
    fits, short = Button("Fits"), Label("[Whole words]")
    for widget in (button, label, fits, short):
        row.addWidget(widget)
    box.show()
    button.setFixedWidth(40)
    label.setFixedSize(60, 12)
    short.setFixedWidth(30)
    row.activate()
    found = " ".join(clipped(box))
    assert "many words' is too narrow" in found
    assert "'Two lines of text' loses lines" in found
    assert "'[Whole words]' ends in dots" in found
    assert "Fits" not in found


def test_painted_words_of_the_app_that_lose_their_end_are_found(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    column = QVBoxLayout(box)
    field, rows = QLineEdit(), QListWidget()
    field.setPlaceholderText("[Such as a name, a word]")
    rows.addItems(["A name that somebody gave, and that is long", "[Fits]"])
    for widget in (field, rows):
        column.addWidget(widget)
    box.resize(400, 200)
    box.show()
    assert "[Fits]" in painted(box)
    assert list(cut_words(box)) == []
    field.setFixedWidth(90)
    rows.setFixedWidth(90)
    assert [text[:5] for text in cut_words(box)] == ["[Such"]
