"""Two texts against each other, before one takes the other's place."""

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

from PySide6.QtGui import QShowEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.editor import PlainEdit
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

Piece = tuple[str, str]


def pieces(before: str, after: str) -> list[Piece]:
    """The words of both texts in order, each as kept (` `), gone (`-`) or new (`+`)."""
    old, new = _words(before), _words(after)
    result: list[Piece] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            result.append((" ", "".join(old[a1:a2])))
            continue
        if a2 > a1:
            result.append(("-", "".join(old[a1:a2])))
        if b2 > b1:
            result.append(("+", "".join(new[b1:b2])))
    return result


def _words(text: str) -> list[str]:
    found: list[str] = []
    for line in text.splitlines(keepends=True):
        found += [word if word.endswith("\n") else f"{word} " for word in line.split(" ")]
    return found


def _units(text: str) -> int:
    """The length of a text as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _starts(found: list[Piece]) -> Iterator[int]:
    """Where each change begins, as Qt counts."""
    position = 0
    for mark, words in found:
        if mark != " ":
            yield position
        position += _units(words)


class DifferenceView(PlainEdit):
    """Read-only: what goes is struck through, what comes is underlined."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__("body")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setAccessibleName(_("Differences"))
        self.viewport().setAutoFillBackground(False)
        found = pieces(before, after)
        self.set_text("".join(words for _mark, words in found))
        selections: list[QTextEdit.ExtraSelection] = []
        position = 0
        for mark, words in found:
            length = _units(words)
            if mark != " ":
                selections.append(self._selection(position, length, gone=mark == "-"))
            position += length
        self.setExtraSelections(selections)
        self.setMinimumHeight(280)
        self._first_change = next(_starts(found), 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        place = QTextCursor(self.document())
        place.setPosition(min(self._first_change, self.document().characterCount() - 1))
        self.setTextCursor(place)
        self.ensureCursorVisible()

    def _selection(self, start: int, length: int, *, gone: bool) -> QTextEdit.ExtraSelection:
        style = QTextCharFormat()
        role: ColorRole = "riskSoft" if gone else "goodSoft"
        style.setBackground(theme.color(role))
        style.setFontStrikeOut(gone)
        style.setFontUnderline(not gone)
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(start, last))
        cursor.setPosition(min(start + length, last), QTextCursor.MoveMode.KeepAnchor)
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        selection.format = style
        return selection


class DifferenceSheet(Sheet):
    """Shows what would change, and asks."""

    def __init__(
        self,
        window: QWidget,
        title: str,
        texts: tuple[str, str],
        take: str,
        accepted: Callable[[], None],
    ) -> None:
        super().__init__(window, title, 640)
        before, after = texts
        same = before == after
        said = _("Nothing would change.") if same else _("Struck through goes, underlined comes.")
        self.body.addWidget(Label(said, "body", "text2"))
        self.body.addWidget(DifferenceView(before, after))
        keep = Button(_("Keep mine"))
        keep.clicked.connect(self.reject)
        self.take = Button(take, "primary")
        self.take.setEnabled(not same)
        self.take.clicked.connect(self.accept)
        self.buttons.addWidget(keep)
        self.buttons.addWidget(self.take)
        self._accepted = accepted
        self.finished.connect(self._finished)

    def _finished(self, accepted: bool) -> None:
        if accepted:
            self._accepted()
