"""An operator lets the owner in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests import patience


def _staff(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if not key.startswith("MADOGUCHI_")}
    env |= {
        "MADOGUCHI_HOME": str(home),
        "DATABASE_URL": "",
        "MADOGUCHI_PUBLIC_URL": "https://support.hoshi.example",
    }
    command = [sys.executable, "-m", "madoguchi.site.cli", "staff", "owner", *words]
    return subprocess.run(
        command, env=env, capture_output=True, text=True, timeout=patience.COMMAND, check=False
    )


def test_a_link_needs_an_installation_and_an_address(tmp_path: Path):
    nothing = _staff(tmp_path, "--email", "lena@hoshi.example")
    assert nothing.returncode == 1
    assert "madoguchi setup" in nothing.stderr
    (tmp_path / "secret_key").write_text("k" * 50)
    wrong = _staff(tmp_path, "--email", "lena")
    assert wrong.returncode == 2
    assert "name@example.com" in wrong.stderr


def test_the_link_is_another_one_each_time(tmp_path: Path):
    (tmp_path / "secret_key").write_text("k" * 50)
    one, other = (
        json.loads(_staff(tmp_path, "--email", "lena@hoshi.example", "--json").stdout) for _ in range(2)
    )
    assert one["url"].startswith("https://support.hoshi.example/accounts/owner/")
    assert one["url"] != other["url"]
    assert one["minutes"] == 60
