"""An operator prepares a new installation for production."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import patience


@pytest.mark.timeout(500)
def test_setup_collects_every_page_s_files_and_running_it_again_changes_nothing(tmp_path: Path):
    env = {key: value for key, value in os.environ.items() if not key.startswith("MADOGUCHI_")}
    env |= {"MADOGUCHI_HOME": str(tmp_path), "MADOGUCHI_ENV": "production", "DATABASE_URL": ""}

    first = _setup(env)
    assert first.returncode == 0, first.stderr
    key = (tmp_path / "secret_key").read_text()
    names = json.loads((tmp_path / "static" / "staticfiles.json").read_text())["paths"]
    assert {"core/favicon.svg", "desk/desk.js"} <= names.keys()
    desk = (tmp_path / "static" / names["desk/desk.js"]).read_text()
    assert Path(names["desk/live.js"]).name in desk, "a module imports the hashed names of the others"

    again = _setup(env)
    assert again.returncode == 0, again.stderr
    assert (tmp_path / "secret_key").read_text() == key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0, "nobody else reads the key"


def _setup(env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "madoguchi.site.cli", "setup"]
    return subprocess.run(
        command, env=env, capture_output=True, text=True, timeout=patience.COMMAND, check=False
    )
