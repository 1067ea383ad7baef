"""What you see: PySide6 only. Reaches the app through services, ids and plain rows."""

from contextlib import suppress


def _leave_sources_unread() -> None:
    """Keep PySide6 from reading the source of every module that is imported after it.

    It looks there for its `__feature__` switch, which mentorcrm does not use, and leaves all the
    text in `linecache`: 22 MiB once SQLAlchemy is loaded, and a tenth of the time to the first
    paint. Without this the app works the same, only slower; a test notices.
    """
    with suppress(ImportError, AttributeError):
        import PySide6.QtCore  # noqa: F401 - makes the module below importable
        from shibokensupport import feature

        if callable(feature._mod_uses_pyside):
            feature._mod_uses_pyside = lambda _module: False


_leave_sources_unread()
