"""Icons are there, named, and never guessed: a screen that asks for a missing one fails in tests, not before users."""

import re
from pathlib import Path

import pytest
from django.template import engines

import madoguchi
from madoguchi.core.icons import DIRECTIONAL, icon_markup, icon_names

HOME = Path(madoguchi.__file__).parent
USED = re.compile(r"""(?:\{%\s*icon\s+|\bicon\()["']([a-z0-9-]+)["']""")


def test_every_icon_that_a_template_asks_for_is_in_the_sprite():
    pages = [page for pattern in ("templates", "fragments") for page in HOME.glob(f"**/{pattern}/**/*.html")]
    asked = {(page.name, name) for page in pages for name in USED.findall(page.read_text())}
    assert asked
    assert {(page, name) for page, name in asked if name not in icon_names()} == set()
    assert icon_names() >= DIRECTIONAL


def test_an_icon_alone_has_a_name_and_an_icon_beside_text_is_silent():
    alone = icon_markup("mail", sprite_url="/static/icons.svg", label='E-mail "new"')
    beside = icon_markup("mail", sprite_url="/static/icons.svg")
    assert 'role="img" aria-label="E-mail &quot;new&quot;"' in alone
    assert 'aria-hidden="true"' in beside
    assert "aria-label" not in beside


def test_a_missing_icon_and_an_odd_size_are_refused():
    with pytest.raises(ValueError, match="no icon 'unicorn'"):
        icon_markup("unicorn", sprite_url="/static/icons.svg")
    with pytest.raises(ValueError, match="16 or 20"):
        icon_markup("mail", sprite_url="/static/icons.svg", size=17)


def test_fragments_and_pages_draw_the_same_icon():
    page = engines["django"].from_string('{% load madoguchi %}{% icon "send" size=20 %}').render()
    fragment = engines["fragments"].from_string('{{ icon("send", size=20) }}').render()
    assert page == fragment
    assert "icon-directional" in page
