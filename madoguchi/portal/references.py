"""What somebody types into a search field: the number of a request, or words that only look like one."""

from __future__ import annotations

import re

from django.http import HttpRequest

from madoguchi.core.ids import read_reference
from madoguchi.inbox.queries import head
from madoguchi.portal.access import reader_of

# As we write it, with a figure in it: "cross-chain" is no number.
_WRITTEN = re.compile(r"(?=[^0-9]*[0-9])[0-9A-Z]{5}-[0-9A-Z]{5}", re.IGNORECASE)


def reference_meant(request: HttpRequest, typed: str) -> str | None:
    """The number of a request, if that is what was typed.

    "withdrawal" and "block trade" have ten letters as well: who is signed in means a number where he has a request of
    that number, others where they write it as we do.
    """
    reference = read_reference(typed) if typed else None
    if reference is None:
        return None
    reader = reader_of(request)
    if reader is None:
        return reference if _WRITTEN.fullmatch(typed) else None
    return reference if head(reader, reference) else None
