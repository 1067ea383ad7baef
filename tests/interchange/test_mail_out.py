"""Messages on their way out: nothing in them can add a header or a recipient."""

from email import message_from_bytes
from email.policy import default
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcrm.errors import UserError
from mentorcrm.interchange.mail_out import (
    MAILTO_CHARACTERS,
    Mailbox,
    MailFile,
    eml_bytes,
    mailto_url,
)

ME = Mailbox("me@example.org", "Jörg Müller")
ADA = Mailbox("ada@example.org", "Ada “Countess” Lovelace, FRS")


def test_a_draft_with_an_attachment() -> None:
    note = MailFile("plan – März.pdf", "application/pdf", b"%PDF")
    raw = eml_bytes("Zwei Fragen – bitte", "Hallo Ada,\n\nzwei Fragen.\n", ME, [ADA], [note])
    message = message_from_bytes(raw, policy=default)
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == "Zwei Fragen – bitte"
    assert message["From"].addresses[0].display_name == "Jörg Müller"
    assert message["To"].addresses[0].addr_spec == "ada@example.org"
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == "Hallo Ada,\n\nzwei Fragen.\n"
    assert [part.get_filename() for part in message.iter_attachments()] == ["plan – März.pdf"]
    assert b"\r\n" in raw
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_a_draft_without_anybody_yet() -> None:
    message = message_from_bytes(eml_bytes("", "Hello", None, []), policy=default)
    assert message["To"] is None
    assert message["From"] is None


@pytest.mark.parametrize("subject", ["a\nBcc: x@y.z", "a\r\nb", "a\u2028b", "a\x0bb", "a\x1cb"])
def test_a_line_break_in_a_subject_is_refused(subject: str) -> None:
    with pytest.raises(UserError, match="one line"):
        eml_bytes(subject, "x", ME, [ADA])
    with pytest.raises(UserError, match="one line"):
        mailto_url("ada@example.org", subject, "x")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ada",
        "a@b?bcc=x@y.z",
        "a@example.org\nBcc: x@y.z",
        "a@example.org, b@example.org",
        "a@example.org?cc=b@c.de",
    ],
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(UserError, match="not an e-mail address"):
        eml_bytes("s", "b", ME, [Mailbox(address)])
    with pytest.raises(UserError, match="not an e-mail address"):
        mailto_url(address, "s", "b")


def test_an_attached_text_stays_as_it_is_and_its_name_is_one_line() -> None:
    raw = eml_bytes("s", "b", ME, [ADA], [MailFile("a.txt", "text/plain", b"x\ny\r\n\xff")])
    parts = list(message_from_bytes(raw, policy=default).iter_attachments())
    assert parts[0].get_content() == b"x\ny\r\n\xff"
    with pytest.raises(UserError, match="one line"):
        eml_bytes("s", "b", ME, [ADA], [MailFile("a\r\nBcc: x", "text/plain", b"")])


def test_a_link_carries_the_text_and_nothing_else() -> None:
    body = "Hi & hello + ü\n100% sure? x=1#y"
    link = mailto_url("ada+x@example.org", "Frage: a&b?", body)
    assert link is not None
    parts = urlsplit(link.url)
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "ada+x@example.org")
    assert parse_qs(parts.query) == {
        "subject": ["Frage: a&b?"],
        "body": [body.replace("\n", "\r\n")],
    }
    assert "+" not in link.url


def test_a_long_text_gets_no_link() -> None:
    assert mailto_url("ada@example.org", "s", "ü" * MAILTO_CHARACTERS) is None


@given(st.text(max_size=60), st.text(max_size=200))
def test_whatever_is_typed_adds_no_header(subject: str, body: str) -> None:
    try:
        raw = eml_bytes(subject, body, ME, [ADA])
        link = mailto_url("ada@example.org", subject, body)
    except UserError:
        return
    message = message_from_bytes(raw, policy=default)
    assert sorted(message.keys()) == sorted(
        [
            "X-Unsent",
            "From",
            "To",
            "Subject",
            "Content-Type",
            "Content-Transfer-Encoding",
            "MIME-Version",
        ]
    )
    if link is not None:
        assert set(parse_qs(urlsplit(link.url).query)) <= {"subject", "body"}
