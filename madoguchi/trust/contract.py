"""Plain types for who shows the register and what people asked about."""

from __future__ import annotations

from dataclasses import dataclass

from madoguchi.trust.lookalike import Judgement


class TrustProblem(Exception):
    """What cannot be put into the register, in the words of whoever tries."""


@dataclass(frozen=True, slots=True)
class Official:
    """An entry of the register; `platform` only of an account on a network."""

    id: int
    kind: str
    kind_name: str
    value: str
    shown: str
    platform: str
    note: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found about a value. `secret`: it holds one, and was neither kept nor judged."""

    judgement: Judgement | None
    secret: bool = False


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """A value that was asked about, how often within the days looked at, and the answer."""

    value: str
    verdict: str
    count: int
