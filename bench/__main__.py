"""`python -m bench [NAME …] [--json] [options of that benchmark]`: every benchmark, or the named ones.

Each is a module beside this file and runs in a process of its own. Figures stand beside their reference from the
same run; `--json` prints one JSON line a benchmark.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Helpers of a benchmark, not benchmarks themselves.
PARTS = {"__init__", "__main__", "socket_server", "quick_socket", "kept"}


def names() -> list[str]:
    """The benchmarks that exist."""
    modules = {path.stem for path in HERE.glob("*.py")} | {
        path.parent.name for path in HERE.glob("*/__main__.py")
    }
    return sorted(name for name in modules - PARTS if not name.startswith("_"))


def main() -> None:
    words = sys.argv[1:]
    asked = [word for word in words if word in names()]
    unknown = [word for word in words[:1] if not word.startswith("-") and word not in names()]
    if unknown:
        sys.exit(f"There is no benchmark {unknown[0]!r}; there are: {', '.join(names())}")
    options = [word for word in words if word not in asked]
    failed = [name for name in asked or names() if _run(name, options)]
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


def _run(name: str, options: list[str]) -> int:
    if "--json" not in options:
        print(f"\n=== {name} ===", flush=True)
    command = [sys.executable, "-m", f"bench.{name}", *options]
    return subprocess.run(command, cwd=HERE.parent, check=False).returncode


if __name__ == "__main__":
    main()
