"""A conversation as a mail to its visitor, as he sees it now: what was removed since is not in it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from madoguchi.channels.website_chat.items import happened
from madoguchi.channels.website_chat.opening_hours import babel_locale
from madoguchi.company.queries import brand_facts
from madoguchi.core.mail import send_mail_message
from madoguchi.inbox.contract import Entry, Head
from madoguchi.inbox.queries import inbox_facts, older, thread
from madoguchi.inbox.queries.announce import head_by_id
from madoguchi.inbox.queries.carried import inbox_of
from madoguchi.inbox.secrets import named
from madoguchi.people.queries import reader_of_identity

LONGEST = 2_000  # entries; what is older is left out, and the mail says so


def send_transcript(*, conversation_id: UUID, identity_id: UUID, email: str, lang: str) -> None:
    """Nothing is sent where the visitor may not see the conversation any more. Raises MailProblem."""
    reader = reader_of_identity(identity_id, language=lang)
    about = head_by_id(conversation_id)
    found = thread(reader, about.reference) if reader and about else None
    if reader is None or found is None:
        return
    head, entries, more = found
    while more and len(entries) < LONGEST:
        earlier = older(reader, head.reference, before=entries[0].position)
        if earlier is None:
            break
        entries, more = [*earlier[0], *entries], earlier[1]
    brand = brand_facts(inbox_facts(inbox_of(conversation_id)).brand_id)
    with translation.override(lang):
        context = _context(head, entries, brand=brand.name, lang=lang, cut=more)
        send_mail_message(
            email,
            _("Your conversation %(reference)s with %(brand)s")
            % {"reference": head.reference, "brand": brand.name},
            render_to_string("website_chat/transcript.txt", context),
            render_to_string("website_chat/transcript.html", context),
            language=lang,
            from_name=brand.name,
        )


def _context(head: Head, entries: list[Entry], *, brand: str, lang: str, cut: bool) -> dict[str, object]:
    return {
        "head": head,
        "brand": brand,
        "lang": lang,
        "cut": cut,
        "lines": [_line(entry, lang) for entry in entries],
    }


def _line(entry: Entry, lang: str) -> dict[str, object]:
    at = datetime.fromisoformat(entry.at)
    return {
        "at": format_datetime(at, "short", tzinfo=ZoneInfo("UTC"), locale=babel_locale(lang)) + " UTC",
        "who": entry.author or (_("You") if entry.kind == "customer" else ""),
        "text": happened(entry.event) if entry.kind == "event" else named(entry.text),
        "files": [file.name for file in entry.files],
        "kind": entry.kind,
    }
