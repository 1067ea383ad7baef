"""The command palette: people, places and actions by typing; loaded when it is first opened."""
