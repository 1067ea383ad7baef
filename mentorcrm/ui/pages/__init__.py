"""One module per page; each is imported on its first visit."""
