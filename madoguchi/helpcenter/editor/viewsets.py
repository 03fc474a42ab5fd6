"""The lists and forms of articles, categories and videos."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.forms import RadioSelect, Select
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.admin.ui.tables import LocaleColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    IndexView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from madoguchi.helpcenter.editor.article_form import ArticleForm
from madoguchi.helpcenter.editor.banners import BannerViewSet
from madoguchi.helpcenter.editor.panels import RowsPanel
from madoguchi.helpcenter.editor.side_panels import SourcePanel, UpkeepPanel
from madoguchi.helpcenter.models import Article, Category, Video

SEARCH_CHARACTERS = 120


class NewArticle(CreateView):
    """`searched` in its address: what people searched for and did not find is its title and a word to find it by."""

    def get_initial_form_instance(self) -> Article:
        article: Article = super().get_initial_form_instance() or Article()
        article.verify_by = timezone.localdate() + timedelta(days=settings.HELP_VERIFY_DAYS)
        article.owner = getattr(self.request.user, "agent", None)
        if words := " ".join(self.request.GET.get("searched", "").split())[:SEARCH_CHARACTERS]:
            article.title, article.tags = words, [words]
        return article


class EditArticle(EditView):
    def get_side_panels(self) -> Any:
        panels = super().get_side_panels()
        panels.append(UpkeepPanel(self.object, self.request))
        if self.object.source is not None:
            panels.append(SourcePanel(self.object, self.request))
        return panels


class ArticleFilters(WagtailFilterSet):
    category = ModelChoiceFilter(
        queryset=Category.objects.prefetch_related("texts"), label=_("category"), widget=RadioSelect
    )


class ListArticles(IndexView):
    base_filterset_class = ArticleFilters

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("owner").prefetch_related("category__texts")


class ArticleViewSet(SnippetViewSet):
    model = Article
    index_view_class = ListArticles
    add_view_class = NewArticle
    edit_view_class = EditArticle
    icon = "doc-full"
    menu_label = _("Articles")
    list_display = ("title", "kind", "category", LocaleColumn(), UpdatedAtColumn(), "owner", "verify_by")
    list_filter = ("kind", "category", "audience", "owner")
    search_fields = ("title", "summary", "key")
    copy_view_enabled = True
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("title", classname="title"),
                    FieldPanel("summary"),
                    FieldPanel("body"),
                    FieldPanel("significance"),
                ],
                heading=_("Text"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("brand"),
                            FieldPanel("category", widget=Select),
                            FieldPanel("kind"),
                            FieldPanel("slug"),
                        ],
                        heading=_("Place"),
                    ),
                    MultiFieldPanel(
                        [FieldPanel("audience"), FieldPanel("regions"), FieldPanel("tags")],
                        heading=_("Readers"),
                    ),
                    MultiFieldPanel(
                        [FieldPanel("owner"), FieldPanel("verify_by")], heading=_("Kept up to date")
                    ),
                ],
                heading=_("Place and readers"),
            ),
            ObjectList([PublishingPanel()], heading=_("Publishing")),
        ],
        base_form_class=ArticleForm,
    )


class ListCategories(IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("parent").prefetch_related("texts", "parent__texts")


class CategoryViewSet(SnippetViewSet):
    model = Category
    index_view_class = ListCategories
    icon = "folder-open-inverse"
    menu_label = _("Categories")
    list_display = ("__str__", "key", "parent", "position")
    panels = (
        FieldPanel("brand"),
        FieldPanel("parent"),
        FieldPanel("key"),
        FieldPanel("icon"),
        FieldPanel("position"),
        RowsPanel("texts", heading=_("Names")),
    )


class VideoViewSet(SnippetViewSet):
    model = Video
    icon = "media"
    menu_label = _("Videos")
    panels = (
        FieldPanel("name"),
        FieldPanel("title"),
        FieldPanel("file"),
        FieldPanel("poster"),
        FieldPanel("width"),
        FieldPanel("height"),
        FieldPanel("seconds"),
        RowsPanel("captions", heading=_("Captions")),
    )


class HelpcenterGroup(SnippetViewSetGroup):
    items = (ArticleViewSet, CategoryViewSet, VideoViewSet, BannerViewSet)
    menu_icon = "help"
    menu_label = _("Help centre")
    menu_name = "helpcenter"
    menu_order = 100
