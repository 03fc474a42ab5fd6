"""A real OpenID provider (the certified `oidc-provider` of npm) for single sign-on."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import patience
from tests.tools.servers import wait_for_port

FOLDER = Path(__file__).resolve().parent / "oidc"
SECRET = "a-secret-of-this-test"


def installed() -> None:
    """Bring the provider's packages, once; who comes meanwhile waits until they are all there."""
    with (FOLDER / "package.json").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if (FOLDER / "node_modules" / ".package-lock.json").exists():  # npm writes it last
            return
        npm = shutil.which("npm")
        assert npm, "npm is needed to install the OpenID provider"
        subprocess.run(
            [npm, "ci", "--ignore-scripts"], cwd=FOLDER, check=True, stdout=subprocess.DEVNULL, timeout=300
        )


@contextmanager
def oidc_provider(port: int, *, redirect: str) -> Iterator[str]:
    """Serve on `port` for one client; yields the issuer. Whoever signs in as an address is that address."""
    installed()
    process = subprocess.Popen(
        ["node", "provider.mjs", str(port), redirect], cwd=FOLDER, stdout=subprocess.DEVNULL
    )
    try:
        wait_for_port(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(patience.SECONDS)
