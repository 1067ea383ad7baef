"""From an empty home to a first good ask that was sent, in a window, by keys and clicks alone."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.models.kinds import DraftState, Season
from mentorcrm.ui.dialogs.about_you import AboutYouSheet
from mentorcrm.ui.dialogs.new_ask import NewAskSheet
from mentorcrm.ui.pages.composer import ComposerPage
from mentorcrm.ui.pages.today import TodayPage
from mentorcrm.ui.widgets.buttons import Button
from tests.ui.conftest import (  # noqa: F401 - fixtures
    Stage,
    asleep,
    nothing_left_behind,
    qapp_args,
    stage,
    themed,
)

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
WORDS_A_MINUTE = 30
SECONDS_A_STEP = 3.0
"""A slow typist, and time to look before each key or click."""
MOST_STEPS = 30


@dataclass
class Newcomer:
    """Presses keys where the focus is, clicks, and counts."""

    stage: Stage
    steps: int = 0
    words: int = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        self.steps += 1
        held = Qt.KeyboardModifier.NoModifier if modifier is None else modifier
        self.stage.qtbot.keyClick(self.focused, key, held)
        self.stage.settle()

    def write(self, text: str) -> None:
        self.words += len(text.split())
        self.stage.qtbot.keyClicks(self.focused, text)
        self.stage.settle()

    def click(self, widget: QWidget) -> None:
        self.steps += 1
        assert widget.isVisible()
        self.stage.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.stage.settle()

    def fill(self, **parts: str) -> None:
        """Type into the parts of the ask one after the other, Tab between them."""
        while parts:
            name = self.focused.accessibleName().split(",")[0].lower().replace(" ", "_")
            if name in parts:
                self.write(parts.pop(name))
            self.press(KEY.Key_Tab)

    def tab_to(self, name: str) -> None:
        while (
            self.focused.accessibleName() != name and getattr(self.focused, "text", str)() != name
        ):
            self.press(KEY.Key_Tab)
            assert self.steps < MOST_STEPS

    @property
    def focused(self) -> QWidget:
        widget = self.stage.focused()
        assert widget is not None
        return widget

    @property
    def seconds(self) -> float:
        return self.steps * SECONDS_A_STEP + self.words * 60 / WORDS_A_MINUTE


def test_a_newcomer_sends_a_first_good_ask_within_five_minutes(stage: Stage) -> None:  # noqa: F811
    me = Newcomer(stage)
    page = stage.window.navigation.page
    assert isinstance(page, TodayPage)
    assert me.focused is page.first_run.add

    me.press(KEY.Key_Return)
    assert stage.window.findChildren(AboutYouSheet)
    me.write("Noor Haddad")
    me.press(KEY.Key_Tab)
    me.write("I lead a small design team in Oslo and moved into the role last spring.")
    me.press(KEY.Key_Return)
    me.write("Helen Brandt, Compass, helen@compass.example")
    me.press(KEY.Key_Return)

    me.press(KEY.Key_E, CONTROL)
    (sheet,) = stage.window.findChildren(NewAskSheet)
    assert sheet.start.isEnabled()
    me.press(KEY.Key_Return)
    me.fill(
        why_you="your talk in March on leading former peers",
        what_it_is_about="leading a team I grew up in",
        what_i_tried="spoke with two people who made the same move",
        questions="What did you change in your first month?",
        format_and_length="20 minutes by video",
    )
    me.tab_to("Suggest times")
    me.press(KEY.Key_Return)
    composer = stage.window.navigation.page
    assert isinstance(composer, ComposerPage)
    composed = composer.session.composed
    assert composed is not None
    assert composed.verdict.ready, [finding.message for finding in composed.findings]
    assert "⟦" not in composer.session.text.body

    me.press(KEY.Key_Return, CONTROL)
    assert stage.opener.opened[0].startswith("mailto:helen@compass.example")
    (sent,) = stage.window.toast.findChildren(Button)
    assert sent.text() == "Mark as sent"
    me.click(sent)
    me.press(KEY.Key_Return)

    number = composer.place().key
    assert number is not None
    draft = stage.services.outreach.detail(number)
    assert draft.state is DraftState.SENT
    assert stage.services.people.detail(1).mentorships[0].season is Season.ASKED
    me.press(KEY.Key_1, CONTROL)
    steps = stage.services.today.page().steps
    assert steps is not None
    assert (steps.profile, steps.person, steps.written, steps.sent) == (True,) * 4
    assert page.steps.next_button().text() == "Name a need"
    assert me.steps <= MOST_STEPS, me.steps
    assert me.seconds < 5 * 60, me.seconds
