"""How an article's draft translations stand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from madoguchi.ai.contract import WritingError
from madoguchi.ai.queries import writer
from madoguchi.core.safe_html import sanitize_html
from madoguchi.helpcenter.machine.pieces import Piece, pieces_of
from madoguchi.helpcenter.models import Article, MachineDraft
from madoguchi.languages import ALL


@dataclass(frozen=True)
class LanguageState:
    """One language of an article: its translation, if there is one, and the last request to the machine."""

    code: str
    name: str
    article: Article | None
    draft: MachineDraft | None

    @property
    def waiting(self) -> bool:
        return self.draft is not None and self.draft.state == MachineDraft.State.WAITING

    @property
    def unread(self) -> bool:
        return self.article is not None and self.article.unread_from is not None


def machine_is_set() -> bool:
    """Whether drafts can be asked for; also where the settings are wrong, so that the reason is shown."""
    try:
        return writer() is not None
    except WritingError:
        return True


def languages_of(source: Article) -> list[LanguageState]:
    """Each language but the source's own."""
    others = (
        Article.objects.filter(translation_key=source.translation_key).select_related("locale").defer("body")
    )
    articles = {article.language: article for article in others}
    drafts = {draft.language: draft for draft in MachineDraft.objects.filter(source=source)}
    return [
        LanguageState(language.code, language.endonym, articles.get(language.code), drafts.get(language.code))
        for language in ALL
        if language.code != source.language
    ]


def draft_of(article: Article) -> MachineDraft | None:
    """The request that this translation was written for, if it is the last one."""
    return MachineDraft.objects.select_related("asked_by").filter(article=article).first()


def side_by_side(source: Article, article: Article) -> list[tuple[SafeString, SafeString]]:
    """(source, translation) of each passage, as safe HTML; the latest of both."""
    one, other = (_passages(which) for which in (source, article))
    return list(zip_longest(one, other, fillvalue=SafeString("")))


def _passages(article: Article) -> list[SafeString]:
    said = article.get_latest_revision_as_object()
    body = json.loads(json.dumps(list(said.body.get_prep_value())))
    return [
        SafeString(escape(said.title)),
        SafeString(escape(said.summary)),
        *(_shown(piece) for piece in pieces_of(body)),
        SafeString(escape(", ".join(map(str, said.tags)))),
    ]


def _shown(piece: Piece) -> SafeString:
    if piece.html:
        return mark_safe(sanitize_html(piece.text, relative_links=True))  # noqa: S308
    return SafeString(escape(piece.text))
