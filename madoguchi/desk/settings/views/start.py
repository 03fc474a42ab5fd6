"""The first page of the settings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from madoguchi.desk.settings.checklist import steps
from madoguchi.desk.settings.door import settings_view
from madoguchi.desk.settings.menu import items_for
from madoguchi.desk.settings.page import page
from madoguchi.people.contract import Permission, Staff


@require_safe
@settings_view(Permission.SETTINGS, Permission.CANNED, Permission.AUDIT_READ)
def start(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The checklist; who may change only a part is led there."""
    if not staff.may(Permission.SETTINGS):
        return redirect(items_for(staff)[0].url)
    found = steps(staff)
    following = next((step for step in found if not step.done), None)
    context = {"steps": found, "next": following, "done": sum(step.done for step in found)}
    return page(request, staff, "start", context, section="start")
