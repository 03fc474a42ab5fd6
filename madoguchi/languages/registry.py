from __future__ import annotations

from importlib import import_module

from madoguchi.languages.language import Language

CODES = ("en", "zh-hans", "ja", "ko", "es", "ru", "pt")
"""Every language in use, in the order in which people choose. Adding one is a file in data/ and its code
here."""


def _load(code: str) -> Language:
    language: Language = import_module(f"madoguchi.languages.data.{code.replace('-', '_')}").LANGUAGE
    return language


ALL: tuple[Language, ...] = tuple(_load(code) for code in CODES)
BY_CODE: dict[str, Language] = {language.code: language for language in ALL}
LANGUAGES: list[tuple[str, str]] = [(language.code, language.endonym) for language in ALL]
"""Django's setting of the same name: codes with the name that their speakers use."""
