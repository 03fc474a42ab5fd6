"""An operator looks a setting up."""

from __future__ import annotations

from tests.tools.settings_page import PAGE, page


def test_the_page_lists_every_setting_with_its_default_and_nothing_else():
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python -m tests.tools.settings_page`"
