"""An answer with everything a channel needs to carry it."""

from __future__ import annotations

from madoguchi.channel_kit.contract import Outgoing, OutgoingFile
from madoguchi.files.queries import facts
from madoguchi.inbox.contract import Due


def outgoing_of(due: Due) -> Outgoing:
    """Raises nothing: a file that vanished is left out, and the text still says what it says."""
    files = [seen for id in due.file_ids if (seen := facts(id))]
    return Outgoing(
        delivery_id=due.delivery_id,
        message_id=due.message_id,
        conversation_id=due.conversation_id,
        reference=due.reference,
        inbox_id=due.inbox_id,
        brand_id=due.brand_id,
        identity_id=due.identity_id,
        address=due.address,
        name=due.name,
        language=due.language,
        subject=due.subject,
        text=due.text,
        author=due.author,
        attempts=due.attempts,
        in_doubt=due.in_doubt,
        files=tuple(OutgoingFile(f.id, f.name, f.content_type, f.size, f.image) for f in files),
        references=due.references,
    )
