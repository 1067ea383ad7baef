"""Saying in time that there is no screen."""

import socket
import sys
from pathlib import Path

import pytest

from mentorcrm.screen import no_screen

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="sockets of Linux")


def test_without_a_display_it_says_so_and_what_works() -> None:
    said = no_screen("python3 run.py", {}, "linux")
    assert said
    assert said.count(". ") == 0
    assert "no screen" in said
    assert "python3 run.py people" in said


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_always_have_a_screen(platform: str) -> None:
    assert no_screen("mentorcrm", {}, platform) is None


def test_a_chosen_platform_is_taken_at_its_word() -> None:
    assert no_screen("mentorcrm", {"QT_QPA_PLATFORM": "offscreen"}, "linux") is None


def test_an_empty_variable_is_no_screen() -> None:
    assert no_screen("mentorcrm", {"DISPLAY": "", "WAYLAND_DISPLAY": ""}, "linux")


@linux
def test_a_display_that_does_not_answer_is_no_screen() -> None:
    said = no_screen("mentorcrm", {"DISPLAY": ":64999"}, "linux")
    assert said
    assert "DISPLAY=:64999 does not answer" in said


@linux
def test_a_display_far_away_is_left_to_qt() -> None:
    assert no_screen("mentorcrm", {"DISPLAY": "localhost:10.0"}, "linux") is None


@linux
def test_a_listening_server_is_a_screen(tmp_path: Path) -> None:
    environ = {
        "WAYLAND_DISPLAY": "wayland-7",
        "XDG_RUNTIME_DIR": str(tmp_path),
        "DISPLAY": ":64999",
    }
    assert no_screen("mentorcrm", environ, "linux")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        assert no_screen("mentorcrm", environ, "linux") is None
