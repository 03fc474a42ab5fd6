"""What the shield says about a text: plain types, no framework."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "seed-phrase",
    "wif",
    "bip38",
    "extended-private-key",
    "private-key",
    "keystore",
    "api-credential",
    "totp-seed",
    "one-time-code",
    "password",
    "card",
    "iban",
    "national-id",
    "pem",
]
Confidence = Literal["certain", "likely", "ask"]

# What the stub in a masked text says. English is data: screens translate by kind.
STUB_NAMES: dict[Kind, str] = {
    "seed-phrase": "seed phrase",
    "wif": "private key",
    "bip38": "encrypted private key",
    "extended-private-key": "extended private key",
    "private-key": "private key",
    "keystore": "wallet file",
    "api-credential": "API credential",
    "totp-seed": "authenticator key",
    "one-time-code": "one-time code",
    "password": "password",
    "card": "card number",
    "iban": "bank account",
    "national-id": "identity number",
    "pem": "private key file",
}
STUB_START = "[masked: "


@dataclass(frozen=True, slots=True)
class Finding:
    """A secret in a text: `text[start:end]` in code points.

    `certain`: a checksum, a signature or an exact shape proves it. `likely`: shape and context say so.
    `ask`: it may be harmless (64 hex digits are a transaction id or a key): ask the writer.
    """

    kind: Kind
    start: int
    end: int
    confidence: Confidence
    detector: str


@dataclass(frozen=True, slots=True)
class Shielded:
    """A text that may be stored, shown and logged (`text`), and what was found in the original."""

    text: str
    findings: tuple[Finding, ...]
    masked: bool

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds found, each once, in the order of the text."""
        return tuple(dict.fromkeys(f.kind for f in self.findings))

    @property
    def to_ask(self) -> tuple[Finding, ...]:
        """Findings that only the writer can decide."""
        return tuple(f for f in self.findings if f.confidence == "ask")


def stub(kind: Kind) -> str:
    """The English stub that stands for a masked secret, for example `[masked: seed phrase]`."""
    return f"{STUB_START}{STUB_NAMES[kind]}]"
