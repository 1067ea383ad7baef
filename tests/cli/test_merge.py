"""`merge` and `duplicates`."""

from typing import Any


def two(mentorcrm: Any, tmp_path: Any) -> None:
    file = tmp_path / "cards.vcf"
    cards = [
        ("Ana Silva", "ana@x.example", "Fenwick"),
        ("Bo Lind", "bo@x.example", ""),
        ("Dr Ana Silva", "ana.silva@y.example", "Old Mill"),
    ]
    file.write_text(
        "".join(
            f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEMAIL:{mail}\nORG:{work}\nEND:VCARD\n"
            for name, mail, work in cards
        )
    )
    assert mentorcrm("import", file, "--duplicates", "new").code == 0


def test_who_is_there_twice_is_listed_and_merged(mentorcrm: Any, tmp_path: Any) -> None:
    two(mentorcrm, tmp_path)
    ids = {p["name"]: str(p["id"]) for p in mentorcrm("people", "--json").json}
    a, b = ids["Ana Silva"], ids["Dr Ana Silva"]
    (pair,) = mentorcrm("duplicates", "--json").json
    assert {pair["one"]["name"], pair["other"]["name"]} == {"Ana Silva", "Dr Ana Silva"}
    assert pair["reasons"][0] == "Same name"
    assert "Same name" in mentorcrm("duplicates").out
    shown = mentorcrm("merge", a, b, "--dry-run").out
    assert shown.startswith("Would merge Dr Ana Silva into Ana Silva")
    assert len(mentorcrm("people", "--json").json) == 3
    done = mentorcrm("merge", a, b, "--json").json
    assert (done["person"], done["moved"], done["joined"]) == (int(a), ["1 contact detail"], 0)
    assert done["noted"][:2] == ["Name: Dr Ana Silva", "Organisation: Old Mill"]
    assert len(mentorcrm("people", "--json").json) == 2
    assert mentorcrm("duplicates").out == "Nobody seems to be on record twice.\n"
    assert mentorcrm("undo").out == "Undone: Merge Dr Ana Silva into Ana Silva\n"
    assert "In the notes" in mentorcrm("merge", a, b).out


def test_what_cannot_be_merged_is_said(mentorcrm: Any, tmp_path: Any) -> None:
    two(mentorcrm, tmp_path)
    mentorcrm("merge", "Bo Lind", "Bo Lind").refused("one record already")
    mentorcrm("merge", "Bo Lind", "Nobody Here").refused("Nobody Here")
