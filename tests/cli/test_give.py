"""`give`: noting, ideas, introductions, and what to give next."""

from pathlib import Path
from typing import Any


def test_noting_and_showing(mentorcrm: Any, sample: None) -> None:
    noted = mentorcrm("give", "note", "Ana", "resource", "The rubric", "--effort", "small")
    assert noted.out.strip().isdigit()
    got = mentorcrm("give", "note", "Ana", "review", "My draft", "--received", "--on", "yesterday")
    assert got.code == 0
    shown = mentorcrm("give", "ana")
    assert "The rubric" in shown.out
    assert "They gave" in shown.out
    found = mentorcrm("give", "Ana", "--json").json
    assert [row["what"] for row in found["notes"]][:2] == ["The rubric", "My draft"]
    assert set(found) == {"notes", "introductions", "suggestions", "since"}
    everybody = mentorcrm("give", "--json").json
    assert "The rubric" in [row["what"] for row in everybody["notes"]]


def test_an_idea_is_suggested(mentorcrm: Any, sample: None) -> None:
    mentorcrm("give", "idea", "Ana", "a data engineer", "--kind", "wanted")
    shown = mentorcrm("give", "Ana").out
    assert "They mentioned needing a data engineer" in shown


def test_introductions(mentorcrm: Any, sample: None) -> None:
    assert mentorcrm("give", "introduction", "Kofi", "--through", "Ana", "--json").json["id"] > 1
    shown = mentorcrm("give").out
    assert "Ana Ferreira: You and Kofi Mensah" in shown and "not made yet" in shown
    assert "Ana Ferreira: You and Ruth Adeyemi" in shown and "Ana Ferreira not told yet" in shown
    theirs = mentorcrm("give", "Kofi", "--json").json["introductions"]
    assert [row["second"] for row in theirs] == ["Kofi Mensah", "Kofi Mensah"]
    mentorcrm("give", "introduction", "Kofi").refused("--first", "--through")
    mentorcrm("give", "introduction", "Kofi", "--first", "Kofi").refused("three people")


def test_the_data_folder_may_stand_before_what_is_asked(
    mentorcrm: Any, sample: None, home: Path
) -> None:
    noted = mentorcrm("give", "--home", str(home), "note", "Ana", "resource", "The rubric")
    assert noted.out.strip().isdigit(), noted
    assert "The rubric" in mentorcrm("give", f"--home={home}", "Ana").out
    assert "The rubric" in mentorcrm("give", "--home", str(home)).out


def test_wrong_questions(mentorcrm: Any, sample: None) -> None:
    mentorcrm("give", "Nobody At All").refused("Nobody here")
    mentorcrm("give", "note", "Ana", "money", "5").refused("money")
    mentorcrm("give", "note", "Ana", "gift", "--on", "soonish").refused("soonish")
    mentorcrm("give", "idea", "Ana", " ").refused("Say in a few words")


def test_nothing_noted_and_help(mentorcrm: Any) -> None:
    assert "Nothing is noted yet" in mentorcrm("give").out
    assert "Note what goes both ways" in mentorcrm("give", "--help").out
