"""Collect translatable strings into `locale/`; with --check, fail on any gap in any language.

Needs gettext's tools. Source positions are left out, so that moving code changes no catalogue.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib
from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "locale"
PLACES = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def main() -> None:
    check = "--check" in sys.argv
    languages = sorted(path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/django.po"))
    template = _collect()
    gaps: list[str] = []
    for language in languages:
        path = LOCALE / language / "LC_MESSAGES" / "django.po"
        catalog = polib.pofile(str(path), wrapwidth=110)
        before = {(e.msgctxt, e.msgid) for e in catalog if not e.obsolete}
        catalog.merge(template)
        plurals = int(re.findall(r"nplurals=(\d)", catalog.metadata["Plural-Forms"])[0])
        for entry in catalog:
            entry.occurrences = []
            entry.msgstr_plural = {n: text for n, text in entry.msgstr_plural.items() if n < plurals}
        for entry in catalog.obsolete_entries():
            catalog.remove(entry)
        gaps += [f"{language}: {gap}" for gap in _gaps(catalog, language)]
        if check:
            new = {(e.msgctxt, e.msgid) for e in template} - before
            gaps += [f"{language}: not collected: {msgid!r}" for _, msgid in sorted(new, key=str)]
        else:
            catalog.save()
    for gap in gaps[:60]:
        print(gap)
    print(f"{len(template)} strings, {len(languages)} languages, {len(gaps)} gaps")
    sys.exit(1 if check and gaps else 0)


def _collect() -> polib.POFile:
    """Every string of the product, with its plural form and what is said about it."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "locale" / "en").mkdir(parents=True)
        os.symlink(ROOT / "madoguchi", home / "madoguchi")
        command = [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            "-l",
            "en",
            "--no-location",
            "--no-obsolete",
            "-s",
        ]
        command += ["-e", "py,html,txt,jinja,xml", "-i", "tests", "-i", "fragments"]
        subprocess.run(
            command,
            cwd=home,
            check=True,
            stdout=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        template = polib.pofile(str(home / "locale" / "en" / "LC_MESSAGES" / "django.po"))
    for entry in _fragments():
        known = template.find(entry.msgid, msgctxt=entry.msgctxt or False)
        if known is None:
            template.append(entry)
    return template


def _fragments() -> Iterator[polib.POEntry]:
    """Strings of the Jinja2 fragments, which gettext's own tools cannot read."""
    options = {"extensions": "jinja2.ext.i18n", "newstyle_gettext": "true", "silent": "false"}
    for path in sorted((ROOT / "madoguchi").glob("**/fragments/**/*.html")):
        with path.open("rb") as file:
            for _, function, message, _ in babel_extract(
                file, ["_", "gettext", "ngettext", "pgettext"], [], options
            ):
                parts = [message] if isinstance(message, str) else [part for part in message if part]
                context = parts.pop(0) if function == "pgettext" else None
                plural = parts[1] if function == "ngettext" else ""
                yield polib.POEntry(msgid=parts[0], msgctxt=context, msgid_plural=plural)


def _gaps(catalog: polib.POFile, language: str) -> list[str]:
    found = []
    if language == "en":
        return found
    for entry in catalog:
        if "fuzzy" in entry.flags:
            found.append(f"unchecked guess: {entry.msgid!r}")
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if not all(texts):
            found.append(f"missing: {entry.msgid!r}")
        for text in filter(None, texts):
            strange = _places(text) - _places(entry.msgid) - _places(entry.msgid_plural or "")
            lost = (_places(entry.msgid) - _places(text)) if not entry.msgid_plural else set()
            if strange or lost:
                found.append(f"placeholders differ ({', '.join(sorted(strange | lost))}): {entry.msgid!r}")
    return found


def _places(text: str) -> set[str]:
    return {a or b for a, b in PLACES.findall(text)}


if __name__ == "__main__":
    main()
