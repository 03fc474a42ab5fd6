from madoguchi.helpcenter.models.article import Article, OldSlug
from madoguchi.helpcenter.models.category import Category, CategoryText
from madoguchi.helpcenter.models.counts import ArticleDay, Feedback, SearchDay
from madoguchi.helpcenter.models.machine import MachineDraft
from madoguchi.helpcenter.models.picture import Picture, Rendition
from madoguchi.helpcenter.models.video import Captions, Video

__all__ = [
    "Article",
    "ArticleDay",
    "Captions",
    "Category",
    "CategoryText",
    "Feedback",
    "MachineDraft",
    "OldSlug",
    "Picture",
    "Rendition",
    "SearchDay",
    "Video",
]
