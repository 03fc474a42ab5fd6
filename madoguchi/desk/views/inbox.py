"""The list and the open conversation."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_safe

from madoguchi.core.ids import read_reference
from madoguchi.desk import screen
from madoguchi.desk.access import staff_required
from madoguchi.desk.opening import open_conversation
from madoguchi.inbox.queries import any_inbox, counts, head, list_conversations, search_conversations
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
    """`?cursor=` with htmx: the next rows; `?fresh=1`: the first rows, for a page that was offline."""
    if request.GET.get("cursor") or request.GET.get("fresh"):
        return render(request, "desk/_rows.html", _rows(request, staff, view))
    page = screen.inbox_page(request, staff, view=view, team_id=_team(request, staff))
    return render(request, "desk/inbox.html", page | _rows(request, staff, view))


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
    page = screen.inbox_page(request, staff, view=view, team_id=_team(request, staff))
    return render(request, "desk/inbox.html", page | _rows(request, staff, view) | pane)


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


def _rows(request: HttpRequest, staff: Staff, view: str) -> dict[str, object]:
    team_id = _team(request, staff)
    try:
        page = list_conversations(staff, view, team_id=team_id, cursor=request.GET.get("cursor", ""))
    except BadCursor:
        raise Http404 from None
    return {
        "rows": screen.rows(staff, page.rows, view=view),
        "next": page.next,
        "view": view,
        "team_id": team_id,
    }


def _team(request: HttpRequest, staff: Staff) -> int | None:
    """One of the agent's own teams, or None."""
    asked = request.GET.get("team", "")
    return int(asked) if asked.isdecimal() and int(asked) in staff.team_ids else None
