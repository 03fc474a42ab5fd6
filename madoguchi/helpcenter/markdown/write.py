"""From the blocks of a body to Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from markdownify import ATX, MarkdownConverter

from madoguchi.helpcenter.markdown.decision import NO_CONTACT


def markdown_of(body: Iterable[Any]) -> str:
    """The Markdown of a StreamField's value; `blocks_of` reads it back."""
    return "\n\n".join(part for block in body if (part := _WRITERS[block.block_type](block.value)).strip())


def text_of(html: Any) -> str:
    """Rich text as Markdown."""
    converter = MarkdownConverter(heading_style=ATX, bullets="-", escape_underscores=False)
    return str(converter.convert(str(getattr(html, "source", html) or ""))).strip()


def _directive(head: str, body: str = "") -> str:
    return f":::{head.strip()}\n{body}\n:::" if body else f":::{head.strip()}\n:::"


def _picture(value: Any) -> str:
    if not value["picture"]:
        return ""
    caption = f' "{value["caption"]}"' if value.get("caption") else ""
    return f"![{value['alt']}]({value['picture'].name}{caption})"


def _steps(value: Any) -> str:
    parts = []
    for step in value["steps"]:
        lines = [f"### {step['title']}", text_of(step["text"])]
        if step["picture"]:
            lines.append(_picture(step))
        parts.append("\n\n".join(line for line in lines if line))
    return _directive("steps", "\n\n".join(parts))


def _video(value: Any) -> str:
    name = value["video"].name if value["video"] else value["address"]
    return _directive(f"video {name} {value['title']}")


def _table(value: Any) -> str:
    rows = [list(value["head"]), ["---"] * len(value["head"]), *(list(row) for row in value["rows"])]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows)


def _comparison(value: Any) -> str:
    parts = []
    for choice in value["choices"]:
        title = f"### {choice['name']}" + (f" | {choice['good_for']}" if choice["good_for"] else "")
        parts.append("\n".join([title, *(f"- {point}" for point in choice["points"])]))
    return _directive("compare", "\n\n".join(parts))


def _accordion(value: Any) -> str:
    parts = [f"### {q['question']}\n\n{text_of(q['answer'])}" for q in value["questions"]]
    return _directive("questions", "\n\n".join(parts))


def _applies(value: Any) -> str:
    head = "applies"
    if regions := list(value["regions"]):
        head += f" countries={','.join(regions)}"
    if value["account"]:
        head += f" account={value['account']}"
    return _directive(head, text_of(value["text"]))


def _decision(value: Any) -> str:
    parts = []
    for question in value["questions"]:
        answers = "\n".join(f"- {a['label']} -> {a['leads_to']}" for a in question["answers"])
        text = text_of(question["text"])
        parts.append(
            "\n".join(p for p in (f"? {question['key']} {question['question']}", text, answers) if p)
        )
    for outcome in value["outcomes"]:
        end = "" if outcome["contact"] else f" {NO_CONTACT}"
        parts.append(f"! {outcome['key']} {outcome['title']}{end}\n{text_of(outcome['text'])}")
    return _directive(
        f"decision topic={value['topic']}" if value["topic"] else "decision", "\n\n".join(parts)
    )


def _related(value: Any) -> str:
    return _directive("related " + ", ".join(article.key for article in value["articles"] if article))


_WRITERS: dict[str, Callable[[Any], str]] = {
    "text": text_of,
    "steps": _steps,
    "picture": _picture,
    "video": _video,
    "callout": lambda v: _directive(f"{v['kind']} {v['title']}", text_of(v["text"])),
    "table": _table,
    "comparison": _comparison,
    "accordion": _accordion,
    "code": lambda v: f"```{v['language']}\n{v['code']}\n```",
    "applies": _applies,
    "decision": _decision,
    "related": _related,
    "contact": lambda v: _directive(f"contact {v['topic']} {v['text']}"),
}
