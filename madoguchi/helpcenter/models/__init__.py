from madoguchi.helpcenter.models.article import Article, OldSlug
from madoguchi.helpcenter.models.category import Category, CategoryText
from madoguchi.helpcenter.models.counts import ArticleDay, DismissedSearch, Feedback, SearchDay
from madoguchi.helpcenter.models.picture import Picture, Rendition
from madoguchi.helpcenter.models.video import Captions, Video

__all__ = [
    "Article",
    "ArticleDay",
    "Captions",
    "Category",
    "CategoryText",
    "DismissedSearch",
    "Feedback",
    "OldSlug",
    "Picture",
    "Rendition",
    "SearchDay",
    "Video",
]
