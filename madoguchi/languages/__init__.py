"""The languages that people are served in: their names and tags, and how a text is told."""

from madoguchi.languages.detect import UNDETERMINED, detect
from madoguchi.languages.language import Language
from madoguchi.languages.registry import ALL, BY_CODE, CODES, LANGUAGES
from madoguchi.languages.tags import short_code, to_supported

__all__ = [
    "ALL",
    "BY_CODE",
    "CODES",
    "LANGUAGES",
    "UNDETERMINED",
    "Language",
    "detect",
    "short_code",
    "to_supported",
]
