"""Alembic revisions. A revision's number is also the file's `user_version`."""
