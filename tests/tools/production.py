"""An installation with the demo's data that serves as in production: files collected, compressed, under hashed names."""

from __future__ import annotations

from pathlib import Path

from tests.site_server import Site, make_template


def production_site(home: Path) -> Site:
    """Made, not started; `remove` takes it away. It answers plain http, though it believes to stand behind TLS."""
    make_template(home)
    site = Site(home)
    site.env |= {
        "MADOGUCHI_ENV": "production",
        "MADOGUCHI_PUBLIC_URL": site.url.replace("http:", "https:"),
        "MADOGUCHI_BEHIND_TLS": "yes",
        "MADOGUCHI_SMTP_URL": "smtp://127.0.0.1:9",
        "MADOGUCHI_MAIL_FROM": "support@hoshi.test",
    }
    site.run("setup")
    return site


def help_pages(site: Site, language: str = "en") -> dict[str, str]:
    """The paths of a home, a category and an article page, the article being the longest one."""
    rows = site.rows(
        "SELECT a.slug, c.key FROM helpcenter_article a JOIN helpcenter_category c ON c.id = a.category_id"
        " JOIN wagtailcore_locale l ON l.id = a.locale_id WHERE l.language_code = ? AND a.audience = 'public'"
        " ORDER BY length(a.body) DESC LIMIT 1",
        [language],
    )
    [(slug, category)] = rows
    return {
        "home": f"/help/{language}/",
        "category": f"/help/{language}/{category}",
        "article": f"/help/{language}/articles/{slug}",
    }
