"""Where a person's data lives. `MENTORCRM_HOME` or `--home` overrides the platform's place."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "MENTORCRM_HOME"


@dataclass(frozen=True)
class Paths:
    """The data folder and the names inside it. Nothing is created by building this value."""

    home: Path

    @property
    def database(self) -> Path:
        return self.home / "mentorcrm.db"

    @property
    def backups(self) -> Path:
        return self.home / "backups"

    @property
    def attachments(self) -> Path:
        return self.home / "attachments"

    @property
    def settings(self) -> Path:
        return self.home / "settings.toml"

    @property
    def window_state(self) -> Path:
        return self.home / "window.ini"

    @property
    def lock(self) -> Path:
        return self.home / "mentorcrm.lock"

    @property
    def bell(self) -> Path:
        return self.home / "bell"

    @property
    def recovery(self) -> Path:
        return self.home / "mentorcrm-unsaved-texts.json"

    @property
    def log(self) -> Path:
        return self.home / "mentorcrm.log"

    def create(self) -> None:
        """Make the data folder, readable by its owner alone (0700)."""
        for folder in (self.home, self.backups, self.attachments):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) & 0o077:
                folder.chmod(0o700)


def default_paths(home: str | os.PathLike[str] | None = None) -> Paths:
    """The paths for an explicit folder, else `MENTORCRM_HOME`, else the platform's data folder."""
    chosen = home or os.environ.get(HOME_VARIABLE)
    if chosen:
        return Paths(Path(chosen).expanduser().absolute())
    from platformdirs import user_data_path

    return Paths(user_data_path("mentorcrm", appauthor=False))
