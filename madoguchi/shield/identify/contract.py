"""What an address or a transaction id turns out to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

# Short codes, which screens translate.
Warning_ = Literal[
    "test-network",
    "no-checksum",
    "network-not-told-by-address",
    "other-asset",
    "may-be-private-key",
    "may-be-address",
    "deprecated-form",
    "chain-shut-down",
    "contains-tag",
    "secret",
]


@dataclass(frozen=True, slots=True)
class Hit:
    """The text is an address of the asked chain."""

    warnings: tuple[Warning_, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """`assets` are tickers that the text fits; `valid` refers to the asked asset where one was asked."""

    type: Literal["address", "txid", "secret", "unknown"]
    valid: bool
    assets: tuple[str, ...] = ()
    warnings: tuple[Warning_, ...] = ()


Check = Callable[[str], Hit | None]
