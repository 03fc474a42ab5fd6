"""The list and form of banners: what happened, from when until when, in each language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from madoguchi.helpcenter.editor.panels import RowsPanel
from madoguchi.helpcenter.models import Banner


class BannerViewSet(SnippetViewSet):
    model = Banner
    icon = "warning"
    menu_label = _("Banners")
    list_display = ("name", "tone", "starts_at", "ends_at")
    list_filter = ("tone",)
    panels = (
        FieldPanel("name"),
        FieldPanel("brand"),
        FieldPanel("tone"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading=_("When it is shown")),
        FieldPanel("link"),
        RowsPanel("texts", heading=_("Texts"), min_num=1),
    )
