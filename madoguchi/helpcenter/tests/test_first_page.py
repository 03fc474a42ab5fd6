"""The editor's first page speaks of articles: a search for them, and what waits for whom."""

from __future__ import annotations

from wagtail.models import Workflow

from madoguchi.helpcenter.editor.prepare import REVIEW, prepare_editor
from madoguchi.helpcenter.models import Article
from madoguchi.helpcenter.tests.stage import ARTICLE, HOSTILE, ada, lena, text, write
from madoguchi.people.models import User
from tests.cast import Cast


def test_it_speaks_of_articles_and_not_of_pages(cast: Cast) -> None:
    write("fees", "Fees of the desk")
    client = lena(cast)
    page = text(client, "/editor/")
    assert "Search the articles" in page
    assert f'action="{ARTICLE}/"' in page
    assert "1 article<" in page
    assert "Lena</h2>" in page
    for foreign in ("Search all pages", "editor guide", "guide.wagtail.org", "Reviews"):
        assert foreign not in page, foreign
    assert f'sidebar.SearchModule", "_args": ["{ARTICLE}/"]' in page, "the menu's search finds articles too"
    assert "Fees of the desk" in text(client, f"{ARTICLE}/?q=fees")


def test_what_waits_stands_first_for_who_can_decide_it(cast: Cast) -> None:
    prepare_editor()
    writer, lead = ada(cast), lena(cast)
    article = write("fees", "Fees")
    article.title = f"Fees {HOSTILE}"
    asking = User.objects.get(agent__pk=cast.ada.agent_id)
    article.save_revision(user=asking)
    review = Workflow.objects.get(name=REVIEW).start(article, asking)
    page = text(lead, "/editor/")
    assert "Waiting for your decision" in page
    assert "Ada" in page
    assert HOSTILE not in page
    assert f'href="{ARTICLE}/edit/{article.pk}/"' in page
    mine = text(writer, "/editor/")
    assert "What you asked to be reviewed" in mine
    assert "Waiting for your decision" not in mine
    assert "Changes are wanted" not in mine
    review.current_task_state.specific.reject(user=User.objects.get(agent__pk=cast.lena.agent_id))
    assert "Changes are wanted" in text(writer, "/editor/")
    assert "Waiting for your decision" not in text(lead, "/editor/")
    Article.objects.get(pk=article.pk).delete()
    assert "What you asked to be reviewed" not in text(writer, "/editor/")
