"""What leaves this computer (nothing), what the app is made of, and under which licences."""

import platform

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QGridLayout, QWidget

from mentorcrm import __version__, assets
from mentorcrm.errors import UserError
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.reading import ReadingSheet
from mentorcrm.ui.pages.settings_section import ColumnSection, hint
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Card, IconLabel
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

_PROMISES = (
    (
        "lock",
        _("Nothing leaves this computer. There is no account, and the app opens no connection."),
    ),
    (
        "send",
        _("It prepares, you send: messages go out through your own mail app or the clipboard."),
    ),
    ("eye", _("Nothing tracks whether a message was opened or read.")),
    ("sticky-note", _("Private notes cannot reach a template, a draft or the log.")),
)
_GPL = "https://www.gnu.org/licenses/gpl-3.0.html"
_LICENCES = (
    ("Inter", _("Typeface, SIL Open Font License 1.1"), "fonts/Inter-LICENSE.txt"),
    ("Newsreader", _("Typeface, SIL Open Font License 1.1"), "fonts/Newsreader-LICENSE.txt"),
    ("Lucide", _("Icons, ISC; some from Feather, MIT"), "icons/LICENSE"),
)


class AboutSection(ColumnSection):
    """Privacy and about."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Privacy and about"), _("What the app does with your records."))
        self.copy = Button(_("Copy versions"), size="small", icon="copy")
        self.gpl = Button(_("Read the licence"), size="small", icon="external-link")
        self._versions = QGridLayout()
        self._versions.setHorizontalSpacing(20)
        self._versions.setVerticalSpacing(4)
        self._versions.setColumnStretch(1, 1)
        self._numbers: tuple[tuple[str, str], ...] = ()
        self.readers: list[Button] = []
        self._build()
        self.copy.clicked.connect(self._copy)
        self.gpl.clicked.connect(self._open_gpl)

    def reload(self) -> None:
        if self._numbers:
            return
        self._numbers = (
            ("mentorcrm", __version__),
            ("Qt", qVersion()),
            ("SQLite", self.desk.services.safety.sqlite_version()),
            ("Python", platform.python_version()),
            (_("System"), f"{platform.system()} {platform.release()}"),
        )
        for row, (name, number) in enumerate(self._numbers):
            self._versions.addWidget(Label(name, "body", "text2"), row, 0)
            self._versions.addWidget(Label(number, "body"), row, 1)

    def first_focus(self) -> QWidget:
        return self.copy

    def versions(self) -> tuple[tuple[str, str], ...]:
        """What is on show, by name."""
        return self._numbers

    def _build(self) -> None:
        privacy = Card(_("Privacy"))
        privacy.body.setSpacing(10)
        for icon, sentence in _PROMISES:
            line = boxes.row(spacing=10)
            line.addLayout(boxes.column(2, IconLabel(icon, 16, "text3"), None, spacing=0))
            line.addWidget(Label(sentence, "body", wrap=True), 1)
            privacy.body.addLayout(line)
        versions = Card(_("Versions"))
        versions.head.addWidget(self.copy)
        versions.body.addLayout(self._versions)
        licence = Card(_("Licence"))
        licence.head.addWidget(self.gpl)
        licence.body.addWidget(
            hint(
                _(
                    "mentorcrm is free software under the GNU General Public License, version 3 or "
                    "later. You may use, study, share and change it; it comes without any warranty."
                )
            )
        )
        self.column.addWidget(privacy)
        self.column.addWidget(versions)
        self.column.addWidget(licence)
        self.column.addWidget(self._third_parties())
        self.column.addStretch(1)

    def _third_parties(self) -> Card:
        card = Card(_("Made with"))
        card.body.setSpacing(4)
        for name, what, file in _LICENCES:
            button = Button(_("Read"), "ghost", size="small")
            button.setAccessibleName(_("Read the licence of {name}").format(name=name))
            button.setProperty("file", file)
            button.setProperty("called", name)
            button.clicked.connect(self._read)
            self.readers.append(button)
            words = (Label(name, "medium"), Label(what, "meta", "text2"))
            card.body.addLayout(boxes.row(*words, None, button, spacing=10))
        card.body.addWidget(
            hint(
                _(
                    "Qt for Python (LGPL 3), SQLAlchemy, Jinja, icalendar, phonenumbers and other "
                    "libraries come as separate packages with their own licences."
                )
            )
        )
        return card

    def _read(self) -> None:
        button = self.sender()
        text = assets.text(str(button.property("file")))
        ReadingSheet(
            self.window(),
            _("Licence of {name}").format(name=button.property("called")),
            text,
        ).open()

    def _copy(self) -> None:
        lines = "\n".join(f"{name} {number}" for name, number in self._numbers)
        self.desk.clipboard.copy(lines)
        self.desk.say(_("Copied the versions"))

    def _open_gpl(self) -> None:
        try:
            opened = self.desk.opener.open(_GPL)
        except UserError as error:
            self.desk.tell(str(error))
            return
        if not opened:
            self.desk.clipboard.copy(_GPL)
            self.desk.tell(_("No browser opened. The address is on the clipboard instead."))
