"""`madoguchi trust`: checking by given domains needs no installation; without them the register is asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from tests.site_server import Site


def _run(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Where there is no installation."""
    return subprocess.run(
        [sys.executable, "-m", "madoguchi.site.cli", "trust", *words],
        input=given,
        capture_output=True,
        text=True,
        env=os.environ | {"MADOGUCHI_HOME": "/nonexistent"},
        check=False,
    )


def _lines(values: list[Any]) -> str:
    return "".join(json.dumps({"id": at, "value": value}) + "\n" for at, value in enumerate(values))


def test_a_line_for_each_line_with_its_id() -> None:
    values = ["https://app.tenzoro.com/x", "tenzoro-login.net", "example.org", 7, "x" * 10_000, "\x00"]
    done = _run("check", "--protect", "tenzoro.com", "--protect", "zkq.io", given=_lines(values) + "?\n")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert [row["id"] for row in found] == [0, 1, 2, 3, 4, 5, None]
    assert [row.get("verdict") for row in found[:3]] == ["official", "look-alike", "not-listed"]
    assert (found[1]["of"], found[1]["kind"]) == ("tenzoro.com", "domain")
    assert found[1]["reason"]
    assert "error" in found[3]
    assert (found[4]["verdict"], found[4]["kind"]) == ("not-listed", "unknown")
    assert "error" in found[6]


def test_what_is_to_be_protected_must_be_a_domain() -> None:
    done = _run("check", "--protect", "no domain at all", given=_lines(["example.org"]))
    assert done.returncode == 2
    assert "is no domain" in done.stderr
    assert done.stdout == ""


def test_without_domains_the_register_is_asked(new_site: Callable[..., Site]) -> None:
    site = new_site()
    site.run("trust", "add", "domain", "HOSHI-pay.example", "--note", "Card")
    refused = site.run("trust", "add", "domain", "co.uk", check=False)
    assert refused.returncode == 1
    assert "belongs to many" in refused.stderr
    listed = [json.loads(line) for line in site.run("trust", "list", "--json").stdout.splitlines()]
    mine = next(row for row in listed if row["value"] == "hoshi-pay.example")
    [(actor,)] = site.rows(
        "SELECT actor FROM audit_entry WHERE action = 'trust.add' ORDER BY id DESC LIMIT 1"
    )
    assert actor.startswith("cli:")
    values = ["hoshi-pay.example", "support@hoshi.example", "hoshi-support.test"]
    found = site.run("trust", "check", input=_lines(values)).stdout.splitlines()
    assert [json.loads(line)["verdict"] for line in found] == ["official", "official", "look-alike"]
    site.run("trust", "remove", str(mine["id"]))
    assert site.run("trust", "remove", str(mine["id"]), check=False).returncode == 1
