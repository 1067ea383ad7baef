"""The main job on a fresh machine, by command only: contacts in, a need, a ready ask, kept safe."""

import email
import email.policy
import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

CONNECTIONS = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Marta,Oliveira,https://www.linkedin.com/in/marta-o,marta@oliveira.example,Halden,CTO,14 May 2026
J\u00f6rg,Weber,https://www.linkedin.com/in/joerg-w,,"Weber, Klein & Co.",Founder,02 Feb 2025
,,,,,,03 Mar 2019
"""


@pytest.fixture
def run(mentorcrm: Any, process: Any, home: Path) -> Any:
    """Runs the command on a machine that has no data yet; it must succeed.

    `apart` starts a process for it, as a stranger does. The others need not wait for that.
    """
    shutil.rmtree(home)

    def go(*arguments: str, apart: bool = False) -> str:
        if not apart:
            done = mentorcrm(*arguments)
            assert done.code == 0, done
            return done.out
        child = process(*arguments)
        out, err = child.communicate(timeout=90)
        assert child.returncode == 0, err.decode()
        return out.decode()

    return go


def days_ahead(number: int) -> str:
    day = datetime.now().date() + timedelta(days=number)
    return (day + timedelta(days=2 if day.weekday() > 4 else 0)).isoformat()


@pytest.mark.long
def test_from_a_contact_file_to_a_sent_ask_and_back(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "Connections.csv"
    file.write_text(CONNECTIONS, encoding="utf-8")
    (report,) = json.loads(run("import", str(file), "--json", apart=True))["files"]
    assert (report["kind"], report["new"], len(report["skipped"])) == ("linkedin", 2, 1)
    people = json.loads(run("people", "oliv", "--json"))
    assert [p["name"] for p in people] == ["Marta Oliveira"]

    wish = "leading people who were my peers until June"
    added = run("need", "add", "--kind", "outcome", wish, "--json")
    need = str(json.loads(added)["id"])
    asking = ("ask", "Marta", "--kind", "first-ask", "--need", need)
    assert json.loads(run(*asking, "--json"))["ready"] is False

    parts = {
        "why_you": "your March talk on splitting a research group into two product teams",
        "who_i_am": "platform lead at Oxbow, six engineers",
        "tried": "read two books on it; asked my manager for a plan",
        "questions": "Which of the two teams would you lead first, and why?",
        "format": "20 minutes by video",
        "windows": f"{days_ahead(9)} 16:00-17:00; {days_ahead(13)} 10:00-11:00",
    }
    given = [word for part, text in parts.items() for word in ("--set", f"{part}={text}")]
    mail = tmp_path / "ask.eml"
    ask = json.loads(run(*asking, *given, "--eml", str(mail), "--save", "--json"))
    assert ask["ready"] is True
    assert "peers until June" in ask["body"]
    message = email.message_from_bytes(mail.read_bytes(), policy=email.policy.default)
    assert message["To"].addresses[0].addr_spec == "marta@oliveira.example"
    assert message["Subject"] == ask["subject"]

    backup = json.loads(run("backup", "--json"))
    assert backup["counts"]["draft"] == 1
    assert run("undo").startswith("Undone: Start “first ask” to Marta")
    run("undo")
    assert json.loads(run("need", "list", "--json")) == []
    run("restore", backup["file"], apart=True)
    assert [n["id"] for n in json.loads(run("need", "list", "--json"))] == [int(need)]
    assert json.loads(run("search", "peers", "--json"))
    assert run("undo").startswith("Undone: Start “first ask”")
    assert run("redo").startswith("Done again: Start “first ask”")
    assert "damaged" not in run("doctor", apart=True)
