"""`meeting` on the command line."""

from pathlib import Path
from typing import Any


def test_planned_listed_and_briefed(mentorcrm: Any, sample: None, tmp_path: Path):
    number = mentorcrm(
        "meeting", "plan", "Kofi Mensah", "friday 16:00 45m", "--title", "Call", "--json"
    )
    assert number.json["id"]
    rows = mentorcrm("meeting", "list", "--json").json
    row = next(row for row in rows if row["id"] == number.json["id"])
    assert (row["title"], row["slot"], row["stage"]) == ("Call", 45, "coming")
    assert "Kofi Mensah" in mentorcrm("meeting", "list").out
    text = mentorcrm("meeting", "brief", "Kofi").out
    assert text.startswith("# Call")
    assert "Since we last spoke" in text
    found = mentorcrm("meeting", "brief", "Kofi", "--json").json
    assert found["person"]["name"] == "Kofi Mensah"
    assert 3 <= len(found["questions"]) <= 5
    markdown, pdf = tmp_path / "brief.md", tmp_path / "brief.pdf"
    done = mentorcrm("meeting", "brief", "Kofi", "--markdown", str(markdown), "--pdf", str(pdf))
    assert done.out.split() == [str(markdown), str(pdf)]
    assert markdown.read_text() == text
    assert pdf.read_bytes().startswith(b"%PDF")


def test_what_cannot_be_read_is_refused(mentorcrm: Any, tmp_path: Path):
    assert "No meetings to come or to close. `--all`" in mentorcrm("meeting", "list").out
    assert "No meetings yet" in mentorcrm("meeting", "list", "--all").out
    mentorcrm("sample")
    mentorcrm("meeting", "plan", "Kofi Mensah", "friday").refused("at what time")
    mentorcrm("meeting", "plan", "Kofi Mensah", "whenever 16:00").refused("not a day and a time")
    mentorcrm("meeting", "plan", "Nobody", "friday 16:00").refused("Nobody here is called")
    mentorcrm("meeting", "brief", "Kofi", "--pdf", str(tmp_path)).refused("is a folder")
    locked = "/proc/self/brief.md" if Path("/proc/self").is_dir() else ""
    if locked:  # A folder in which nothing can be written, whoever one is.
        mentorcrm("meeting", "brief", "Kofi", "--markdown", locked).refused(
            "could not be saved", code=1
        )
    far = mentorcrm("meeting", "plan", "Kofi Mensah", "31 Dec 9999 23:50")
    far.refused("The year 9999 is too far away")
