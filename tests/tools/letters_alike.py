"""Write madoguchi/trust/lookalike/data/alike.txt: `python -m tests.tools.letters_alike CONFUSABLES.json`.

CONFUSABLES.json is the data file of the package confusable-homoglyphs (MIT), which is Unicode's confusables.txt
(UTS #39). Kept are the characters that can be taken for one ASCII letter or digit and that neither compatibility
decomposition nor lower case brings there. A line is that letter, a space, and all its look-alikes.
"""

from __future__ import annotations

import json
import string
import sys
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "madoguchi" / "trust" / "lookalike" / "data" / "alike.txt"
# Letters before digits, small before capital: the first that claims a character has it.
LETTERS = "lo" + string.ascii_lowercase + string.ascii_uppercase + string.digits


def main(source: str) -> None:
    data = json.loads(Path(source).read_text())
    found: dict[str, str] = {}
    for letter in LETTERS:
        for entry in data.get(letter, []):
            alike = entry["c"].strip("\u200e")
            if len(alike) == 1 and not alike.isascii() and not _plain(alike).isascii():
                found.setdefault(alike, letter.lower())
    for alike, letter in list(found.items()):  # Н is an H, so н passes for one
        if len(alike.lower()) == 1:
            found.setdefault(alike.lower(), letter)
    lines = dict.fromkeys(sorted(set(found.values())), "")
    for alike in sorted(found):
        lines[found[alike]] += alike
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text("".join(f"{letter} {line}\n" for letter, line in lines.items()), encoding="utf-8")
    print(f"{len(found)} characters in {TARGET.relative_to(ROOT)}")


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(character for character in apart if not unicodedata.combining(character))


if __name__ == "__main__":
    main(sys.argv[1])
