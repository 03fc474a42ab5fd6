"""Articles in files: JSON lines, and folders of Markdown with front matter.

Pictures and videos lie beside the articles (media_files.py).
A folder holds CATEGORY/NAME/LANGUAGE.md, where CATEGORY may be several folders deep. The front matter stands between
two lines `---` as `name: value`; lists are separated by commas. The file of the source language has no
`translation_of`; the others' is it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from madoguchi.helpcenter.actions.importing import kind_of
from madoguchi.helpcenter.contract import Audience, HelpcenterError, WrittenArticle
from madoguchi.helpcenter.media_files import from_json, media_beside, write_media

SOURCE_LANGUAGE = "en"
Unreadable = list[tuple[str, str]]


def read_lines(path: Path) -> tuple[list[WrittenArticle], Unreadable]:
    """The articles of a file of JSON lines (`-`: standard input), and the lines that cannot be read with the reason."""
    articles: list[WrittenArticle] = []
    unreadable: Unreadable = []
    with path.open(encoding="utf-8-sig", errors="replace") if str(path) != "-" else open(0) as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                articles.append(_of(json.loads(line)))
            except (ValueError, KeyError, TypeError, HelpcenterError) as error:
                unreadable.append((f"line {number}", _reason(error)))
    return articles, unreadable


def _reason(error: Exception) -> str:
    return f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)


def _of(values: dict[str, Any]) -> WrittenArticle:
    if not isinstance(values, dict):
        raise TypeError("the line is no JSON object")
    return WrittenArticle(
        id=str(values["id"])[:120],
        lang=str(values["lang"]),
        title=str(values["title"]),
        body=str(values.get("body") or ""),
        category=str(values.get("category") or ""),
        kind=kind_of(str(values.get("kind") or "")),
        translation_of=str(values.get("translation_of") or ""),
        summary=str(values.get("summary") or ""),
        slug=str(values.get("slug") or ""),
        audience=Audience(values.get("audience") or "public"),
        regions=_words(values, "regions"),
        tags=_words(values, "tags"),
        media=from_json(values.get("media") or ()),
    )


def _words(values: dict[str, Any], name: str) -> tuple[str, ...]:
    found = values.get(name) or []
    if not isinstance(found, list):
        raise HelpcenterError(f"{name} is a list of words")
    return tuple(str(one) for one in found)


def read_folder(folder: Path) -> tuple[list[WrittenArticle], Unreadable]:
    """The articles of a folder, and the files that cannot be read with the reason."""
    articles: list[WrittenArticle] = []
    unreadable: Unreadable = []
    seen: set[Path] = set()
    for path in sorted(folder.rglob("*.md")):
        where = path.relative_to(folder)
        if len(where.parts) < 3:
            continue
        try:
            article = _of_file(path, where)
            if path.parent not in seen:
                article = replace(article, media=media_beside(path.parent))
                seen.add(path.parent)
            articles.append(article)
        except (OSError, ValueError, HelpcenterError) as error:
            unreadable.append((str(where), str(error)))
    return articles, unreadable


def _of_file(path: Path, where: Path) -> WrittenArticle:
    facts, body = front_matter(path.read_text(encoding="utf-8-sig"))
    name, language = where.parts[-2], where.stem
    source = facts.get("source", SOURCE_LANGUAGE)
    key = facts.get("id", name)
    return _of(
        {
            **facts,
            "id": key if language == source else f"{key}.{language}",
            "lang": language,
            "translation_of": "" if language == source else key,
            "title": facts.get("title", ""),
            "category": facts.get("category", "/".join(where.parts[:-2])),
            "tags": _list(facts.get("tags", "")),
            "regions": _list(facts.get("regions", "")),
            "body": body,
        }
    )


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """(facts, body) of a file. Raises ValueError where the front matter is not closed."""
    if not text.startswith("---\n"):
        return {}, text
    head, closed, body = text[4:].partition("\n---\n")
    if not closed:
        raise ValueError("the front matter is not closed by a line ---")
    pairs = (line.partition(":") for line in head.split("\n") if line.strip() and not line.startswith("#"))
    return {name.strip(): value.strip() for name, _colon, value in pairs}, body.strip("\n")


def write_folder(folder: Path, articles: Iterable[WrittenArticle]) -> int:
    """Write each article as CATEGORY/NAME/LANGUAGE.md below the folder, its media beside it; answers how many."""
    count = 0
    for article in articles:
        name = article.translation_of or article.id
        path = folder / article.category / name / f"{article.lang}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{_facts(article)}---\n\n{article.body}\n", encoding="utf-8")
        count += 1 + write_media(path.parent, article.media)
    return count


def _facts(article: WrittenArticle) -> str:
    facts = {
        "title": article.title,
        "summary": article.summary,
        "kind": article.kind.value,
        "slug": article.slug,
        "audience": "" if article.audience == Audience.PUBLIC else article.audience.value,
        "tags": ", ".join(article.tags),
        "regions": ", ".join(article.regions),
    }
    return "".join(f"{name}: {value}\n" for name, value in facts.items() if value)


def _list(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]
