"""`ask`, `check` and `need`: from the record to a checked message."""

import email
import email.policy
import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mentorcrm.models.kinds import MessageKind, PartId


def weekday(days: int) -> date:
    """A working day about so many days ahead of the computer's own clock."""
    day = datetime.now().date() + timedelta(days=days)
    return day + timedelta(days=max(0, 2 * (day.weekday() > 4)))


PARTS = {
    "why_you": "your March talk on splitting a research group into two product teams",
    "who_i_am": "platform lead at Oxbow, six engineers",
    "focus": "leading people who were my peers until June",
    "tried": "read two books on it; asked my manager for a plan",
    "stuck": "choosing which of two teams to lead first",
    "questions": "Which of the two teams would you lead first, and why?",
    "format": "20 minutes by video",
    "windows": "; ".join(
        f"{weekday(days):%Y-%m-%d} {hours}"
        for days, hours in ((9, "16:00-17:00"), (13, "10:00-11:00"))
    ),
}


def sets(parts: dict[str, str]) -> list[str]:
    return [word for part, text in parts.items() for word in ("--set", f"{part}={text}")]


@pytest.fixture
def ask(mentorcrm: Any, sample: None) -> Any:
    return lambda *more: mentorcrm("ask", "Ruth", "--kind", "first-ask", *more)


def test_a_full_ask_is_ready(ask: Any):
    result = ask(*sets(PARTS), "--json").json
    assert set(result) >= {"kind", "subject", "body", "ready", "parts", "findings"}
    assert (result["kind"], result["ready"]) == ("first-ask", True)
    states = {p["id"]: p["state"] for p in result["parts"]}
    assert {part: states[part] for part in PARTS} == dict.fromkeys(PARTS, "present")
    assert "⟦" not in result["body"] + result["subject"]
    assert [p["id"] for p in result["parts"]] == [p.value for p in PartId]


def test_a_decision_without_options_is_said_once(ask: Any, mentorcrm: Any):
    added = mentorcrm("need", "add", "--kind", "decision", "Lead the platform team?")
    assert added.out == "Added need 4: Lead the platform team?\n"
    body = ask("--need", "4", "--json").json["body"]
    assert body.count("lead the platform team") == 1


def test_an_empty_ask_shows_its_gaps_and_is_not_ready(ask: Any):
    result = ask("--json").json
    assert result["ready"] is False
    assert "⟦why you⟧" in result["body"]
    states = {p["id"]: p["state"] for p in result["parts"]}
    assert states["why_you"] == states["questions"] == "missing"


def test_every_finding_points_at_its_words(ask: Any):
    vague = {**PARTS, "questions": "Any thoughts?", "format": "a quick chat sometime"}
    result = ask(*sets(vague), "--json").json
    assert result["findings"]
    for finding in result["findings"]:
        assert set(finding) >= {"rule", "level", "start", "end", "text", "message", "fix"}
        field = result["subject"] if finding["field"] == "subject" else result["body"]
        assert field[finding["start"] : finding["end"]] == finding["text"]
        assert finding["level"] in ("must", "should", "hint")


def test_without_json_the_message_is_on_stdout_and_what_is_missing_on_stderr(ask: Any):
    result = ask()
    assert result.code == 0
    assert result.out.startswith("Subject: ")
    assert "\n\nDear Ruth,\n" in result.out
    assert 'missing: why you (--set why_you="…")' in result.err
    assert "mentorcrm" not in result.out


@pytest.mark.parametrize("kind", list(MessageKind))
def test_every_kind_can_be_written(mentorcrm: Any, sample: None, kind: MessageKind):
    result = mentorcrm("ask", "Ruth", "--kind", kind, "--tone", "brief", "--json")
    assert result.code == 0, result.err
    assert result.json["body"].strip()


def test_a_note_for_linkedin_fits(ask: Any):
    assert len(ask(*sets(PARTS), "--channel", "linkedin", "--json").json["body"]) <= 300


def test_a_need_fills_what_it_knows(mentorcrm: Any, ask: Any):
    number = mentorcrm(
        "need", "add", "--kind", "decision", "Lead a second team or stay?", "--option", "lead",
        "--option", "stay", "--by", "2099-12-18", "--json",
    ).json["id"]  # fmt: skip
    result = ask("--need", str(number), "--json").json
    assert {p["id"]: p["state"] for p in result["parts"]}["focus"] != "missing"
    assert mentorcrm("need", "list", "--json").json[0]["id"] == number
    assert "Lead a second team" in mentorcrm("need", "list").out


def test_a_mail_file_opens_with_the_message(ask: Any, tmp_path: Path):
    file = tmp_path / "a.eml"
    result = ask(*sets(PARTS), "--eml", file, "--json")
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert message["To"].addresses[0].addr_spec == "ruth@adeyemi.example"
    assert message["Subject"] == result.json["subject"]
    assert message["X-Unsent"] == "1"
    body = message.get_body().get_content().replace("\r\n", "\n").strip()
    assert body == result.json["body"].strip()
    assert file.stat().st_mode & 0o777 == 0o600


def test_keeping_it_as_a_draft(mentorcrm: Any, ask: Any):
    assert ask("--json").json["draft"] is None
    assert ask("--save", "--json").json["draft"] == 1
    assert "Start" in mentorcrm("undo").out


def test_a_template_of_ones_own(ask: Any, tmp_path: Path):
    file = tmp_path / "mine.jinja"
    file.write_text("---\nsubject: One thing\n---\nHello {{ person.first_name }} and ⟦7⟧\n")
    result = ask("--template", file, "--json").json
    assert (result["subject"], result["body"].strip()) == ("One thing", "Hello Ruth and ⟦7⟧")


def test_a_draft_from_a_template_file_keeps_its_text(ask: Any, home: Path, tmp_path: Path):
    file = tmp_path / "mine.jinja"
    file.write_text("---\nsubject: One thing\n---\nHello {{ person.first_name }}\n")
    draft = ask("--template", file, "--save", "--json").json["draft"]
    other = ask("--save", "--json").json["draft"]
    with closing(sqlite3.connect(home / "mentorcrm.db")) as database:
        by_hand = dict(database.execute("SELECT id, edited_by_hand FROM draft"))
    assert (by_hand[draft], by_hand[other]) == (1, 0)


def test_what_is_typed_stays_text(ask: Any):
    result = ask("--set", "stuck={{ 7*7 }} and {% raw %} <b>", "--json").json
    assert "49" not in result["body"]
    assert "{{ 7*7 }}" in result["body"]


def test_parts_with_several_items_may_be_given_one_by_one(ask: Any):
    body = ask("--set", "questions=Which first?", "--set", "questions=Why that one?", "--json").json
    assert "first?" in body["body"]
    assert "that one?" in body["body"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--set", "nonsense"], ["nonsense", "PART=TEXT", "why_you"]),
        (["--set", "mood=great"], ["there is no part “mood”", "The parts are"]),
        (["--set", "focus=a", "--set", "focus=b"], ["given twice"]),
        (["--set", "windows=whenever"], ["whenever", "2026-12-01 16:00-17:00"]),
        (["--set", "windows=2027-02-30 10:00-11:00"], ["2027-02-30"]),
        (["--set", "windows=2099-12-01 10:00-11:00"], ["2099-12-01", "year"]),
        (["--need", "77"], ["77", "need list"]),
        (["--need", "9" * 30], ["need list"]),
        (["--need", "one"], ["'one'"]),
        (["--tone", "loud"], ["loud", "warm"]),
        (["--kind", "poem"], ["poem"]),
        (["--channel", "fax"], ["fax"]),
        (["--template", "/no/such.jinja"], ["/no/such.jinja"]),
        (["--eml", "/no/such/folder/a.eml"], ["/no/such/folder"]),
        (["--eml", "/"], ["folder"]),
        (["--unknown"], ["--unknown"]),
    ],
)
def test_bad_input_is_one_line(ask: Any, more: list[str], words: list[str]):
    ask(*more).refused(*words)


def test_a_template_that_is_refused_is_named_with_its_line(ask: Any, tmp_path: Path):
    file = tmp_path / "bad.jinja"
    file.write_text("Hello\n{{ person.notes }}\n")
    ask("--template", file).refused("bad.jinja", "Line 2")
    file.write_bytes(b"\xff\xfe")
    ask("--template", file).refused("bad.jinja", "UTF-8")


def test_a_kind_that_has_no_such_form_is_refused(mentorcrm: Any, sample: None):
    mentorcrm("ask", "Ruth", "--kind", "trial", "--channel", "linkedin").refused("Choose mail")


def test_nobody_and_several(mentorcrm: Any, sample: None):
    mentorcrm("ask", "Nobody", "--kind", "recap").refused("Nobody here is called", "people")
    mentorcrm("ask", "leadership", "--kind", "recap").refused("several people", "Helen Brandt (5)")
    mentorcrm("need", "add", " ").refused("what you need")
    mentorcrm("need", "add", "x", "--by", "soonish").refused("soonish")
    mentorcrm("need", "add", "x", "--kind", "wish").refused("wish")
    mentorcrm("need").refused("need --help")
    mentorcrm("ask", "Ruth").refused("--kind")


class TestCheck:
    TEXT = "Subject: Quick question\n\nI was just wondering if you could maybe help? ASAP.\n"

    def test_from_a_file_and_from_stdin(self, mentorcrm: Any, tmp_path: Path):
        file = tmp_path / "draft.txt"
        file.write_bytes(b"\xef\xbb\xbf" + self.TEXT.replace("\n", "\r\n").encode())
        from_file = mentorcrm("check", file, "--json")
        from_stdin = mentorcrm("check", "-", "--json", stdin=self.TEXT.encode())
        assert from_file.json == from_stdin.json
        result = from_file.json
        assert set(result) >= {"kind", "subject", "body", "ready", "parts", "findings"}
        assert result["subject"] == "Quick question"
        assert all(set(part) >= {"id", "state"} for part in result["parts"])
        assert len(result["findings"]) > 1
        for finding in result["findings"]:
            field = result["subject"] if finding["field"] == "subject" else result["body"]
            assert field[finding["start"] : finding["end"]] == finding["text"]

    def test_in_words(self, mentorcrm: Any):
        lines = mentorcrm("check", stdin=self.TEXT.encode()).out.splitlines()
        assert any(line.startswith("1:") for line in lines)

    def test_an_unfilled_gap_is_not_ready(self, mentorcrm: Any):
        result = mentorcrm("check", "-", "--json", "--kind", "one-question", stdin="⟦why⟧".encode())
        assert result.json["ready"] is False

    @pytest.mark.parametrize("content", [b"", b"\n", b"a" * 900_000, "👩🏽‍🔬\x00\u202e".encode()])
    def test_any_text_will_do(self, mentorcrm: Any, content: bytes):
        assert mentorcrm("check", "-", "--json", stdin=content).code == 0

    def test_what_is_no_text_is_refused(self, mentorcrm: Any, tmp_path: Path):
        mentorcrm("check", tmp_path / "none.txt").refused("none.txt", "Check the name")
        mentorcrm("check", tmp_path).refused(str(tmp_path))
        mentorcrm("check", "-", stdin=b"\xff\xfe\x00").refused("UTF-8")
        mentorcrm("check", "-", stdin=b"a" * 1_000_001).refused("larger")


@pytest.mark.parametrize("kind", list(MessageKind))
@pytest.mark.parametrize("parts", [{}, {"questions": "Any thoughts?", "format": "a quick chat"}])
def test_as_many_lines_as_things_to_fix(
    mentorcrm: Any, sample: None, kind: MessageKind, parts: dict[str, str]
):
    result = mentorcrm("ask", "Ruth", "--kind", kind, *sets(parts))
    *lines, headline = result.err.splitlines()
    told = [line for line in lines if not line.startswith("mentorcrm: hint:")]
    said = headline.removeprefix("mentorcrm: ").split()[0]
    assert len(told) == (0 if said == "Ready" else int(said)), result.err
    as_json = mentorcrm("ask", "Ruth", "--kind", kind, *sets(parts), "--json").json
    assert as_json["headline"] == headline.removeprefix("mentorcrm: ")
    checked = mentorcrm("check", "--kind", kind, stdin=result.out.encode())
    *lines, last = checked.out.splitlines()
    told = [line for line in lines if " hint (" not in line]
    assert len(told) == (0 if last == "Nothing to fix." else int(last.split()[0])), checked.out


def test_without_a_profile_an_ask_can_be_ready_and_says_that_it_is_unsigned(
    mentorcrm: Any, tmp_path: Path
):
    contacts = tmp_path / "contacts.csv"
    contacts.write_text("First Name,Last Name\nInes,Duarte\n")
    mentorcrm("import", contacts)
    more = ("Ines", "--kind", "first-ask", *sets(PARTS))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mentorcrm.services.ask_desk.full_name", lambda: "")
        result = mentorcrm("ask", *more, "--json").json
        said = mentorcrm("ask", *more).err
    assert result["ready"] is True
    assert {p["state"] for p in result["parts"] if p["id"] == "sign_off"} == {"present"}
    assert [f["level"] for f in result["findings"] if f["rule"] == "no-name"] == ["should"]
    assert "and no name" in said
    assert "1 thing to fix" in said
