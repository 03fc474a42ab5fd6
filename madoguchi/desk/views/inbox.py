"""The list and the open conversation."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST, require_safe

from madoguchi.core.ids import read_reference
from madoguchi.desk import filters, screen
from madoguchi.desk import render as fragments
from madoguchi.desk.access import staff_required
from madoguchi.desk.opening import look_into, open_conversation
from madoguchi.inbox.queries import Filter, any_inbox, counts, head, list_conversations, search_conversations
from madoguchi.inbox.queries.lists import BadCursor
from madoguchi.people.contract import Permission, Staff


@require_safe
@staff_required
def start(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Before there is any inbox, who sets the installation up is led to its settings."""
    if staff.may(Permission.SETTINGS) and not any_inbox():
        return redirect("desk:settings")
    return redirect("desk:view", view="mine" if counts(staff)["mine"] else "unassigned")


@require_safe
@staff_required
def view_list(request: HttpRequest, staff: Staff, view: str) -> HttpResponse:
    """`?cursor=` with htmx: the next rows; `?fresh=1`: the first rows, for a page that was offline. The filter stands
    in the address; without one the agent's last one for this view is put there."""
    if request.GET.get("cursor") or request.GET.get("fresh"):
        return render(
            request, "desk/_rows.html", _rows(request, staff, view, filters.read(request.GET.dict()))
        )
    kept = "" if filters.is_asked(request.GET) else filters.remembered(staff, view)
    if kept:
        wanted = filters.read(QueryDict(kept).dict())
        address = reverse("desk:view", args=[view])
        return redirect(f"{address}?{filters.query(wanted, team_id=_team(request, staff))}")
    wanted = filters.read(request.GET.dict())
    page = screen.inbox_page(request, staff, view=view, team_id=_team(request, staff), wanted=wanted)
    return render(request, "desk/inbox.html", page | _rows(request, staff, view, wanted))


@require_POST
@staff_required
def narrow(request: HttpRequest, staff: Staff, view: str) -> HttpResponse:
    """Keep the filter for this agent and view, and show what fits."""
    wanted = filters.read(request.POST.dict())
    filters.remember(staff, view, wanted)
    query = filters.query(wanted, team_id=_team(request, staff))
    return redirect(reverse("desk:view", args=[view]) + (f"?{query}" if query else ""))


@require_safe
@staff_required
def conversation(request: HttpRequest, staff: Staff, view: str, reference: str) -> HttpResponse:
    """The whole screen, or only the conversation where a script asks for it (`X-Part: conversation`)."""
    opened = open_conversation(staff, reference)
    if opened is None:
        raise Http404
    pane = screen.conversation_pane(staff, opened, view=view)
    if request.headers.get("X-Part") == "conversation":
        return render(request, "desk/_conversation.html", pane)
    kept = "" if filters.is_asked(request.GET) else filters.remembered(staff, view)
    wanted = filters.read(QueryDict(kept).dict() if kept else request.GET.dict())
    page = screen.inbox_page(request, staff, view=view, team_id=_team(request, staff), wanted=wanted)
    return render(request, "desk/inbox.html", page | _rows(request, staff, view, wanted) | pane)


@require_safe
@staff_required
def preview(request: HttpRequest, staff: Staff, reference: str) -> HttpResponse:
    """What a row shows of its conversation before it is opened."""
    found = look_into(staff, reference)
    if found is None:
        raise Http404
    return HttpResponse(fragments.preview(*found))


@require_safe
@staff_required
def search(request: HttpRequest, staff: Staff) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    return render(request, "desk/inbox.html", _search_page(request, staff, query))


@require_safe
@staff_required
def found_conversation(request: HttpRequest, staff: Staff, reference: str) -> HttpResponse:
    opened = open_conversation(staff, reference)
    if opened is None:
        raise Http404
    pane = screen.conversation_pane(staff, opened, view="all")
    if request.headers.get("X-Part") == "conversation":
        return render(request, "desk/_conversation.html", pane)
    page = _search_page(request, staff, request.GET.get("q", "").strip())
    return render(request, "desk/inbox.html", page | pane | {"view": "search"})


@require_safe
@staff_required
def by_reference(request: HttpRequest, staff: Staff, typed: str) -> HttpResponse:
    """A number as somebody typed or read it out leads to its conversation."""
    reference = read_reference(typed)
    if reference is None or head(staff, reference) is None:
        raise Http404
    return redirect("desk:conversation", view="all", reference=reference)


@require_GET
@staff_required
def view_counts(request: HttpRequest, staff: Staff) -> JsonResponse:
    return JsonResponse({"counts": counts(staff)})


def _search_page(request: HttpRequest, staff: Staff, query: str) -> dict[str, object]:
    found = search_conversations(staff, query) if query else []
    page = screen.inbox_page(request, staff, view="search", query=query)
    return page | {"rows": screen.rows(staff, found, view="all"), "next": "", "found": len(found)}


def _rows(request: HttpRequest, staff: Staff, view: str, wanted: Filter) -> dict[str, object]:
    team_id = _team(request, staff)
    try:
        page = list_conversations(
            staff, view, team_id=team_id, wanted=wanted, cursor=request.GET.get("cursor", "")
        )
    except BadCursor:
        raise Http404 from None
    return {
        "rows": screen.rows(staff, page.rows, view=view),
        "next": f"cursor={quote(page.next)}&{filters.query(wanted, team_id=team_id)}" if page.next else "",
        "looked": page.looked,
        "view": view,
        "team_id": team_id,
    }


def _team(request: HttpRequest, staff: Staff) -> int | None:
    """One of the agent's own teams, or None."""
    asked = request.POST.get("team", "") or request.GET.get("team", "")
    return int(asked) if asked.isdecimal() and int(asked) in staff.team_ids else None
