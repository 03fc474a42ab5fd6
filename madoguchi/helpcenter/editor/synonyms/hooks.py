"""The way to the synonyms in the editor's menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


class SynonymsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("helpcenter.change_article"))


@hooks.register("register_admin_urls")
def pages() -> list[URLPattern | URLResolver]:
    return [path("synonyms/", include("madoguchi.helpcenter.editor.synonyms.urls"))]


@hooks.register("register_admin_menu_item")
def in_menu() -> MenuItem:
    return SynonymsItem(
        _("Synonyms"), reverse("helpcenter_synonyms:first"), name="synonyms", icon_name="comment", order=110
    )
