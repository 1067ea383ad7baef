"""Every widget in one picture per theme. The pictures go to a temporary folder, to be looked at."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mentorcrm.ui import theme
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.avatar import Avatar
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import Card, EmptyWell, ErrorStrip, Skeleton
from mentorcrm.ui.widgets.chips import Chip, KeyCap, Tag
from mentorcrm.ui.widgets.choices import CheckBox, Segmented
from mentorcrm.ui.widgets.fields import Field, Labelled, SearchField
from mentorcrm.ui.widgets.panes import Plane
from mentorcrm.ui.widgets.ring import PartsRing
from mentorcrm.ui.widgets.select import Select
from mentorcrm.ui.widgets.text import Label
from mentorcrm.ui.widgets.text_area import TextArea


def build() -> QWidget:
    page = Plane("canvas")
    page.resize(1360, 860)
    columns = QHBoxLayout(page)
    columns.setContentsMargins(24, 24, 24, 24)
    columns.setSpacing(14)
    for cards in ([_buttons(), _fields(), _rings()], [_type(), _people()], [_messages()]):
        column = QVBoxLayout()
        column.setSpacing(14)
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        columns.addLayout(column, 1)
    return page


def _buttons() -> Card:
    card = Card("Buttons, 32 high (28 small, 34 in bars)")
    disabled = Button("Disabled", "primary")
    disabled.setEnabled(False)
    off = Button("Disabled")
    off.setEnabled(False)
    card.body.addLayout(
        boxes.row(
            Button("Draft ask", "primary"), Button("Open", "primary", icon="mail"), disabled, None
        )
    )
    card.body.addLayout(
        boxes.row(Button("Log"), Button("Copy", icon="copy", size="bar"), off, None)
    )
    card.body.addLayout(
        boxes.row(
            Button("Snooze", "ghost"),
            Button("Apply fix", "soft"),
            IconButton("clock", "Snooze"),
            IconButton("ellipsis", "More"),
            Button("Delete", "danger"),
            None,
        )
    )
    chip = Chip("#career")
    chip.set_on(True)
    card.body.addLayout(
        boxes.row(
            Chip("Role", menu_arrow=True),
            chip,
            Tag("Sponsor", "accent"),
            Tag("Fri", "warn"),
            Tag("Today", "risk"),
            Tag("kept", "good"),
            Tag("Draft"),
            None,
        )
    )
    return card


def _fields() -> Card:
    card = Card("Fields, 34 high, saved on leaving")
    wrong = Labelled("Mail", Field())
    wrong.field.setText("anna@kestrel")
    wrong.set_error("Add the part after the dot, such as .com.")
    select = Select([(1, "First ask: one focused conversation"), (2, "Other")])
    area = TextArea()
    area.set_value("Stay senior engineer, or manage my own team from January, with a lot of words")
    segmented = Segmented([(1, "In person"), (2, "Video, 30 min"), (3, "E-mail")])
    segmented.set_value(2)
    kept = CheckBox("Kept")
    kept.setChecked(True)
    quiet = Field("Add a title", quiet=True)
    quiet.setText("Quiet value")
    for widget in (Field("Add a value"), quiet, wrong, select, area, segmented):
        card.body.addWidget(widget)
    card.body.addWidget(SearchField("Filter by name, tag or need", key="/"))
    card.body.addLayout(boxes.row(CheckBox("Open promise"), kept, None))
    return card


def _rings() -> Card:
    card = Card("Parts")
    ring, done = PartsRing(), PartsRing(72)
    ring.set_parts(9, 13, False)
    done.set_parts(13, 13, True)
    card.body.addLayout(boxes.row(ring, Label("9 of 13 parts"), done, None))
    return card


def _type() -> Card:
    card = Card("Type")
    for style, text in (
        ("hero", "Good morning"),
        ("display", "Ruth Adeyemi"),
        ("title", "First ask to Miriam"),
        ("letter", "Would you give me 30 minutes"),
        ("letterI", "She turned a research team"),
        ("lead", "Six small things today"),
        ("strongL", "Report back to Kofi"),
        ("body", "You planned six weeks"),
        ("meta", "22 Sep, 45 min"),
        ("capS", "Reflect"),
    ):
        card.body.addWidget(Label(text, style))
    card.body.addWidget(
        Label(
            "A long line of text that wraps. " * 5 + "",
            wrap=True,
        )
    )
    card.body.addWidget(
        Label("A long line of text that is cut after two lines. " * 8, wrap=True, max_lines=2)
    )
    card.body.addWidget(
        Label("A single line that is far too long for its place and is elided at its end")
    )
    return card


def _people() -> Card:
    card = Card("People")
    names = ["Ana Ferreira", "Ruth Adeyemi", "Kofi Mensah", "Cher", "李 小龙", "É́lodie d’Arc"]
    sizes = [64, 48, 40, 36, 32, 28]
    avatars = [Avatar(n, i, s) for i, (n, s) in enumerate(zip(names, sizes, strict=True))]
    card.body.addLayout(boxes.row(*avatars, None))
    card.body.addLayout(
        boxes.row(KeyCap("D"), Label("draft", "meta", "text2"), KeyCap("Ctrl K"), None)
    )
    return card


def _messages() -> Card:
    card = Card("Messages")
    error = ErrorStrip()
    error.show_error(
        "Could not open the mail app", "Your text is on the clipboard.", "Save as .eml"
    )
    card.body.addWidget(error)
    card.body.addWidget(
        EmptyWell(
            "calendar-days",
            "No meetings this week",
            "Plan one with M, or let it be quiet.",
            Button("Plan one"),
        )
    )
    card.body.addWidget(Skeleton(1))
    return card


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_gallery_paints_in_both_themes(qtbot: QtBot, tmp_path: Path, mode: theme.Mode) -> None:
    theme.current().set_mode(mode)
    page = build()
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    picture = page.grab()
    path = tmp_path / f"gallery-{mode}.png"
    assert picture.save(str(path))
    ground = picture.toImage().pixelColor(4, 4)
    assert ground == theme.color("canvas")
    assert page.findChild(Button).cursor().shape() == Qt.CursorShape.PointingHandCursor
    page.close()
