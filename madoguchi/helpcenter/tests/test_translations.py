"""What is translated, outdated and missing is seen at a glance, and leads to the work."""

from __future__ import annotations

import pytest
from django.utils import timezone

from madoguchi.helpcenter.contract import Significance
from madoguchi.helpcenter.models import Article
from madoguchi.helpcenter.queries.work.narrow import Narrow
from madoguchi.helpcenter.queries.work.translations import Share, by_language
from madoguchi.helpcenter.tests.stage import ARTICLE, ada, lena, text, write
from tests.cast import Cast

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"


def _shares() -> dict[str, Share]:
    return {language.code: share for language, share in by_language(Narrow())}


def _publish(article: Article, significance: Significance) -> None:
    article = Article.objects.get(pk=article.pk)
    article.title, article.significance = f"{article.title}.", significance.value
    article.save_revision().publish()


def test_only_a_significant_change_makes_translations_outdated(cast: Cast) -> None:
    source = write("fees", "Fees")
    write("fees.ja", "手数料", lang="ja", translation_of="fees")
    write("limits", "Limits")
    assert _shares()["ja"] == Share(current=1, outdated=0, draft=0, total=2)
    for significance in (Significance.TYPO, Significance.NORMAL):
        _publish(source, significance)
        assert _shares()["ja"].outdated == 0, significance
    _publish(source, Significance.SIGNIFICANT)
    shares = _shares()
    assert (shares["ja"].outdated, shares["ja"].missing, shares["ja"].percent) == (1, 1, 0)
    assert (shares["en"].current, shares["en"].percent) == (2, 100)
    assert shares["ru"].missing == 2
    page = text(lena(cast), "/editor/translations/ja/?state=outdated")
    assert "手数料" in page
    assert "Bring up to date" in page


def test_a_typo_does_not_count_as_a_change(cast: Cast) -> None:
    source = write("fees", "Fees")
    before = Article.objects.get(pk=source.pk).changed_at
    _publish(source, Significance.TYPO)
    assert Article.objects.get(pk=source.pk).changed_at == before
    _publish(source, Significance.NORMAL)
    changed = Article.objects.get(pk=source.pk).changed_at
    assert changed
    assert before
    assert changed > before


def test_a_translation_begins_with_the_source_beside_it(cast: Cast) -> None:
    source = write("fees", "Fees", f"## What it costs\n\nNothing `{HOSTILE}`.")
    client = ada(cast, "ja")
    page = text(client, "/editor/translations/")
    assert page.index('data-language="ja"') < page.index('data-language="en"'), "her language stands on top"
    assert f"/editor/translations/ja/start/{source.pk}/" in text(client, "/editor/translations/ja/")
    there = client.post(f"/editor/translations/ja/start/{source.pk}/").headers["Location"]
    draft = Article.objects.get(locale__language_code="ja")
    assert there == f"{ARTICLE}/edit/{draft.pk}/"
    assert (draft.source, draft.live, draft.owner_id) == (source, False, cast.ada.agent_id)
    assert (draft.verify_by, draft.verified_at, draft.changed_at) == (None, None, None)
    edit = text(client, there)
    beside = edit.split('data-side-panel="source"')[1]
    assert "What it costs" in beside
    assert "<script>alert" not in edit
    assert client.post(f"/editor/translations/ja/start/{source.pk}/").headers["Location"] == there, (
        "a second click begins no second one"
    )
    assert _shares()["ja"] == Share(current=0, outdated=0, draft=1, total=1)
    assert "Fees" not in text(client, "/help/ja/search?q=zzz"), "nobody reads the draft"
    Article.objects.get(pk=draft.pk).get_latest_revision().publish()
    assert _shares()["ja"].percent == 100
    assert client.post(f"/editor/translations/xx/start/{source.pk}/").headers["Location"] == "/editor/todo/"
    assert client.get("/editor/translations/xx/").status_code == 404


def test_who_publishes_may_say_that_it_is_still_right(cast: Cast) -> None:
    write("fees", "Fees")
    ja = write("fees.ja", "手数料", lang="ja", translation_of="fees")
    Article.objects.filter(pk=ja.pk).update(outdated_since=timezone.now())
    translator = ada(cast, "ja")
    assert "Still right" not in text(translator, "/editor/translations/ja/?state=outdated")
    translator.post(f"/editor/translations/still-right/{ja.pk}/")
    assert Article.objects.get(pk=ja.pk).outdated_since, "a translator does not publish"
    lead = lena(cast)
    assert "This translation is outdated" in text(lead, f"{ARTICLE}/edit/{ja.pk}/")
    lead.post(f"/editor/translations/still-right/{ja.pk}/")
    after = Article.objects.get(pk=ja.pk)
    assert after.outdated_since is None
    assert after.source_changed_at == after.source.changed_at  # type: ignore[union-attr]


def test_drafts_of_sources_are_nothing_to_translate_yet(cast: Cast) -> None:
    write("fees", "Fees")
    write("secret", "Secret plans")
    Article.objects.get(key="secret").unpublish()
    assert {share.total for share in _shares().values()} == {1}
    assert "Secret plans" not in text(lena(cast), "/editor/translations/ko/")


def test_by_category_and_state(cast: Cast) -> None:
    write("fees", "Fees")
    account = write("limits", "Limits", category="account")
    write("limits.ja", "限度額", lang="ja", translation_of="limits")
    client = lena(cast)
    page = client.get("/editor/translations/ja/")
    assert {name: share.percent for name, _number, share in page.context["categories"]} == {
        "withdrawals": 0,
        "account": 100,
    }
    assert page.context["state"] == "missing", "it starts where there is something to do"
    assert [article.title for article in page.context["rows"]] == ["Fees"]
    narrowed = client.get(f"/editor/translations/ja/?category={account.category_id}&state=current")
    assert [article.title for article in narrowed.context["rows"]] == ["限度額"]


@pytest.mark.parametrize(
    ("share", "percent"),
    [
        (Share(0, 0, 0, 0), 100),
        (Share(999, 1, 0, 1000), 99),
        (Share(1, 0, 0, 1000), 1),
        (Share(0, 5, 0, 10), 0),
        (Share(5, 0, 0, 5), 100),
    ],
)
def test_a_percentage_never_hides_what_is_open(share: Share, percent: int) -> None:
    assert share.percent == percent
