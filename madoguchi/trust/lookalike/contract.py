"""What is asked and what is answered: plain types, no framework."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

MAX_VALUE = 2048
"""Characters of a value that are looked at; a longer one is not read at all."""

Kind = Literal["url", "domain", "email", "phone", "handle", "name", "unknown"]
Verdict = Literal["official", "not-listed", "look-alike"]


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it was understood.

    `host` is a name in ASCII (punycode) without port or final dot, for url, domain and email; `user` is what stands
    before an @ there. `name` is a handle or a name of a person; `platform` may be empty; `digits` is a number with
    its +. `turned`: the text holds characters that make others appear in another order.
    """

    kind: Kind
    host: str = ""
    user: str = ""
    path: str = ""
    platform: str = ""
    name: str = ""
    digits: str = ""
    turned: bool = False

    @property
    def normal(self) -> str:
        """One spelling for all ways to write the same: what the register keeps and what is counted."""
        match self.kind:
            case "email":
                return f"{self.user}@{self.host}"
            case "url" | "domain":
                return self.host
            case "phone":
                return self.digits
            case "handle":
                return f"{self.platform}:{self.name}" if self.platform else f"@{self.name}"
            case _:
                return self.name


@dataclass(frozen=True, slots=True)
class Officials:
    """What belongs to the brand, each in the spelling of `Value.normal`.

    `domains` are registrable names or names below them; a name below one of them is the brand's too. `mail_domains`
    may send any address. Where neither these nor `emails` are known, mail of `domains` counts as the brand's.
    """

    domains: tuple[str, ...] = ()
    mail_domains: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class Signal(StrEnum):
    """Why the answer is what it is; pages have a sentence of their own for each."""

    LISTED = "listed"
    BELOW = "below"
    LISTED_HANDLE = "listed-handle"
    LISTED_NAME = "listed-name"
    NOT_LISTED = "not-listed"
    MAIL_NOT_LISTED = "mail-not-listed"
    NOT_READ = "not-read"
    OTHER_ENDING = "other-ending"
    OTHER_LETTERS = "other-letters"
    TURNED = "turned"
    BEFORE_AT = "before-at"
    BEGINS_LIKE = "begins-like"
    FREE_HOST = "free-host"
    WITH_WORDS = "with-words"
    MISSPELT = "misspelt"
    IN_FRONT = "in-front"
    IN_MAIL = "in-mail"
    OTHER_PLATFORM = "other-platform"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Judgement:
    """`of` is the official value meant, empty where it is like none; `site` the site it really leads to, if any."""

    value: Value
    verdict: Verdict
    signal: Signal
    of: str = ""
    site: str = ""
