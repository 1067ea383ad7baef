"""vCards of every version and of the programs that bend them."""

import pytest

from mentorcrm.errors import ImportRejected
from mentorcrm.interchange.contacts import ContactCard, ParsedFile
from mentorcrm.interchange.vcard import part_of, read_vcards
from mentorcrm.models.kinds import ContactKind
from tests.interchange.files import CARD_21, CARD_30


def read(text: str, encoding: str = "utf-8", region: str | None = None) -> ParsedFile:
    return read_vcards(text.encode(encoding), "cards.vcf", region)


def only(text: str, encoding: str = "utf-8", region: str | None = None) -> ContactCard:
    parsed = read(text, encoding, region)
    assert len(parsed.cards) == 1, parsed
    return parsed.cards[0]


def card(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""])


def values(contact: ContactCard, kind: ContactKind) -> list[str]:
    return [point.value for point in contact.points if point.kind is kind]


def test_a_full_card_of_version_3() -> None:
    contact = only(CARD_30)
    assert contact.display_name == "Dr. Amara Okafor"
    assert (
        contact.prefix,
        contact.given_name,
        contact.middle_name,
        contact.family_name,
        contact.suffix,
    ) == ("Dr.", "Amara", "Ngozi", "Okafor", "PhD")
    assert contact.organisation == "Brightwater, Labs"
    assert contact.department == "Platform, Core"
    assert contact.title == "Head of Platform; Core"
    assert contact.nickname == "Ama"
    assert contact.birthday == "--04-12"
    assert contact.location == "Berlin, Germany"
    assert contact.notes == (
        "first line\nsecond, with comma and a fold that breaks the line in two"
    )
    assert contact.tags == ("Mentors", "Berlin")
    assert contact.uid == "urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"
    assert contact.connected_on is None


def test_the_ways_to_reach_somebody_keep_their_labels() -> None:
    points = {point.normalised: point for point in only(CARD_30).points}
    mail = points["amara.okafor@example.org"]
    assert (mail.value, mail.label, mail.preferred) == ("Amara.Okafor@Example.org", "work", True)
    assert points["amara@home.example"].label == "Sunday mail"
    assert points["linkedin.com/in/amara-okafor"].label == "homepage"
    assert points["+491512345678"].label == "mobile"
    assert points["x.com/amara"].kind is ContactKind.PROFILE
    assert points["skype:amara.o"].kind is ContactKind.CHAT
    assert values(only(CARD_30), ContactKind.ADDRESS) == ["Main Street 1, 10115 Berlin, Germany"]


def test_version_2_1_with_quoted_printable_and_bare_types() -> None:
    contact = only(CARD_21, region="DE")
    assert contact.display_name == "Jörg Müller"
    assert (contact.given_name, contact.family_name) == ("Jörg", "Müller")
    assert contact.birthday == "1922-03-10"
    assert contact.notes == "one\ntwo €"
    labels = {point.normalised: point.label for point in contact.points}
    assert labels["+49301234567"] == "work"
    assert labels["+49307654321"] == "home fax"


def test_version_4_with_uris_and_quoted_types() -> None:
    contact = only(
        card(
            "VERSION:4.0",
            "FN;PREF=2:Second",
            "FN;PREF=1:Simon Perreault",
            "BDAY:--0203",
            'TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+1-418-656-9254;ext=102',
            'ADR;LABEL="a:b;c";TYPE=home:;;2875 Laurier;Quebec;QC;G1V 2M2;Canada',
            "PRONOUNS:they/them",
        )
    )
    assert contact.display_name == "Simon Perreault"
    assert (contact.given_name, contact.family_name) == ("Simon", "Perreault")
    assert contact.birthday == "--02-03"
    assert contact.pronouns == "they/them"
    assert contact.points[0].normalised == "+14186569254"
    assert contact.points[0].preferred
    assert contact.points[1].value == "2875 Laurier, G1V 2M2 Quebec, QC, Canada"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, ending: str) -> None:
    text = card("VERSION:3.0", "N:Großmann;Zoë;;;", "FN:Zoë Großmann", "EMAIL:zoe@example.org")
    assert only(text.replace("\r\n", ending), encoding).display_name == "Zoë Großmann"


def test_a_raw_shift_jis_card_that_names_its_charset() -> None:
    contact = only(
        card("VERSION:2.1", "N;CHARSET=SHIFT_JIS:佐藤;美奈", "TEL;CELL:090-1234-5678"), "cp932"
    )
    assert (contact.family_name, contact.given_name) == ("佐藤", "美奈")


def test_a_fold_inside_a_character() -> None:
    raw = card("VERSION:3.0", "FN:Zoë Großmann").encode()
    at = raw.index("ß".encode()) + 1
    parsed = read_vcards(raw[:at] + b"\r\n " + raw[at:], "cards.vcf")
    assert parsed.cards[0].display_name == "Zoë Großmann"


@pytest.mark.parametrize("name", ["zip", "unicode_escape", "idna", "rot13", "undefined", "x" * 500])
def test_a_charset_outside_the_list_is_read_as_utf_8(name: str) -> None:
    contact = only(card("VERSION:2.1", f"FN;CHARSET={name};ENCODING=QUOTED-PRINTABLE:Zo=C3=AB"))
    assert contact.display_name == "Zoë"


@pytest.mark.parametrize(
    ("lines", "display"),
    [
        (["N:Only;N"], "N Only"),
        (["FN:Only FN"], "Only FN"),
        (["ORG:Brightwater;Labs"], "Brightwater"),
        (["EMAIL:someone@example.org"], "someone@example.org"),
        (["TEL:+49 30 1234567"], "+49 30 1234567"),
        (["NICKNAME:  Big Joey"], "Big Joey"),
        (["URL:www.example.org"], "www.example.org"),
        (["X-SKYPE:joe.b"], "joe.b"),
    ],
)
def test_a_card_is_named_by_the_best_it_has(lines: list[str], display: str) -> None:
    assert only(card(*lines)).display_name == display


def test_names_lose_what_could_deceive() -> None:
    contact = only(card("VERSION:3.0", "FN:Ad\u202ea Love\x00la\u200bce\x07", "N:;;;;"))
    assert contact.display_name == "Ada Lovelace"


@pytest.mark.parametrize(
    ("raw", "kept", "note"),
    [
        ("1999-09-09", "1999-09-09", ""),
        ("19990909", "1999-09-09", ""),
        ("--0412", "--04-12", ""),
        ("--04-12", "--04-12", ""),
        ("1953-10-15T23:10:00Z", "1953-10-15", ""),
        ("circa 1800", "", "Birthday: circa 1800"),
        ("999-99-99", "", "Birthday: 999-99-99"),
        ("1999-02-31", "", "Birthday: 1999-02-31"),
        ("1999-09", "", "Birthday: 1999-09"),
    ],
)
def test_birthdays(raw: str, kept: str, note: str) -> None:
    contact = only(card("FN:Ada", f"BDAY:{raw}"))
    assert (contact.birthday, contact.notes) == (kept, note)


def test_what_is_no_person_is_reported() -> None:
    parsed = read(
        card("FN:Climbers", "X-ADDRESSBOOKSERVER-KIND:group")
        + card("VERSION:4.0", "KIND:location", "FN:Room 3")
        + card("BDAY:1970-07-14")
        + card("FN:Ada")
    )
    assert [one.display_name for one in parsed.cards] == ["Ada"]
    assert [(one.where, one.reason) for one in parsed.skipped] == [
        ("card 1, line 1", "a group, not a person"),
        ("card 2, line 5", "a place, not a person"),
        ("card 3, line 10", "no name, organisation or address in it"),
    ]


def test_an_assistants_card_inside_another() -> None:
    parsed = read(card("FN:Ada", "AGENT:", "BEGIN:VCARD", "FN:Susan", "END:VCARD", "TITLE:Lead"))
    assert [(one.display_name, one.title) for one in parsed.cards] == [("Ada", "Lead")]
    assert "inside another card" in parsed.skipped[0].reason


def test_an_assistant_in_one_line_is_mentioned() -> None:
    parsed = read(card("FN:Ada", "AGENT:BEGIN:VCARD", " FN:Susan", " END:VCARD", "TITLE:Lead"))
    assert parsed.cards[0].title == "Lead"
    assert len(parsed.cards) == 1
    assert not parsed.skipped
    assert "assistant" in parsed.warnings[0]


def test_a_remark_is_made_once() -> None:
    agent = ("AGENT:BEGIN:VCARD", " FN:Susan", " END:VCARD")
    warnings = read(card("FN:Ada", *agent, *agent)).warnings
    assert len(warnings) == len(set(warnings)) == 1


def test_a_missing_end_costs_nobody_but_a_cut_file_is_told() -> None:
    text = "BEGIN:VCARD\nFN:Ada\nBEGIN:VCARD\nFN:Ben\nEND:VCARD\nBEGIN:VCARD\nFN:Car"
    parsed = read(text)
    assert [one.display_name for one in parsed.cards] == ["Ada", "Ben"]
    assert parsed.skipped[0].where == "card 3, line 6"
    assert "cut off" in parsed.skipped[0].reason
    assert "no END:VCARD" in parsed.warnings[0]


def test_quoted_printable_that_ends_in_a_stray_sign_does_not_swallow_the_end() -> None:
    parsed = read(
        card("VERSION:2.1", "NOTE;ENCODING=QUOTED-PRINTABLE:oops=")
        + card("FN:Ben")
        + card("VERSION:2.1", "FN:Cleo", "NOTE;QUOTED-PRINTABLE:bad=ZZ")
    )
    assert [one.display_name for one in parsed.cards] == ["Ben", "Cleo"]
    assert len(parsed.skipped) == 1


def test_a_note_that_was_broken_by_hand_is_kept_whole() -> None:
    assert only("BEGIN:VCARD\nFN:Ada\nNOTE:one\ntwo\nEND:VCARD\n").notes == "one\ntwo"


def test_one_number_given_twice_is_one_point() -> None:
    contact = only(card("FN:Ada", "TEL;CELL:+49 151 2345678", "TEL:+49-151-2345678"))
    assert values(contact, ContactKind.PHONE) == ["+49 151 2345678"]


def test_extensions_make_two_numbers() -> None:
    contact = only(card("FN:Ada", "TEL:+1-555-555-5555", "TEL:+1-555-555-5555;ext=5555"))
    assert len(values(contact, ContactKind.PHONE)) == 2


@pytest.mark.parametrize("parts", [2, 3, 7])
def test_parts_make_the_whole(parts: int) -> None:
    data = (CARD_30 + "\r\n" + CARD_21 + card("BDAY:1970") + card("FN:Ada")).encode() * 3
    whole = read_vcards(data, "x.vcf")
    read_parts = [read_vcards(part_of(data, number, parts), "x.vcf") for number in range(parts)]
    assert tuple(one for part in read_parts for one in part.cards) == whole.cards
    assert tuple(one for part in read_parts for one in part.skipped) == whole.skipped


def test_a_wrong_address_is_kept_as_given_but_never_matched() -> None:
    point = only(card("FN:Ada", "EMAIL:not an address")).points[0]
    assert (point.value, point.normalised) == ("not an address", "")


def test_template_and_formula_text_stays_text() -> None:
    contact = only(card("FN:{{ 7*7 }}", "ORG:=cmd|' /C calc'!A0"))
    assert contact.display_name == "{{ 7*7 }}"
    assert contact.organisation == "=cmd|' /C calc'!A0"


def test_a_line_beyond_a_megabyte_is_left_out_with_a_warning() -> None:
    parsed = read(card("FN:Ada", "NOTE:" + "x" * 900_000 + "\r\n " + "y" * 200_000))
    assert parsed.cards[0].display_name == "Ada"
    assert len(parsed.cards[0].notes) <= 200_000
    assert any("megabyte" in one for one in parsed.warnings) or parsed.cards[0].notes


def test_no_card_at_all_is_refused() -> None:
    with pytest.raises(ImportRejected, match="holds no vCard"):
        read("hello")


def test_progress_ends_at_the_number_of_items() -> None:
    heard: list[int] = []
    read_vcards((card("FN:Ada") * 250).encode(), "cards.vcf", tick=heard.append)
    assert heard[-1] == 250
    assert heard == sorted(heard)
