"""What an agent has begun to write, and what is prepared for him."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from madoguchi.files.queries import facts
from madoguchi.inbox.contract import FileEntry
from madoguchi.inbox.models import CannedReply, CannedText, Draft
from madoguchi.inbox.queries.visibility import visible_to
from madoguchi.people.contract import Staff


@dataclass(frozen=True, slots=True)
class DraftFacts:
    kind: str
    text: str
    revision: int
    files: tuple[FileEntry, ...]


@dataclass(frozen=True, slots=True)
class CannedFacts:
    """A prepared answer in one language; `missing` says that there is none in the language asked for."""

    shortcut: str
    title: str
    text: str
    language: str
    missing: bool


def drafts_of(staff: Staff, reference: str) -> dict[str, DraftFacts]:
    """The agent's own drafts in a conversation, by kind (reply, note)."""
    rows = Draft.objects.filter(
        agent_id=staff.agent_id, conversation__in=visible_to(staff).filter(reference=reference)
    )
    return {
        draft.kind: DraftFacts(draft.kind, draft.text, draft.revision, _files(draft.files)) for draft in rows
    }


def canned_replies(staff: Staff, *, language: str, limit: int = 300) -> list[CannedFacts]:
    """The prepared answers of everyone, of the agent's teams and his own, the most used first.

    Each comes in `language`, else in English, else in whatever language it has.
    """
    mine = (
        Q(owner_id=staff.agent_id) | Q(owner__isnull=True, team__isnull=True) | Q(team_id__in=staff.team_ids)
    )
    replies = CannedReply.objects.filter(mine).order_by("-uses", "title").prefetch_related("texts")[:limit]
    return [
        CannedFacts(reply.shortcut, reply.title, text.text, text.language, text.language != language)
        for reply in replies
        if (text := _best(list(reply.texts.all()), language))
    ]


def _best(texts: list[CannedText], language: str) -> CannedText | None:
    by_language = {text.language: text for text in texts}
    return by_language.get(language) or by_language.get("en") or next(iter(texts), None)


def _files(ids: list[str]) -> tuple[FileEntry, ...]:
    seen = [stored for id in ids if (stored := facts(UUID(id)))]
    return tuple(FileEntry(str(s.id), s.name, s.size, s.content_type, s.image) for s in seen)
