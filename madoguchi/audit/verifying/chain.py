"""Follows a chain entry by entry in constant memory, and says what does not fit.

After an entry that does not fit, the next is compared with the digest that is stored, so that one changed entry is one
problem. Where an entry's place is empty, the next can only be judged by the checkpoint behind it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from madoguchi.audit.contract import START, Kind, Linked, Problem, Signed, Verdict
from madoguchi.audit.digests import digest_of
from madoguchi.audit.keys import is_ours
from madoguchi.audit.verifying.misfits import Misfits

PROBLEMS = 100
BACKDATED = timedelta(hours=1)


class Follower:
    """`take_all` follows a chain once and answers with the `verdict`; `tell` adds what is found beside it.

    `after` and `digest`: where it begins. `keys`: whose signatures count. `number`: that of the checkpoint before
    (None where the first checkpoint need not follow any). `excerpt`: entries between are left out, each carries the
    digest before it.
    """

    def __init__(
        self,
        *,
        keys: Collection[str],
        after: int = 0,
        digest: str = START,
        number: int | None = 0,
        excerpt: bool = False,
        most: int = PROBLEMS,
        backdated: timedelta = BACKDATED,
    ) -> None:
        self.verdict = Verdict(last=after, digest=digest, excerpt=excerpt)
        self._keys, self._excerpt, self._most, self._backdated = keys, excerpt, most, backdated
        self._begun = after
        self._digest: str | None = digest
        self._number = number
        self._signed_to: Signed | None = None
        self._covered = after  # the highest sequence that any checkpoint speaks of
        self._oldest: Linked | None = None  # of the entries since the last checkpoint
        self._misfits = Misfits()

    def take_all(self, parts: Iterable[Linked | Signed]) -> Verdict:
        for part in parts:
            if isinstance(part, Signed):
                self._checkpoint(part)
            else:
                self._entry(part)
        return self._finish()

    def tell(self, kind: Kind, first: int, last: int, at: datetime | None = None, name: str = "") -> None:
        """Count a problem, and keep it if it is among the first."""
        self.verdict.found += 1
        if len(self.verdict.problems) < self._most:
            self.verdict.problems.append(Problem(kind, first, last, at, name))

    def _entry(self, one: Linked) -> None:
        verdict = self.verdict
        if one.sequence <= verdict.last:  # only a file can do so
            self.tell(Kind.PUT_IN, one.sequence, one.sequence, one.row and one.row.at)
            return
        previous = self._before(one)
        if one.row is None:
            self.tell(Kind.REMOVED, one.sequence, one.sequence)
        else:
            if previous is not None and digest_of(previous, one.sequence, one.row) != one.digest:
                self._misfits.add(one, previous)
            elif self._oldest is None or self._oldest.row is None or one.row.at < self._oldest.row.at:
                self._oldest = one
        verdict.entries += 1
        verdict.first = verdict.first or one.sequence
        verdict.last, self._digest = one.sequence, one.digest

    def _before(self, one: Linked) -> str | None:
        """The digest before this entry; None where it is not known."""
        if self._excerpt:
            return one.previous
        if one.sequence > self.verdict.last + 1:
            self.tell(Kind.REMOVED, self.verdict.last + 1, one.sequence - 1)
            return None
        return self._digest

    def _checkpoint(self, one: Signed) -> None:
        self.verdict.checkpoints += 1
        follows = self._number is None or one.number == self._number + 1
        if not is_ours(one, keys=self._keys):
            kind = Kind.FORGED if one.key in self._keys else Kind.UNKNOWN_KEY
            self.tell(kind, one.sequence, one.sequence, one.at, str(one.number))
            self._number = one.number if follows else self._number
            self._signed_to = None
            return
        if self._number is not None and not follows:
            self.tell(Kind.CHECKPOINTS_GONE, self._number + 1, one.number - 1, one.at)
            self._signed_to = None
        self._compare(one)
        self._dates(one)
        self._number, self._covered = one.number, max(self._covered, one.sequence)
        self._signed_to, self._oldest = one, None
        self.verdict.until = one.at

    def _compare(self, one: Signed) -> None:
        if one.sequence == self.verdict.last and self._digest != one.digest:
            self.tell(Kind.REWRITTEN, one.sequence, one.sequence, one.at, str(one.number))
        before = self._signed_to.sequence if self._signed_to else self._begun if one.number == 1 else None
        if before is not None and not self._excerpt and one.sequence - before > one.linked:
            self.tell(Kind.PUT_IN, before + 1, one.sequence, one.at)

    def _dates(self, one: Signed) -> None:
        """An entry that says it is from long before the linking before its own. A clock that was set back in between
        shows in the checkpoints as well, and accuses nobody."""
        if self._signed_to is None or self._oldest is None or self._oldest.row is None or self._excerpt:
            return
        if self._oldest.row.at < min(self._signed_to.at, one.at) - self._backdated:
            sequence, since = self._oldest.sequence, f"{self._signed_to.at:%Y-%m-%d %H:%M} UTC"
            self.tell(Kind.BACKDATED, sequence, sequence, self._oldest.row.at, since)

    def _finish(self) -> Verdict:
        verdict = self.verdict
        for problem in self._misfits.problems():
            self.tell(problem.kind, problem.first, problem.last, problem.at, problem.name)
        if not self._excerpt:
            if self._covered > verdict.last:
                at = self._signed_to.at if self._signed_to else None
                self.tell(Kind.TRUNCATED, verdict.last + 1, self._covered, at)
            elif self._covered < verdict.last:
                self.tell(Kind.UNSIGNED, self._covered + 1, verdict.last)
        verdict.digest = self._digest or ""
        return verdict
