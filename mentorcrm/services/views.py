"""Saved views: filters of the list of people under a name."""

from dataclasses import dataclass

from sqlalchemy import select

from mentorcrm.errors import UserError
from mentorcrm.models.tables import SavedView
from mentorcrm.services.commands import views as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import found
from mentorcrm.services.people_filter import PeopleFilter
from mentorcrm.services.text import clean_line, quoted
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _

LONGEST = 60


@dataclass(frozen=True)
class ViewRow:
    """A saved view."""

    id: int
    name: str
    wanted: PeopleFilter


class ViewQueries:
    """Reading the saved views."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def list(self) -> tuple[ViewRow, ...]:
        """Every view, in the order in which they were saved."""
        with self._store.read() as session:
            rows = session.execute(
                select(SavedView.id, SavedView.name, SavedView.wanted).order_by(SavedView.id)
            )
            return tuple(
                ViewRow(row.id, row.name, PeopleFilter.from_text(row.wanted)) for row in rows
            )


def save_view(work: Work, command: wish.SaveView) -> int:
    text = command.wanted.as_text()
    if not text:
        raise UserError(_("There is no filter to save. Filter the list first."))
    view = SavedView(name=_name(work, command.name), wanted=text)
    work.session.add(view)
    work.session.flush()
    work.label = _("Save the view {view}").format(view=quoted(view.name))
    return view.id


def rename_view(work: Work, command: wish.RenameView) -> None:
    view = found(work, SavedView, command.view_id, _("That view is no longer there."))
    view.name = _name(work, command.name, view.id)
    work.label = _("Rename the view {view}").format(view=quoted(view.name))


def remove_view(work: Work, command: wish.RemoveView) -> None:
    view = found(work, SavedView, command.view_id, _("That view is no longer there."))
    work.session.delete(view)
    work.label = _("Remove the view {view}").format(view=quoted(view.name))


def _name(work: Work, typed: str, own: int = 0) -> str:
    name = clean_line(typed)
    if not name:
        raise UserError(_("A view needs a name. Write one first."))
    if len(name) > LONGEST:
        raise UserError(
            _("At most {number} letters fit into the sidebar. Choose a shorter name.").format(
                number=LONGEST
            )
        )
    others = work.session.scalars(select(SavedView.name).where(SavedView.id != own))
    if name.casefold() in {other.casefold() for other in others}:
        raise UserError(
            _("There is a view called “{name}” already. Choose another name.").format(name=name)
        )
    return name


HANDLERS: dict[type, Handler] = {
    wish.SaveView: save_view,
    wish.RenameView: rename_view,
    wish.RemoveView: remove_view,
}
