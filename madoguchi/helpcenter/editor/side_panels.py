"""What stands beside an article's form: how it is kept true, and the source of a translation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from madoguchi.helpcenter.actions.upkeep import may_verify
from madoguchi.helpcenter.editor.pages import edit_address, writer
from madoguchi.helpcenter.models import Article, Feedback
from madoguchi.helpcenter.queries.passages import sections_of
from madoguchi.helpcenter.queries.pictures import older_than_text
from madoguchi.languages import BY_CODE
from madoguchi.people.contract import Permission


class UpkeepPanel(BaseSidePanel):
    """Owner, when it was verified and by whom, until when; old pictures; what readers said."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle how it is kept true")
        icon_name = "date"

        def get_context_data(self, parent_context: Any) -> Any:
            return {**super().get_context_data(parent_context), "count": self.panel.open}

    name = "upkeep"
    title = _("Kept true")
    template_name = "helpcenter/editor/side_upkeep.html"
    order = 150

    def __init__(self, article: Article, request: HttpRequest) -> None:
        super().__init__(article, request)
        live = Article.objects.select_related("owner", "verified_by", "source").defer("source__body")
        self.live: Article = live.get(pk=article.pk)
        self.pictures = older_than_text(self.live) if self.live.live else []
        self.unseen = Feedback.objects.filter(article_id=article.pk, helped=False, seen_at=None).count()
        self.open = len(self.pictures) + self.unseen + bool(self.live.outdated_since)

    def get_context_data(self, parent_context: Any) -> Any:
        staff = writer(self.request)
        return {
            **super().get_context_data(parent_context),
            "csrf_token": parent_context.get("csrf_token"),
            "live": self.live,
            "pictures": self.pictures,
            "unseen": self.unseen,
            "may_verify": staff is not None and self.live.live and may_verify(self.live, staff),
            "may_publish": staff is not None and staff.may(Permission.ARTICLES_PUBLISH),
            "here": edit_address(self.live.pk),
        }


class SourcePanel(BaseSidePanel):
    """What the translation translates, as it can be read now."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle the source")
        icon_name = "globe"

    name = "source"
    title = _("Source")
    template_name = "helpcenter/editor/side_source.html"
    order = 160

    def get_context_data(self, parent_context: Any) -> Any:
        source = self.object.source
        return {
            **super().get_context_data(parent_context),
            "source": source,
            "theirs": BY_CODE.get(source.language),
            "sections": sections_of(source.body),
            "changed": self._what_changed(source),
        }

    def _what_changed(self, source: Article) -> str:
        """The address of the comparison between what was translated and what the source says now, or nothing."""
        translated, now = self.object.source_changed_at, source.live_revision_id
        if translated is None or now is None:
            return ""
        before = source.revisions.filter(created_at__lte=translated).order_by("-created_at").first()
        if before is None or before.pk == now:
            return ""
        return reverse(
            "wagtailsnippets_helpcenter_article:revisions_compare", args=[source.pk, before.pk, now]
        )
