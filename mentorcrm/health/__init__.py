"""How a relationship goes on: pure, dates in and values out."""
