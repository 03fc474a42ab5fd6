"""Compiling the translations of `locale/`: by Babel, so that no gettext tools are needed to run the product."""

from __future__ import annotations

from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent.parent / "locale"


def compile_catalogs(folder: Path = LOCALE) -> int:
    """Write a .mo file beside each .po file that is newer; returns how many were written."""
    from babel.messages.mofile import write_mo  # weight: only an installation that changed needs it
    from babel.messages.pofile import read_po

    written = 0
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalog = read_po(file)
        with target.open("wb") as file:
            write_mo(file, catalog)
        written += 1
    return written
