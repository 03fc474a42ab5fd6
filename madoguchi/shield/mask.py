"""Replace findings by typed stubs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from madoguchi.shield.contract import Finding, Kind, stub


def mask(
    text: str, findings: Iterable[Finding], *, ask: bool = False, label: Callable[[Kind], str] = stub
) -> str:
    """The text with each certain or likely finding replaced by `label(kind)`; `ask` findings too if asked.

    Findings must not overlap (as `scan` returns them).
    """
    parts: list[str] = []
    done = 0
    for finding in sorted(findings, key=lambda f: f.start):
        if finding.confidence == "ask" and not ask:
            continue
        parts += (text[done : finding.start], label(finding.kind))
        done = finding.end
    parts.append(text[done:])
    return "".join(parts)
