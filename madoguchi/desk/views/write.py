"""Replies, notes, drafts, and calling back."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from madoguchi.desk import render
from madoguchi.desk.access import staff_required
from madoguchi.desk.views.change import moment
from madoguchi.inbox import actions
from madoguchi.inbox.contract import InboxError, NewerMessages, NotAllowed
from madoguchi.inbox.queries import canned_replies, entry, head
from madoguchi.people.contract import Permission, Staff

_THEN = ("", "open", "pending", "resolved", "snoozed")


@require_POST
@staff_required
def reply(request: HttpRequest, staff: Staff, reference: str) -> JsonResponse:
    """409 with what the agent has not seen (`html`, `version`) if somebody wrote meanwhile and `anyway` is not set."""
    then = request.POST.get("then", "")
    until = moment(request.POST.get("until", ""))
    if then not in _THEN:
        raise InboxError(_("There is no such status."))
    if then == "snoozed" and (until is None or until <= timezone.now()):
        raise InboxError(_("Choose a time to come."))
    try:
        with transaction.atomic():
            message = actions.reply(
                staff=staff,
                reference=reference,
                text=request.POST.get("text", ""),
                client_id=_client_id(request),
                last_seen_version=_number(request.POST.get("seen", "")),
                send_anyway=request.POST.get("anyway") == "1",
                files=_ids(request),
                then=then if then != "snoozed" else None,
            )
            if then == "snoozed":
                actions.set_status(staff=staff, reference=reference, status=then, until=until)
    except NewerMessages as newer:
        return _newer(request, staff, reference, newer)
    left = (message.visible_at - timezone.now()).total_seconds() if message.visible_at else 0
    return JsonResponse({"m": str(message.id), "v": message.version, "undo_seconds": max(0, round(left))})


@require_POST
@staff_required
def note(request: HttpRequest, staff: Staff, reference: str) -> JsonResponse:
    message = actions.note(
        staff=staff,
        reference=reference,
        text=request.POST.get("text", ""),
        client_id=_client_id(request),
        files=_ids(request),
    )
    return JsonResponse({"m": str(message.id), "v": message.version})


@require_POST
@staff_required
def undo(request: HttpRequest, staff: Staff, reference: str, message_id: UUID) -> JsonResponse:
    """The words and files of an answer that was called back, for the composer."""
    found = entry(staff, reference, message_id)
    if found is None:
        raise Http404
    actions.undo_reply(staff=staff, message_id=message_id)
    files = [{"id": f.id, "name": f.name, "size": f.size, "image": f.image} for f in found.files]
    return JsonResponse({"text": found.text, "files": files})


@require_POST
@staff_required
def retry(request: HttpRequest, staff: Staff, reference: str, message_id: UUID) -> JsonResponse:
    found = entry(staff, reference, message_id)
    if found is None or found.kind != "agent":
        raise Http404
    _require_answer(staff)
    if found.state != "failed":
        raise InboxError(_("This answer has not failed."))
    actions.retry(message_id=message_id)
    return JsonResponse({"m": str(message_id)})


@require_POST
@staff_required
def draft(request: HttpRequest, staff: Staff, reference: str) -> JsonResponse:
    """409 with the other text if another screen of the same agent saved meanwhile."""
    kind = request.POST.get("kind", "")
    if kind not in ("reply", "note"):
        raise Http404
    try:
        revision = actions.save_draft(
            staff=staff,
            reference=reference,
            kind=kind,
            text=request.POST.get("text", ""),
            files=_ids(request),
            revision=_number(request.POST.get("revision", "")),
        )
    except actions.DraftConflict as conflict:
        return JsonResponse({"text": conflict.text, "revision": conflict.revision}, status=409)
    return JsonResponse({"revision": revision})


@require_safe
@staff_required
def canned(request: HttpRequest, staff: Staff, reference: str) -> JsonResponse:
    """The prepared answers in the customer's language."""
    facts = head(staff, reference)
    if facts is None:
        raise Http404
    found = canned_replies(staff, language=facts.language or "en")
    fill: Callable[[str], str] = lambda text: text.replace("{name}", facts.customer).replace(  # noqa: E731
        "{agent}", staff.name
    )
    return JsonResponse(
        {
            "replies": [
                {
                    "shortcut": one.shortcut,
                    "title": one.title,
                    "text": fill(one.text),
                    "language": one.language,
                    "missing": one.missing,
                }
                for one in found
            ]
        }
    )


def _newer(request: HttpRequest, staff: Staff, reference: str, newer: NewerMessages) -> JsonResponse:
    facts = head(staff, reference)
    html = render_to_string(
        "desk/_newer.html", {"entries": render.entries(newer.entries, reference=reference)}, request
    )
    version = facts.version if facts else 0
    return JsonResponse({"code": "newer", "html": html, "version": version}, status=409)


def _require_answer(staff: Staff) -> None:
    if not staff.may(Permission.ANSWER):
        raise InboxError(_("Your role does not allow this."))


def _client_id(request: HttpRequest) -> str:
    try:
        return str(UUID(request.POST.get("id", "")))
    except ValueError:
        raise NotAllowed("a client id is a UUID") from None


def _ids(request: HttpRequest) -> list[UUID]:
    try:
        return [UUID(id) for id in request.POST.getlist("files")[: settings.FILES_PER_MESSAGE + 1]]
    except ValueError:
        raise InboxError(_("A file is no longer there; attach it again.")) from None


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None
