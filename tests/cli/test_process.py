"""The command as a process of its own: pipes, encodings, signals, start-up."""

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.interchange.files import CARD_30

posix = pytest.mark.skipif(os.name != "posix", reason="signals and locales of POSIX")


@pytest.mark.parametrize(
    "environ",
    [
        {"LC_ALL": "C", "LANG": "C"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
    ids=["C", "latin-1"],
)
def test_a_pipe_carries_utf_8_whatever_the_locale(process: Any, environ: dict[str, str]):
    out, err = process("need", "add", "Zoë 👩🏽‍🔬", **environ).communicate(timeout=60)
    assert err == b""
    out, err = process("need", "list", **environ).communicate(timeout=60)
    assert "👩🏽‍🔬" in out.decode()
    out, err = process("need", "list", "--json", **environ).communicate(timeout=60)
    assert json.loads(out.decode())[0]["statement"] == "Zoë 👩🏽‍🔬"
    out, err = process("person", "Zoë", **environ).communicate(timeout=60)
    assert "“Zoë”" in err.decode()


@posix
def test_bytes_that_are_no_text_do_no_harm(process: Any, home: Path):
    odd = os.fsdecode(b"caf\xe9")
    assert process("need", "add", odd).communicate(timeout=60)[1] == b""
    _, err = process("person", odd).communicate(timeout=60)
    assert err.count(b"\n") == 1
    assert b"Traceback" not in err


@posix
def test_a_reader_that_goes_away_is_no_error(process: Any, sample: None):
    for command in (["people"], ["people", "--json"], ["person", "1"]):
        child = process(*command)
        child.stdout.close()
        assert b"Traceback" not in child.stderr.read()
        assert child.wait(60) in (0, 1)
        child.stdin.close()
        child.stderr.close()


@posix
def test_ctrl_c_stops_calmly_and_leaves_nothing_half_done(process: Any, home: Path, tmp_path: Path):
    file = tmp_path / "many.vcf"
    one = CARD_30.replace("UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1\n", "")
    file.write_text("".join(one.replace("Amara", f"Amara{n}") for n in range(20_000)))
    # Started in the background of a shell, the tests would hand on that Ctrl+C is to be ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    child = process("import", str(file))
    signal.signal(signal.SIGINT, before)
    deadline = time.monotonic() + 30
    while not list((home / "backups").glob("*.db")) and time.monotonic() < deadline:
        time.sleep(0.02)  # Its first act is a backup; the file is read after that.
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=60)
    assert child.returncode == 130
    assert err.strip() == b"mentorcrm: Stopped. Nothing was half done."
    out, _ = process("people", "--json").communicate(timeout=60)
    assert json.loads(out) == []
    doctor = process("doctor")
    doctor.communicate(timeout=60)
    assert doctor.returncode == 0


def test_without_a_screen_the_window_says_so(process: Any):
    child = process(QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    out, err = child.communicate(timeout=60)
    if sys.platform == "linux":
        assert (child.returncode, out, err.count(b"\n")) == (2, b"", 1)
        assert b"no screen" in err
