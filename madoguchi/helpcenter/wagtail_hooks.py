"""What Wagtail's admin finds of ours; the screens are in editor/."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet

from madoguchi.helpcenter.editor.viewsets import HelpcenterGroup

register_snippet(HelpcenterGroup)
