"""From Markdown to the blocks of a body, as StreamField stores them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from markdown_it import MarkdownIt

from madoguchi.core.safe_html import sanitize_html
from madoguchi.helpcenter.countries import countries_of
from madoguchi.helpcenter.markdown.decision import decision
from madoguchi.helpcenter.markdown.segments import PICTURE, MarkdownError, Segment, parted, segments

Block = dict[str, Any]
FindPicture = Callable[[str], int]
FindVideo = Callable[[str], int]
FindArticle = Callable[[str], int | None]
__all__ = ["MarkdownError", "blocks_of"]


class Reader:
    """Turns names of pictures, videos and articles into their rows' numbers by the functions it is given.

    `picture` and `video` raise HelpcenterError for an unknown name; `article` answers None, since the other
    article may come later.
    """

    def __init__(self, *, picture: FindPicture, video: FindVideo, article: FindArticle) -> None:
        self.picture, self.video, self.article = picture, video, article

    def block(self, segment: Segment) -> Block:
        make = getattr(self, f"_{segment.name}", None)
        if make is None:
            raise MarkdownError(f":::{segment.name} is not known")
        name, value = make(segment)
        return {"type": name, "value": value}

    def _text(self, segment: Segment) -> tuple[str, Any]:
        return "text", html_of("\n".join(segment.lines))

    def _code(self, segment: Segment) -> tuple[str, Any]:
        return "code", {"language": segment.head[:20], "code": "\n".join(segment.lines)}

    def _picture(self, segment: Segment) -> tuple[str, Any]:
        alt, name, caption = _picture_parts(segment.head)
        return "picture", {"picture": self.picture(name), "alt": alt, "caption": caption}

    def _table(self, segment: Segment) -> tuple[str, Any]:
        head, *rows = (_cells(line) for line in segment.lines)
        return "table", {"caption": "", "head": _items(head), "rows": _items(_items(row) for row in rows)}

    def _callout(self, segment: Segment) -> tuple[str, Any]:
        return "callout", {
            "kind": segment.name,
            "title": segment.head[:150],
            "text": html_of("\n".join(segment.lines)),
        }

    _note = _tip = _warning = _fraud = _callout

    def _steps(self, segment: Segment) -> tuple[str, Any]:
        return "steps", {"steps": _items(self._step(title, below) for title, below in parted(segment.lines))}

    def _step(self, title: str, below: list[str]) -> Block:
        picture, alt, caption, words = None, "", "", []
        for line in below:
            if PICTURE.match(line) and picture is None:
                alt, name, caption = _picture_parts(line)
                picture = self.picture(name)
            else:
                words.append(line)
        text = html_of("\n".join(words))
        return {"title": title[:200], "text": text, "picture": picture, "alt": alt, "caption": caption}

    def _questions(self, segment: Segment) -> tuple[str, Any]:
        found = [
            {"question": title[:200], "answer": html_of("\n".join(below))}
            for title, below in parted(segment.lines)
        ]
        return "accordion", {"questions": _items(found)}

    def _compare(self, segment: Segment) -> tuple[str, Any]:
        choices = []
        for title, below in parted(segment.lines):
            name, _bar, good_for = title.partition("|")
            points = [line.lstrip("-* ").strip() for line in below if line.strip()]
            choices.append({"name": name.strip(), "good_for": good_for.strip(), "points": _items(points)})
        return "comparison", {"choices": _items(choices)}

    def _applies(self, segment: Segment) -> tuple[str, Any]:
        options = options_of(segment.head)
        countries = [c.strip() for c in options.get("countries", "").split(",") if c.strip()]
        return "applies", {
            "regions": _items(countries_of(countries, "en")),
            "account": options.get("account", ""),
            "text": html_of("\n".join(segment.lines)),
        }

    def _video(self, segment: Segment) -> tuple[str, Any]:
        name, _space, title = segment.head.partition(" ")
        elsewhere = name.startswith("https://")
        return "video", {
            "video": None if elsewhere else self.video(name),
            "address": name if elsewhere else "",
            "title": title.strip(),
        }

    def _decision(self, segment: Segment) -> tuple[str, Any]:
        topic = options_of(segment.head).get("topic", "")
        questions, outcomes = decision(segment.lines, html_of)
        for question in questions:
            question["answers"] = _items(question["answers"])
        return "decision", {"topic": topic, "questions": _items(questions), "outcomes": _items(outcomes)}

    def _related(self, segment: Segment) -> tuple[str, Any]:
        keys = [key.strip() for key in (segment.head or " ".join(segment.lines)).split(",") if key.strip()]
        found = [number for key in keys if (number := self.article(key))]
        return "related", {"articles": _items(found)}

    def _contact(self, segment: Segment) -> tuple[str, Any]:
        topic, _space, text = segment.head.partition(" ")
        return "contact", {"topic": topic, "text": (text or " ".join(segment.lines)).strip()[:300]}


def blocks_of(source: str, *, picture: FindPicture, video: FindVideo, article: FindArticle) -> list[Block]:
    """The blocks of a Markdown text. Raises MarkdownError, in plain words."""
    reader = Reader(picture=picture, video=video, article=article)
    return [reader.block(segment) for segment in segments(source.replace("\x00", ""))]


def html_of(source: str) -> str:
    """Markdown as clean HTML; raw HTML in it is shown as text."""
    return sanitize_html(_markdown().render(source), relative_links=True).strip()


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "linkify": False})


def options_of(head: str) -> dict[str, str]:
    """`name=value` pairs of a directive's line."""
    return dict(re.findall(r"(\w+)=(\S+)", head))


def _picture_parts(line: str) -> tuple[str, str, str]:
    found = PICTURE.match(line)
    assert found
    return found[1], found[2], found[3] or ""


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def _items(values: Iterable[Any]) -> list[Block]:
    return [{"type": "item", "id": None, "value": value} for value in values]
