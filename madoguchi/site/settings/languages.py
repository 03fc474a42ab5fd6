"""Languages and time."""

from __future__ import annotations

from madoguchi.languages import LANGUAGES as LANGUAGES
from madoguchi.site.settings.installation import BASE

LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
