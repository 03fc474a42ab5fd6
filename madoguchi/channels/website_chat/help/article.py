"""An article as the window shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from madoguchi.channels.website_chat.help.tree import Node, link_to, tree_of
from madoguchi.helpcenter.contract import Audience
from madoguchi.helpcenter.queries import reading
from madoguchi.helpcenter.queries.pictures import picture_for
from madoguchi.languages import BY_CODE
from madoguchi.languages.countries import countries_said


def shown(page: reading.Page, language: str, audiences: frozenset[Audience]) -> dict[str, Any]:
    """What the window needs of an article, for a reader of `language`."""
    article = page.article
    theirs = BY_CODE[article.language]
    return {
        "key": article.key,
        "slug": article.slug,
        "title": article.title,
        "summary": article.summary,
        "lang": theirs.html_lang,
        "dir": theirs.direction,
        "other": "" if article.language == language else theirs.endonym,
        "url": _address(language, article.slug),
        "body": [node for block in article.body for node in _block(block, page, language, audiences)],
        "guides": [_guide(block.value) for block in article.body if block.block_type == "decision"],
    }


def _block(block: Any, page: reading.Page, language: str, audiences: frozenset[Audience]) -> list[Node]:
    if block.block_type == "text":
        return tree_of(block.value)
    if block.block_type == "related":
        return _related(block.value, language, audiences)
    if block.block_type == "decision":
        return [["guide", {}]]
    if block.block_type == "video":
        return [_video(block.value, page.article.slug, language)]
    if block.block_type == "contact":
        return [["contact", {}, block.value["text"] or _("Still not solved? A person looks at it.")]]
    draw = _DRAW.get(block.block_type)
    return draw(block.value, page.language) if draw else []


def _steps(value: Any, language: str) -> list[Node]:
    steps: list[Node] = [
        [
            "li",
            {},
            ["h3", {}, step["title"]],
            *tree_of(step["text"]),
            *_picture(step["picture"], step["alt"], language),
        ]
        for step in value["steps"]
    ]
    return [["ol.steps", {}, *steps]]


def _figure(value: Any, language: str) -> list[Node]:
    caption = [["figcaption", {}, value["caption"]]] if value["caption"] else []
    return [["figure", {}, *_picture(value["picture"], value["alt"], language), *caption]]


def _picture(picture: Any, alt: str, language: str) -> list[Node]:
    found = picture_for(picture, language)
    if not found:
        return []
    size = {"src": found["small"], "alt": alt, "width": found["width"], "height": found["height"]}
    return [["img", size]]


def _video(value: Any, slug: str, language: str) -> Node:
    """A video is watched in the help centre: the page around the window need not allow any."""
    return ["p", {}, ["a", {"href": _address(language, slug)}, value["title"]]]


def _callout(value: Any, _language: str) -> list[Node]:
    title = value["title"] or (_("Beware of fraud") if value["kind"] == "fraud" else "")
    kind = value["kind"] if value["kind"] in ("note", "tip", "warning", "fraud") else "note"
    return [[f"aside.{kind}", {}, *([["b", {}, title]] if title else []), *tree_of(value["text"])]]


def _accordion(value: Any, _language: str) -> list[Node]:
    return [
        ["details", {}, ["summary", {}, q["question"]], *tree_of(q["answer"])] for q in value["questions"]
    ]


def _code(value: Any, _language: str) -> list[Node]:
    return [["pre", {"tabIndex": 0}, ["code", {}, value["code"]]]]


def _applies(value: Any, language: str) -> list[Node]:
    notes = []
    if countries := countries_said(map(str, value["regions"]), language):
        notes.append(_("Applies in: %(countries)s") % {"countries": countries})
    if value["account"] == "business":
        notes.append(_("Applies to business accounts"))
    if value["account"] == "personal":
        notes.append(_("Applies to personal accounts"))
    return [["section", {}, *(["p.soft", {}, note] for note in notes), *tree_of(value["text"])]]


def _table(value: Any, _language: str) -> list[Node]:
    head = ["tr", {}, *(["th", {"scope": "col"}, cell] for cell in value["head"])]
    rows: list[Node] = [
        ["tr", {}, *(_cell(place, cell) for place, cell in enumerate(row))] for row in value["rows"]
    ]
    caption = [["caption", {}, value["caption"]]] if value["caption"] else []
    table = ["table", {}, *caption, ["thead", {}, head], ["tbody", {}, *rows]]
    return [
        ["div.wide", {"tabIndex": 0, "role": "region", "ariaLabel": value["caption"] or _("Table")}, table]
    ]


def _cell(place: int, text: str) -> Node:
    return ["td", {}, text] if place else ["th", {"scope": "row"}, text]


def _comparison(value: Any, _language: str) -> list[Node]:
    return [
        [
            "section.choice",
            {},
            ["h3", {}, choice["name"]],
            *([["p.soft", {}, choice["good_for"]]] if choice["good_for"] else []),
            ["ul", {}, *(["li", {}, point] for point in choice["points"])],
        ]
        for choice in value["choices"]
    ]


def _related(value: Any, language: str, audiences: frozenset[Audience]) -> list[Node]:
    keys = [other.key for other in value["articles"] if other]
    links = reading.links(language, audiences, keys=keys) if keys else []
    items = [
        [
            "li",
            {"lang": BY_CODE[link.language].html_lang},
            ["a", link_to(_address(language, link.slug)), link.title],
        ]
        for link in links
    ]
    return [["h3", {}, _("Read on")], ["ul", {}, *items]] if items else []


def _guide(value: Any) -> dict[str, Any]:
    """A decision tree: the window asks one question at a time."""
    return {
        "questions": [
            {
                "key": question["key"],
                "title": question["question"],
                "text": tree_of(question["text"]),
                "answers": [[answer["label"], answer["leads_to"]] for answer in question["answers"]],
            }
            for question in value["questions"]
        ],
        "outcomes": [
            {
                "key": outcome["key"],
                "title": outcome["title"],
                "text": tree_of(outcome["text"]),
                "contact": bool(outcome["contact"]),
            }
            for outcome in value["outcomes"]
        ],
    }


def _address(language: str, slug: str) -> str:
    return reverse("portal:help_article", args=[language, slug])


_DRAW: dict[str, Callable[[Any, str], list[Node]]] = {
    "steps": _steps,
    "picture": _figure,
    "callout": _callout,
    "accordion": _accordion,
    "code": _code,
    "applies": _applies,
    "table": _table,
    "comparison": _comparison,
}
