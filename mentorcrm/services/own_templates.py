"""Built-in templates and the user's own copies of them."""

from dataclasses import replace

from sqlalchemy import select

from mentorcrm.asks import templates as shipped
from mentorcrm.asks.catalogue import spec
from mentorcrm.asks.record import AskRequest
from mentorcrm.asks.render import Rendered, render
from mentorcrm.asks.templates import DiffLine, Origin, TemplateSource
from mentorcrm.models.kinds import MessageForm, MessageKind, Tone
from mentorcrm.models.tables import Template
from mentorcrm.services.rows import TemplateRow
from mentorcrm.storage.unit_of_work import Store

__all__ = ["DiffLine", "OwnTemplates", "Rendered", "TemplateSource"]


class OwnTemplates:
    """Which text is used for a kind, tone and form, and how it differs from the built-in."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def source(self, kind: MessageKind, tone: Tone, form: MessageForm) -> TemplateSource:
        """The template in use: the user's own, else the built-in."""
        own = self._own(kind, tone, form)
        built_in = shipped.builtin(kind, tone, form)
        if own is None:
            return built_in
        return replace(built_in, source=own.source, origin=Origin.USER)

    def preview(self, source: str, request: AskRequest) -> Rendered:
        """A text of the user's rendered for a request; TemplateError with its line if refused."""
        built_in = shipped.builtin(request.kind, request.tone, request.form)
        return render(request, replace(built_in, source=source, origin=Origin.USER))

    def palette(self, request: AskRequest) -> tuple[tuple[str, str, str], ...]:
        """Every field a template may name: its name, its meaning, what it holds for a request."""
        return shipped.palette(request)

    def export(self, kind: MessageKind, tone: Tone, form: MessageForm) -> str:
        """The template in use as one text file that can be shared and brought in again."""
        return shipped.export_text(self.source(kind, tone, form))

    def read(self, text: str) -> TemplateSource:
        """A template from such a file; UserError or TemplateError when it cannot be used."""
        return shipped.import_text(text)

    def list(self) -> tuple[TemplateRow, ...]:
        """Every kind, tone and form, with whether it is the user's own and out of date."""
        with self._store.read() as session:
            own = {(t.kind, t.tone, t.form): t for t in session.scalars(select(Template))}
        rows = []
        for kind in MessageKind:
            for form in spec(kind).forms:
                for tone in Tone:
                    mine = own.get((kind, tone, form))
                    outdated = mine is not None and (
                        mine.based_on != shipped.builtin(kind, tone, form).source
                    )
                    rows.append(
                        TemplateRow(
                            kind,
                            tone,
                            form,
                            mine.name if mine else kind.label,
                            mine is not None,
                            outdated,
                        )
                    )
        return tuple(rows)

    def difference(self, kind: MessageKind, tone: Tone, form: MessageForm) -> tuple[DiffLine, ...]:
        """The user's text against the built-in one of today, as lines of a diff."""
        own = self._own(kind, tone, form)
        if own is None:
            return ()
        built_in = shipped.builtin(kind, tone, form).source
        return shipped.diff(own.source, own.based_on, built_in)

    def _own(self, kind: MessageKind, tone: Tone, form: MessageForm) -> Template | None:
        with self._store.read() as session:
            return session.scalar(
                select(Template).where(
                    Template.kind == kind, Template.tone == tone, Template.form == form
                )
            )
