"""One letter per line of a mail body: what the line is."""

from __future__ import annotations

TEXT = "t"
EMPTY = "e"
QUOTE = "q"
INTRO = "b"  # "On … wrote:" and what belongs to it
HEADER = "h"  # From:/Sent:/To: block
ORIGINAL = "o"  # "-----Original Message-----", "Begin forwarded message:"
ABOVE = "d"  # "Please write above this line"
SIGNATURE = "s"

CUTS = HEADER + ORIGINAL + ABOVE
NOT_WRITTEN = CUTS + INTRO + QUOTE
