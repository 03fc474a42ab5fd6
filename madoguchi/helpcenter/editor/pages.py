"""What the editors' own pages share: who may see them, how a list is narrowed and cut into pages, where one returns."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.utils import get_valid_next_url_from_request

from madoguchi.helpcenter.contract import HelpcenterError
from madoguchi.helpcenter.queries.work import narrow as by
from madoguchi.people.contract import Permission, Staff
from madoguchi.people.queries import staff_of_user

P = ParamSpec("P")
StaffView = Callable[Concatenate[HttpRequest, Staff, P], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
ROWS = 25


def looking(view: StaffView[P]) -> Guarded[P]:
    """A page for who writes articles; he is the second argument."""
    return require_safe(_guarded(view))


def doing(view: StaffView[P]) -> Guarded[P]:
    """A button of theirs. What cannot be done is said on the page that he comes back to."""
    return require_POST(_guarded(view))


def _guarded(view: StaffView[P]) -> Guarded[P]:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        staff = writer(request)
        if staff is None:
            raise PermissionDenied
        try:
            return view(request, staff, *args, **kwargs)
        except HelpcenterError as error:
            messages.error(request, str(error))
            return back(request)

    return guarded


def writer(request: HttpRequest) -> Staff | None:
    """Who asks, if he may write articles."""
    number = request.user.pk
    staff = staff_of_user(number) if number is not None else None
    return staff if staff and staff.may(Permission.ARTICLES_WRITE) else None


def back(request: HttpRequest) -> HttpResponse:
    return redirect(get_valid_next_url_from_request(request) or reverse("helpcenter_lists:home"))


def edit_address(article_id: int) -> str:
    """Where an article is written."""
    return reverse("wagtailsnippets_helpcenter_article:edit", args=[article_id])


def page(
    request: HttpRequest,
    template: str,
    title: str,
    *,
    lang: str = "",
    above: tuple[tuple[str, str], ...] = (),
    **values: Any,
) -> TemplateResponse:
    """A page in the editor's frame, its title in Wagtail's header.

    `lang` is the title's language where that is not the reader's, `above` (address, label) of what the page belongs to.
    """
    heading = format_html('<span lang="{}" dir="auto">{}</span>', lang, title) if lang else title
    crumbs = [(reverse("wagtailadmin_home"), _("Home")), *above, ("", heading)]
    shared = {
        "breadcrumbs_items": [{"url": url, "label": label} for url, label in crumbs],
        "header_title": heading,
        "page_title": title,
        "here": request.get_full_path(),
    }
    return TemplateResponse(request, f"helpcenter/editor/{template}.html", {**shared, **values})


def cut(request: HttpRequest, rows: Any) -> Page[Any]:
    """The page of a list that is asked for, or the nearest there is."""
    return Paginator(rows, ROWS).get_page(request.GET.get("p"))


def filters(narrow: by.Narrow, *, only: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """The choices by which a list can be narrowed, as the page shows them."""
    offered = {
        "brand": (_("Brand"), by.brand_choices, str(narrow.brand or "")),
        "language": (_("Language"), by.language_choices, narrow.language),
        "category": (_("Category"), _categories, str(narrow.category or "")),
        "owner": (_("Owner"), by.owner_choices, str(narrow.owner or "")),
    }
    shown = []
    for name, (label, choices, chosen) in offered.items():
        if only and name not in only:
            continue
        lines = choices()
        if name != "brand" or len(lines) > 1:
            shown.append({"name": name, "label": label, "choices": lines, "chosen": chosen})
    return shown


def _categories() -> by.Choices:
    return by.category_choices(get_language() or "en")
