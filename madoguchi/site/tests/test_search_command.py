"""An operator looks at what the public would find."""

from __future__ import annotations

import io
import json

import pytest

from madoguchi.search.actions import index_articles
from madoguchi.search.contract import Article, Passage
from madoguchi.site.cli._lines import answer_lines
from madoguchi.site.cli.search import answer

pytestmark = pytest.mark.django_db


def test_the_command_answers_a_line_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    tax = Passage("", "Download your tax report.")
    index_articles(
        [
            Article("tax", "helpcenter", "en", "Tax reports", (tax,), holder="/help/en/tax"),
            Article("password", "helpcenter", "zh", "重置密码", (Passage("", "点击忘记密码。"),)),
            Article("desk", "helpcenter", "en", "Tax desk", (tax,), audience="agents"),
        ]
    )
    lines = [
        '{"id": 1, "query": "tax", "lang": "en"}',
        '{"id": 2}',
        '{"id": 3, "query": "密码", "lang": "zh", "limit": 1}',
    ]
    answer_lines(io.StringIO("\n".join(lines)), answer)
    first, second, third = map(json.loads, capsys.readouterr().out.splitlines())
    assert [hit["article"] for hit in first["hits"]] == ["tax"], "as the public sees it"
    assert first["hits"][0]["url"].endswith("/help/en/tax")
    assert "<" not in first["hits"][0]["snippet"]
    assert "query" in second["error"]
    assert [hit["article"] for hit in third["hits"]] == ["password"]
