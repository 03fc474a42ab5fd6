"""Teams and their members."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from madoguchi.desk.settings.door import settings_view
from madoguchi.desk.settings.forms.staff import TeamForm
from madoguchi.desk.settings.page import done, page, saved
from madoguchi.people import actions as people
from madoguchi.people.contract import Staff
from madoguchi.people.directory import teams


@require_safe
@settings_view()
def team_list(request: HttpRequest, staff: Staff) -> HttpResponse:
    return page(request, staff, "teams", {"teams": teams(staff)}, section="teams")


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view()
def team(request: HttpRequest, staff: Staff, team_id: int | None = None) -> HttpResponse:
    facts = next((found for found in teams(staff) if found.id == team_id), None)
    if team_id and facts is None:
        raise Http404
    initial = (
        {
            "name": facts.name,
            "languages": list(facts.languages),
            "members": [str(agent_id) for agent_id, _name in facts.members],
        }
        if facts
        else {"members": [str(staff.agent_id)]}
    )
    form = TeamForm(request.POST or None, initial=initial, staff=staff)
    if request.method == "POST" and saved(
        form,
        lambda: people.save_team(
            staff=staff,
            team_id=team_id,
            name=form.cleaned_data["name"],
            languages=form.cleaned_data["languages"],
            member_ids=[UUID(member) for member in form.cleaned_data["members"]],
        ),
    ):
        messages.success(request, _("Saved."))
        return redirect("desk:settings_teams")
    status = 422 if request.method == "POST" else 200
    return page(request, staff, "team", {"form": form, "facts": facts}, section="teams", status=status)


@require_POST
@settings_view()
def delete(request: HttpRequest, staff: Staff, team_id: int) -> HttpResponse:
    if not any(found.id == team_id for found in teams(staff)):
        raise Http404
    gone = done(
        request, lambda: people.delete_team(staff=staff, team_id=team_id), said=_("The team is deleted.")
    )
    return redirect("desk:settings_teams") if gone else redirect("desk:settings_team", team_id=team_id)
