"""Sheets that belong to one task: import, templates, differences, sent."""
