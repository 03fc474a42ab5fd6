"""Agents who are there: who they are, what they may do, and how they leave."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from madoguchi.desk.settings.door import settings_view
from madoguchi.desk.settings.forms.staff import AgentForm, ResetFactorForm
from madoguchi.desk.settings.page import done, page, saved
from madoguchi.inbox.queries import open_count_of
from madoguchi.people import actions as people
from madoguchi.people.contract import Staff
from madoguchi.people.directory import AgentFacts, agent_facts, agents, open_invitations


@require_safe
@settings_view()
def agent_list(request: HttpRequest, staff: Staff) -> HttpResponse:
    context = {"agents": agents(staff), "invitations": open_invitations(staff), "me": staff.agent_id}
    return page(request, staff, "agents", context, section="agents")


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view()
def agent(request: HttpRequest, staff: Staff, agent_id: UUID) -> HttpResponse:
    facts = _agent(staff, agent_id)
    if request.method != "POST":
        return _shown(request, staff, facts, _filled(staff, facts), ResetFactorForm())
    form = AgentForm(request.POST, staff=staff)
    if saved(form, lambda: people.change_agent(staff=staff, agent_id=agent_id, **form.values())):
        messages.success(request, _("Saved."))
        return redirect("desk:settings_agents")
    return _shown(request, staff, facts, form, ResetFactorForm(), status=422)


@require_POST
@settings_view()
def active(request: HttpRequest, staff: Staff, agent_id: UUID) -> HttpResponse:
    """`active`: 1 lets the agent in again, anything else keeps him out."""
    facts = _agent(staff, agent_id)
    if request.POST.get("active") == "1":
        said = _("%(name)s may sign in again.") % {"name": facts.name}
        done(request, lambda: people.reactivate_agent(staff=staff, agent_id=agent_id), said=said)
    else:
        said = _("%(name)s is signed out everywhere; open conversations go back to their teams.")
        done(
            request,
            lambda: people.deactivate_agent(staff=staff, agent_id=agent_id),
            said=said % {"name": facts.name},
        )
    return redirect("desk:settings_agent", agent_id=agent_id)


@require_POST
@settings_view()
def second_factor(request: HttpRequest, staff: Staff, agent_id: UUID) -> HttpResponse:
    facts = _agent(staff, agent_id)
    form = ResetFactorForm(request.POST)
    if saved(
        form,
        lambda: people.reset_second_factor(
            staff=staff, agent_id=agent_id, reason=form.cleaned_data["reason"]
        ),
    ):
        said = _("%(name)s sets up a new second factor with the next sign-in.") % {"name": facts.name}
        messages.success(request, said)
        return redirect("desk:settings_agent", agent_id=agent_id)
    return _shown(request, staff, facts, _filled(staff, facts), form, status=422)


def _agent(staff: Staff, agent_id: UUID) -> AgentFacts:
    facts = agent_facts(staff, agent_id)
    if facts is None:
        raise Http404
    return facts


def _filled(staff: Staff, facts: AgentFacts) -> AgentForm:
    initial = {
        "public_name": facts.name,
        "role": str(facts.role_id),
        "teams": [str(team_id) for team_id, _name in facts.teams],
        "languages": list(facts.languages),
    }
    return AgentForm(initial=initial, staff=staff)


def _shown(
    request: HttpRequest,
    staff: Staff,
    facts: AgentFacts,
    form: AgentForm,
    reset: ResetFactorForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "facts": facts,
        "form": form,
        "reset": reset,
        "self": facts.id == staff.agent_id,
        "open": open_count_of(facts.id),
    }
    return page(request, staff, "agent", context, section="agents", status=status)
