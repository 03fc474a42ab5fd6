"""Debian packages that the tests need: installed where we are root, named where we are not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

# What must be there → the package that brings it.
NEEDED = {
    "/usr/bin/chromium": "chromium",
    "/usr/bin/redis-server": "redis-server",
    "/usr/lib/postgresql": "postgresql",
    "/usr/sbin/dovecot": "dovecot-imapd",
    "/usr/lib/dovecot/lmtp": "dovecot-lmtpd",
    "/usr/lib/postfix/sbin/master": "postfix",
    "/usr/share/doc/libidn12": "libidn12",  # this and the next are Exim's
    "/usr/share/doc/libgnutls-dane0": "libgnutls-dane0",
    "/usr/bin/node": "nodejs",
    "/usr/bin/npm": "npm",
    "/usr/bin/msgfmt": "gettext",
    "/usr/share/fonts/opentype/noto": "fonts-noto-cjk",
}
# Programs that cannot be installed beside others of these (two mail servers): unpacked into a folder of their own.
BESIDE = {"exim4": ("exim4-daemon-light", "exim4-base")}
UNPACKED = Path("/var/cache/madoguchi-test-peers")  # readable for the users that servers change to
POLICY = Path("/usr/sbin/policy-rc.d")


def main() -> None:
    only = set(sys.argv[1:])
    missing = sorted(
        package
        for path, package in NEEDED.items()
        if not Path(path).exists() and (not only or package in only)
    )
    if missing:
        _install(missing)
    if not only:
        for program in BESIDE:
            unpacked(program)


def _install(missing: list[str]) -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(
            f"These packages are needed and only root can install them:\n  apt-get install {' '.join(missing)}"
        )
    print(f"installing {' '.join(missing)}", flush=True)
    if not POLICY.exists():  # no service may start by itself: the tests start their own
        POLICY.write_text("#!/bin/sh\nexit 101\n")
        POLICY.chmod(0o755)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    quiet: dict[str, Any] = {"env": environment, "stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "-q"], check=True, **quiet)
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=540"]
    subprocess.run([*install, *missing], check=True, **quiet)


def unpacked(program: str) -> Path:
    """The folder with a program of BESIDE in it, fetched once; nobody gets rights by it (no set-user-ID bits)."""
    folder = UNPACKED / program
    if not (folder / "complete").exists():
        if os.geteuid() != 0 or not shutil.which("apt-get"):
            sys.exit(f"Only root can unpack {program} into {folder}, on a machine with apt-get.")
        print(f"unpacking {program}", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "packages").mkdir(parents=True)
        (folder / "packages").chmod(0o755)
        _download(BESIDE[program], folder / "packages")
        for package in sorted((folder / "packages").glob("*.deb")):
            subprocess.run(["dpkg", "-x", str(package), str(folder)], check=True)
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                path.chmod(path.stat().st_mode & 0o755)
        (folder / "complete").touch()
    return folder


def _download(packages: tuple[str, ...], into: Path) -> None:
    silent: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    # As root: the user that apt-get changes to may not write here.
    fetch = ["apt-get", "download", "-q", "-o", "APT::Sandbox::User=root", *packages]
    if subprocess.run(
        fetch, cwd=into, check=False, **silent
    ).returncode:  # its lists are old, or there are none
        subprocess.run(["apt-get", "update", "-q"], check=True, **silent)
        subprocess.run(fetch, cwd=into, check=True, **silent)


if __name__ == "__main__":
    main()
