"""Template files: the shipped ones, the user's own, and the road between."""

import re

import pytest

from mentorcrm.asks import catalogue, templates
from mentorcrm.asks.record import AskRequest, Recipient, Sender
from mentorcrm.asks.render import render
from mentorcrm.errors import TemplateError, UserError
from mentorcrm.models.kinds import MessageForm, MessageKind, PartId, Tone

KIND, WARM, MAIL = MessageKind.FIRST_ASK, Tone.WARM, MessageForm.MAIL
OWN = "---\nkind: first-ask\ntone: plain\nform: mail\nname: Mine\nsubject: Three words here\n---\n"
CLICHES = re.compile(
    r"hope this finds you|pick your brain|reach(?:ing)? out|touch base|\bjust\b|\bsorry\b|"
    r"apolog|at your convenience|!|circle back|synerg|asap|any advice|I was wondering",
    re.IGNORECASE,
)


def test_every_kind_tone_and_form_of_the_catalogue_ships_a_template() -> None:
    shipped = templates.builtins()
    expected = sum(len(spec.forms) * len(Tone) for spec in catalogue.all_specs())
    assert len(shipped) == expected
    assert len({(t.kind, t.tone, t.form) for t in shipped}) == expected


@pytest.mark.parametrize("template", templates.builtins(), ids=lambda t: f"{t.name}")
def test_a_shipped_template_is_valid_named_and_free_of_cliches(
    template: templates.TemplateSource,
) -> None:
    templates.validate(template.source)
    parsed = templates.parse(template.source)
    assert template.origin is templates.Origin.BUILT_IN
    assert template.name
    assert template.version == "1"
    assert bool(parsed.subjects) == (template.form is MessageForm.MAIL)
    prose = re.sub(r"{[{%].*?[%}]}", "", parsed.body)
    assert not CLICHES.search(prose)


def test_the_tones_of_a_kind_differ() -> None:
    for spec in catalogue.all_specs():
        for form in spec.forms:
            bodies = {
                templates.parse(templates.builtin(spec.kind, tone, form).source).body
                for tone in Tone
            }
            assert len(bodies) == len(Tone), (spec.kind, form)


def test_a_form_that_does_not_suit_a_kind_is_refused_with_what_does() -> None:
    with pytest.raises(UserError, match="choose E-mail"):
        templates.builtin(MessageKind.TRIAL, WARM, MessageForm.LINKEDIN)
    with pytest.raises(UserError, match="Trial proposal"):
        render(AskRequest(MessageKind.TRIAL, WARM, MessageForm.CHAT))


def test_a_template_survives_export_and_import() -> None:
    for template in templates.builtins():
        text = templates.export_text(template)
        back = templates.import_text(text)
        assert (back.kind, back.tone, back.form) == (template.kind, template.tone, template.form)
        assert templates.parse(back.source).body == templates.parse(template.source).body
        subjects = [text for _, text in templates.parse(back.source).subjects]
        assert subjects == [text for _, text in templates.parse(template.source).subjects]
        assert templates.export_text(back) == text
        break_line_ends = text.replace("\n", "\r\n")
        assert templates.import_text(break_line_ends).kind is template.kind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hello", "needs “kind”"),
        ("---\nkind: first-ask\n---\nHello", "needs “tone”"),
        ("---\nkind: nonsense\ntone: warm\nform: mail\n---\nHello", "“nonsense” is not one"),
        ("---\nkind: trial\ntone: warm\nform: linkedin\n---\nHello", "has the form mail"),
        ("---\nkind: first-ask\n", "header is not closed"),
        ("---\nkind: first-ask\nto: a@b.example\n---\nx", "Line 3: the header knows"),
        ("---\nkind: first-ask\nkind: trial\n---\nx", "given twice"),
        ("---\nno colon here\n---\nx", "Line 2"),
        (OWN + "  \n", "no text below its header"),
        (OWN + "{{ person.notes }}", "there is no field “person.notes”"),
        (OWN.replace("Three words here", "{{ 1 + 1 }}") + "x", "Line 6: Add is not allowed"),
        ("x" * 30_000, "at most 20,000 characters"),
    ],
)
def test_a_bad_template_file_is_refused_with_a_reason(text: str, words: str) -> None:
    with pytest.raises(UserError, match=re.escape(words)):
        templates.import_text(text)


def test_a_refusal_counts_lines_from_the_top_of_the_file() -> None:
    with pytest.raises(TemplateError) as refusal:
        templates.validate(OWN + "fine\n{{ person.salary }}")
    assert refusal.value.line == 9


def test_a_template_of_the_users_own_is_rendered() -> None:
    own = templates.import_text(OWN + "{{ say.greeting }}\n\nOn {{ part.focus }}.\n\n\n\nBye ")
    request = AskRequest(KIND, values={PartId.FOCUS: "pricing"}, recipient=Recipient("Ana"))
    message = render(request, own)
    assert message.subject == "Three words here"
    assert message.body == "Dear Ana,\n\nOn pricing.\n\nBye"


def test_a_template_without_a_header_takes_the_subject_of_the_built_in_one() -> None:
    bare = templates.TemplateSource(KIND, WARM, MAIL, "{{ say.greeting }} Hello.")
    request = AskRequest(KIND, values={PartId.FOCUS: "pricing a consulting offer"})
    assert render(request, bare).subject == "A question about pricing a consulting offer"


def test_a_subject_is_one_line_of_at_most_sixty_characters() -> None:
    long = OWN.replace("Three words here", "{{ part.focus }} {{ part.focus }}") + "x"
    own = templates.import_text(long)
    request = AskRequest(KIND, values={PartId.FOCUS: "one\r\nBcc: a@b.example " * 9})
    subject = render(request, own).subject
    assert len(subject) <= 60
    assert "\n" not in subject
    assert "\r" not in subject


def test_a_comparison_says_who_changed_what() -> None:
    old = "one\ntwo\nthree"
    mine = "one\nTWO of mine\nthree"
    new = "one\ntwo\nthree\nfour"
    lines = templates.diff(mine, old, new)
    assert {(line.mark, line.text, line.by) for line in lines if line.by} == {
        ("-", "TWO of mine", "you"),
        ("+", "two", "you"),
        ("+", "four", "upgrade"),
    }
    assert [line.text for line in lines if line.mark == " "] == ["one", "three"]
    assert all(not line.by for line in templates.diff(old, old, old))


def test_a_changed_text_has_another_digest() -> None:
    template = templates.builtin(KIND, WARM, MAIL)
    changed = templates.TemplateSource(KIND, WARM, MAIL, template.source + "x")
    assert template.digest != changed.digest


def test_the_palette_shows_every_field_with_its_value() -> None:
    request = AskRequest(
        KIND,
        sender=Sender("Ben Adler"),
        recipient=Recipient("Ana Rivera", "Ana"),
        values={PartId.FOCUS: "Chapter 6, on leading peers"},
    )
    rows = {name: value for name, _, value in templates.palette(request)}
    assert rows["person.first_name"] == "Ana"
    assert rows["me.name"] == "Ben Adler"
    assert rows["bit.focus"] == "Chapter 6, on leading peers"
    assert rows["say.why_you"].endswith("⟦why you⟧.")
    assert all(meaning for _, meaning, _ in templates.palette(request))
