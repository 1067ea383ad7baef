"""Every shortcut of the window in one table: the menu, the sheet of keys and the tests read it."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from mentorcrm.ui import icons
from mentorcrm.ui.nav import NAV
from mentorcrm.words import _


class Key(NamedTuple):
    """One action: its name in code, its words, its keys (the first is shown) and its group."""

    name: str
    words: str
    keys: tuple[str, ...]
    group: str
    icon: str = ""
    also: str = ""  # Other words to find it by.


WINDOW_KEYS = (
    *(
        Key(item.page, item.words, (f"Ctrl+{number}",), _("Go to"), item.icon)
        for number, item in enumerate(NAV, 1)
    ),
    Key("palette", _("Search or jump"), ("Ctrl+K",), _("Go to"), "search"),
    Key(
        "capture",
        _("Quick capture"),
        ("Ctrl+J",),
        _("Do"),
        "plus",
        _("log call meeting note contact promise"),
    ),
    Key("settings", _("Settings and data"), ("Ctrl+,",), _("Go to"), "settings"),
    Key("back", _("Back"), ("Alt+Left",), _("Go to"), "arrow-left"),
    Key("forward", _("Forward"), ("Alt+Right",), _("Go to"), "arrow-right"),
    Key("new_person", _("New person"), ("Ctrl+N",), _("Do"), "user-plus", _("add contact create")),
    Key(
        "new_ask",
        _("New ask"),
        ("Ctrl+E",),
        _("Do"),
        "pen-line",
        _("write draft message mail letter"),
    ),
    Key("filter", _("Filter the list in view"), ("Ctrl+F",), _("Do"), "search"),
    Key("undo", _("Undo"), ("Ctrl+Z",), _("Do"), "undo-2"),
    Key("redo", _("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), _("Do"), "redo-2"),
    Key("sidebar", _("Collapse or expand the sidebar"), ("Ctrl+\\",), _("Window"), "panel-left"),
    Key("next_pane", _("Next pane"), ("F6",), _("Window")),
    Key("previous_pane", _("Previous pane"), ("Shift+F6",), _("Window")),
    Key("keys", _("Sheet of keys"), ("F1",), _("Window"), "keyboard", _("shortcuts help")),
    Key("quit", _("Quit"), ("Ctrl+Q",), _("Window"), "log-in", _("close exit leave")),
)

# Keys that belong to a page or a widget; listed in the sheet, handled where they belong.
LOCAL_KEYS = (
    Key("", _("Filter (when no field has the focus)"), ("/",), _("Lists")),
    Key("", _("Move"), ("Up", "Down"), _("Lists")),
    Key("", _("Open"), ("Return",), _("Lists")),
    Key("", _("Draft, log, edit the person in focus"), ("D", "L", "E"), _("Lists")),
    Key("", _("Put off a row of Today"), ("S",), _("Lists")),
    Key("", _("Move to the bin"), ("Del",), _("Lists")),
    Key("", _("Note the answer to an ask, then 1 to 6 for what it was"), ("A",), _("Asks")),
    Key("", _("Write the follow-up or the thanks that is next"), ("D",), _("Asks")),
    Key("", _("Open the ask; let it rest without an answer"), ("E", "R"), _("Asks")),
    Key(
        "",
        _("Deepen, keep, lighten, reset, close, and on to the next row"),
        ("1", "2", "3", "4", "5"),
        _("Review"),
    ),
    Key("", _("On to the next level of a cell"), ("Return",), _("Mosaic")),
    Key(
        "",
        _("None, some, good, main, not for this"),
        ("0", "1", "2", "3", "4"),
        _("Mosaic"),
    ),
    Key("", _("Menu of a row: weight, who else, leave it out"), ("Shift+F10",), _("Mosaic")),
    Key("", _("On to the nearest person that way"), ("Left", "Right"), _("Network")),
    Key("", _("Larger, smaller, all of it"), ("+", "-", "0"), _("Network")),
    Key("", _("Put who is chosen elsewhere"), ("Ctrl+Left", "Ctrl+Right"), _("Network")),
    Key("", _("Restore a field, close, step out"), ("Esc",), _("Fields")),
    Key("", _("Actions for the person in the row"), ("Tab",), _("Search or jump")),
    Key("", _("Only commands, people, tags"), (">", "@", "#"), _("Search or jump")),
    Key("", _("Keep what they suggested as advice"), ("Ctrl+.",), _("Quick capture")),
    Key("", _("Turn a line of the notes into a promise"), ("Ctrl+Return",), _("Meetings")),
    Key(
        "",
        _("What may be done with the line in hand: the next of three"),
        ("Ctrl+L",),
        _("Meetings"),
    ),
    Key("", _("Notes alone in the window, and back"), ("F11",), _("Meetings")),
    Key("", _("Next or previous finding"), ("F8", "Shift+F8"), _("Composer")),
    Key("", _("Apply the fix of a finding"), ("Ctrl+.",), _("Composer")),
    Key("", _("Open in mail app"), ("Ctrl+Return",), _("Composer")),
    Key("", _("Copy the message"), ("Ctrl+Shift+C",), _("Composer")),
    Key("", _("Save as .eml"), ("Ctrl+S",), _("Composer")),
)


def build(window: QWidget) -> dict[str, QAction]:
    """The window's actions by name, with their shortcuts."""
    actions: dict[str, QAction] = {}
    for key in WINDOW_KEYS:
        action = QAction(key.words, window)
        action.setShortcuts([QKeySequence(text) for text in key.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if key.icon:
            action.setIcon(icons.icon(key.icon))
        window.addAction(action)
        actions[key.name] = action
    return actions


def shown(keys: str) -> str:
    """A key sequence in the words of this system."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def key_caps(keys: str) -> tuple[str, ...]:
    """A key sequence as the key caps that are pressed together: Ctrl and K."""
    arrows = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
    parts = shown(keys).removesuffix("+").split("+")  # The key + itself leaves an empty part.
    return tuple(arrows.get(part, part) or "+" for part in parts)
