"""What Wagtail's admin finds of ours; the screens are in editor/."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from madoguchi.helpcenter.editor.viewsets import HelpcenterGroup

register_snippet(HelpcenterGroup)


@hooks.register("insert_global_admin_js")
def start_without_inline_script() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("helpcenter/editor.js"))
