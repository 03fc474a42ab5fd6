"""What the checks of a mail's sender found: plain, frozen, in the words of RFC 8601, section 2.7."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SpfWord = Literal["none", "neutral", "pass", "fail", "softfail", "temperror", "permerror"]
DkimWord = Literal["none", "neutral", "pass", "fail", "policy", "temperror", "permerror"]
ArcWord = Literal["none", "pass", "fail", "temperror"]
DmarcWord = Literal["none", "pass", "fail", "temperror", "permerror"]


@dataclass(frozen=True, slots=True)
class Spf:
    """May this address send for this domain? `explanation` is the domain's own words about a fail: never trust them."""

    result: SpfWord
    reason: str
    domain: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """One DKIM-Signature, read and judged."""

    result: DkimWord
    reason: str
    domain: str = ""
    selector: str = ""


@dataclass(frozen=True, slots=True)
class Dkim:
    """The best of a mail's signatures; `signatures` are those that were looked at, in the order of the mail."""

    result: DkimWord
    reason: str
    signatures: tuple[Signature, ...] = ()

    @property
    def domains(self) -> tuple[str, ...]:
        """Domains that signed what we see."""
        return tuple(dict.fromkeys(one.domain for one in self.signatures if one.result == "pass"))


@dataclass(frozen=True, slots=True)
class Arc:
    """Whether the chain of those who passed the mail on is whole; `sealers`: their domains, the last one last.

    A whole chain says who sealed, not that they tell the truth: believe it only from those you know.
    """

    result: ArcWord
    reason: str
    sealers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dmarc:
    """Whether the domain in From stands behind the mail; `policy` is what it asks for where it does not."""

    result: DmarcWord
    reason: str
    domain: str = ""
    policy: str = ""
    aligned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Authenticity:
    """All four, for one mail."""

    spf: Spf
    dkim: Dkim
    arc: Arc
    dmarc: Dmarc
