"""Where machine drafts show in Wagtail's screens: the way to them, the mark on an unread one, and no button that
would publish it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages as with_buttons
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.action_menu import ActionMenuItem

from madoguchi.helpcenter.actions.machine_drafts import MADE, READ
from madoguchi.helpcenter.models import Article
from madoguchi.helpcenter.queries.machine_drafts import machine_is_set

PUBLISHING = ("action-publish", "action-workflow-action")


@hooks.register("register_log_actions")
def what_history_says(actions: LogActionRegistry) -> None:
    actions.register_action(MADE, gettext_lazy("Machine draft"), gettext_lazy("A machine wrote a draft"))
    actions.register_action(
        READ, gettext_lazy("Confirm"), gettext_lazy("Read and confirmed the machine's draft")
    )


@hooks.register("register_snippet_listing_buttons")
def way_to_drafts(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(snippet, Article) and user.has_perm("helpcenter.change_article") and machine_is_set():
        yield Button(
            _("Machine drafts"),
            reverse("helpcenter_machine:drafts", args=[snippet.pk]),
            icon_name="globe",
            priority=70,
        )


class DraftsItem(ActionMenuItem):
    """The same way among what can be done with the article that is open."""

    name = "machine-drafts"
    label = gettext_lazy("Machine drafts")
    icon_name = "globe"

    def is_shown(self, context: dict[str, Any]) -> bool:
        return context["view"] == "edit" and machine_is_set()

    def get_url(self, context: dict[str, Any]) -> str:
        return reverse("helpcenter_machine:drafts", args=[context["instance"].pk])


@hooks.register("register_snippet_action_menu_item")
def among_actions(model: type[Any]) -> DraftsItem | None:
    return DraftsItem(order=70) if model is Article else None


@hooks.register("construct_snippet_action_menu")
def no_publishing_unread(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    instance = context.get("instance")
    if isinstance(instance, Article) and instance.unread_from is not None:
        items[:] = [item for item in items if item.name not in ("action-publish", "approve")]


@hooks.register("before_edit_snippet")
def mark_unread(request: HttpRequest, instance: Any) -> HttpResponse | None:
    if not isinstance(instance, Article) or instance.unread_from is None:
        return None
    if request.method == "GET":
        way = with_buttons.button(
            reverse("helpcenter_machine:read", args=[instance.pk]), _("Read and confirm")
        )
        text = _("Machine draft, unread. It cannot be published before somebody has read and confirmed it.")
        with_buttons.warning(request, text, buttons=[way])
    elif any(name in request.POST for name in PUBLISHING):
        # What was typed is kept as a draft; what was wanted is told why not.
        typed = request.POST.copy()
        for name in PUBLISHING:
            typed.pop(name, None)
        request.POST = typed  # type: ignore[assignment]
        messages.error(request, _("Not published: nobody has confirmed yet what the machine wrote."))
    return None


@hooks.register("before_create_snippet")
def no_copy_of_unread(request: HttpRequest, model: Any) -> HttpResponse | None:
    """A copy would carry the words without the mark."""
    at = request.resolver_match
    if model is not Article or at is None or at.url_name != "copy":
        return None
    copied = Article.objects.filter(pk=at.kwargs["pk"]).first()
    if copied is None or copied.unread_from is None:
        return None
    messages.error(request, _("A machine draft that nobody has confirmed cannot be copied."))
    return redirect("helpcenter_machine:read", copied.pk)
