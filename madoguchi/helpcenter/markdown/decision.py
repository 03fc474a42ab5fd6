"""A troubleshooting guide as lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from madoguchi.helpcenter.markdown.segments import MarkdownError

NO_CONTACT = "[no contact]"


def decision(
    lines: tuple[str, ...], html_of: Callable[[str], str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(questions, outcomes) of a guide. Raises MarkdownError for lines that belong to nothing."""
    questions: list[dict[str, Any]] = []
    outcomes: list[dict[str, Any]] = []
    words: list[str] = []
    open_: dict[str, Any] | None = None

    def close() -> None:
        if open_ is not None:
            open_["text"] = html_of("\n".join(words))
        words.clear()

    for line in lines:
        sign, _space, rest = line.strip().partition(" ")
        if sign == "?" and rest:
            close()
            key, _space, text = rest.partition(" ")
            open_ = {"key": key, "question": text.strip(), "answers": []}
            questions.append(open_)
        elif sign == "!" and rest:
            close()
            key, _space, text = rest.partition(" ")
            title = text.replace(NO_CONTACT, "").strip()
            open_ = {"key": key, "title": title, "contact": NO_CONTACT not in text}
            outcomes.append(open_)
        elif sign == "-" and "->" in rest and open_ is not None and "answers" in open_:
            label, _arrow, target = rest.rpartition("->")
            open_["answers"].append({"label": label.strip(), "leads_to": target.strip()})
        elif open_ is not None:
            words.append(line)
        elif line.strip():
            raise MarkdownError(f"{line[:40]!r} stands before the first question")
    close()
    return questions, outcomes
