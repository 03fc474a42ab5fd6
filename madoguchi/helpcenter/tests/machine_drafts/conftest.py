"""A language model that answers, Lena who asks it, and an article to translate."""

from __future__ import annotations

import pytest

from madoguchi.helpcenter.actions.importing import import_articles
from madoguchi.helpcenter.contract import WrittenArticle
from madoguchi.helpcenter.editor.access import match_groups
from madoguchi.helpcenter.editor.prepare import prepare_editor
from madoguchi.helpcenter.models import Article
from madoguchi.helpcenter.tests.chat_service import chat_service
from madoguchi.people.models import User
from tests.cast import make_cast

BODY = """Send **USDT** over TRC20, see [the list](https://hoshi.example/list?a=1).

- Use `memo` for XRP

:::steps
### Open the wallet

Look for *History*.
:::

:::decision topic=deposit
? start Is it there?
- Yes -> done

! done Good
Nothing to do.
:::

:::contact deposit Ask us
:::
"""


@pytest.fixture
def service(settings):
    with chat_service() as running:
        settings.LLM, settings.LLM_URL, settings.LLM_MODEL = "openai", running.url, "small"
        settings.LLM_KEY, settings.LLM_ATTEMPTS = "sk-secret", 1
        yield running


@pytest.fixture
def lena():
    make_cast()
    prepare_editor()
    user = User.objects.get(email="lena@hoshi.example")
    match_groups(user)
    return user


@pytest.fixture
def source(lena):
    line = WrittenArticle(
        id="wait", lang="en", title="Where is my USDT?", body=BODY, summary="What to do", tags=("stuck",)
    )
    assert import_articles([line]).created == 1
    return Article.objects.get(key="wait")
