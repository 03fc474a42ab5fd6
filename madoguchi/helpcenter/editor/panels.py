"""Wagtail's rows of child rows, started without inline script."""

from __future__ import annotations

from wagtail.admin.panels import InlinePanel


class RowsPanel(InlinePanel):
    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "helpcenter/inline_panel.html"
