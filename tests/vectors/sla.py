"""Service-level clocks against another product's examples."""

from __future__ import annotations

import json
from pathlib import Path

from madoguchi.site.cli.sla import answer
from tests.vectors.figures import Figures, Tally


def judge(folder: Path) -> list[Figures]:
    tally = Tally()
    for case in json.loads((folder / "business_hours" / "cases_sla.json").read_text()):
        try:
            have = answer(case)
        except (ValueError, KeyError) as error:
            have = {"error": str(error)}
        bad = {key: have.get(key) for key, want in case["expect"].items() if have.get(key) != want}
        tally.add(case["source"].split(" ")[0], not bad, f"{case['id']}: want {case['expect']} have {bad}")
    return [tally.figures("service-level clocks")]
