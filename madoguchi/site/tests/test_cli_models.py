"""Otto asks after the language models on the command line."""

from __future__ import annotations

import json

from click.testing import CliRunner

from madoguchi.ai.queries import embedding_models
from madoguchi.ai.weights import store
from madoguchi.site.cli.models import command


def test_without_the_packages_the_command_says_that_search_goes_on(tmp_path, settings):
    settings.MODELS = tmp_path / "models"
    (tmp_path / "wheels").mkdir()
    result = CliRunner().invoke(command, ["build", "--wheels", str(tmp_path / "wheels")])
    assert result.exit_code == 1
    assert "Search works by words alone until `madoguchi models build` succeeds." in result.output
    assert store.built(settings.MODELS) is None
    assert embedding_models() is None


def test_a_changed_and_a_missing_file_are_seen(tmp_path, settings):
    settings.MODELS = tmp_path
    with store.new_build(tmp_path) as draft:
        for name in ("kept", "changed", "gone"):
            (draft / name).write_bytes(b"weights")
    folder = store.built(tmp_path)
    (folder / "changed").write_bytes(b"weightz")
    (folder / "gone").unlink()
    result = CliRunner().invoke(command, ["--json"])
    assert result.exit_code == 1
    states = {line["file"]: line["state"] for line in map(json.loads, result.output.splitlines())}
    assert states == {"kept": "ok", "changed": "changed", "gone": "missing"}
