"""Every shortcut of the window in one table: the menu, the sheet of keys and the tests read it."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from mentorcrm.ui import icons
from mentorcrm.ui.nav import NAV


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
        Key(item.page, item.words, (f"Ctrl+{number}",), "Go to", item.icon)
        for number, item in enumerate(NAV, 1)
    ),
    Key("palette", "Search or jump", ("Ctrl+K",), "Go to", "search"),
    Key("settings", "Settings and data", ("Ctrl+,",), "Go to", "settings"),
    Key("back", "Back", ("Alt+Left",), "Go to", "arrow-left"),
    Key("forward", "Forward", ("Alt+Right",), "Go to", "arrow-right"),
    Key("new_person", "New person", ("Ctrl+N",), "Do", "user-plus", "add contact create"),
    Key("new_ask", "New ask", ("Ctrl+E",), "Do", "pen-line", "write draft message mail letter"),
    Key("filter", "Filter the list in view", ("Ctrl+F",), "Do", "search"),
    Key("undo", "Undo", ("Ctrl+Z",), "Do", "undo-2"),
    Key("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Do", "redo-2"),
    Key("sidebar", "Collapse or expand the sidebar", ("Ctrl+\\",), "Window", "panel-left"),
    Key("next_pane", "Next pane", ("F6",), "Window"),
    Key("previous_pane", "Previous pane", ("Shift+F6",), "Window"),
    Key("keys", "Sheet of keys", ("F1",), "Window", "keyboard", "shortcuts help"),
    Key("quit", "Quit", ("Ctrl+Q",), "Window", "log-in", "close exit leave"),
)

# Keys that belong to a page or a widget; listed in the sheet, handled where they belong.
LOCAL_KEYS = (
    Key("", "Filter (when no field has the focus)", ("/",), "Lists"),
    Key("", "Move", ("Up", "Down"), "Lists"),
    Key("", "Open", ("Return",), "Lists"),
    Key("", "Draft, log, edit the person in focus", ("D", "L", "E"), "Lists"),
    Key("", "Put off a row of Today", ("S",), "Lists"),
    Key("", "Move to the bin", ("Del",), "Lists"),
    Key("", "Note the answer to an ask, then 1 to 6 for what it was", ("A",), "Asks"),
    Key("", "Write the follow-up or the thanks that is next", ("D",), "Asks"),
    Key("", "Open the ask; let it rest without an answer", ("E", "R"), "Asks"),
    Key("", "Restore a field, close, step out", ("Esc",), "Fields"),
    Key("", "Actions for the person in the row", ("Tab",), "Search or jump"),
    Key("", "Only commands, people, tags", (">", "@", "#"), "Search or jump"),
    Key("", "Next or previous finding", ("F8", "Shift+F8"), "Composer"),
    Key("", "Apply the fix of a finding", ("Ctrl+.",), "Composer"),
    Key("", "Open in mail app", ("Ctrl+Return",), "Composer"),
    Key("", "Copy the message", ("Ctrl+Shift+C",), "Composer"),
    Key("", "Save as .eml", ("Ctrl+S",), "Composer"),
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
    return tuple(arrows.get(part, part) or "+" for part in shown(keys).split("+"))
