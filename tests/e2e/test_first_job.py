"""The main job on a fresh machine, by command only: contacts in, a need, a ready ask, kept safe."""

import email
import email.policy
import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.source_tree import ROOT

CONNECTIONS = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Marta,Oliveira,https://www.linkedin.com/in/marta-o,marta@oliveira.example,Halden,CTO,14 May 2026
J\u00f6rg,Weber,https://www.linkedin.com/in/joerg-w,,"Weber, Klein & Co.",Founder,02 Feb 2025
,,,,,,03 Mar 2019
"""


@pytest.fixture
def mentorcrm(tmp_path: Path) -> Any:
    """Runs the command as a stranger would; it must succeed."""

    def run(*arguments: str, code: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "mentorcrm", *arguments],
            cwd=ROOT,
            env={**os.environ, "MENTORCRM_HOME": str(tmp_path / "home")},
            capture_output=True,
            timeout=90,
            check=False,
        )
        assert done.returncode == code, done.stderr.decode()
        return done.stdout.decode()

    return run


def days_ahead(number: int) -> str:
    day = datetime.now().date() + timedelta(days=number)
    return (day + timedelta(days=2 if day.weekday() > 4 else 0)).isoformat()


def test_from_a_contact_file_to_a_sent_ask_and_back(mentorcrm: Any, tmp_path: Path) -> None:
    file = tmp_path / "Connections.csv"
    file.write_text(CONNECTIONS, encoding="utf-8")
    (report,) = json.loads(mentorcrm("import", str(file), "--json"))["files"]
    assert (report["kind"], report["new"], len(report["skipped"])) == ("linkedin", 2, 1)
    people = json.loads(mentorcrm("people", "oliv", "--json"))
    assert [p["name"] for p in people] == ["Marta Oliveira"]

    wish = "leading people who were my peers until June"
    added = mentorcrm("need", "add", "--kind", "outcome", wish, "--json")
    need = str(json.loads(added)["id"])
    asking = ("ask", "Marta", "--kind", "first-ask", "--need", need)
    assert json.loads(mentorcrm(*asking, "--json"))["ready"] is False

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
    ask = json.loads(mentorcrm(*asking, *given, "--eml", str(mail), "--save", "--json"))
    assert ask["ready"] is True
    assert "peers until June" in ask["body"]
    message = email.message_from_bytes(mail.read_bytes(), policy=email.policy.default)
    assert message["To"].addresses[0].addr_spec == "marta@oliveira.example"
    assert message["Subject"] == ask["subject"]

    backup = json.loads(mentorcrm("backup", "--json"))
    assert backup["counts"]["draft"] == 1
    assert mentorcrm("undo").startswith("Undone: Start “first ask” to Marta")
    mentorcrm("undo")
    assert json.loads(mentorcrm("need", "list", "--json")) == []
    mentorcrm("restore", backup["file"])
    assert [n["id"] for n in json.loads(mentorcrm("need", "list", "--json"))] == [int(need)]
    assert json.loads(mentorcrm("search", "peers", "--json"))
    assert mentorcrm("undo").startswith("Undone: Start “first ask”")
    assert mentorcrm("redo").startswith("Done again: Start “first ask”")
    assert "damaged" not in mentorcrm("doctor")
