"""What a pasted address, number or name is to a list of official ones. Pure: asks no network and no database."""

from madoguchi.trust.lookalike.contract import MAX_VALUE, Judgement, Kind, Officials, Signal, Value, Verdict
from madoguchi.trust.lookalike.judge import Judge, judge
from madoguchi.trust.lookalike.read import read
from madoguchi.trust.lookalike.reasons import reason

__all__ = [
    "MAX_VALUE",
    "Judge",
    "Judgement",
    "Kind",
    "Officials",
    "Signal",
    "Value",
    "Verdict",
    "judge",
    "read",
    "reason",
]
