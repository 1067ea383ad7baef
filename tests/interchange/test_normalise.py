"""One form for addresses, names and dates that people write in many ways."""

from datetime import date

import pytest

from mentorcrm.interchange import dates, normalise
from mentorcrm.interchange.cleaning import many_lines, one_line
from mentorcrm.interchange.encoding import decode
from mentorcrm.interchange.names import alike, different_people, name_key, split_name


@pytest.mark.parametrize(
    ("given", "form"),
    [
        ("Ada@Example.ORG", "ada@example.org"),
        (" ada+x@example.org ", "ada+x@example.org"),
        ("<ada@example.org>", "ada@example.org"),
        ("mailto:ada@example.org", "ada@example.org"),
        ("é@bücher.example", "é@bücher.example"),
        ("ada@localhost", ""),
        ("ada@", ""),
        ("e@c", ""),
        ("a b@example.org", ""),
        ("a@example.org?bcc=x@y.z", ""),
        ("a@b@example.org", ""),
        ("a@example.org\nBcc: x@y.z", ""),
        ("a" * 300 + "@example.org", ""),
        ("", ""),
    ],
)
def test_mail(given: str, form: str) -> None:
    assert normalise.mail(given) == form


@pytest.mark.parametrize(
    ("given", "region", "form"),
    [
        ("+49 (0)30 1234567", None, "+49301234567"),
        ("030 1234567", "DE", "+49301234567"),
        ("0049 30 1234567", "DE", "+49301234567"),
        ("(415) 555-0123", "US", "+14155550123"),
        ("(415) 555-0123", None, "4155550123"),
        ("+1-418-656-9254;ext=102", None, "+14186569254"),
        ("1-955-371-0847 x371", None, "19553710847"),
        ("+81 90 1234 5678p12", None, "+819012345678"),
        ("+39 (0)6 1234567", None, "+39061234567"),
        ("１２３４５６７", None, "1234567"),
        ("call me", None, ""),
        ("+...", None, ""),
        ("1" * 200, None, ""),
    ],
)
def test_phone(given: str, region: str | None, form: str) -> None:
    assert normalise.phone(given, region) == form


@pytest.mark.parametrize(
    ("given", "form"),
    [
        ("https://www.LinkedIn.com/in/Ada-L/", "linkedin.com/in/ada-l"),
        ("http://de.linkedin.com/in/ada-l/en?trk=x#top", "linkedin.com/in/ada-l"),
        ("linkedin.com/in/j%C3%B6rg", "linkedin.com/in/jörg"),
        ("www.example.org", "example.org"),
        ("https://example.org/a?id=3", "example.org/a?id=3"),
        ("HTTPS://Example.org:443/", "example.org"),
        ("https://example.org:8080/x", "example.org:8080/x"),
        ("https://twitter.com/ada", "x.com/ada"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("no address", ""),
        ("word", ""),
        ("http://[::1", ""),
        ("", ""),
    ],
)
def test_web(given: str, form: str) -> None:
    assert normalise.web(given) == form


@pytest.mark.parametrize(
    ("address", "personal"),
    [
        ("linkedin.com/in/ada", True),
        ("linkedin.com/company/acme", False),
        ("linkedin.com", False),
        ("github.com/ada", True),
        ("github.com", False),
        ("example.org/ada", False),
    ],
)
def test_a_page_of_one_person(address: str, personal: bool) -> None:
    assert normalise.is_personal_page(address) is personal


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Anna Koch", "KOCH, Anna"),
        ("Dr. Anna Koch", "Anna Koch, PhD"),
        ("José Muñoz", "Jose Munoz"),
        ("Søren Łuk", "Soren Luk"),
        ("Anna \U0001f680 Koch", "Anna Koch"),
        ("O’Brien Pat", "Pat O'Brien"),
    ],
)
def test_names_with_one_key(one: str, two: str) -> None:
    assert name_key(one) == name_key(two) != ""


def test_names_that_may_be_one_person_and_names_that_are_not() -> None:
    assert alike("Jon Smith", "John Smith")
    assert alike("Anna Koch", "Anna Maria Koch")
    assert not alike("Anna Koch", "Bernd Koch")
    assert not alike("", "")
    assert different_people(("Peter", "Peter Miller"), ("Susan", "Susan Miller"))
    assert not different_people(("P.", "P. Miller"), ("Peter", "Peter Miller"))
    assert not different_people(("", "info"), ("Peter", "Peter Miller"))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Anna Koch", ("", "Anna", "", "Koch", "")),
        ("Prof. Dr. Anna von der Heide", ("Prof. Dr.", "Anna", "", "von der Heide", "")),
        ("John Smith, PhD", ("", "John", "", "Smith", "PhD")),
        ("Smith, John", ("", "John", "", "Smith", "")),
        ("Cher", ("", "Cher", "", "", "")),
        ("x" * 5000 + " y", ("", "", "", "", "")),
    ],
)
def test_splitting_a_name(name: str, parts: tuple[str, ...]) -> None:
    assert split_name(name) == parts


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("14 May 2026", date(2026, 5, 14)),
        ("3-Nov-21", date(2021, 11, 3)),
        ("11/3/18, 2:07 PM", date(2018, 11, 3)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2023-02-29", None),
        ("Brumaire", None),
        ("", None),
        ("99 May 2026", None),
    ],
)
def test_the_day_of_a_connection(given: str, day: date | None) -> None:
    assert dates.connected(given) == day


@pytest.mark.parametrize(
    ("given", "form"),
    [
        ("5/6/1980", None),
        ("25/6/1980", "1980-06-25"),
        ("6/25/1980", "1980-06-25"),
        ("05.06.1980", "1980-06-05"),
        ("April 9, 1975", "1975-04-09"),
        ("0/0/00", ""),
        ("1604-04-12", "--04-12"),
        ("--13-01", None),
    ],
)
def test_birthdays_of_spreadsheets(given: str, form: str | None) -> None:
    assert dates.birthday(given) == form


def test_cleaning_keeps_words_and_drops_what_deceives() -> None:
    assert one_line("  A\tb\u00a0 c\u202e\x00\r\nd ", 100) == "A b c d"
    assert one_line("e\u0301", 100) == "é"
    assert one_line("\U0001f469\u200d\U0001f4bb", 10) == "\U0001f469\u200d\U0001f4bb"
    assert many_lines(" a \r\nb\u2028c\x07\n", 100) == "a\nb\nc"
    assert one_line("x" * 5000, 10) == "x" * 10


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Jörg Großmann, Zoë, François – 5 €"),
        ("cp1250", "Łukasz Gołąb, Jiří Dvořák, Šárka"),
        ("cp1251", "Иванов Сергей Петрович, директор завода, город Москва"),
        ("utf-16-le", "Jörg Großmann and some more words"),
        ("utf-8-sig", "Zoë"),
    ],
)
def test_guessing_an_encoding(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_one_damaged_character_does_not_change_the_encoding() -> None:
    assert decode(("Zoë Großmann Müller Jörg Åse Øst".encode()) + b"\xff") == (
        "Zoë Großmann Müller Jörg Åse Øst\ufffd"
    )
