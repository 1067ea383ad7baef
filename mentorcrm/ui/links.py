"""The one door to the outside: web pages, mail and phone, by four schemes only."""

from typing import Protocol

# As attributes: each class is loaded when it is first looked at, and the start needs neither.
from PySide6 import QtCore, QtGui

from mentorcrm.errors import UserError
from mentorcrm.words import _

SCHEMES = frozenset({"https", "http", "mailto", "tel"})


class Opener(Protocol):
    """Hands an address to the system. False when no program takes it."""

    def open(self, address: str) -> bool:
        """Open an address; raises `UserError` for a scheme that is not allowed."""

    def open_folder(self, folder: str) -> bool:
        """Show a local folder in the file manager."""


def checked(address: str) -> "QtCore.QUrl":
    """The address as a URL; raises `UserError` unless its scheme is one of `SCHEMES`."""
    url = QtCore.QUrl(address.strip(), QtCore.QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.scheme().lower() not in SCHEMES:
        raise UserError(_("This link cannot be opened. Copy it and check it in your browser."))
    return url


class DesktopOpener:
    """Opens with the programs of this computer."""

    def open(self, address: str) -> bool:
        return bool(QtGui.QDesktopServices.openUrl(checked(address)))

    def open_folder(self, folder: str) -> bool:
        return bool(QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(folder)))


def address_of(kind: str, value: str) -> str:
    """The address behind a contact point (kind as in `ContactKind`), empty when it has none."""
    value = value.strip()
    if kind == "mail" and "@" in value:
        return "mailto:" + bytes(QtCore.QUrl.toPercentEncoding(value, b"@+")).decode()
    if kind == "phone":
        digits = "".join(character for character in value if character in "+0123456789")
        return f"tel:{digits}" if digits else ""
    if kind == "profile":
        if value.startswith(("https://", "http://")):
            return value
        if "." in value and " " not in value and ":" not in value:
            return f"https://{value}"
    return ""
