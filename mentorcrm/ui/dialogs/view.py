"""The name of a saved view."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mentorcrm.services.commands.views import RenameView, SaveView
from mentorcrm.services.people_filter import PeopleFilter
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.fields import Field, Labelled
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.views import ViewRow


class ViewSheet(Sheet):
    """Saves a filter under a name, or gives a view another one."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        *,
        wanted: PeopleFilter | None = None,
        view: "ViewRow | None" = None,
    ) -> None:
        super().__init__(window, _("Rename the view") if view else _("Save this filter"), 440)
        self._desk = desk
        self._wanted = wanted
        self._view = view
        self.name = Field(_("Such as “Trial period”"))
        self.name.set_value(view.name if view else _suggested(wanted or PeopleFilter()))
        self._labelled = Labelled(_("Name"), self.name)
        self.save = Button(_("Rename") if view else _("Save"), "primary")
        cancel = Button(_("Cancel"))
        if view is None:
            words = _("It stands in the sidebar under Views and always shows who fits it now.")
            self.body.addWidget(Label(words, "body", "text2", wrap=True))
        self.body.addWidget(self._labelled)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(self.save)
        cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)

    def open(self, first: QWidget | None = None) -> None:
        super().open(first or self.name)
        self.name.selectAll()

    def _save(self) -> None:
        name = self.name.text()
        if self._view is not None:
            rename = RenameView(self._view.id, name)
            self._desk.run(rename, failed=self._refuse, then=self._done)
        elif self._wanted is not None:
            keep = SaveView(name, self._wanted)
            self._desk.run(
                keep,
                said=_("Saved the view “{name}”").format(name=name.strip()),
                failed=self._refuse,
                then=self._done,
            )

    def _done(self, _result: object) -> None:
        self.accept()

    def _refuse(self, sentence: str) -> None:
        self._labelled.set_error(sentence)


def _suggested(wanted: PeopleFilter) -> str:
    """A name from what is filtered by."""
    kinds = (wanted.role, wanted.season)
    words = [*(kind.label for kind in kinds if kind), wanted.tag, wanted.text.strip()]
    return ", ".join(word for word in words if word).capitalize()
