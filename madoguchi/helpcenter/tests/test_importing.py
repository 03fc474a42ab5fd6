"""Lena moves the help centre in from files: once, twice, changed, and with what does not belong there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from madoguchi.helpcenter.actions.importing import import_articles
from madoguchi.helpcenter.contract import WrittenArticle
from madoguchi.helpcenter.files import read_folder, read_lines, write_folder
from madoguchi.helpcenter.models import Article, Category
from madoguchi.helpcenter.queries.exporting import written_articles
from madoguchi.search.contract import Query
from madoguchi.search.queries import search_articles

pytestmark = pytest.mark.django_db(transaction=True)

EVERYTHING = """A deposit goes through three steps.

## Find your transaction

You need the **transaction ID** and a [block explorer](https://explorer.example/).

:::steps
### Open the wallet

Look for *History*.

### Copy the ID
:::

| Status | Meaning |
| --- | --- |
| Pending | The network works \\| waits |

:::warning Never send it twice
It does not help.
:::

:::fraud
Nobody of us asks for your recovery phrase.
:::

:::questions
### How long does it take?

Up to an hour.
:::

:::compare
### Bitcoin | large amounts
- slow

### Tron | small amounts
- cheap
:::

:::applies countries=JP,BR account=personal
The travel rule applies.
:::

:::decision topic=deposit
? start Is it confirmed?
- Yes -> ours
- No -> wait

! wait Wait [no contact]
It takes a while.

! ours We look at it
Send us the ID.
:::

```json
{"txid": "…"}
```

:::related other
:::

:::contact deposit Write to us.
:::"""


def _article(**more: Any) -> WrittenArticle:
    return WrittenArticle(
        **{
            "id": "missing",
            "lang": "en",
            "title": "Where is my deposit?",
            "body": EVERYTHING,
            "category": "deposits",
        }
        | more  # type: ignore[arg-type]
    )


def test_what_goes_in_comes_out_and_twice_is_once() -> None:
    other = WrittenArticle(id="other", lang="en", title="Fees", body="None.", category="deposits")
    first = import_articles([_article(), other])
    assert (first.created, first.changed, first.refused) == (2, 0, ())
    exported = list(written_articles())
    assert {article.id: article.body for article in exported}["missing"] == EVERYTHING
    again = import_articles([_article(), other])
    assert (again.created, again.changed, again.unchanged) == (0, 0, 2)
    import_articles(exported)
    assert list(written_articles()) == exported
    assert Article.objects.count() == 2


def test_it_is_found_at_once_and_a_change_is_found_instead() -> None:
    import_articles([_article(body="The quick answer is patience.")])
    assert [hit.key for hit in search_articles(Query("patience", "en")).hits] == ["missing"]
    import_articles([_article(body="The quick answer is a ticket.")])
    assert search_articles(Query("ticket", "en")).hits
    assert not [hit for hit in search_articles(Query("patience", "en")).hits if "patience" in hit.snippet]


def test_translations_find_their_source_whatever_the_order() -> None:
    japanese = _article(
        id="missing.ja", lang="ja", title="入金はどこ？", body="待ってください。", translation_of="missing"
    )
    outcome = import_articles([japanese, _article()])
    assert outcome.created == 2
    source, translation = Article.objects.get(key="missing"), Article.objects.get(key="missing.ja")
    assert translation.translation_key == source.translation_key
    assert translation.source == source
    assert translation.language == "ja"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"lang": "tlh"}, "tlh"),
        ({"title": " "}, "title"),
        ({"body": ":::steps\n### One"}, "not closed"),
        ({"body": ":::magic\n:::"}, "magic"),
        ({"body": "![a](no-such-picture)"}, "no-such-picture"),
        ({"regions": ("JP", "Atlantis")}, "'Atlantis' is no country"),
        ({"body": ":::applies countries=JP,XX\nOnly there.\n:::"}, "'XX' is no country"),
        ({"id": "x.ja", "translation_of": "nobody"}, "nobody"),
    ],
)
def test_what_cannot_be_taken_is_named_and_harms_no_other(change: dict[str, Any], why: str) -> None:
    good = WrittenArticle(id="good", lang="en", title="Good", body="Good.")
    outcome = import_articles([_article(**change), good])
    assert outcome.created == 1
    assert len(outcome.refused) == 1
    assert why in outcome.refused[0][1]
    assert [article.key for article in Article.objects.all()] == ["good"]


def test_countries_come_by_letters_or_by_name() -> None:
    written = _article(lang="ja", regions=("jp", "ブラジル", "Portugal", "JP"))
    assert import_articles([written]).created == 1
    assert Article.objects.get().regions == ["JP", "BR", "PT"]
    assert import_articles([written]).unchanged == 1


def test_marks_of_other_systems_are_cleaned_and_no_script_gets_in() -> None:
    import_articles(
        [
            _article(
                title="\ufeffHello\x00", body="\ufeffHi <script>alert(1)</script> [x](javascript:alert(1))"
            )
        ]
    )
    article = Article.objects.get()
    assert article.title == "Hello"
    assert "<script" not in str(article.body)
    assert 'href="javascript' not in str(article.body)


def test_lines_that_are_no_articles_are_numbered(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    lines = [
        json.dumps({"id": "a", "lang": "en", "title": "A", "body": "B", "category": "c"}),
        "{",
        "[]",
        '{"id": 1}',
        json.dumps({"id": "b", "lang": "en", "title": "B", "regions": "JP"}),
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    articles, unreadable = read_lines(file)
    assert [article.id for article in articles] == ["a"]
    assert [where for where, _why in unreadable] == ["line 2", "line 3", "line 4", "line 5"]
    assert unreadable[-1][1] == "regions is a list of words"


def test_a_folder_goes_out_and_in(tmp_path: Path) -> None:
    import_articles(
        [_article(), _article(id="missing.es", lang="es", title="¿Dónde está?", translation_of="missing")]
    )
    before = list(written_articles())
    assert write_folder(tmp_path, before) == 2
    assert (tmp_path / "deposits" / "missing" / "es.md").exists()
    articles, unreadable = read_folder(tmp_path)
    assert not unreadable
    assert import_articles(articles).refused == ()
    assert list(written_articles()) == before
    assert Category.objects.count() == 1
