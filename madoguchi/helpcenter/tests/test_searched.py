"""What was searched for in vain becomes an article, or is dismissed; whatever was typed, it shows as text."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from madoguchi.company.models import Brand
from madoguchi.helpcenter.models import Article, DismissedSearch, SearchDay
from madoguchi.helpcenter.tests.stage import ARTICLE, HOSTILE, lena, searches, text, write
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _listed(client: Client, asked: str = "") -> list[str]:
    answer = client.get(f"/editor/todo/searched/?{asked}")
    return [row.words for row in answer.context["searches"]]


def test_a_missing_search_becomes_an_article_and_leaves_the_list(cast: Cast) -> None:
    first = write("fees", "Fees")
    searches("cold wallet", searches=4, without_result=4)
    searches("cold wallet", searches=2, without_result=2, days=1)
    searches("fees", searches=9, clicks=7)
    searches("tax report", searches=5)
    searches("gone", searches=9, without_result=9, days=settings.HELP_COUNT_DAYS + 1)
    searches("helped not", searches=1, clicks=1, contacts=1)
    client = lena(cast)
    assert _listed(client) == ["cold wallet", "tax report", "helped not"]
    assert _listed(client, "state=nothing") == ["cold wallet"]
    assert _listed(client, "state=unopened") == ["tax report"]
    assert _listed(client, "state=contact") == ["helped not"]
    assert _listed(client, "state=top")[0] == "fees"
    assert _listed(client, "language=ja") == []
    page = text(client, "/editor/todo/searched/")
    assert f'{ARTICLE}/add/?locale=en&amp;searched=cold%20wallet"' in page
    form = text(client, f"{ARTICLE}/add/?locale=en&searched=cold%20wallet")
    assert 'value="cold wallet"' in form
    assert '<input type="text" name="tags" value="cold wallet"' in form
    draft = Article(
        title="Where we keep coins", tags=["Cold  wallet"], brand=first.brand, category=first.category
    )
    draft.locale, draft.live, draft.owner_id = first.locale, False, cast.ada.agent_id
    draft.save()
    assert "In draft: Ada" in text(client, "/editor/todo/searched/"), "nobody writes it twice"
    draft.save_revision().publish()
    assert _listed(client) == ["tax report", "helped not"]
    assert SearchDay.objects.filter(words="tax report", task_done=True).count() == 0


def test_a_dismissed_search_stays_away_until_it_is_put_back(cast: Cast) -> None:
    searches("pizza", searches=5, without_result=5, days=1)
    client = lena(cast)
    asked = {"words": "pizza", "language": "en"}
    client.post("/editor/todo/searched/dismiss/", asked)
    searches("pizza", searches=5, without_result=5)
    assert _listed(client) == []
    assert _listed(client, "state=dismissed") == ["pizza"]
    assert DismissedSearch.objects.get().dismissed_by_id == cast.lena.agent_id
    client.post("/editor/todo/searched/dismiss/", {**asked, "undo": ""})
    assert _listed(client) == ["pizza"]
    client.post("/editor/todo/searched/dismiss/", {"words": "never searched", "language": "en"})
    assert not DismissedSearch.objects.exists(), "only what was searched can be dismissed"
    assert client.post("/editor/todo/searched/dismiss/", {"words": "a", "language": "xx"}).status_code == 404


def test_each_brand_has_its_own_searches(cast: Cast) -> None:
    other = Brand.objects.create(key="tsuki", name="Tsuki Pay", languages=["en"])
    searches("cold wallet", searches=4, without_result=4)
    searches("cold wallet", searches=3, without_result=3, brand_id=other.pk)
    searches("moon card", searches=2, without_result=2, brand_id=other.pk)
    client = lena(cast)
    assert _listed(client) == ["cold wallet", "moon card"]
    assert _listed(client, f"brand={cast.brand.pk}") == ["cold wallet"]
    assert _listed(client, f"brand={other.pk}") == ["cold wallet", "moon card"]
    page = text(client, f"/editor/todo/searched/?brand={other.pk}")
    assert "Tsuki Pay" in page
    assert f'value="{other.pk}" selected' in page
    write("cold", "Cold wallet")
    assert _listed(client) == ["cold wallet", "moon card"], "one brand's article answers nobody at the other"
    assert _listed(client, f"brand={cast.brand.pk}") == []


def test_a_search_with_markup_is_text(cast: Cast) -> None:
    searches(HOSTILE, searches=5, without_result=5)
    client = lena(cast)
    for path in ("/editor/todo/searched/", "/editor/todo/", "/editor/"):
        page = text(client, path)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;alert(1)" in page
    form = text(client, f"{ARTICLE}/add/", data={"locale": "en", "searched": HOSTILE})
    assert "<script>alert" not in form
    assert "<img src=x" not in form
