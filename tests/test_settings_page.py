"""An operator looks a setting up."""

from __future__ import annotations

import re
from pathlib import Path

from tests.tools.settings_page import PAGE, page

SETTINGS = Path(__file__).resolve().parents[1] / "madoguchi" / "site" / "settings"


def test_the_page_lists_every_setting_with_its_default_and_nothing_else():
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python -m tests.tools.settings_page`"


def test_every_setting_is_read_by_something():
    text = "\n".join(path.read_text(encoding="utf-8") for path in SETTINGS.glob("*.py"))
    names = re.findall(
        r"^([A-Z_]+) = (?:Path\(\s*)?_area\.(?:text|number|decimal|flag|words)\(", text, re.MULTILINE
    )
    assert len(names) > 60, "the settings are declared in another form than this test knows"
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in SETTINGS.parents[1].rglob("*.py")
        if "tests" not in path.parts
    )
    idle = [name for name in names if not _is_read(name, code=code, text=text)]
    assert not idle


def _is_read(name: str, *, code: str, text: str) -> bool:
    """By other code as `settings.NAME`, or by other settings."""
    return bool(re.search(rf"\bsettings\.{name}\b", code)) or len(re.findall(rf"\b(?<!\"){name}\b", text)) > 1
