from __future__ import annotations

from importlib import import_module

from madoguchi.languages.language import Language

CODES = ("en", "zh-hans", "ja", "ko", "es", "ru", "pt")
"""Every language in use, in the order in which people choose; to add one: a file in facts/, its code here."""


def _load(code: str) -> Language:
    language: Language = import_module(f"madoguchi.languages.facts.{code.replace('-', '_')}").LANGUAGE
    return language


ALL: tuple[Language, ...] = tuple(_load(code) for code in CODES)
BY_CODE: dict[str, Language] = {language.code: language for language in ALL}
LANGUAGES: list[tuple[str, str]] = [(language.code, language.endonym) for language in ALL]
"""Django's setting of the same name: codes with the name that their speakers use."""
