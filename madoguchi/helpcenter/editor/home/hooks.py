"""What stands on the first page, and where the menu's search leads."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.search import SearchArea
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component

from madoguchi.helpcenter.editor.pages import writer
from madoguchi.helpcenter.models import Article
from madoguchi.helpcenter.queries.work.reviews import asked_by, waiting_for

# Wagtail's own, about pages or in words about pages; ours say the same of articles.
_OF_PAGES = (
    "recent_edits",
    "locked_pages",
    "workflow_objects_to_moderate",
    "user_objects_in_workflow_moderation",
)


class ReviewPanel(Component):
    """Not there where nothing waits."""

    name = "reviews"
    template_name = "helpcenter/editor/review_panel.html"
    order = 40

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"waiting": waiting_for(user), "asked": asked_by(user)}


class ArticlesItem(SummaryItem):
    order = 50
    template_name = "helpcenter/editor/articles_item.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"count": Article.objects.filter(live=True).count()}

    def is_shown(self) -> bool:
        return writer(self.request) is not None


class ArticlesArea(SearchArea):
    def is_shown(self, request: HttpRequest) -> bool:
        return writer(request) is not None


@hooks.register("register_admin_search_area")
def articles_area() -> SearchArea:
    address = reverse("wagtailsnippets_helpcenter_article:list")
    return ArticlesArea(_("Articles"), address, name="articles", icon_name="doc-full", order=50)


@hooks.register("construct_homepage_panels")
def ours_alone(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [panel for panel in panels if panel.name not in _OF_PAGES]
    if writer(request):
        panels.append(ReviewPanel())


@hooks.register("construct_homepage_summary_items")
def articles_first(request: HttpRequest, items: list[SummaryItem]) -> None:
    items.append(ArticlesItem(request))
