"""How an article's draft translations stand."""

from __future__ import annotations

from dataclasses import dataclass

from madoguchi.ai.contract import WritingError
from madoguchi.ai.queries import writer
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
    others = Article.objects.filter(translation_key=source.translation_key).select_related("locale").defer("body")
    articles = {article.language: article for article in others}
    drafts = {draft.language: draft for draft in MachineDraft.objects.filter(source=source)}
    return [
        LanguageState(language.code, language.endonym, articles.get(language.code), drafts.get(language.code))
        for language in ALL
        if language.code != source.language
    ]
