"""Write docs/reference/settings.md from the settings themselves: `python -m tests.tools.settings_page`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import groupby
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "settings.md"
HEAD = """# Settings

Every setting is an environment variable. `madoguchi check` says which are unsafe in production. A list is separated by
commas, a flag is `yes` or `no`, a rate is `10/10m`: ten in each ten minutes.

This page is written by `python -m tests.tools.settings_page`.
"""
_LIST = """
import dataclasses, json
import madoguchi.site.settings
from madoguchi.core.env import VARIABLES
print(json.dumps([dataclasses.asdict(variable) for variable in VARIABLES.values()]))
"""


def variables(env: str) -> list[dict[str, Any]]:
    """name, area, default and what it is for, as an installation of this kind reads them without any variable set."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("MADOGUCHI_") and not k.endswith("_URL")}
    clean["MADOGUCHI_ENV"] = env
    printed = subprocess.run([sys.executable, "-c", _LIST], env=clean, check=True, capture_output=True).stdout
    found: list[dict[str, Any]] = json.loads(printed)
    return found


def page() -> str:
    ours = variables("development")
    strict = {variable["name"]: variable["default"] for variable in variables("production")}
    parts = [HEAD]
    for area, group in groupby(ours, key=lambda variable: variable["area"]):
        parts.append(f"\n## {area}\n\n| variable | default | |\n| --- | --- | --- |\n")
        for variable in group:
            default = _shown(variable["default"])
            if strict[variable["name"]] != variable["default"]:
                default += f", in production {_shown(strict[variable['name']])}"
            parts.append(f"| `{variable['name']}` | {default} | {_cell(variable['about'])} |\n")
    return "".join(parts)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = ",".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"`{text}`" if text else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
