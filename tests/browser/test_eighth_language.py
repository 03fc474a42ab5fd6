"""Arabic is added as docs/how-to/add-a-language.md says: a data file and one line. Nothing else changes, and it works."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.helpers import axe_clean, fits
from tests.site_client import Person
from tests.site_server import ROOT, Site

FACTS = """from madoguchi.languages.language import Language

LANGUAGE = Language(
    code="ar",
    html_lang="ar",
    english_name="Arabic",
    endonym="العربية",
    iso_script="Arab",
    script="arabic",
    direction="rtl",
    first_weekday=5,
    hour_cycle="h12",
    stemmer="arabic",
)
"""
LINE = 'CODES = ("en", "zh-hans", "ja", "ko", "es", "ru", "pt"'
ARTICLE = {
    "id": "bank-deposit.ar",
    "lang": "ar",
    "title": "الإيداع عبر التحويل المصرفي",
    "body": "حوّل المبلغ من حسابك المصرفي، ثم انتظر يوم عمل واحدًا.\n\n## السحب\n\nيمكنك طلب سحب الأموال من صفحة المحفظة.",
    "translation_of": "bank-deposit",
}


def _with_arabic(folder: Path) -> Path:
    shutil.copytree(ROOT / "madoguchi", folder / "madoguchi", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "locale", folder / "locale")
    languages = folder / "madoguchi" / "languages"
    (languages / "facts" / "ar.py").write_text(FACTS)
    registry = languages / "registry.py"
    before = registry.read_text()
    assert LINE in before
    registry.write_text(before.replace(LINE, f'{LINE}, "ar"'))
    return folder


def _row(site: Site) -> tuple[list[int], int]:
    """(translated, outdated, in draft, missing) of Arabic on the dashboard, and how many articles there are."""
    page = Person(site, "lead@hoshi.example").get("/editor/translations/").text
    rows = re.findall(r'<tr data-language="([\w-]+)">(.*?)</tr>', page, re.DOTALL)
    assert len(rows) == 8
    cells = re.findall(r'<td class="hc-number">(?:<a[^>]*>)?(\d+)', dict(rows)["ar"])
    [(total,)] = site.rows("SELECT count(DISTINCT translation_key) FROM helpcenter_article WHERE live")
    return [int(cell) for cell in cells], total


def test_an_eighth_language_mirrors_is_found_and_stands_as_untranslated(
    new_site: Callable[..., Site], browser: Browser, tmp_path: Path
) -> None:
    tree = _with_arabic(tmp_path)
    site = new_site(PYTHONPATH=str(tree), PYTHONSAFEPATH="1").start()
    counts, total = _row(site)
    assert total > 3
    assert counts == [0, 0, 0, total], "every article is listed as untranslated"
    missing = Person(site, "lead@hoshi.example").get("/editor/translations/ar/").text
    assert missing.count("/editor/translations/ar/start/") == min(total, 25)
    reader = Person(site)
    shown = reader.get("/help/ar/").text
    assert 'dir="rtl"' in shown
    [(slug,)] = site.rows("SELECT slug FROM helpcenter_article WHERE key = 'bank-deposit'")
    fallback = reader.get(f"/help/ar/articles/{slug}").text
    assert 'role="note"' in fallback, "what is not translated is shown in another language, and says so"
    site.stop()

    done = site.run("helpcenter", "import", "-", input=json.dumps(ARTICLE))
    assert done.returncode == 0
    site.start()
    assert _row(site)[0] == [1, 0, 0, total - 1]
    context = browser.new_context(base_url=site.url, locale="ar", reduced_motion="reduce")
    try:
        _looks_right(context.new_page())
    finally:
        context.close()


def _looks_right(page: Page) -> None:
    page.goto("/help/ar/")
    start = page.evaluate(
        "() => { const at = document.querySelector('h1').getBoundingClientRect();"
        " return [getComputedStyle(document.documentElement).direction, at.right > innerWidth / 2]; }"
    )
    assert start == ["rtl", True], "the page begins on the right"
    page.get_by_role("searchbox").fill("سحب")
    page.get_by_role("searchbox").press("Enter")
    page.locator(".help-hit a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ARTICLE["title"])
    axe_clean(page)
    fits(page)
