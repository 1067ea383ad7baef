"""Item models: ids plus windows of rows, with ready-made strings per role."""
