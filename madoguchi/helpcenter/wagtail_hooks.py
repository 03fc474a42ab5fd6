"""What Wagtail's admin finds of ours; the screens are in editor/."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from madoguchi.helpcenter.actions.publishing import after_withdrawing
from madoguchi.helpcenter.editor.machine import hooks as machine_hooks
from madoguchi.helpcenter.editor.synonyms import hooks as synonym_hooks
from madoguchi.helpcenter.editor.viewsets import HelpcenterGroup
from madoguchi.helpcenter.models import Article

__all__ = ["machine_hooks", "synonym_hooks"]

register_snippet(HelpcenterGroup)


@hooks.register("insert_global_admin_js")
def start_without_inline_script() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("helpcenter/editor.js"))


@hooks.register("after_delete_snippet")
def withdraw_what_is_gone(request: HttpRequest, instances: Iterable[Model]) -> None:
    """One or many at once: what no longer exists is no longer found either."""
    for instance in instances:
        if isinstance(instance, Article):
            after_withdrawing(article_id=instance.pk or 0, key=instance.key)
