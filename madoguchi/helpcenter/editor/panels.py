"""Wagtail's rows of child rows, started without inline script."""

from __future__ import annotations

from wagtail.admin.panels import InlinePanel


class RowsPanel(InlinePanel):  # type: ignore[misc]  # Wagtail brings no types
    class BoundPanel(InlinePanel.BoundPanel):  # type: ignore[misc]
        template_name = "helpcenter/inline_panel.html"
