"""Files of the desk: brought by agents, served only to those who may see what they hang on."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from madoguchi.desk.access import staff_required
from madoguchi.files.actions import store
from madoguchi.files.inspect import Refusal
from madoguchi.files.queries import facts, open_file
from madoguchi.inbox.contract import InboxError
from madoguchi.inbox.queries import may_read_file
from madoguchi.people.contract import Staff

_POLICY = "default-src 'none'; sandbox"


@require_POST
@staff_required
def upload(request: HttpRequest, staff: Staff) -> JsonResponse:
    sent = request.FILES.get("file")
    if sent is None:
        raise InboxError(_("Choose a file."))
    try:
        file_id = store(
            name=sent.name or "file",
            content=sent.read(),
            content_type=sent.content_type or "",
            uploader=f"agent:{staff.agent_id}",
        )
    except Refusal as refused:
        raise InboxError(str(refused)) from None
    stored = facts(file_id)
    assert stored is not None
    return JsonResponse(
        {"id": str(stored.id), "name": stored.name, "size": stored.size, "image": stored.image}, status=201
    )


@require_safe
@staff_required
def file(request: HttpRequest, staff: Staff, file_id: UUID) -> HttpResponseBase:
    """Pictures in the page, everything else as a download; never as a document of our own origin."""
    stored = facts(file_id)
    mine = stored is not None and stored.uploader == f"agent:{staff.agent_id}"
    if stored is None or not (mine or may_read_file(staff, file_id)):
        raise Http404
    response = FileResponse(
        open_file(file_id),
        as_attachment=not stored.image,
        filename=stored.name,
        content_type=stored.content_type if stored.image else "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response
