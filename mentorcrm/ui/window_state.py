"""How the window was left: size, place on the screen, sidebar. Kept in a small ini file."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize, QStandardPaths
from PySide6.QtWidgets import QWidget

MIN_SIZE = QSize(1024, 680)
SIZE = QSize(1360, 860)
RECENT = 12


@dataclass
class SidebarState:
    """Whether the sidebar is collapsed: the composer starts with icons alone.

    In a window that is narrow for its text it collapses by itself. What one wishes there holds
    until the window has room again, and is not remembered.
    """

    elsewhere: bool = False
    composer: bool = True
    narrow: bool = False
    opened: bool = False

    def of(self, page: str) -> bool:
        """Whether it is collapsed on a page."""
        if self.narrow:
            return not self.opened
        return self.composer if page == "composer" else self.elsewhere

    def fit(self, narrow: bool) -> None:
        """The window has become narrow for its text, or has room again."""
        if narrow != self.narrow:
            self.narrow, self.opened = narrow, False

    def toggle(self, page: str) -> None:
        """The user's wish, kept for this page or for all others."""
        if self.narrow:
            self.opened = not self.opened
        elif page == "composer":
            self.composer = not self.composer
        else:
            self.elsewhere = not self.elsewhere


class WindowState:
    """Reads and writes the state. Without a file nothing is remembered."""

    def __init__(self, file: Path | None) -> None:
        self._settings: QSettings | None = None
        if file is not None:
            self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def restore(self, window: QWidget, sidebar: SidebarState) -> None:
        """Give the window the size and place it had."""
        window.setMinimumSize(MIN_SIZE)
        window.resize(SIZE)
        if self._settings is None:
            return
        geometry = self._settings.value("geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
        sidebar.elsewhere = self._settings.value("sidebar") == "collapsed"
        sidebar.composer = self._settings.value("composer_sidebar") != "open"

    def keep(self, window: QWidget, sidebar: SidebarState) -> None:
        """Remember how it is now."""
        if self._settings is None:
            return
        self._settings.setValue("geometry", window.saveGeometry())
        self._settings.setValue("sidebar", "collapsed" if sidebar.elsewhere else "open")
        self._settings.setValue("composer_sidebar", "collapsed" if sidebar.composer else "open")
        self._settings.sync()

    def text(self, name: str) -> str:
        """What was kept under a name, empty for nothing."""
        kept = self._settings.value(name) if self._settings is not None else ""
        # A text with commas comes back as a list.
        return ",".join(map(str, kept)) if isinstance(kept, list) else str(kept or "")

    def keep_text(self, name: str, text: str) -> None:
        """Keep a text under a name."""
        if self._settings is not None:
            self._settings.setValue(name, text)


class Recent:
    """What was chosen last in the palette, by key, the newest first."""

    def __init__(self, state: WindowState) -> None:
        self._state = state
        self._keys: list[str] | None = None

    def keys(self) -> list[str]:
        """The keys; read when they are first asked for."""
        if self._keys is None:
            self._keys = self._state.text("recent").splitlines()
        return list(self._keys)

    def add(self, key: str) -> None:
        """Put a key first."""
        self._keys = [key, *(k for k in self.keys() if k != key)][:RECENT]
        self._state.keep_text("recent", "\n".join(self._keys))


class Folders:
    """The folders that were chosen last, one for each purpose."""

    def __init__(self, state: WindowState) -> None:
        self._state = state

    def last(self, purpose: str, otherwise: Path) -> Path:
        """The folder chosen last, as long as it is there."""
        kept = self._state.text(purpose)
        return Path(kept) if kept and Path(kept).is_dir() else otherwise

    def keep(self, purpose: str, folder: Path) -> None:
        """Remember a folder."""
        self._state.keep_text(purpose, str(folder))


def downloads() -> Path:
    """Where files from elsewhere usually arrive; the home folder when there is no such place."""
    place = QStandardPaths.StandardLocation.DownloadLocation
    usual = Path(QStandardPaths.writableLocation(place))
    return usual if usual.is_dir() else Path.home()
