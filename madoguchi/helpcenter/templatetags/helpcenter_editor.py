"""Words and numbers of the editors' own pages."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from madoguchi.helpcenter.queries.work import translations as work
from madoguchi.languages import BY_CODE

register = template.Library()


@register.filter
def endonym(code: str) -> str:
    """A language's name as its speakers write it."""
    return BY_CODE[code].endonym if code in BY_CODE else code


@register.filter
def html_lang(code: str) -> str:
    return BY_CODE[code].html_lang if code in BY_CODE else code


@register.filter
def numbers(share: work.Share) -> list[tuple[str, int]]:
    """(state, number) in the order of the table."""
    return [
        (work.CURRENT, share.current),
        (work.OUTDATED, share.outdated),
        (work.DRAFT, share.draft),
        (work.MISSING, share.missing),
    ]


@register.simple_tag
def due(day: date) -> SafeString:
    """A word beside a day that has come."""
    if day > timezone.localdate():
        return SafeString("")
    return format_html('<span class="hc-due">{}</span>', _("due"))
