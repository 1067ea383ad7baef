"""The few settings of this computer, in a small TOML file beside the database.

Read before the first paint, so reading needs nothing but the standard library. What belongs to
the person rather than the computer is in the profile.
"""

from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from mentorcrm.errors import UserError
from mentorcrm.storage.files import atomic_write
from mentorcrm.words import _


class ThemeMode(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


TEXT_SIZES = (90, 100, 110, 120, 130, 150)


@dataclass(frozen=True)
class Settings:
    """How the app looks and behaves here. `text_size` is in percent."""

    theme: ThemeMode = ThemeMode.SYSTEM
    text_size: int = 100
    more_contrast: bool = False
    less_motion: bool = False
    letter_keys: bool = True
    giving_card: bool = True  # Whether people show what went both ways.
    remind: bool = False
    remind_at: int = 9 * 60  # Minutes after midnight, on the computer's clock.


class SettingsFile:
    """Reads and writes the settings; an unreadable file counts as absent and is kept aside."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.warning = ""
        self.current = self._read()

    def change(self, **values: Any) -> Settings:
        """Set some settings and keep them. Raises UserError for a value that makes no sense."""
        try:
            changed = _checked({**asdict(self.current), **values})
        except (TypeError, ValueError) as error:
            raise UserError(
                _("That setting cannot be used: {error}.").format(error=error)
            ) from error
        self._write(changed)
        self.current = changed
        return changed

    def _read(self) -> Settings:
        if not self._path.exists():
            return Settings()
        import tomllib  # The first start has nothing to read yet.

        try:
            raw = tomllib.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
            self.warning = _(
                "The settings in {path} could not be read, so the usual ones are used. Your data "
                "is not affected."
            ).format(path=self._path)
            return Settings()
        return self._usable(raw)

    def _usable(self, raw: dict[str, Any]) -> Settings:
        """The settings that make sense; each of the others stays as it is usually."""
        settings, ignored = Settings(), []
        for field in fields(Settings):
            if field.name not in raw:
                continue
            try:
                settings = _checked({**asdict(settings), field.name: raw[field.name]})
            except (TypeError, ValueError):
                ignored.append(field.name)
        if ignored:
            self.warning = _(
                "In {path}, the value of {names} cannot be used, so the usual one is used."
            ).format(path=self._path, names=", ".join(ignored))
        return settings

    def _write(self, settings: Settings) -> None:
        import tomlkit

        try:
            document = tomlkit.parse(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            document = tomlkit.document()
        except (OSError, ValueError):
            self._keep_aside()
            document = tomlkit.document()
        for key, value in asdict(settings).items():
            document[key] = str(value) if isinstance(value, StrEnum) else value
        atomic_write(self._path, tomlkit.dumps(document).encode())

    def _keep_aside(self) -> None:
        """An unreadable file may hold something its writer still wants."""
        with suppress(OSError):
            self._path.replace(self._path.with_name(f"{self._path.name}.unreadable"))


def _checked(values: dict[str, Any]) -> Settings:
    settings = replace(Settings(), **values)
    theme = ThemeMode(settings.theme)
    for field in fields(Settings):
        wanted = type(field.default)
        if not isinstance(getattr(settings, field.name), str if wanted is ThemeMode else wanted):
            raise ValueError(f"{field.name} has a value of another kind")
    if isinstance(settings.text_size, bool) or settings.text_size not in TEXT_SIZES:
        raise ValueError(f"the text size is one of {', '.join(map(str, TEXT_SIZES))}")
    if isinstance(settings.remind_at, bool) or not 0 <= settings.remind_at < 24 * 60:
        raise ValueError("the time of the reminder is a time of day")
    return replace(settings, theme=theme)
