"""The lists and forms of articles, categories and videos."""

from __future__ import annotations

from django.forms import Select
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.admin.ui.tables import LocaleColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from madoguchi.helpcenter.editor.banners import BannerViewSet
from madoguchi.helpcenter.editor.panels import RowsPanel
from madoguchi.helpcenter.models import Article, Category, Video


class ArticleViewSet(SnippetViewSet):
    model = Article
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
        ]
    )


class CategoryViewSet(SnippetViewSet):
    model = Category
    icon = "folder-open-inverse"
    menu_label = _("Categories")
    list_display = ("key", "parent", "position")
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
