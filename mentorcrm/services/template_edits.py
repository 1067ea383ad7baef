"""What can be done to the user's own templates."""

from sqlalchemy import select

from mentorcrm.models.tables import Template
from mentorcrm.services.commands import outreach as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.text import clean_line
from mentorcrm.words import _


def save_template(work: Work, command: wish.SaveTemplate) -> None:
    from mentorcrm.asks.templates import builtin, validate

    validate(command.source)
    own = _own_template(work, command.kind, command.tone, command.form)
    if own is None:
        own = Template(
            kind=command.kind,
            tone=command.tone,
            form=command.form,
            based_on=builtin(command.kind, command.tone, command.form).source,
        )
        work.session.add(own)
    own.source, own.name = command.source, clean_line(command.name) or command.kind.label
    work.label = _("Edit the template {template}").format(template=own.name)
    work.merge_key = f"template/{command.kind}/{command.tone}/{command.form}"


def reset_template(work: Work, command: wish.ResetTemplate) -> None:
    own = _own_template(work, command.kind, command.tone, command.form)
    if own is not None:
        work.session.delete(own)
    work.label = _("Reset the template {template}").format(template=command.kind.label)


def _own_template(work: Work, kind: object, tone: object, form: object) -> Template | None:
    return work.session.scalar(
        select(Template).where(Template.kind == kind, Template.tone == tone, Template.form == form)
    )


HANDLERS: dict[type, Handler] = {
    wish.SaveTemplate: save_template,
    wish.ResetTemplate: reset_template,
}
