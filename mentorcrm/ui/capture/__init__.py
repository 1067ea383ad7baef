"""Quick capture: one line over whatever is on show, understood while it is typed."""
