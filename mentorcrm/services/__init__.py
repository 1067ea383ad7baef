"""What the app does: commands and their handlers, queries, history. No Qt."""
