"""Colleagues who were asked to come."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.desk.settings.door import settings_view
from madoguchi.desk.settings.forms.staff import InviteForm
from madoguchi.desk.settings.page import PROBLEMS, done, page, saved
from madoguchi.people import actions as people
from madoguchi.people.contract import Staff


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view()
def invite(request: HttpRequest, staff: Staff) -> HttpResponse:
    form = InviteForm(request.POST or None, staff=staff)
    if request.method == "POST" and saved(
        form, lambda: people.invite(staff=staff, email=form.cleaned_data["email"], **form.values())
    ):
        said = _("The invitation to %(email)s is on its way.") % {"email": form.cleaned_data["email"]}
        messages.success(request, said)
        return redirect("desk:settings_agents")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "hours": settings.INVITATION_HOURS}
    return page(request, staff, "invite", context, section="agents", status=status)


@require_POST
@settings_view()
def decide(request: HttpRequest, staff: Staff, invitation_id: UUID) -> HttpResponse:
    """`decision`: resend, revoke, or link, which shows a new link once, to be handed over by another way."""
    decision = request.POST.get("decision")
    if decision == "link":
        return _link(request, staff, invitation_id)
    if decision == "revoke":
        act, said = people.revoke_invitation, _("The invitation is revoked; its link does not work any more.")
    else:
        act, said = people.resend_invitation, _("The invitation goes out again; the earlier link ends.")
    done(request, lambda: act(staff=staff, invitation_id=invitation_id), said=said)
    return redirect("desk:settings_agents")


def _link(request: HttpRequest, staff: Staff, invitation_id: UUID) -> HttpResponse:
    try:
        token = people.link_to_hand_over(staff=staff, invitation_id=invitation_id)
    except PROBLEMS as problem:
        messages.error(request, str(problem))
        return redirect("desk:settings_agents")
    url = settings.PUBLIC_URL + reverse("accept_invitation", args=[token])
    context = {"url": url, "hours": settings.INVITATION_HOURS}
    return page(request, staff, "invitation_link", context, section="agents")
