"""Mail authentication against other projects' suites: SPF, ARC and DKIM, with their zones instead of the DNS."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from madoguchi.channels.email.authenticity.arc import check_arc
from madoguchi.channels.email.authenticity.dkim import check_dkim
from madoguchi.channels.email.authenticity.dns import Dns
from madoguchi.channels.email.authenticity.fields import read_message
from madoguchi.channels.email.authenticity.spf import check_spf
from tests.vectors.figures import Figures, Tally
from tests.zones import Zone


def judge(folder: Path) -> list[Figures]:
    tallies = {"spf": Tally(), "arc-validate": Tally(), "dkim-verify": Tally()}
    suites: dict[str, list[dict[str, Any]]] = {}
    explained = Tally()
    for case in json.loads((folder / "email_auth" / "cases.json").read_text()):
        if case["kind"] == "spf":
            suite = suites.setdefault(case["file"], _suite(folder / case["file"]))
            have, said = _spf(suite[case["doc_index"]], case["input"])
            wanted = suite[case["doc_index"]]["tests"][case["test"]].get("explanation")
            if wanted:
                right = said == ("" if wanted == "DEFAULT" else wanted)
                explained.add(case["source"], right, f"{case['id']}: want {wanted!r} have {said!r}")
        else:
            have = _signed(case, folder)
        want = _wanted(case["expect"])
        why = f"{case['id']}: want {want} have {have!r} ({case.get('description', '')})"
        tallies[case["kind"]].add(case["source"], have in want, why)
    return [
        tallies["spf"].figures("mail authentication: SPF", bar=0.99),
        explained.figures("mail authentication: SPF explanations"),
        tallies["arc-validate"].figures("mail authentication: ARC", bar=1.0),
        tallies["dkim-verify"].figures("mail authentication: DKIM", bar=1.0),
    ]


def _wanted(expect: dict[str, Any]) -> list[Any]:
    if "verify" in expect:
        return ["pass"] if expect["verify"] else ["fail", "permerror", "neutral", "policy", "none"]
    return expect.get("result_any_of") or expect.get("cv_any_of") or [expect["cv"]]


def _suite(file: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load_all(file.read_text()))


def _spf(document: dict[str, Any], given: dict[str, Any]) -> tuple[str, str]:
    found = check_spf(
        given["host"],
        mail_from=given["mailfrom"],
        helo=given["helo"],
        dns=Dns(_zone(document["zonedata"])),
    )
    return found.result, found.explanation


def _zone(data: dict[str, list[Any]]) -> Zone:
    records: dict[tuple[str, str], list[str]] = {}
    silent: set[tuple[str, str]] = set()
    for name, entries in data.items():
        name = name.lower()
        exchanges = []
        own_txt = any(isinstance(entry, dict) and "TXT" in entry for entry in entries)
        for entry in entries:
            if entry == "TIMEOUT":
                silent.add((name, "*"))
                continue
            ((kind, value),) = entry.items()
            if value == "TIMEOUT":
                silent.add((name, kind))
            elif kind == "MX":
                exchanges.append(tuple(value))
            elif kind == "SPF" and own_txt:
                continue
            elif value != "NONE":
                kind = "TXT" if kind == "SPF" else kind
                text = "".join(value) if isinstance(value, list) else str(value)
                records.setdefault((name, kind), []).append(text)
        if exchanges:
            records[name, "MX"] = [exchange for _, exchange in sorted(exchanges)]
    return Zone(records, silent)


def _signed(case: dict[str, Any], folder: Path) -> str:
    if "dns_txt_file" in case:
        texts = json.loads((folder / case["dns_txt_file"]).read_text())
        records = {(name.lower(), "TXT"): [text] for name, text in texts.items()}
    else:
        records = {
            (name.lower(), kind): ["".join(value) for value in values]
            for name, kinds in case["dns"].items()
            for kind, values in kinds.items()
        }
    message = read_message((folder / case["file"]).read_bytes())
    dns = Dns(Zone(records))
    return (
        check_arc(message, dns).result if case["kind"] == "arc-validate" else check_dkim(message, dns).result
    )
