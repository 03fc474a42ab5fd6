"""Roles: the matrix of who may do what, and roles of one's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from madoguchi.desk.settings.door import settings_view
from madoguchi.desk.settings.forms.staff import PERMISSIONS, RoleForm
from madoguchi.desk.settings.page import done, page, saved
from madoguchi.people import actions as people
from madoguchi.people.contract import Staff
from madoguchi.people.directory import roles


@require_safe
@settings_view()
def role_list(request: HttpRequest, staff: Staff) -> HttpResponse:
    found = roles(staff)
    matrix = [(label, [str(key) in role.permissions for role in found]) for key, label in PERMISSIONS.items()]
    return page(request, staff, "roles", {"roles": found, "matrix": matrix}, section="roles")


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view()
def role(request: HttpRequest, staff: Staff, role_id: int | None = None) -> HttpResponse:
    facts = next((found for found in roles(staff) if found.id == role_id), None)
    if role_id and facts is None:
        raise Http404
    initial = {"name": facts.name, "permissions": list(facts.permissions)} if facts else {}
    form = RoleForm(request.POST or None, initial=initial)
    if request.method == "POST" and saved(
        form, lambda: people.save_role(staff=staff, role_id=role_id, **form.cleaned_data)
    ):
        messages.success(request, _("Saved."))
        return redirect("desk:settings_roles")
    status = 422 if request.method == "POST" else 200
    return page(request, staff, "role", {"form": form, "facts": facts}, section="roles", status=status)


@require_POST
@settings_view()
def delete(request: HttpRequest, staff: Staff, role_id: int) -> HttpResponse:
    if not any(found.id == role_id for found in roles(staff)):
        raise Http404
    gone = done(
        request, lambda: people.delete_role(staff=staff, role_id=role_id), said=_("The role is deleted.")
    )
    return redirect("desk:settings_roles") if gone else redirect("desk:settings_role", role_id=role_id)
