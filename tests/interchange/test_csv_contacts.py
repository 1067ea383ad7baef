"""CSV exports of the services people use, and any other through a mapping."""

from datetime import date

import pytest

from mentorcrm.errors import ImportRejected
from mentorcrm.interchange.contacts import ContactCard, ParsedFile
from mentorcrm.interchange.csv_contacts import preview, propose_mapping, read_csv
from mentorcrm.interchange.csv_fields import Column, Field, Mapping
from mentorcrm.models.kinds import ContactKind
from tests.interchange import files


def read(text: str, region: str | None = None, mapping: Mapping | None = None) -> ParsedFile:
    return read_csv(text.encode(), "file.csv", mapping, region)


def reach(contact: ContactCard) -> dict[str, str]:
    return {point.normalised: point.label for point in contact.points}


def test_linkedin_as_it_comes_today() -> None:
    parsed = read(files.LINKEDIN)
    assert parsed.kind == "linkedin"
    amara, joerg, lena = parsed.cards
    assert (amara.where, amara.display_name) == ("row 5", "Amara Okafor")
    assert (amara.organisation, amara.title) == ("Brightwater Labs", "Head of Platform")
    assert amara.connected_on == date(2026, 5, 14)
    assert reach(joerg) == {"linkedin.com/in/jörg-weber": "", "joerg@weber.example.org": ""}
    assert (joerg.display_name, joerg.family_name, joerg.suffix) == (
        "Jörg Weber, PhD",
        "Weber",
        "PhD",
    )
    assert (lena.display_name, lena.given_name) == ("Lena \U0001f680 K", "Lena")
    assert [(one.where, one.reason) for one in parsed.skipped] == [
        ("row 7", "only a date: LinkedIn leaves this where an account was closed")
    ]


@pytest.mark.parametrize("preamble", ["", "Notes:\n\n\n", "some text\nmore text\n", "Notes:,,\n"])
def test_linkedin_with_any_preamble(preamble: str) -> None:
    header, *rows = files.LINKEDIN.splitlines()[3:]
    parsed = read(preamble + "\n".join([header, *rows]))
    assert (parsed.kind, len(parsed.cards), len(parsed.skipped)) == ("linkedin", 3, 1)


def test_linkedin_of_2018() -> None:
    contact = read(files.LINKEDIN_2018).cards[0]
    assert contact.connected_on == date(2018, 11, 3)
    assert reach(contact) == {"amara@example.org": ""}


def test_linkedin_as_a_spreadsheet_saves_it() -> None:
    text = files.LINKEDIN.replace("14 May 2026", "14-May-26").replace("\n", "\r\n")
    parsed = read_csv(text.encode("utf-8-sig"), "file.csv")
    assert parsed.cards[0].connected_on == date(2026, 5, 14)


def test_linkedin_without_names_is_refused_with_its_row() -> None:
    with pytest.raises(ImportRejected, match=r"row 4: the columns First Name and Last Name"):
        read(files.LINKEDIN.replace("First Name,Last Name,", "x,y,"))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (files.MESSAGES, "list of messages"),
        ("From,To,Sent At,Message,Direction\nA,B,1,hi,OUTGOING\n", "list of invitations"),
        (
            "Company Name,Title,Description,Location,Started On,Finished On\nA,B,,,,\n",
            "work history",
        ),
        (
            "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry\nA,B\n",
            "your own LinkedIn profile",
        ),
    ],
)
def test_other_files_of_a_linkedin_archive_are_named(text: str, what: str) -> None:
    with pytest.raises(ImportRejected, match=f"{what}.*choose Connections.csv"):
        read(text)


def test_google_old() -> None:
    parsed = read(files.GOOGLE_OLD)
    assert parsed.kind == "google-old"
    mina, only = parsed.cards
    assert (mina.display_name, mina.given_name, mina.family_name) == ("Mina Sato", "Mina", "Sato")
    assert (mina.organisation, mina.title, mina.department) == ("Sato Works", "Director", "Design")
    assert mina.birthday == "--12-01"
    assert mina.notes == "two\nlines"
    assert mina.tags == ("Climbing",)
    assert mina.location == "Tokyo, Japan"
    assert reach(mina) == {
        "mina@sato.example": "work",
        "m.sato@example.org": "work",
        "mina.home@example.org": "home",
        "+819012345678": "mobile",
        "1-2-3 ueno, tokyo": "home",
        "example.org/mina": "profile",
    }
    assert only.display_name == "only@example.org"


def test_google_new() -> None:
    contact = read(files.GOOGLE_NEW, region="JP").cards[0]
    assert contact.display_name == "Dr. Mina A. Sato"
    assert contact.tags == ("Mentors",)
    assert contact.birthday == "1988-06-15"
    assert reach(contact) == {"mina@sato.example": "work", "+819012345678": "mobile"}
    assert [point.preferred for point in contact.points] == [True, False]


def test_outlook() -> None:
    parsed = read(files.OUTLOOK, region="FR")
    contact = parsed.cards[0]
    assert parsed.kind == "outlook"
    assert (contact.prefix, contact.title, contact.organisation) == (
        "Dr.",
        "Researcher",
        "Institut",
    )
    assert contact.birthday == ""
    assert contact.location == "Paris, France"
    assert contact.tags == ("Friends", "Mentors")
    assert reach(contact) == {
        "paul@martin.example": "",
        "pm@example.org": "",
        "+33123456789": "home",
        "+33612345678": "mobile",
        "example.org/paul": "",
        "12 rue x, 75001 paris, france": "work",
    }


def test_thunderbird_with_and_without_a_header() -> None:
    parsed = read(files.THUNDERBIRD, region="DE")
    contact = parsed.cards[0]
    assert (parsed.kind, contact.display_name, contact.birthday) == (
        "thunderbird",
        "Ines Roth",
        "1975-04-09",
    )
    assert contact.location == "Berlin, Germany"
    assert "hauptstr. 1, 10115 berlin, germany" in reach(contact)
    bare = read(files.THUNDERBIRD.split("\n", 1)[1], region="DE").cards[0]
    assert (bare.display_name, bare.points) == (contact.display_name, contact.points)


def test_atomic_crm() -> None:
    parsed = read(files.ATOMIC)
    contact = parsed.cards[0]
    assert parsed.kind == "atomic"
    assert (contact.title, contact.notes, contact.tags) == (
        "Founder",
        "met in May",
        ("ui", "design"),
    )
    assert reach(contact) == {
        "linkedin.com/in/noor": "LinkedIn",
        "noor@haddad.example": "work",
        "5550100": "work",
    }


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiters_and_encodings(delimiter: str, encoding: str) -> None:
    text = "\n".join(
        delimiter.join(row)
        for row in (
            ("Vorname", "Nachname", "E-Mail-Adresse", "Firma", "Ort"),
            (
                "Zoë",
                "Großmann",
                "zoe@example.org",
                "Müller, Köhler & Söhne" if delimiter != "," else "Müller",
                "Köln",
            ),
        )
    )
    contact = read_csv(text.encode(encoding), "file.csv").cards[0]
    assert contact.display_name == "Zoë Großmann"
    assert contact.organisation.startswith("Müller")
    assert contact.location == "Köln"


def test_shift_jis() -> None:
    text = "氏名,Name,Email\n" + "\n".join(
        f"部長,佐藤美奈子{n},sato{n}@example.jp" for n in "一二三四五六七八"
    )
    assert read_csv(text.encode("cp932"), "file.csv").cards[0].display_name == "佐藤美奈子一"


def test_rows_that_are_short_long_or_empty() -> None:
    parsed = read("Name,Email,Company\nAda\nBen,ben@example.org,X,extra,cells\n,,\n\n, ,x y\n")
    assert [one.display_name for one in parsed.cards] == ["Ada", "Ben", "x y"]
    assert not parsed.skipped


def test_a_row_with_nothing_to_go_by_is_reported() -> None:
    parsed = read("Name,Email,Notes\nAda,,\n,,just a note\n")
    assert [(one.where, one.reason) for one in parsed.skipped] == [
        ("row 3", "no name, organisation or address in it")
    ]


def test_rows_marked_for_deletion_are_skipped() -> None:
    parsed = read("Action,ID,Name,E-mail Address\nadd,,Ada,a@example.org\ndelete,1,Ben,b@c.de\n")
    assert [one.display_name for one in parsed.cards] == ["Ada"]
    assert parsed.skipped[0].reason == "marked for deletion in this file"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Name,Email\n", "no contacts below"),
        (files.GOOGLE_NEW.split("\n")[0], "no contacts below"),
        ("", "is empty"),
        ("a,b\n1,2\n", "no column is named for people"),
        (
            'Name,Email\nAda,a@example.org\n"Ben,b@example.org\nCleo,c@example.org\n',
            r"row 3: it has a quoted cell that never ends",
        ),
        ("Name,Notes\nAda," + "x" * 1_100_000 + "\n", "row 2"),
        ("Name" + "," * 3000 + "\nAda" + "," * 3000 + "\n", "columns"),
    ],
)
def test_refusals_name_the_place_and_the_remedy(text: str, message: str) -> None:
    with pytest.raises(ImportRejected, match=message):
        read(text)


def test_any_other_file_through_a_mapping() -> None:
    text = "x;y;z\nAda Lovelace;ada@example.org;maths\n"
    mapping = Mapping(
        (Column(0, Field.FULL_NAME), Column(1, Field.MAIL, "work"), Column(2, Field.TAGS)),
        header_row=1,
    )
    contact = read(text, mapping=mapping).cards[0]
    assert (contact.given_name, contact.family_name) == ("Ada", "Lovelace")
    assert reach(contact) == {"ada@example.org": "work"}
    assert contact.tags == ("maths",)


def test_a_mapping_without_people_is_refused() -> None:
    with pytest.raises(ImportRejected, match="say which column is which"):
        read("a,b\n1,2\n", mapping=Mapping((Column(0, Field.NOTES),)))


def test_a_proposal_goes_by_names_and_by_cells() -> None:
    header = ("Wer", "Kontakt", "Seite", "Rückruf", "Firma")
    rows = [
        ["Ada Lovelace", "ada@example.org", "https://x.com/ada", "+49 30 1234567", "A"],
        ["Ben King", "ben@example.org", "www.example.org", "030 7654321", "B"],
    ]
    fields = {column.index: column.field for column in propose_mapping(header, rows).columns}
    assert fields == {
        0: Field.FULL_NAME,
        1: Field.MAIL,
        2: Field.WEB,
        3: Field.PHONE,
        4: Field.ORGANISATION,
    }


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Prénom", Field.GIVEN),
        ("Nom", Field.FAMILY),
        ("Apellidos", Field.FAMILY),
        ("correo_electrónico", Field.MAIL),
        ("Work Email", Field.MAIL),
        ("Mobile", Field.PHONE),
        ("JOB TITLE", Field.TITLE),
        ("LinkedIn Profile URL", Field.WEB),
        ("Mentor name", Field.FULL_NAME),
    ],
)
def test_column_names_in_four_languages(name: str, field: Field) -> None:
    assert propose_mapping((name,), []).columns[0].field is field


def test_a_preview_shows_what_there_is_to_map() -> None:
    shown = preview(b"sep=;\nWer;Was\nAda Lovelace;ada@example.org\n")
    assert shown.mapping.delimiter == ";"
    assert ("Ada Lovelace", "ada@example.org") in shown.rows
    assert {column.field for column in shown.mapping.columns} >= {Field.MAIL}


def test_mails_that_share_a_cell_are_separate() -> None:
    contact = read('Name,Email\nAda,"a@example.org; b@example.org, c@example.org"\n').cards[0]
    assert [point.value for point in contact.points] == [
        "a@example.org",
        "b@example.org",
        "c@example.org",
    ]
    assert all(point.kind is ContactKind.MAIL for point in contact.points)


def test_a_date_that_is_none_is_mentioned() -> None:
    parsed = read(files.LINKEDIN.replace("14 May 2026", "someday"))
    assert parsed.cards[0].connected_on is None
    assert "someday" in parsed.warnings[0]


def test_null_is_a_surname_and_elsewhere_an_empty_cell() -> None:
    parsed = read("First Name,Last Name,Company\nChristopher,Null,null\nAda,null,Null\n")
    assert [(one.display_name, one.organisation) for one in parsed.cards] == [
        ("Christopher Null", ""),
        ("Ada", ""),
    ]
