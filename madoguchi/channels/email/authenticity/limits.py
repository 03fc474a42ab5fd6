"""How much one mail may cost when its sender is checked: every bound on questions, sizes, counts and time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AuthLimits:
    """Beyond these nothing more is asked or computed, and the result says so.

    seconds and queries are for the whole mail, query_seconds for one question. key_bits: the smallest and largest
    RSA key (RFC 8301, section 3.2, asks for 1024 to 4096 at least). txt_bytes and records bound an answer.
    """

    seconds: float = 20.0
    queries: int = 200
    query_seconds: float = 5.0
    txt_bytes: int = 16_384
    records: int = 100
    max_bytes: int = 50 * 1024 * 1024
    header_bytes: int = 512 * 1024
    header_fields: int = 4_000
    signatures: int = 10
    arc_sets: int = 50
    smallest_key_bits: int = 1024
    largest_key_bits: int = 8192
    clock_skew_seconds: int = 300


DEFAULT_AUTH_LIMITS = AuthLimits()
