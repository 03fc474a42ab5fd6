"""The two forms in which commands read and write: JSON lines, and one line per file (see docs/reference/cli.md)."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from typing import IO, Any

import click


def answer_lines(source: IO[str], answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Write one JSON line per input line, in order, with the same `id`; a bad line answers with `error`."""
    for line in source:
        if line.strip():
            _write(_one_line(line, answer))


def answer_files(names: Iterable[str], answer: Callable[[bytes], dict[str, Any]]) -> None:
    """Write one JSON line per file with `file` as given; a file that cannot be handled answers with `error`."""
    for name in names:
        _write(_one_file(name, answer))


def lines_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """The optional FILE of a batch command; `-` or nothing is standard input."""
    return click.argument("source", type=click.File("r", encoding="utf-8", errors="replace"), default="-")(
        command
    )


def _one_line(line: str, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    item: dict[str, Any] = {}
    try:
        loaded = json.loads(line)
        if not isinstance(loaded, dict):
            raise ValueError("a JSON object is expected on each line")
        item = loaded
        return {"id": item.get("id")} | answer(item)
    except Exception as error:  # one bad line must never stop the rest
        return {"id": item.get("id"), "error": explain(error)}


def _one_file(name: str, answer: Callable[[bytes], dict[str, Any]]) -> dict[str, Any]:
    try:
        with open(name, "rb") as file:
            return {"file": name} | answer(file.read())
    except Exception as error:  # one bad file must never stop the rest
        return {"file": name, "error": explain(error)}


def explain(error: Exception) -> str:
    """Why, in plain words: a missing key is named, an operating-system error keeps its text."""
    if isinstance(error, KeyError):
        return f"the key {error.args[0]!r} is missing"
    return str(error) or type(error).__name__


_LINE_ENDS = {ord(character): f"\\u{ord(character):04x}" for character in "\x7f\x85\u2028\u2029"}


def _write(answer: dict[str, Any]) -> None:
    text = json.dumps(answer, ensure_ascii=False, default=str)
    # A lone surrogate from a broken mail cannot be written as UTF-8; JSON can carry it escaped.
    try:
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(answer, default=str)
    # Characters that some readers take for the end of a line: a JSON line must stay one line for everybody.
    sys.stdout.write(text.translate(_LINE_ENDS) + "\n")
