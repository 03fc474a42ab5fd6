"""How much of one mail is read: every bound on size, depth and count."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, counts and characters of one mail beyond which reading stops, with a word in `problems`."""

    max_bytes: int = 50 * 1024 * 1024
    max_header_fields: int = 1_000
    max_header_bytes: int = 128 * 1024
    max_depth: int = 25
    max_parts: int = 1_000
    max_addresses: int = 1_000
    max_references: int = 200
    max_text_chars: int = 1_000_000
    max_html_chars: int = 1_000_000
    max_attachments: int = 250
    max_report_bytes: int = 256 * 1024


DEFAULT_LIMITS = Limits()
