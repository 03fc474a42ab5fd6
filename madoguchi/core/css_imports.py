"""One sheet from several: what `@import` names is put in its place, with its layer and its media.

A browser asks for imported sheets only once it has read the importing one: a page would wait twice.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

# The sheets that import others; ours are few, and those of other apps stay as they are.
JOINED = ("core/css/core.css",)
_IMPORT = re.compile(r'@import url\("([\w./-]+)"\)(?: layer\(([\w-]+)\))?([^;\n]{0,100});')


def joined(sheet: str, read: Callable[[str], str]) -> str:
    """`read` gives an imported sheet by its address there. Raises ValueError for one that has addresses of its own,
    which would then be read from another folder."""

    def inlined(found: re.Match[str]) -> str:
        name, layer, media = found[1], found[2], found[3].strip()
        text = read(name)
        if "url(" in text or "@import" in text:
            raise ValueError(f"{name} names other files; it cannot be put into another sheet")
        if layer:
            text = f"@layer {layer} {{\n{text}\n}}"
        return f"@media {media} {{\n{text}\n}}" if media else text

    return _IMPORT.sub(inlined, sheet)


def joined_file(sheet: Path, into: Path) -> Path:
    """A file in the folder `into` that says what the sheet and those beside it say that it imports; made anew when one
    of them has changed. Raises OSError, ValueError."""
    made = into / sheet.name
    text = sheet.read_text()
    parts = [sheet, *(sheet.parent / found[1] for found in _IMPORT.finditer(text))]
    newest = max(part.stat().st_mtime_ns for part in parts)
    if not made.is_file() or made.stat().st_mtime_ns != newest:
        into.mkdir(parents=True, exist_ok=True)
        fresh = into / f"{sheet.name}.{os.getpid()}"
        fresh.write_text(joined(text, lambda name: (sheet.parent / name).read_text()))
        os.utime(fresh, ns=(newest, newest))
        fresh.replace(made)
    return made
