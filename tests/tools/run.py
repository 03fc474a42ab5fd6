"""The whole suite, first on SQLite, then on PostgreSQL and Redis.

`python -m tests.tools.run [sqlite|postgresql] [pytest arguments]`
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from madoguchi.languages.catalogs import compile_catalogs
from tests.tools import ready
from tests.tools.servers import postgresql, redis

SOME_FAILED = 1  # pytest's exit status


def main() -> None:
    arguments = sys.argv[1:]
    chosen = [arguments.pop(0)] if arguments[:1] in (["sqlite"], ["postgresql"]) else ["sqlite", "postgresql"]
    _prepare(chosen)
    failed = [name for name in chosen if _suite(name, arguments, looks=name == chosen[0])]
    sys.exit(1 if failed else 0)


def _prepare(chosen: list[str]) -> None:
    """Once for what is in the checkout: the databases that the tests copy, one on each core."""
    began = time.monotonic()
    compile_catalogs()
    with ThreadPoolExecutor() as both:
        made = [both.submit(ready.demo_home if name == "sqlite" else _on_postgresql) for name in chosen]
        made.append(both.submit(ready.migrated))
    for each in made:
        each.result()
    print(f"=== databases to copy: {time.monotonic() - began:.0f} s ===", flush=True)


def _on_postgresql() -> None:
    with postgresql() as server:
        ready.demo_on(server)


def _suite(name: str, arguments: list[str], *, looks: bool) -> int:
    """`looks`: pages are judged by axe as well, which takes as long as everything else in a browser."""
    print(f"\n=== {name} ===", flush=True)
    began = time.monotonic()
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="madoguchi-test-"))
        environment = {
            key: value for key, value in os.environ.items() if not key.startswith("MADOGUCHI_HOME")
        }
        environment |= {"MADOGUCHI_HOME": home, "DATABASE_URL": "", "REDIS_URL": ""}
        environment["TESTS_LOOKS"] = str(int(looks))
        if name == "postgresql":
            environment["DATABASE_URL"] = stack.enter_context(postgresql()) + "madoguchi"
            environment["REDIS_URL"] = stack.enter_context(redis())
        pytest = [sys.executable, "-m", "pytest"]
        crowd = [*pytest, "--cache-clear", "-n", "2", "--dist", "loadgroup", "--durations=40", *arguments]
        code = subprocess.run(crowd, env=environment, check=False).returncode
        if code == SOME_FAILED:
            code = _alone(pytest, environment)
    print(f"=== {name}: {time.monotonic() - began:.0f} s ===", flush=True)
    return code


def _alone(pytest: list[str], environment: dict[str, str]) -> int:
    """What failed beside other tests gets the machine for itself, once: two cores hold browsers, servers and both
    databases, and a story with real peers can run out of patience there. What passes only now is named above.
    """
    print("\n=== what failed, alone ===", flush=True)
    return subprocess.run([*pytest, "--last-failed"], env=environment, check=False).returncode


if __name__ == "__main__":
    main()
