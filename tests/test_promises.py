"""Promises about the source itself, so that they cannot be broken quietly."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from madoguchi.core.env import VARIABLES
from madoguchi.site import settings

ROOT = Path(__file__).resolve().parents[1]
TEXT = {".py", ".md", ".html", ".txt", ".js", ".css", ".toml", ".yaml", ".yml", ".cfg", ".service", ".env"}
# A developer's or a builder's own paths, and hosts that packages come from.
MACHINE = re.compile(r"/(?:work|root|home/[a-z]+|Users/[A-Za-z]+)/|https?://(?:pypi|files\.pythonhosted)\.")
ALLOWED = {"tests/test_promises.py"}
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=[\"']application/(?:json|ld\+json)[\"'])[^>]*>|<style\b|\son[a-z]+\s*=\s*[\"']"
    r"|\sstyle\s*=\s*[\"']|href\s*=\s*[\"']javascript:",
    re.IGNORECASE,
)
# Never served: pictures and films are made of them.
DRAWINGS = Path("tests/tools/draw_help")
# Mails are read without our style sheets.
MAILS = re.compile(r"/mail/|/email/|transcript\.html$|letter")


def test_no_path_of_a_machine_and_no_registry_in_the_source():
    found = [
        f"{path}:{number}: {line.strip()[:120]}"
        for path in tracked()
        if path.suffix in TEXT and str(path) not in ALLOWED
        for number, line in enumerate((ROOT / path).read_text(errors="replace").splitlines(), 1)
        if MACHINE.search(line)
    ]
    assert not found, "\n".join(found)


def test_no_template_holds_script_or_style():
    found = []
    for path in tracked():
        if path.suffix == ".html" and not MAILS.search(str(path)) and DRAWINGS not in path.parents:
            found += [f"{path}: {hit[0][:80]}" for hit in INLINE.finditer((ROOT / path).read_text())]
    assert not found, "\n".join(found)


def test_every_setting_is_read_by_something():
    code = [(path, (ROOT / path).read_text()) for path in tracked() if path.suffix == ".py"]
    own = "\n".join(path.read_text() for path in (ROOT / "madoguchi/site/settings").glob("*.py"))
    unread = []
    for name in VARIABLES:
        declared = re.search(rf"^(\w+) = \w+\.\w+\(\s*\"{name}\"", own, re.MULTILINE)
        word = declared[1] if declared else name.removeprefix("MADOGUCHI_")
        used = re.compile(rf"\b{word}\b")
        elsewhere = any(
            used.search(text) and "/tests/" not in str(path)
            for path, text in code
            if str(path).startswith("madoguchi/") and "site/settings/" not in str(path)
        )
        if not elsewhere and len(used.findall(own)) < 2:
            unread.append(name)
    assert not unread, f"declared in {settings.__name__}, read by nobody: {', '.join(unread)}"


def tracked() -> Iterator[Path]:
    """Files of the repository, as git knows them."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return (Path(line) for line in listed.splitlines() if (ROOT / line).exists())
