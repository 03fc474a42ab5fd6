"""What Wagtail's admin finds of ours; the screens are in editor/."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from madoguchi.helpcenter.actions.noting import note_changes
from madoguchi.helpcenter.actions.publishing import after_withdrawing
from madoguchi.helpcenter.actions.upkeep import STILL_RIGHT, VERIFIED
from madoguchi.helpcenter.editor.home import hooks as home_hooks
from madoguchi.helpcenter.editor.lists.on_home import ToDoPanel, WritersItem
from madoguchi.helpcenter.editor.machine import hooks as machine_hooks
from madoguchi.helpcenter.editor.pages import writer
from madoguchi.helpcenter.editor.viewsets import HelpcenterGroup
from madoguchi.helpcenter.models import Article, Video

__all__ = ["home_hooks", "machine_hooks"]

register_snippet(HelpcenterGroup)


@hooks.register("register_admin_urls")
def our_pages() -> list[URLResolver]:
    return [
        path("todo/", include("madoguchi.helpcenter.editor.lists.urls")),
        path("translations/", include("madoguchi.helpcenter.editor.translations.urls")),
        path("machine-drafts/", include("madoguchi.helpcenter.editor.machine.urls")),
        path("synonyms/", include("madoguchi.helpcenter.editor.synonyms.urls")),
    ]


@hooks.register("register_admin_menu_item")
def to_do() -> MenuItem:
    return WritersItem(_("To do"), reverse("helpcenter_lists:home"), icon_name="tasks", order=90)


@hooks.register("register_admin_menu_item")
def translations() -> MenuItem:
    address = reverse("helpcenter_translations:overview")
    return WritersItem(_("Translations"), address, icon_name="globe", order=110)


@hooks.register("register_admin_menu_item")
def synonyms() -> MenuItem:
    return WritersItem(_("Synonyms"), reverse("helpcenter_synonyms:first"), icon_name="comment", order=120)


@hooks.register("construct_main_menu")
def without_help_about_wagtail(request: HttpRequest, items: list[MenuItem]) -> None:
    """It speaks of pages, which there are none of, and of releases, which editors do not install."""
    items[:] = [item for item in items if item.name != "help"]


@hooks.register("construct_homepage_panels")
def what_is_to_be_done(request: HttpRequest, panels: list[Component]) -> None:
    if writer(request):
        panels.append(ToDoPanel())


@hooks.register("register_log_actions")
def our_actions(actions: LogActionRegistry) -> None:
    actions.register_action(VERIFIED, _("Verify"), _("Verified: right as of that day"))
    actions.register_action(STILL_RIGHT, _("Confirm translation"), _("The translation is still right"))


@hooks.register("insert_global_admin_css")
def our_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("helpcenter/editor.css"))


@hooks.register("insert_global_admin_js")
def start_without_inline_script() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("helpcenter/editor.js"))


@hooks.register("after_delete_snippet")
def withdraw_what_is_gone(request: HttpRequest, instances: Iterable[Model]) -> None:
    """One or many at once: what no longer exists is no longer found either."""
    for instance in instances:
        if isinstance(instance, Article):
            after_withdrawing(instance)


@hooks.register("after_edit_snippet")
def show_a_changed_video(request: HttpRequest, instance: Model) -> None:
    if isinstance(instance, Video):
        note_changes([f"video:{instance.pk}"])
