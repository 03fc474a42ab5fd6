"""An agent's answer as a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from madoguchi.channel_kit.contract import Outgoing
from madoguchi.channels.email.addresses import bounce_address, host_of, message_id, reply_address
from madoguchi.channels.email.send.body import Frame, Quote, bodies
from madoguchi.channels.email.send.letter import Letter, LetterFile
from madoguchi.company.queries import BrandFacts
from madoguchi.files.queries import content
from madoguchi.inbox.queries import Earlier, InboxFacts

REFERENCES = 20
# "Re:" as mail programs of many languages write it, also counted ("Re[2]:") and repeated.
_REPLY = re.compile(
    r"(?:(?:re|aw|sv|antw|odp|res|ref|vs|回复|回覆|答复|返信|답장|회신)"
    r"(?:\[\d{1,3}\])?\s{0,3}[:：]\s{0,3})+",
    re.IGNORECASE,
)
_MAIL_ID = re.compile(r"[^\s<>@]{1,200}@[^\s<>@]{1,200}")


def letter_of(outgoing: Outgoing, facts: InboxFacts, brand: BrandFacts, earlier: Sequence[Earlier]) -> Letter:
    """`earlier`: what was said before, oldest first. The same answer always gets the same Message-ID."""
    language = outgoing.language or brand.default_language
    references = references_of(outgoing.references, earlier, host_of(facts.address))
    asked = next((one for one in reversed(earlier) if one.kind == "customer"), None)
    text, html = bodies(
        outgoing.text,
        Frame(
            language=language,
            brand=brand.name,
            reference=outgoing.reference,
            site=brand.site,
            author=outgoing.author,
            quote=_quote(asked, outgoing.name or outgoing.address, language)
            if asked and asked.text
            else None,
        ),
    )
    return Letter(
        sender_name=f"{outgoing.author} ({brand.name})" if outgoing.author else brand.name,
        sender_address=facts.address,
        recipient_name=outgoing.name,
        recipient_address=outgoing.address,
        reply_to=reply_address(facts.address, outgoing.conversation_id),
        envelope_from=bounce_address(facts.address, outgoing.message_id),
        subject=subject_of(asked, outgoing.subject, outgoing.reference, language),
        message_id=message_id(outgoing.message_id, host_of(facts.address)),
        text=text,
        html=html,
        date=timezone.now(),
        language=language,
        in_reply_to=_answered(asked, references),
        references=references,
        files=[LetterFile(f.name, f.content_type, content(f.id), f.image) for f in outgoing.files],
    )


def references_of(given: Sequence[str], earlier: Sequence[Earlier], host: str) -> list[str]:
    """Message-IDs of the conversation, theirs and ours, oldest first (RFC 5322, section 3.6.4)."""
    ids = [message_id(one.id, host) if one.kind == "agent" else one.external_id for one in earlier]
    known = [id for id in given if id not in ids] + ids
    return list(dict.fromkeys(id for id in known if _MAIL_ID.fullmatch(id)))[-REFERENCES:]


def subject_of(asked: Earlier | None, subject: str, reference: str, language: str) -> str:
    """The subject of the mail that is answered, with one "Re:"; a subject of our own where nobody gave one."""
    mail = asked.data.get("mail") if asked else None
    given = str(mail.get("subject") or "") if isinstance(mail, dict) else ""
    bare = _REPLY.sub("", (given or subject).strip(), count=1).strip()
    if not bare:
        with translation.override(language):
            return _("Your request %(reference)s") % {"reference": reference}
    return f"Re: {bare}" if isinstance(mail, dict) else bare


def _answered(asked: Earlier | None, references: Sequence[str]) -> str:
    if asked and asked.external_id in references:
        return asked.external_id
    return references[-1] if references else ""


def _quote(asked: Earlier, name: str, language: str) -> Quote:
    with translation.override(language):
        when = formats.date_format(asked.at, "DATETIME_FORMAT") + " UTC"
    return Quote(author=asked.author or name, when=when, text=asked.text)
