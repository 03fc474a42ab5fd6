"""Drawing the blocks of an article."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from madoguchi.helpcenter.blocks.media import video_elsewhere
from madoguchi.helpcenter.queries.pictures import picture_for
from madoguchi.languages.countries import countries_said
from madoguchi.portal.help.article import Part, clean, parts_of, related_of
from madoguchi.portal.help.reader import audiences_of

register = template.Library()


@register.filter
def rich(value: Any) -> SafeString:
    """Rich text, cleaned."""
    return mark_safe(clean(value))  # noqa: S308  # cleaned by nh3


@register.filter
def countries(codes: Any, language: str) -> str:
    """Two-letter codes as the names of countries."""
    return countries_said(map(str, codes), language)


@register.simple_tag(takes_context=True)
def help_block(context: dict[str, Any], part: Part) -> SafeString:
    """One block of an article by the template of its kind."""
    request, article, language = context["request"], context["article"], context["language"]
    values = {
        "part": part,
        "value": part.value,
        "article": article,
        "language": language,
        "picture_language": article.language,
    }
    if part.kind == "related":
        values["links"] = related_of(article, language, audiences_of(request))
    if part.kind == "video":
        values["elsewhere"] = video_elsewhere(part.value["address"]) if part.value["address"] else None
    return mark_safe(render_to_string(f"portal/help/blocks/{part.kind}.html", values, request))  # noqa: S308


@register.simple_tag
def help_parts(article: Any) -> list[Part]:
    """The blocks of an article that is being written, for its preview."""
    return parts_of(article)[0]


@register.simple_tag
def picture(chosen: Any, language: str) -> dict[str, Any] | None:
    """A picture as this language shows it: address, width and height; None where its file is gone."""
    return picture_for(chosen, language)
