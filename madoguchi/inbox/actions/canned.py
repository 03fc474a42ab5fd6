"""Prepared answers that agents share."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from madoguchi.audit import actions as audit
from madoguchi.inbox.actions.reply import check_text
from madoguchi.inbox.contract import InboxError
from madoguchi.inbox.models import CannedReply, CannedText
from madoguchi.languages import CODES
from madoguchi.people.contract import Permission, Staff
from madoguchi.people.permission import by, require


@transaction.atomic
def save_canned(
    *,
    staff: Staff,
    reply_id: int | None,
    shortcut: str,
    title: str,
    team_id: int | None,
    texts: Mapping[str, str],
) -> int:
    """Make a prepared answer (None), or change a shared one; `texts` by language, an empty one takes it away.

    `team_id` None: everyone has it. Raises InboxError: the shortcut is taken, no text, or one that must not be sent.
    """
    require(staff, Permission.CANNED)
    reply = CannedReply.objects.get(id=reply_id, owner=None) if reply_id else CannedReply()
    shortcut = shortcut.strip().lower()[:50]
    kept = {code: texts[code].strip() for code in CODES if texts.get(code, "").strip()}
    if not kept:
        raise InboxError(_("Write the answer in at least one language."))
    for text in kept.values():
        check_text(text, ())
    taken = CannedReply.objects.filter(shortcut=shortcut, team=team_id, owner=None)
    if taken.exclude(id=reply_id or 0).exists():
        raise InboxError(_("There is a prepared answer with this shortcut already."))
    reply.shortcut, reply.title, reply.team_id = shortcut, " ".join(title.split())[:120], team_id
    reply.save()
    reply.texts.exclude(language__in=kept).delete()
    for language, text in kept.items():
        CannedText.objects.update_or_create(reply=reply, language=language, defaults={"text": text})
    data = {"shortcut": shortcut, "languages": sorted(kept)}
    audit.record(actor=by(staff), action="canned.save", subject=f"canned:{reply.id}", data=data)
    return reply.id


@transaction.atomic
def delete_canned(*, staff: Staff, reply_id: int) -> None:
    require(staff, Permission.CANNED)
    reply = CannedReply.objects.get(id=reply_id, owner=None)
    reply.delete()
    audit.record(
        actor=by(staff), action="canned.delete", subject=f"canned:{reply_id}", data={"title": reply.title}
    )
