"""`madoguchi audit`: an operator verifies and exports, an auditor verifies the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection

from madoguchi.audit import guard
from madoguchi.audit.actions import record
from madoguchi.audit.linking import link_waiting
from madoguchi.audit.models import Entry
from madoguchi.core.single_writer import single_writer
from madoguchi.site.cli import main

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def log(db: None, settings: Any, tmp_path: Path) -> None:
    """Ada opened twelve conversations; every four of them are linked by one run."""
    settings.HOME = tmp_path
    settings.WRITER_LOCK = settings.WRITER_LOCK and tmp_path / "serve.lock"
    for number in range(1, 13):
        record(actor="agent:ada", action="conversation.open", subject=f"conversation:{number}")
        if number % 4 == 0:
            link_waiting()


def test_by_the_command(tmp_path: Path) -> None:
    run = CliRunner()
    file = tmp_path / "log.jsonl"
    assert run.invoke(main, ["audit", "export", str(file)]).exit_code == 0
    assert Entry.objects.get(action="audit.export").actor.startswith("cli:")
    key = run.invoke(main, ["audit", "key"]).output.strip()
    checked = run.invoke(main, ["audit", "verify", "--json", "--key", key, "--file", str(file)])
    assert checked.exit_code == 0
    assert json.loads(checked.output)["entries"] == 12
    file.write_bytes(file.read_bytes().replace(b"agent:ada", b"agent:eve", 1))
    assert run.invoke(main, ["audit", "verify", "--file", str(file)]).exit_code == 1
    said = run.invoke(main, ["audit", "verify"])
    assert said.exit_code == 0, said.output
    assert "✓ 12 entries (entries 1 to 12), 3 checkpoints" in said.output
    assert "1 entries wait" in said.output
    assert run.invoke(main, ["audit", "verify", "--after", "9"]).exit_code == 1
    file.write_text("hello\n")
    assert "no export" in run.invoke(main, ["audit", "verify", "--file", str(file)]).output


def test_beside_a_server_that_alone_may_write_it_is_refused(tmp_path: Path, settings: Any) -> None:
    """On PostgreSQL there is no such server, and the export is made."""
    file = tmp_path / "log.jsonl"
    with single_writer(settings.WRITER_LOCK, "serve"):
        done = CliRunner().invoke(main, ["audit", "export", str(file)])
        assert CliRunner().invoke(main, ["audit", "verify"]).exit_code == 0
    refused = settings.WRITER_LOCK is not None
    assert (done.exit_code, file.exists()) == ((1, False) if refused else (0, True))
    assert Entry.objects.filter(action="audit.export").exists() is not refused


def test_mallory_is_named_by_the_command() -> None:
    with connection.cursor() as cursor:
        for statement in guard.LIFT[connection.vendor]:
            cursor.execute(statement)
    Entry.objects.filter(subject="conversation:6").update(actor="agent:otto")
    said = CliRunner().invoke(main, ["audit", "verify"])
    assert said.exit_code == 1
    assert "✗ Entry 6 of " in said.output


def test_some_days_of_it(tmp_path: Path) -> None:
    run, file = CliRunner(), tmp_path / "log.jsonl"
    day = f"{Entry.objects.earliest('id').at:%Y-%m-%d}"
    given = ["audit", "export", "--from", day, "--to", day, "--subject", "conversation:6", str(file)]
    assert run.invoke(main, given).exit_code == 0
    checked = json.loads(run.invoke(main, ["audit", "verify", "--json", "--file", str(file)]).output)
    assert (checked["entries"], checked["excerpt"], checked["ok"]) == (1, True, True)
    assert run.invoke(main, ["audit", "export", "--from", "soon", str(file)]).exit_code == 2
