"""Reusable widgets that know nothing of the app: PySide6, the theme and the icons only."""
