"""`madoguchi languages`: the languages that people are served in, and how a text is told."""

from __future__ import annotations

from typing import IO, Any

import click

from madoguchi.languages import ALL
from madoguchi.languages import detect as detect_language
from madoguchi.site.cli._lines import answer_lines, lines_argument


@click.group
def command() -> None:
    """Languages: which are served, and which one a text is in."""


@command.command("list")
def list_languages() -> None:
    """Print code, name and own name of every language."""
    for language in ALL:
        click.echo(f"{language.code:8} {language.english_name:24} {language.endonym}")


@command.command
@lines_argument
def detect(source: IO[str]) -> None:
    """Say which language texts are in (JSON lines).

    Reads {"id", "text"} and writes {"id", "lang", "confidence"}; lang is "und" for a language
    that is not served or a text without words.
    """
    answer_lines(source, answer)


def answer(item: dict[str, Any]) -> dict[str, Any]:
    """The answer to one line. Raises ValueError in plain words, KeyError for a missing key."""
    if not isinstance(item["text"], str):
        raise ValueError("text must be a string")
    code, confidence = detect_language(item["text"])
    return {"lang": code, "confidence": round(confidence, 3)}
