"""Finding the right person for a need: pure values in, reasons out."""
