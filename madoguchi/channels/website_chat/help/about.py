"""From which article a conversation begins."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from madoguchi.channels.website_chat.help.finding import allowed
from madoguchi.channels.website_chat.visitors import Visitor
from madoguchi.core.rate import allow
from madoguchi.helpcenter.actions.counting import count_contact
from madoguchi.helpcenter.contract import article_fields
from madoguchi.helpcenter.queries.popular import visible_article

ARTICLE, PATH = "article", "path"


def from_article(visitor: Visitor, given: Mapping[str, str] | None, *, message_id: UUID) -> dict[str, str]:
    """The fields that say it, if the visitor names an article that he may read. It counts once as a contact that the
    article did not spare, however often the message is sent."""
    key = (given or {}).get(ARTICLE, "")
    article = visible_article(key[:120], allowed(visitor).audiences) if key else None
    if given is None or article is None:
        return {}
    if allow(f"chat-about:{message_id}", "1/1h") is None:
        count_contact(article_id=article.number)
    return article_fields(
        key=article.key, revision=article.revision, language=article.language, path=given.get(PATH, "")
    )
