"""The work lists on the editor's home page and in its menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from madoguchi.helpcenter.editor.lists.summary import lists_for
from madoguchi.helpcenter.editor.pages import writer


class WritersItem(MenuItem):
    """For who writes articles."""

    def is_shown(self, request: HttpRequest) -> bool:
        return writer(request) is not None


class ToDoPanel(Component):
    name = "to_do"
    template_name = "helpcenter/editor/todo_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        staff = writer(parent_context["request"])
        return {"lists": lists_for(staff) if staff else []}
