"""`today`: the rows of the page, in words and as JSON."""

from typing import Any


def test_all_clear(mentorcrm: Any) -> None:
    assert mentorcrm("today").out == "All clear.\n"
    assert mentorcrm("today", "--json").json == {"total": 0, "rows": [], "bands": {}}


def test_every_row_says_who_why_and_on_what_it_rests(mentorcrm: Any) -> None:
    mentorcrm("sample")
    page = mentorcrm("today", "--json").json
    assert 0 < len(page["rows"]) <= 7 <= page["total"] + 7
    for row in page["rows"]:
        assert row["title"] and row["why"] and row["action"]
        assert row["record"]["table"] and row["record"]["id"] > 0
        assert row["what"].startswith(row["reason"])
    assert sum(page["bands"].values()) >= 5
    out = mentorcrm("today").out
    assert page["rows"][0]["title"] in out
    assert "relationships:" in out
