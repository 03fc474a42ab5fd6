"""The base pages hold what the policy and the reader need, whatever breaks around them."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation

import madoguchi

HOME = Path(madoguchi.__file__).parent
INLINE = re.compile(
    r"<style|<script(?![^>]*\bsrc=)(?! type=.application/ld\+json.>)|\sstyle=|\son[a-z]+=|javascript:",
    re.IGNORECASE,
)


def test_no_template_writes_script_or_style_into_the_page():
    pages = [page for folder in ("templates", "fragments") for page in HOME.glob(f"**/{folder}/**/*.html")]
    guilty = {str(page.relative_to(HOME)) for page in pages if INLINE.search(page.read_text())}
    # A letter is read by mail programs, which know no style sheets.
    letters = ("email", "mail", "transcript")
    assert {page for page in guilty if not any(word in page for word in letters)} == set()


@pytest.mark.parametrize("name", ["404.html", "403.html", "500.html", "429.html"])
def test_error_pages_stand_without_request_database_or_session(name):
    with translation.override("en"):
        page = render_to_string(name)
    assert "We never ask for your password" in page
    assert 'href="#main"' in page
    assert re.search(r"<title>\S.* · Madoguchi</title>", page)


def test_a_page_says_its_language_and_direction():
    with translation.override("ja"):
        assert '<html lang="ja" dir="ltr"' in render_to_string("404.html")
    with translation.override("ar"):
        assert '<html lang="ar" dir="rtl"' in render_to_string("404.html")


@pytest.mark.parametrize(
    ("cookie", "drawn"), [("dark", True), ("light", True), ('"><script>', False), ("", False)]
)
def test_the_theme_is_drawn_from_the_cookie_and_nothing_else_gets_in(db, rf, cookie, drawn):
    request = rf.get("/")
    request.COOKIES["theme"] = cookie
    page = render_to_string("core/error.html", request=request)
    assert (f'data-theme="{cookie}"' in page) is drawn
    assert '"><script>' not in page


@pytest.mark.parametrize("name", ["core/style.html", "desk/style.html", "portal/style.html"])
def test_the_style_pages_render_whole(db, rf, name):
    page = render_to_string(
        name, {"icon_names": ["mail"], "agent": {"name": "Ada Park"}}, request=rf.get("/")
    )
    assert page.count('id="main"') == 1
    assert page.rstrip().endswith("</html>")
