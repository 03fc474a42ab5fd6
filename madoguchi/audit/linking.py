"""Entries get their place in the chain after they are committed, by one job, so that writing them needs no lock.

A transaction may commit later than another with higher ids: its entries are linked when they are seen, behind those
that were there before. So a run looks back over the last `AUDIT_LOOK_BACK_SECONDS`, and once a day at everything. The
order of the chain is the order of linking; no clock decides it. Links and their checkpoint are one transaction: killed
in between, nothing happened. Of two that link at once, one finds the next number taken and leaves it to the other.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from madoguchi.audit.contract import START, Signed
from madoguchi.audit.digests import digest_of, statement_of
from madoguchi.audit.keys import is_ours, public_key, sign
from madoguchi.audit.models import Checkpoint, Entry, Link
from madoguchi.audit.rows import ROW, SIGNED, as_row, as_signed
from madoguchi.audit.seen import note_seen

log = logging.getLogger(__name__)


def link_waiting(*, everything: bool = False) -> int:
    """Link what is committed and not linked yet, with a checkpoint for each batch; returns how many entries."""
    floor = 0 if everything else looked_at()
    linked = 0
    while ids := list(waiting(floor).values_list("pk", flat=True)[: settings.AUDIT_BATCH]):
        try:
            checkpoint = _link(ids)
        except IntegrityError:
            return linked  # another linker was quicker; what it left waits for the next run
        note_seen(checkpoint)
        log.info(
            "audit checkpoint %s: entry %s, digest %s",
            checkpoint.number,
            checkpoint.sequence,
            checkpoint.digest,
        )
        linked, floor = linked + len(ids), ids[-1]  # what it passes by is late, and for the next run
    return linked


def waiting(floor: int = 0) -> QuerySet[Entry]:
    """Entries without a link, oldest first."""
    return Entry.objects.filter(link=None, pk__gt=floor).order_by("pk")


def looked_at() -> int:
    """The id below which a run need not look: what was linked before anything that may still be open began."""
    before = timezone.now() - timedelta(seconds=settings.AUDIT_LOOK_BACK_SECONDS)
    old = Checkpoint.objects.filter(at__lte=before).order_by("-number")
    return old.values_list("top", flat=True).first() or 0


@transaction.atomic
def _link(ids: Sequence[int]) -> Signed:
    sequence, digest, last = _end_of_chain()
    begun = sequence
    links = []
    for values in Entry.objects.filter(pk__in=ids).order_by("pk").values_list(*ROW):
        row = as_row(values)
        sequence += 1
        digest = digest_of(digest, sequence, row)
        links.append(Link(sequence=sequence, entry_id=row.id, digest=digest))
    Link.objects.bulk_create(links, batch_size=200)
    at = timezone.now()
    unsigned = Signed(
        last.number + 1 if last else 1, sequence, digest, at, sequence - begun, public_key(), ""
    )
    checkpoint = unsigned._replace(signature=sign(statement_of(unsigned)))
    top = max(ids[-1], last.top if last else 0)
    Checkpoint.objects.create(**dict(zip(SIGNED, checkpoint, strict=True)), top=top)
    return checkpoint


def _end_of_chain() -> tuple[int, str, Checkpoint | None]:
    """Where the next entry goes, and the last checkpoint.

    A signed checkpoint beyond the last link says that links were taken away: their numbers stay empty for ever, and
    whoever verifies sees the gap.
    """
    link = Link.objects.order_by("-sequence").first()
    sequence, digest = (link.sequence, link.digest) if link else (0, START)
    last = Checkpoint.objects.order_by("-number").first()
    if last is not None and last.sequence > sequence and is_ours(as_signed(last)):
        sequence, digest = last.sequence, last.digest
    return sequence, digest, last
