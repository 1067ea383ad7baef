"""What you see: PySide6 only. Reaches the app through services, ids and plain rows."""
