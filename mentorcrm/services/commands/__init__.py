"""Every change the app can make, as small frozen values in ids and plain data.

A menu, a shortcut, the command line, an importer and a test all send the same value to
`Dispatcher.run`. These modules import neither SQLAlchemy nor Qt.
"""

from typing import Generic, TypeVar

Result_co = TypeVar("Result_co", covariant=True)


class Command(Generic[Result_co]):
    """A wish to change something; `Result_co` is what its handler returns."""
