"""One sheet from several: what `@import` names is put in its place, with its layer and its media.

A browser asks for imported sheets only once it has read the importing one: a page would wait twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable

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
