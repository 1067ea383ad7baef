"""The exception tree, sorted by whose turn it is to act.

MentorCrmError
├── UserError           one sentence where the user is looking, with what to do about it
│   ├── ImportRejected  a file that cannot be read as contacts or calendar
│   ├── TemplateError   a template that is refused or does not parse, with its line
│   ├── NotFound        a person, need, draft or file that is not there
│   └── StaleUndo       the record has changed since; undoing would guess
└── StorageError        the data folder or file: a message with choices, nothing lost
    ├── DatabaseLocked   another process holds the file
    ├── DatabaseDamaged  the file fails its checks and is left untouched
    ├── DatabaseTooNew   written by a newer mentorcrm; left untouched
    └── DiskFull         no room; the last change was not written

Anything else is a bug: logged without personal data, reported, and the app carries on.
"""


class MentorCrmError(Exception):
    """Base of every error that mentorcrm raises on purpose; `str()` is fit for the user."""


class UserError(MentorCrmError):
    """Something the user gave cannot be used; the message says what to do."""


class ImportRejected(UserError):
    """A file that cannot be imported. Nothing of it has been written."""


class TemplateError(UserError):
    """A template that is refused or does not parse.

    `line` is 1-based in the template's source, or None when it has no place.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


class NotFound(UserError):
    """The record or file that was named does not exist."""


class StaleUndo(UserError):
    """A row no longer looks as the history remembers it, so nothing was undone."""


class StorageError(MentorCrmError):
    """The data folder or database cannot be used as it is. Nothing has been lost."""


class DatabaseLocked(StorageError):
    """Another process is using the database."""


class DatabaseDamaged(StorageError):
    """The database fails its integrity checks; it has not been written to."""


class DatabaseTooNew(StorageError):
    """A newer mentorcrm wrote this database; it has not been written to."""


class DiskFull(StorageError):
    """There is no room left; the change was rolled back."""
