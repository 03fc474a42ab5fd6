"""The log in the database, against itself, its checkpoints, and the checkpoint that this machine saw last."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.conf import settings

from madoguchi.audit.contract import START, Kind, Verdict
from madoguchi.audit.keys import known_keys
from madoguchi.audit.linking import waiting
from madoguchi.audit.models import Checkpoint, Link
from madoguchi.audit.rows import as_signed, chain
from madoguchi.audit.seen import last_seen
from madoguchi.audit.verifying.chain import Follower


class NoSuchCheckpoint(LookupError):
    """There is no checkpoint of this number."""


def verify_database(*, after: int = 0, keys: Collection[str] = ()) -> Verdict:
    """Recompute the chain. `after`: the number of a checkpoint that vouches for everything before it; `keys`: public
    keys that count beside the installation's own. Raises NoSuchCheckpoint.
    """
    sequence, digest = _begin(after)
    known = [*known_keys(), *keys]
    follower = Follower(
        keys=known,
        after=sequence,
        digest=digest,
        number=after,
        most=settings.AUDIT_PROBLEMS,
        backdated=timedelta(seconds=settings.AUDIT_BACKDATED_SECONDS),
    )
    verdict = follower.take_all(chain(after=sequence, last=_end()))
    verdict.keys = known
    verdict.waiting = waiting().count()
    seen = last_seen()
    here = Checkpoint.objects.filter(number=seen.number).first() if seen else None
    if seen and (here is None or here.digest != seen.digest):
        follower.tell(Kind.TRUNCATED, seen.sequence, seen.sequence, seen.at, str(seen.number))
    return verdict


def _begin(number: int) -> tuple[int, str]:
    if not number:
        return 0, START
    checkpoint = Checkpoint.objects.filter(number=number).first()
    if checkpoint is None:
        raise NoSuchCheckpoint(f"there is no checkpoint {number}")
    return checkpoint.sequence, as_signed(checkpoint).digest


def _end() -> int:
    """What there was when this began. Links and their checkpoint are committed together, and the checkpoint is read
    first: if it speaks of more than the links that are read afterwards, those were taken away."""
    signed = Checkpoint.objects.order_by("-number").values_list("sequence", flat=True).first() or 0
    linked = Link.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    return max(signed, linked)
