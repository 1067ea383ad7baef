"""The saved views of the sample network: who cools, whom one owes, who has yet to answer, trials.

A view has no place to say that it belongs to the sample. Their ids are kept beside the data, and
with the sample goes what is still one of them and still as it came.
"""

import json
from typing import Any

from sqlalchemy import select

from mentorcrm.models.tables import AppState, SavedView
from mentorcrm.services.dispatcher import Work
from mentorcrm.services.people_filter import PeopleFilter

KEY = "sample_views"


def add_views(work: Work, data: dict[str, Any]) -> None:
    """Add the views that `network.toml` names, but for a name that is taken."""
    taken = {name.casefold() for name in work.session.scalars(select(SavedView.name))}
    views = [
        SavedView(name=entry["name"], wanted=PeopleFilter.from_text(entry["wanted"]).as_text())
        for entry in data["views"]
        if entry["name"].casefold() not in taken
    ]
    work.session.add_all(views)
    work.session.flush()
    kept = {str(view.id): [view.name, view.wanted] for view in views}
    work.session.merge(AppState(key=KEY, value=json.dumps(kept)))


def remove_views(work: Work) -> None:
    """Take those out that are as they came; one that was renamed or changed is the user's own."""
    state = work.session.get(AppState, KEY)
    if state is None:
        return
    for number, (name, wanted) in json.loads(state.value).items():
        view = work.session.get(SavedView, int(number))
        if view is not None and (view.name, view.wanted) == (name, wanted):
            work.session.delete(view)
