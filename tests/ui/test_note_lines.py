"""Each line of a meeting's notes keeps its own record, whatever is typed around it."""

import random
from dataclasses import dataclass, replace
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor

from mentorcrm.models.history_kinds import LineKind
from mentorcrm.models.kinds import Privacy
from mentorcrm.services.commands import meetings as wish
from mentorcrm.services.commands import people
from mentorcrm.services.commands.advice import DeleteAdvice
from mentorcrm.services.note_marks import typed
from mentorcrm.ui.pages.meeting_privacy import following
from tests.conftest import NOW
from tests.ui.conftest import Stage
from tests.ui.test_meetings_page import menu_of

_WORDS = ("same words", "other words", "send the map", "ask for room")
_KINDS = tuple(LineKind)
_END = QTextCursor.MoveOperation.EndOfBlock
_REDO = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_TESTED = (LineKind.ADVICE, LineKind.EXPERIMENT)
_OWED = (LineKind.MY_PROMISE, LineKind.THEIR_PROMISE)


def group(kind: LineKind) -> str:
    """Lines of one group keep their record when one becomes the other."""
    return "advice" if kind in _TESTED else "promise" if kind in _OWED else "plain"


@dataclass(frozen=True)
class Meant:
    """A line as it should be; `uid` is what makes it this line and no other."""

    uid: int
    kind: LineKind
    words: str


@dataclass
class Fact:
    """What is on record of a line."""

    line: int
    record: int | None
    group: str
    words: str
    privacy: Privacy
    person: int | None


class Writer:
    """Edits the notes of one meeting as a person does, and knows what each line should be."""

    def __init__(self, stage: Stage, page: Any, meeting: int, pair: tuple[int, int]) -> None:
        self.stage, self.page, self.meeting, self.pair = stage, page, meeting, pair
        self.lines: list[Meant] = []
        self.facts: dict[int, Fact] = {}
        self.past: list[tuple[list[Meant], Any]] = []
        self.ahead: list[tuple[list[Meant], Any]] = []
        self.uids = 0
        self.born: set[int] = set()  # Lines of words that never leave.

    @property
    def notes(self) -> Any:
        return self.page.view.notes

    @property
    def edit(self) -> Any:
        return self.notes.edit

    def key(self, key: Qt.Key, how: Any = Qt.KeyboardModifier.NoModifier) -> None:
        self.stage.qtbot.keyClick(self.edit, key, how)

    def place(self, number: int, whole: bool = False) -> None:
        """The cursor at the end of a line, or the line selected."""
        block = self.edit.document().findBlockByNumber(number)
        cursor = QTextCursor(block)
        if whole:
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
        else:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.edit.setTextCursor(cursor)

    def take(self, number: int) -> None:
        """Select a line with the break that parts it from the others."""
        self.place(number, whole=True)
        cursor = self.edit.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if number + 1 < len(self.lines):
            end += 1
        elif number:
            start -= 1
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.edit.setTextCursor(cursor)

    def new(self, kind: LineKind, words: str) -> Meant:
        self.uids += 1
        return Meant(self.uids, kind, words)

    def of(self, whole: Meant, kind: LineKind, words: str) -> Meant:
        """A line of the words of another, which never leave where those do not."""
        line, fact = self.new(kind, words), self.facts.get(whole.uid)
        if whole.uid in self.born if fact is None else fact.privacy is Privacy.NEVER:
            self.born.add(line.uid)
        return line

    def did(self, lines: list[Meant]) -> None:
        self.lines = lines
        shown = [text for _key, text in self.edit.lines() if text]
        assert shown == [typed(line.kind, line.words) for line in lines]
        self.past.append((lines, self.edit.lines()))
        self.ahead.clear()

    # What a person does.

    def insert(self, dice: random.Random) -> None:
        at = dice.randint(0, len(self.lines))
        line = self.new(dice.choice(_KINDS), dice.choice(_WORDS))
        if not self.lines:
            self.save()  # Else, or with its words, it would be the line that was emptied.
            line = replace(line, words=f"words {line.uid}")
        elif at:
            self.place(at - 1)
            self.key(Qt.Key.Key_Return)
        else:
            self.edit.moveCursor(QTextCursor.MoveOperation.Start)
            self.key(Qt.Key.Key_Return)
            self.key(Qt.Key.Key_Up)
        self.stage.qtbot.keyClicks(self.edit, typed(line.kind, line.words))
        self.did([*self.lines[:at], line, *self.lines[at:]])

    def delete(self, dice: random.Random) -> None:
        at = dice.randrange(len(self.lines))
        self.take(at)
        self.key(Qt.Key.Key_Delete)
        self.did([*self.lines[:at], *self.lines[at + 1 :]])

    def duplicate(self, dice: random.Random) -> None:
        at = dice.randrange(len(self.lines))
        self.place(at, whole=True)
        self.edit.copy()
        self.place(at)
        self.key(Qt.Key.Key_Return)
        self.edit.paste()
        twin = self.of(self.lines[at], self.lines[at].kind, self.lines[at].words)
        self.did([*self.lines[: at + 1], twin, *self.lines[at + 1 :]])

    def say(self, dice: random.Random) -> None:
        """Write a line anew, with all of its words."""
        at, words = dice.randrange(len(self.lines)), dice.choice(_WORDS)
        self.place(at)
        self.edit.replace_line(typed(self.lines[at].kind, words))
        line = replace(self.lines[at], words=words)
        self.did([*self.lines[:at], line, *self.lines[at + 1 :]])

    def swap(self, dice: random.Random) -> None:
        """Cut a line out and put it in below the next one."""
        if len(self.lines) < 2:
            return
        at = dice.randrange(len(self.lines) - 1)
        self.take(at)
        self.edit.cut()
        self.place(at)
        self.key(Qt.Key.Key_Return)
        self.edit.paste()
        if not self.edit.line():  # The break came along.
            self.key(Qt.Key.Key_Backspace)
        lines = list(self.lines)
        lines[at], lines[at + 1] = lines[at + 1], lines[at]
        self.did(lines)

    def part(self, dice: random.Random) -> None:
        """Break a line after its first words; what follows is a line of its own."""
        at = dice.randrange(len(self.lines))
        first, _space, rest = self.lines[at].words.partition(" ")
        if not rest:
            return
        self.place(at)
        cursor = self.edit.textCursor()
        cursor.setPosition(cursor.position() - len(rest) - 1)
        self.edit.setTextCursor(cursor)
        self.key(Qt.Key.Key_Delete)
        self.key(Qt.Key.Key_Return)
        one = replace(self.lines[at], words=first)
        other = self.of(self.lines[at], LineKind.NOTE, rest)
        self.did([*self.lines[:at], one, other, *self.lines[at + 1 :]])

    def mark(self, dice: random.Random) -> None:
        at, kind = dice.randrange(len(self.lines)), dice.choice(_KINDS)
        self.place(at)
        self.edit.replace_line(typed(kind, self.lines[at].words))
        line = replace(self.lines[at], kind=kind)
        self.did([*self.lines[:at], line, *self.lines[at + 1 :]])

    def undo(self, _dice: random.Random) -> None:
        if len(self.past) > 1:
            self.ahead.append(self.past.pop())
            self._back_to(self.past[-1], self.edit.undo)

    def redo(self, _dice: random.Random) -> None:
        if self.ahead:
            self.past.append(self.ahead.pop())
            self._back_to(self.past[-1], self.edit.redo)

    def _back_to(self, state: tuple[list[Meant], Any], step: Any) -> None:
        for _time in range(40):
            if self.edit.lines() == state[1]:
                break
            step()
        self.lines = state[0]
        assert self.edit.lines() == state[1]

    def protect(self, dice: random.Random) -> None:
        at = dice.randrange(len(self.lines))
        self.place(at)
        self.save()
        self.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self.stage.settle()
        fact = self.facts[self.lines[at].uid]
        fact.privacy = following(fact.privacy)
        self.ahead.clear()  # The words at the end of the line took room.

    def choose(self, dice: random.Random) -> None:
        at = dice.randrange(len(self.lines))
        self.save()
        if group(self.lines[at].kind) == "plain":
            return
        person = dice.choice(self.pair)
        self.place(at)
        self.notes.person.click()
        menu = menu_of(self.notes)
        menu.choose(person)
        menu.close()
        self.stage.settle()
        self.facts[self.lines[at].uid].person = person
        self.save()

    def save(self, _dice: object = None) -> None:
        self.page.flush()
        self.stage.settle()
        self.check()

    def reopen(self, _dice: object = None) -> None:
        self.stage.go("today")
        self.page = self.stage.go("meetings", self.meeting, "notes")
        self.check()
        if not self.edit.document().isUndoAvailable():
            self.past, self.ahead = [(self.lines, self.edit.lines())], []

    def may_stay(self, line: Meant, privacy: Privacy) -> bool:
        """Whether a line that came at once took the words of some other that never leaves."""
        never = (f for f in self.facts.values() if f.privacy is Privacy.NEVER)
        return privacy is Privacy.NEVER and any(line.words in fact.words for fact in never)

    def check(self) -> None:
        """Every line on record is the one that was meant, with the record that it had."""
        rows = self.stage.services.meetings.detail(self.meeting).lines
        assert [(row.kind, row.text) for row in rows] == [(m.kind, m.words) for m in self.lines]
        here = {line.uid for line in self.lines}
        for uid in self.facts.keys() - here:
            self.facts[uid].line = 0  # It went; it may come back under another number.
        for line, row in zip(self.lines, rows, strict=True):
            fact, kind = self.facts.get(line.uid), group(line.kind)
            privacy, person = Privacy.PRIVATE, None
            if line.uid in self.born or (fact is None and self.may_stay(line, row.privacy)):
                privacy = Privacy.NEVER
            if fact is not None and (fact.line or fact.words == line.words):
                privacy, person = fact.privacy, fact.person
            if kind != "plain" and person is None:
                person = self.pair[0]
            if kind == "plain":
                person = None
            record = row.advice_id or row.commitment_id
            assert (row.privacy, row.person_id) == (privacy, person), line
            assert (record is not None) == (kind != "plain"), line
            if fact is not None and fact.line:
                assert row.id == fact.line, line
                assert kind != fact.group or record == fact.record, line
            self.facts[line.uid] = Fact(row.id, record, kind, line.words, privacy, person)


@pytest.fixture
def pair(stage: Stage) -> tuple[int, int]:
    run = stage.services.dispatcher.run
    return run(people.AddPerson("Ana Ferreira")), run(people.AddPerson("Ben Okafor"))


@pytest.mark.parametrize("seed", range(3))
def test_no_line_takes_the_record_of_another(stage: Stage, pair: tuple[int, int], seed: int):
    dice = random.Random(seed)
    meeting = stage.services.dispatcher.run(wish.PlanMeeting(pair, NOW))
    writer = Writer(stage, stage.go("meetings", meeting, "notes"), meeting, pair)
    writer.did([])
    first = [writer.insert, writer.duplicate]
    often = [writer.say, writer.swap, writer.mark, writer.undo, writer.part, writer.redo]
    seldom = [writer.delete, writer.protect, writer.choose, writer.save, writer.reopen]
    for _step in range(60):
        act = dice.choice(first * (3 if len(writer.lines) < 6 else 1) + often * 2 + seldom)
        if writer.lines or act == writer.insert:
            act(dice)
    writer.save()
    writer.reopen()


@pytest.fixture
def writer(stage: Stage, pair: tuple[int, int]) -> Writer:
    meeting = stage.services.dispatcher.run(wish.PlanMeeting(pair, NOW))
    return Writer(stage, stage.go("meetings", meeting, "notes"), meeting, pair)


def rows(writer: Writer) -> Any:
    writer.page.flush()
    writer.stage.settle()
    return writer.stage.services.meetings.detail(writer.meeting).lines


def test_of_two_equal_lines_only_the_one_that_is_protected_never_leaves(writer: Writer):
    writer.stage.qtbot.keyClicks(writer.edit, "pay is low\rpay is low")
    writer.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert [row.privacy for row in rows(writer)] == [Privacy.PRIVATE, Privacy.SHAREABLE]
    sides = [writer.edit._side_of(key) for key, _text in writer.edit.lines()]
    assert [side is None for side in sides] == [True, False]


def test_a_line_put_in_and_another_edited_before_saving_leave_each_its_record(writer: Writer):
    writer.stage.qtbot.keyClicks(writer.edit, "! ask for room\r! name the price")
    first, second = rows(writer)
    writer.place(0)
    writer.edit.replace_line("! ask her for a room")
    writer.edit.moveCursor(QTextCursor.MoveOperation.Start)
    writer.key(Qt.Key.Key_Return)
    writer.key(Qt.Key.Key_Up)
    writer.stage.qtbot.keyClicks(writer.edit, "! ask for room")
    new, edited, same = rows(writer)
    assert (edited.advice_id, edited.text) == (first.advice_id, "ask her for a room")
    assert same == second
    assert new.advice_id not in (first.advice_id, second.advice_id)


def test_text_that_was_edited_elsewhere_and_pasted_over_all_keeps_the_lines_it_still_has(
    writer: Writer,
):
    writer.stage.qtbot.keyClicks(writer.edit, "! ask for room\rshe was tired\r@ send the map")
    first, _second, third = rows(writer)
    text = QMimeData()
    text.setText("! ask for room\na new thought\nanother\n@ send the map")
    writer.edit.selectAll()
    writer.edit.insertFromMimeData(text)
    after = rows(writer)
    assert (after[0], after[3]) == (first, third)
    assert len(after) == 4


def test_a_line_that_was_deleted_comes_back_as_private_as_it_was(writer: Writer):
    writer.stage.qtbot.keyClicks(writer.edit, "pay is low")
    for _time in range(2):
        writer.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        writer.stage.settle()
    writer.edit.selectAll()
    writer.key(Qt.Key.Key_Delete)
    assert rows(writer) == ()
    writer.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    [row] = rows(writer)
    assert (row.text, row.privacy) == ("pay is low", Privacy.NEVER)


def protected(writer: Writer, words: str) -> None:
    """A line that never leaves."""
    writer.stage.qtbot.keyClicks(writer.edit, words)
    for _time in range(2):
        writer.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        writer.stage.settle()


@pytest.mark.parametrize("later", [False, True])
def test_both_halves_of_a_line_that_never_leaves_never_leave(writer: Writer, later: bool):
    protected(writer, "! wait with the price, Kestrel is being sold")
    if later:
        writer.stage.qtbot.keyClicks(writer.edit, " in March")
    cursor = writer.edit.textCursor()
    cursor.setPosition(writer.edit.text().index("Kestrel"))
    writer.edit.setTextCursor(cursor)
    writer.key(Qt.Key.Key_Return)
    writer.stage.qtbot.keyClicks(writer.edit, "! ")
    first, second = rows(writer)
    assert second.advice_id is not None and second.text.startswith("Kestrel")
    assert (first.privacy, second.privacy) == (Privacy.NEVER, Privacy.NEVER)


def test_a_copy_of_a_line_that_never_leaves_never_leaves_and_a_new_thought_may(writer: Writer):
    protected(writer, "pay is low")
    writer.place(0, whole=True)
    writer.edit.copy()
    writer.place(0)
    writer.key(Qt.Key.Key_Return)
    writer.edit.paste()
    writer.key(Qt.Key.Key_Return)
    writer.stage.qtbot.keyClicks(writer.edit, "pay is low")
    never, private = Privacy.NEVER, Privacy.PRIVATE
    assert [row.privacy for row in rows(writer)] == [never, never, private]


@pytest.mark.parametrize("first", ["! start small", "start small"])
def test_a_line_that_takes_in_another_that_never_leaves_never_leaves(writer: Writer, first: str):
    protected(writer, f"{first}\rKestrel is being sold")
    assert [row.privacy for row in rows(writer)] == [Privacy.PRIVATE, Privacy.NEVER]
    writer.key(Qt.Key.Key_Home)
    writer.key(Qt.Key.Key_Backspace)
    [row] = rows(writer)
    assert row.text == "start smallKestrel is being sold"
    assert row.privacy is Privacy.NEVER


def test_undo_takes_back_the_mark_of_a_line_as_well(writer: Writer):
    writer.stage.qtbot.keyClicks(writer.edit, "one\r> send")
    for text in ("one\n>", "one\n", "one", ""):
        writer.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert writer.edit.text() == text
    for text in ("one", "one\n", "one\n>", "one\n> send"):
        writer.key(
            Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        assert writer.edit.text() == text
    assert writer.edit.document().lastBlock().blockFormat().leftMargin() > 0


def test_what_went_to_the_bin_while_one_typed_stays_there(writer: Writer):
    """The words that stand in the editor are a line of their own then."""
    writer.stage.qtbot.keyClicks(writer.edit, "! ask for room")
    [first] = rows(writer)
    writer.stage.qtbot.keyClicks(writer.edit, " soon")
    writer.stage.services.dispatcher.run(DeleteAdvice(first.advice_id))
    [row] = rows(writer)
    assert (row.text, row.advice_id == first.advice_id) == ("ask for room soon", False)
