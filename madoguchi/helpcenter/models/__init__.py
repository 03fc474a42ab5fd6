from madoguchi.helpcenter.models.article import Article, OldSlug
from madoguchi.helpcenter.models.banner import Banner, BannerText
from madoguchi.helpcenter.models.category import Category, CategoryText
from madoguchi.helpcenter.models.change import Change
from madoguchi.helpcenter.models.counts import ArticleDay, DismissedSearch, Feedback, SearchDay
from madoguchi.helpcenter.models.given import GivenRight
from madoguchi.helpcenter.models.machine import MachineDraft
from madoguchi.helpcenter.models.picture import Picture, Rendition
from madoguchi.helpcenter.models.video import Captions, Video

__all__ = [
    "Article",
    "ArticleDay",
    "Banner",
    "BannerText",
    "Captions",
    "Category",
    "CategoryText",
    "Change",
    "DismissedSearch",
    "Feedback",
    "GivenRight",
    "MachineDraft",
    "OldSlug",
    "Picture",
    "Rendition",
    "SearchDay",
    "Video",
]
