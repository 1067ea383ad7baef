"""`log`: one line, understood, said back and saved."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.source_tree import ROOT


def test_a_line_is_understood_and_saved(mentorcrm: Any, sample: None) -> None:
    done = mentorcrm(
        "log", "call w @ruth 20m yesterday: suggested pilot first #pricing !send deck fri ?an intro"
    )
    assert done.code == 0, done
    for line in ("With        Ruth Adeyemi", "Phone call, 20 min", "I promised    send deck, by"):
        assert line.split()[0] in done.out
    assert "They promised  an intro" in done.out
    assert done.out.endswith("Saved as 3 entries.\n")
    assert "suggested pilot first" in mentorcrm("person", "Ruth").out
    assert mentorcrm("undo").code == 0
    assert "suggested pilot first" not in mentorcrm("person", "Ruth").out


def test_advice_is_kept_and_what_was_suggested_on_request(mentorcrm: Any, sample: None) -> None:
    line = "call w @ruth: she advised to wait; suggested pilot first"
    done = mentorcrm("log", line)
    assert "Advice  Ruth Adeyemi: wait" in done.out
    assert "Not kept as advice: “pilot first”. With --advice it is." in done.out
    assert done.out.endswith("Saved as 2 entries.\n")
    told = mentorcrm("log", line, "--advice", "--json").json
    assert told["advice"] == [
        {"words": "wait", "kept": True},
        {"words": "pilot first", "kept": True},
    ]
    unclear = mentorcrm("log", "call with Ruth and Ana: she advised to wait")
    unclear.refused("whose advice “wait” is")


def test_a_line_without_quotation_marks_is_one_line_too(mentorcrm: Any, sample: None) -> None:
    done = mentorcrm("log", "call", "with", "Ruth", "yesterday:", "suggested", "a", "pilot")
    assert done.code == 0, done
    assert "suggested a pilot" in mentorcrm("person", "Ruth").out
    mentorcrm("log").refused("Write what happened")


def test_json_tells_what_was_read(mentorcrm: Any, sample: None) -> None:
    told = mentorcrm("log", "lunch w ruth: plan #growth", "--json").json
    assert told["saved"] is True
    assert (told["channel"], told["topics"], told["summary"]) == ("in_person", ["growth"], "plan")
    assert [person["name"] for person in told["people"]] == ["Ruth Adeyemi"]


def test_a_dry_run_saves_nothing(mentorcrm: Any, sample: None) -> None:
    before = mentorcrm("person", "Ruth").out
    done = mentorcrm("log", "--dry-run", "call with Ruth: a rehearsal")
    assert done.out.endswith("Nothing was saved.\n")
    assert mentorcrm("person", "Ruth").out == before


def test_a_doubt_is_refused_with_who_it_may_be(mentorcrm: Any, sample: None) -> None:
    assert mentorcrm("log", "--add-people", "call with Zed Novak").code == 0
    mentorcrm("log", "--add-people", "call with Zed Porter")
    mentorcrm("log", "call with Zed").refused("Zed Novak", "Zed Porter", "whole name")
    mentorcrm("log", "call with Rutha").refused("Did you mean Ruth Adeyemi?", "--add-people")
    mentorcrm("log", "20m: pilot").refused("Nobody is named")
    mentorcrm("log", "  ").refused("Write what happened")
    dry = mentorcrm("log", "--dry-run", "call with Zed")
    assert "Zed (several)" in dry.out


def on_a_terminal(home: Path, answers: str, *arguments: str) -> str:
    """What the command says on a terminal where each question gets the next answer."""
    import pty

    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(MENTORCRM_HOME=str(home), PYTHONPATH=str(ROOT))
        os.execv(sys.executable, [sys.executable, "-m", "mentorcrm", *arguments])
    said, asked = b"", 0
    while part := read(terminal):
        said += part
        while said.count(b"Number") > asked:
            os.write(terminal, answers[asked].encode() + b"\n")
            asked += 1
    os.close(terminal)
    assert os.waitpid(child, 0)[1] == 0, said
    return said.decode().replace("\r\n", "\n")


def read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # The end, on Linux.
        return b""


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_terminal_is_asked_who_is_meant(mentorcrm: Any, home: Path, sample: None) -> None:
    said = on_a_terminal(home, "12", "log", "lunch w ruhth and Rutha: plan")
    assert "Who is “ruhth”?\n  1  Ruth Adeyemi" in said
    assert "With  Ruth Adeyemi, Rutha (new)" in said
    assert "Saved as 1 entry." in said
    assert "plan" in mentorcrm("person", "Ruth Adeyemi").out
