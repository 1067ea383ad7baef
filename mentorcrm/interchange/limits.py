"""What a file may cost before it is refused. One place, so that every reader agrees.

The caps keep a hostile file from hanging or filling the computer. Two are wider than a careful
reader of mail or calendars would choose, because honest contact files need it: an address book
of 100,000 people must import, and a phone's export carries its pictures inline, 100 kB each.
Pictures are dropped while reading, so the bytes of a file do not become memory.
"""

MEGABYTE = 1_000_000
FILE_BYTES = 128 * MEGABYTE
CALENDAR_BYTES = 32 * MEGABYTE
LINE_CHARACTERS = MEGABYTE
CELL_CHARACTERS = MEGABYTE
VALUE_CHARACTERS = 200_000
NAME_CHARACTERS = 500
SHORT_CHARACTERS = 2_000
ITEMS = 250_000
CALENDAR_ITEMS = 50_000
PROPERTIES = 500
PARAMETERS = 40
DEPTH = 8
COLUMNS = 2_000
POINTS = 100
HEADER_ROWS = 20
WARNINGS = 50
