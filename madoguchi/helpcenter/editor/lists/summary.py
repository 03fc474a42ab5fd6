"""The work lists with their counts and first entries, as the editor's home page shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from madoguchi.helpcenter.editor.pages import edit_address
from madoguchi.helpcenter.models import Article
from madoguchi.helpcenter.queries.work.narrow import Narrow
from madoguchi.helpcenter.queries.work.pictures import with_old_pictures
from madoguchi.helpcenter.queries.work.searched import searched
from madoguchi.helpcenter.queries.work.stale import stale
from madoguchi.helpcenter.queries.work.translations import open_translations
from madoguchi.helpcenter.queries.work.unhelpful import told, unhelpful
from madoguchi.languages import BY_CODE, CODES
from madoguchi.people.contract import Staff
from madoguchi.people.queries import languages_of

FIRST = 3


@dataclass(frozen=True)
class Entry:
    title: str
    url: str
    note: str = ""
    html_lang: str = ""


@dataclass(frozen=True)
class WorkList:
    """`empty` is what it says when there is nothing to do."""

    title: str
    about: str
    icon: str
    url: str
    count: int
    entries: list[Entry]
    empty: str


def lists_for(staff: Staff) -> list[WorkList]:
    """All of them, in the languages that he works in where that is one."""
    own = [code for code in languages_of(staff) if code in BY_CODE]
    narrow = Narrow(language=own[0] if len(own) == 1 else "")
    return [_stale(narrow), _unhelpful(narrow), _searched(narrow), _pictures(narrow), _translations(own)]


def _stale(narrow: Narrow) -> WorkList:
    rows = stale(narrow)
    return _list(
        rows,
        lambda article: _of(article, str(article.verify_by)),
        title=_("To be verified"),
        about=_("Their day has come, or comes soon."),
        icon="date",
        url=reverse("helpcenter_lists:stale"),
        empty=_("Nothing is due."),
    )


def _unhelpful(narrow: Narrow) -> WorkList:
    rows = unhelpful(narrow)
    return WorkList(
        title=_("Did not help"),
        about=_("Readers said so, and nobody has read it yet."),
        icon="comment",
        url=reverse("helpcenter_lists:unhelpful"),
        count=rows.count(),
        entries=[
            Entry(
                row.article.title,
                reverse("helpcenter_lists:unhelpful_article", args=[row.article.pk]),
                _("%(percent)s %% of %(votes)s votes")
                % {"percent": row.votes.percent, "votes": row.votes.yes + row.votes.no},
                BY_CODE[row.article.language].html_lang if row.article.language in BY_CODE else "",
            )
            for row in told(rows[:FIRST])
        ],
        empty=_("All answers are read."),
    )


def _searched(narrow: Narrow) -> WorkList:
    url = reverse("helpcenter_lists:searched")
    return _list(
        searched(narrow.language, brand=narrow.brand),
        lambda row: Entry(
            row["words"],
            f"{url}?language={row['language']}",
            BY_CODE[row["language"]].endonym if row["language"] in BY_CODE else row["language"],
            BY_CODE[row["language"]].html_lang if row["language"] in BY_CODE else "",
        ),
        title=_("Searched for and missing"),
        about=_("Without a result, never opened, or ended in a message to us."),
        icon="search",
        url=url,
        empty=_("Every search leads somewhere."),
    )


def _pictures(narrow: Narrow) -> WorkList:
    return _list(
        with_old_pictures(narrow),
        _of,
        title=_("Pictures older than their text"),
        about=_("The text has changed since they were taken."),
        icon="image",
        url=reverse("helpcenter_lists:pictures"),
        empty=_("All pictures are as new as their text."),
    )


def _translations(own: list[str]) -> WorkList:
    codes = own or list(CODES)
    outdated, missing = open_translations(codes)
    entries = []
    if outdated or missing:
        said = _("%(outdated)s outdated, %(missing)s missing") % {"outdated": outdated, "missing": missing}
        entries.append(Entry(said, reverse("helpcenter_translations:overview")))
    return WorkList(
        title=_("Translations"),
        about=_("Outdated by a significant change, or not there yet."),
        icon="globe",
        url=reverse("helpcenter_translations:overview"),
        count=outdated + missing,
        entries=entries,
        empty=_("Everything is translated."),
    )


def _list(rows: Any, entry: Callable[[Any], Entry], **words: str) -> WorkList:
    return WorkList(count=rows.count(), entries=[entry(row) for row in rows[:FIRST]], **words)


def _of(article: Article, note: str = "") -> Entry:
    theirs = BY_CODE.get(article.language)
    return Entry(
        article.title,
        edit_address(article.pk),
        note or (theirs.endonym if theirs else article.language),
        theirs.html_lang if theirs else "",
    )
