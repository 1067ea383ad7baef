"""With every text two fifths longer, nothing on any page is cut off."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.text import Label
from tests.source_tree import ROOT
from tests.ui.clipped import clipped


@pytest.mark.timeout(240)
def test_nothing_is_cut_off_in_the_pseudo_language(tmp_path: Path) -> None:
    env = os.environ | {
        "MENTORCRM_LANGUAGE": "x-pseudo",
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "QT_QPA_PLATFORM": "offscreen",
    }
    command = [sys.executable, "-m", "tests.ui.clipped"]
    done = subprocess.run(
        command, env=env, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=220
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
