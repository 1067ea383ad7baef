"""`ask` and `check`."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mentorcrm.cli.opening import opened, with_home, with_json
from mentorcrm.cli.output import complain, say, say_json, unknown_setting
from mentorcrm.errors import UserError
from mentorcrm.models.kinds import FindingLevel, MessageForm, MessageKind, PartId, Tone
from mentorcrm.paths import Paths
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.ask_desk import Composed
    from mentorcrm.services.text_check import Finding, PartReport, TemplateSource

# Parts that may hold several items, so that --set may be repeated for them.
_SEVERAL = (PartId.TRIED, PartId.QUESTIONS, PartId.WINDOWS)
_KINDS = click.Choice([k.value for k in MessageKind])


@click.command()
@click.argument("person")
@click.option("--kind", type=_KINDS, required=True, help="What the message is.")
@click.option(
    "--tone", type=click.Choice([t.value for t in Tone]), default="warm", show_default=True
)
@click.option(
    "--channel",
    type=click.Choice([f.value for f in MessageForm]),
    default="mail",
    show_default=True,
)
@click.option("--need", type=int, help="The number that `need add` printed.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="PART=TEXT",
    help='What a part says, such as tried="…"; repeat it. '
    'windows="2026-12-01 16:00-17:00; …" is your own zone unless one is named.',
)
@click.option("--template", type=click.Path(path_type=Path), help="Use the template in this file.")
@click.option("--eml", type=click.Path(path_type=Path), help="Also write the message as .eml.")
@click.option("--save", is_flag=True, help="Also keep it as a draft, to go on with in the window.")
@with_json
@with_home
def ask(
    person: str,
    kind: str,
    tone: str,
    channel: str,
    need: int | None,
    settings: tuple[str, ...],
    template: Path | None,
    eml: Path | None,
    save: bool,
    as_json: bool,
    paths: Paths,
) -> None:
    """Write a message to PERSON from your record, checked part by part."""
    parts = _parts(settings)
    source = _template(template, kind, tone, channel)
    with opened(paths, writes=save) as services:
        person_id = services.people.find(person)
        request = services.desk.request(
            person_id, MessageKind(kind), Tone(tone), MessageForm(channel), need, parts
        )
        composed = services.desk.compose(request, source)
        if eml is not None:
            services.sending.write(person_id, composed.subject, composed.body, eml)
        draft_id = None
        if save:
            beginning = services.desk.beginning_of(person_id, need, composed)
            # Only this call knows the template; the window would write with another.
            draft_id = services.dispatcher.run(replace(beginning, by_hand=source is not None))
    if as_json:
        say_json(_as_json(composed, draft_id))
        return
    if composed.subject:
        say(f"Subject: {composed.subject}\n")
    say(composed.body)
    _say_what_is_missing(composed)


@click.command()
@click.argument("file", default="-", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--kind", type=_KINDS, help="What the message is.")
@click.option(
    "--channel",
    type=click.Choice([f.value for f in MessageForm]),
    default="mail",
    show_default=True,
)
@with_json
@with_home
def check(file: Path, kind: str | None, channel: str, as_json: bool, paths: Paths) -> None:
    """Check the text in FILE, or on standard input. A first line `Subject: …` is its subject."""
    from mentorcrm.services.text_check import check_text

    chosen = MessageKind(kind) if kind else None
    checked = check_text(_text_of(file), chosen, MessageForm(channel))
    if as_json:
        say_json(
            {
                "kind": kind,
                "subject": checked.subject,
                "body": checked.body,
                "ready": checked.verdict.ready,
                "headline": checked.verdict.headline,
                "parts": [_part(part) for part in checked.parts],
                "findings": [_finding(finding) for finding in checked.findings],
            }
        )
        return
    for part in checked.verdict.parts_to_fix:
        say(f"{_part_told(part)}. {part.note}".rstrip())
    for finding in checked.findings:
        if finding.level is FindingLevel.HINT or finding in checked.verdict.findings_to_fix:
            say(_told(finding, checked.body))
    say(checked.verdict.headline if checked.verdict.to_fix else _("Nothing to fix."))


def _told(finding: "Finding", body: str) -> str:
    line = body.count("\n", 0, finding.start) + 1
    column = finding.start - body.rfind("\n", 0, finding.start)
    place = "subject" if finding.field == "subject" else f"{line}:{column}"
    told = f"{place} {finding.level.label.lower()} ({finding.rule}): {finding.message}"
    return told + (" " + _("Fix: {label}.").format(label=finding.fix.label) if finding.fix else "")


def _parts(settings: tuple[str, ...]) -> dict[PartId, str]:
    parts: dict[PartId, str] = {}
    for setting in settings:
        name, equals, text = setting.partition("=")
        name = name.strip().lower().replace("-", "_")
        if not equals or name not in set(PartId):
            raise UserError(
                _("{problem} The parts are: {parts}.").format(
                    problem=unknown_setting(setting, _("part"), "PART"),
                    parts=", ".join(part.value for part in PartId),
                )
            )
        part = PartId(name)
        if part in parts and part not in _SEVERAL:
            raise UserError(_("--set {name}=… is given twice. Keep one of them.").format(name=name))
        text = text.encode("utf-8", "replace").decode()  # What the terminal sent as no text.
        parts[part] = "; ".join(filter(None, (parts.get(part), text)))
    return parts


def _template(file: Path | None, kind: str, tone: str, channel: str) -> "TemplateSource | None":
    if file is None:
        return None
    from mentorcrm.services.text_check import template_from

    text = _text_of(file)
    try:
        return template_from(text, MessageKind(kind), Tone(tone), MessageForm(channel))
    except UserError as error:
        raise UserError(f"{file}: {error}") from error


def _as_json(composed: "Composed", draft_id: int | None) -> dict[str, Any]:
    request, verdict = composed.request, composed.verdict
    return {
        "kind": request.kind,
        "tone": request.tone,
        "channel": request.form,
        "subject": composed.subject,
        "body": composed.body,
        "ready": verdict.ready,
        "headline": verdict.headline,
        "draft": draft_id,
        "parts": [_part(part) for part in composed.parts],
        "findings": [_finding(f) for f in composed.findings],
    }


def _part(part: "PartReport") -> dict[str, Any]:
    return {"id": part.id, "state": part.state, "need": part.need, "note": part.note}


def _finding(finding: "Finding") -> dict[str, Any]:
    from mentorcrm.services.asking import rule_info

    fix, info = finding.fix, rule_info(finding.rule)
    return {
        "rule": finding.rule,
        "level": finding.level,
        "start": finding.start,
        "end": finding.end,
        "field": finding.field,
        "text": finding.text,
        "message": finding.message,
        "reason": finding.reason,
        "evidence": finding.evidence,
        "footnote": info.footnote if info else "",
        "fix": {
            "label": fix.label,
            "start": fix.start,
            "end": fix.end,
            "replacement": fix.replacement,
        }
        if fix
        else None,
    }


def _say_what_is_missing(composed: "Composed") -> None:
    """A line for each thing to fix, then the hints, then how many things there are."""
    verdict = composed.verdict
    for part in verdict.parts_to_fix:
        option = f'--set {part.id.value}="…"'
        complain(f"{_part_told(part)} ({option}). {part.note}")
    for finding in verdict.findings_to_fix:
        complain(f"{finding.level.label.lower()}: {finding.message}")
    for finding in composed.findings:
        if finding.level is FindingLevel.HINT:
            complain(f"{finding.level.label.lower()}: {finding.message}")
    complain(verdict.headline)


def _part_told(part: "PartReport") -> str:
    return f"{part.state.label.lower()}: {part.id.label[0].lower()}{part.id.label[1:]}"


def _text_of(file: Path) -> str:
    piped = str(file) == "-"
    name = _("What was piped in") if piped else str(file)
    if piped and sys.stdin.isatty():
        end = "Ctrl+Z and Enter" if sys.platform == "win32" else "Ctrl+D"
        complain(_("Type or paste the text, then a new line and {end}.").format(end=end))
    try:
        data = sys.stdin.buffer.read(1_000_001) if piped else file.read_bytes()
    except OSError as error:
        raise UserError(
            _("{name} could not be read ({reason}). Check the name and try again.").format(
                name=name, reason=error.strerror
            )
        ) from error
    if len(data) > 1_000_000:
        raise UserError(
            _("{name} is larger than a message can be. Choose a text of at most 1 MB.").format(
                name=name
            )
        )
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise UserError(
            _("{name} is not text in UTF-8 (byte {start}). Save it as UTF-8 and try again.").format(
                name=name, start=error.start
            )
        ) from error
