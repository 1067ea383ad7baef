"""Who is greeted, and how: a title goes with the family name, never with a first name."""

import pytest

from mentorcrm.asks.record import AskRequest, Recipient, Sender
from mentorcrm.asks.render import render
from mentorcrm.models.kinds import MessageForm, MessageKind, Tone


def greeted(
    name: str, first: str, kind: MessageKind = MessageKind.FOLLOW_UP, tone: Tone = Tone.WARM
) -> str:
    request = AskRequest(kind, tone, sender=Sender("Ben Adler"), recipient=Recipient(name, first))
    return render(request).body.splitlines()[0]


@pytest.mark.parametrize(
    ("name", "first", "line"),
    [
        ("Dr. Hannah Brandt", "Hannah", "Dear Hannah,"),
        ("Dr. Hannah Brandt", "Dr. Hannah", "Dear Hannah,"),
        ("Dr. Hannah Brandt", "", "Dear Dr Brandt,"),
        ("Prof. Dr. Hannah Brandt", "", "Dear Professor Brandt,"),
        ("Dr. Brandt", "", "Dear Dr Brandt,"),
        ("Dr Vincent van Gogh", "", "Dear Dr van Gogh,"),
        ("Dr. Ana de la Cruz, PhD", "", "Dear Dr de la Cruz,"),
        ("Dr. J. R. Smith", "J.", "Dear Dr Smith,"),
        ("J. R. Smith", "J.", "Dear J. R. Smith,"),
        ("Hannah Brandt, PhD", "", "Dear Hannah Brandt,"),
        ("Hannah Brandt, PhD, MBA", "Hannah", "Dear Hannah,"),
        ("Brandt, Hannah", "", "Dear Hannah Brandt,"),
        ("Sir Ian Wood", "Ian", "Dear Ian,"),
        ("Hannah", "", "Dear Hannah,"),
        ("Yo-Yo Ma", "Yo-Yo", "Dear Yo-Yo,"),
        ("Dr. Hannah Brandt", "Hanni", "Dear Hanni,"),
        ("山田太郎", "", "Dear 山田太郎,"),
    ],
)  # fmt: skip
def test_a_greeting_fits_the_name(name: str, first: str, line: str) -> None:
    assert greeted(name, first) == line


@pytest.mark.parametrize(
    ("tone", "line"),
    [
        (Tone.WARM, "Dear Dr Brandt,"),
        (Tone.PLAIN, "Hello Dr Brandt,"),
        (Tone.BRIEF, "Hi Hannah,"),
    ],
)
def test_a_first_mail_to_a_doctor_keeps_the_distance(tone: Tone, line: str) -> None:
    assert greeted("Dr. Hannah Brandt", "Hannah", MessageKind.FIRST_ASK, tone) == line


def test_my_own_title_is_no_first_name() -> None:
    request = AskRequest(
        MessageKind.FIRST_ASK,
        form=MessageForm.LINKEDIN,
        sender=Sender("Dr. Ben Adler"),
        recipient=Recipient("Ana Rivera", "Ana"),
    )
    assert render(request).body.endswith("\nBen")
