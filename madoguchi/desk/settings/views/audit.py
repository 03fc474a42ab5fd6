"""The audit log for auditors; reading it stands in it too."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from madoguchi.audit.actions import record
from madoguchi.audit.contract import Wanted
from madoguchi.audit.export import export_lines
from madoguchi.audit.queries import Noted, count_up_to, entries, late_after, state
from madoguchi.audit.words import say
from madoguchi.core.rate import allow
from madoguchi.desk.settings.acts import ACTS, who
from madoguchi.desk.settings.door import settings_view
from madoguchi.desk.settings.forms.audit import AuditForm
from madoguchi.desk.settings.page import page
from madoguchi.people.contract import Permission, Staff

PAGE = 50
_AT_ONCE = 1_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
@settings_view(Permission.AUDIT_READ)
def log(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Newest first; `before` is the id of the last entry of the page before."""
    form = AuditForm(request.GET)
    wanted = form.wanted()
    context: dict[str, Any] = {"form": form, "state": _state(), "asked": _asked(request)}
    if wanted is None:
        return page(request, staff, "audit", context, section="audit", status=422)
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else None
    found = entries(wanted, before=before, limit=PAGE + 1)
    data = wanted.facts() | ({"before": before} if before else {})
    record(actor=f"agent:{staff.agent_id}", action="audit.read", subject="audit", data=data)
    names = who(one.actor for one in found)
    context |= {
        "rows": [(one, names[one.actor], ACTS.get(one.action, one.action)) for one in found[:PAGE]],
        "older": _asked(request, before=found[PAGE - 1].id) if len(found) > PAGE else "",
        "later": before is not None,
        "narrowed": bool(wanted.facts()),
    }
    return page(request, staff, "audit", context, section="audit")


@require_POST
@settings_view(Permission.AUDIT_READ)
def export(request: HttpRequest, staff: Staff) -> HttpResponseBase:
    """`format`: lines (to be verified by `madoguchi audit verify --file`) or table (CSV)."""
    wanted = AuditForm(request.POST).wanted()
    if wanted is None:
        messages.error(request, _("This cannot be read: choose the days anew."))
        return redirect("desk:settings_audit")
    most = settings.AUDIT_EXPORT_ENTRIES
    if count_up_to(wanted, most + 1) > most:
        messages.error(
            request, _("That is more than %(most)s entries: choose fewer days.") % {"most": f"{most:,}"}
        )
        return redirect("desk:settings_audit")
    if allow(f"audit-export:{staff.agent_id}", settings.RATE_AUDIT_EXPORT) is not None:
        messages.error(request, _("You exported the log several times. Wait a while before you do so again."))
        return redirect("desk:settings_audit")
    table = request.POST.get("format") == "table"
    data = wanted.facts() | {"format": "csv" if table else "jsonl"}
    record(actor=f"agent:{staff.agent_id}", action="audit.export", subject="audit", data=data)
    lines = _table(wanted) if table else export_lines(wanted)
    answer = StreamingHttpResponse(
        lines, content_type="text/csv; charset=utf-8" if table else "application/jsonl"
    )
    name = f"audit-{timezone.now():%Y%m%d-%H%M%S}.{data['format']}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _state() -> dict[str, Any]:
    now = state()
    late = now.oldest is not None and now.oldest < timezone.now() - late_after()
    return {
        "is": now,
        "well": now.fits and not now.found and not late,
        "late": late,
        "problems": [say(problem) for problem in now.problems],
    }


def _asked(request: HttpRequest, **more: int) -> str:
    """The filter as it stands in the address, for links."""
    query = request.GET.copy()
    query.pop("before", None)
    for name in [name for name, value in query.items() if not value]:
        del query[name]
    for name, value in more.items():
        query[name] = str(value)
    return query.urlencode()


class _Line:
    """What csv writes into: gives the line back."""

    def write(self, line: str) -> str:
        return line


def _table(wanted: Wanted) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(["sequence", "id", "at", "actor", "name", "action", "subject", "data"])
    before: int | None = None
    while found := entries(wanted, before=before, limit=_AT_ONCE):
        names = who(one.actor for one in found)
        for one in found:
            yield writer.writerow([_harmless(cell) for cell in _cells(one, names[one.actor])])
        before = found[-1].id


def _cells(one: Noted, name: str) -> list[str]:
    at = one.at.astimezone(UTC).isoformat(timespec="milliseconds")
    data = json.dumps(one.data, ensure_ascii=False) if one.data else ""
    number = "" if one.sequence is None else str(one.sequence)
    return [number, str(one.id), at, one.actor, name, one.action, one.subject, data]


def _harmless(cell: str) -> str:
    """A spreadsheet would run a name that begins like a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
