"""The editors' work lists: what is stale, unhelpful, searched for and missing, and shown with old pictures."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madoguchi.helpcenter.actions import searched as search_actions
from madoguchi.helpcenter.actions.upkeep import handle_feedback, may_verify, verify_article
from madoguchi.helpcenter.editor.lists.summary import lists_for
from madoguchi.helpcenter.editor.pages import back, cut, doing, filters, looking, page
from madoguchi.helpcenter.queries.pictures import old_pictures_of
from madoguchi.helpcenter.queries.work import searched as searches
from madoguchi.helpcenter.queries.work import stale as staleness
from madoguchi.helpcenter.queries.work.narrow import Narrow, narrow_of
from madoguchi.helpcenter.queries.work.pictures import with_old_pictures
from madoguchi.helpcenter.queries.work.unhelpful import (
    answers,
    told,
    unhelpful,
    votes_by_language,
    votes_by_revision,
)
from madoguchi.languages import BY_CODE
from madoguchi.people.contract import Staff
from madoguchi.people.queries import languages_of


def _home() -> tuple[tuple[str, str], ...]:
    return ((reverse("helpcenter_lists:home"), _("To do")),)


@looking
def home(request: HttpRequest, staff: Staff) -> HttpResponseBase:
    return page(request, "todo", _("To do"), lists=lists_for(staff))


@looking
def stale(request: HttpRequest, staff: Staff) -> HttpResponseBase:
    narrow = narrow_of(request.GET, language=_own(staff))
    state = request.GET.get("state", "")
    rows = cut(request, staleness.stale(narrow, state))
    states = [
        ("", _("Due and soon")),
        (staleness.DUE, _("Due")),
        (staleness.SOON, _("Soon")),
        (staleness.NEVER, _("Without a date")),
    ]
    return page(
        request,
        "stale",
        _("To be verified"),
        above=_home(),
        rows=rows,
        allowed={article.pk for article in rows if may_verify(article, staff)},
        state=state,
        states=states,
        filters=filters(narrow),
    )


@doing
def verify(request: HttpRequest, staff: Staff, article_id: int) -> HttpResponseBase:
    article = verify_article(article_id, staff=staff)
    said = _("“%(title)s” is verified. The next look is due on %(day)s.")
    messages.success(request, said % {"title": article.title, "day": article.verify_by})
    return back(request)


@looking
def pictures(request: HttpRequest, staff: Staff) -> HttpResponseBase:
    narrow = narrow_of(request.GET, language=_own(staff))
    rows = cut(request, with_old_pictures(narrow))
    found = old_pictures_of(list(rows))
    return page(
        request,
        "pictures",
        _("Pictures older than their text"),
        above=_home(),
        rows=rows,
        articles=[(article, found.get(article.pk, []), may_verify(article, staff)) for article in rows],
        filters=filters(narrow),
    )


@looking
def feedback(request: HttpRequest, staff: Staff) -> HttpResponseBase:
    narrow = narrow_of(request.GET, language=_own(staff))
    rows = cut(request, unhelpful(narrow))
    return page(
        request,
        "unhelpful",
        _("Did not help"),
        above=_home(),
        rows=rows,
        articles=told(rows),
        filters=filters(narrow),
    )


@looking
def feedback_of(request: HttpRequest, staff: Staff, article_id: int) -> HttpResponseBase:
    article = Narrow().articles().filter(pk=article_id).first()
    if article is None:
        raise Http404
    languages = [
        (BY_CODE[votes.name].endonym if votes.name in BY_CODE else votes.name, votes)
        for votes in votes_by_language(article)
    ]
    return page(
        request,
        "unhelpful_article",
        article.title,
        lang=BY_CODE[article.language].html_lang if article.language in BY_CODE else "",
        above=(*_home(), (reverse("helpcenter_lists:unhelpful"), _("Did not help"))),
        article=article,
        languages=languages,
        revisions=votes_by_revision(article),
        rows=cut(request, answers(article)),
        unseen=answers(article).filter(seen_at=None).count(),
    )


@doing
def handled(request: HttpRequest, staff: Staff, article_id: int) -> HttpResponseBase:
    """One answer (`answer`), or all of an article."""
    number = request.POST.get("answer", "")
    if number and not (number.isascii() and number.isdigit() and len(number) < 18):
        raise Http404
    done = handle_feedback(article_id, staff=staff, feedback_id=int(number) if number else None)
    said = ngettext("%(count)s answer is handled.", "%(count)s answers are handled.", done)
    messages.success(request, said % {"count": done})
    return back(request)


@looking
def searched(request: HttpRequest, staff: Staff) -> HttpResponseBase:
    narrow = narrow_of(request.GET, language=_own(staff))
    kind = request.GET.get("state", "")
    rows = cut(request, searches.searched(narrow.language, kind, brand=narrow.brand))
    states = [
        ("", _("Missing")),
        (searches.NOTHING, _("Without a result")),
        (searches.UNOPENED, _("Nothing opened")),
        (searches.CONTACT, _("Ended in a message to us")),
        (searches.TOP, _("All searches")),
        (searches.DISMISSED, _("Dismissed")),
    ]
    return page(
        request,
        "searched",
        _("Searched for and missing"),
        above=_home(),
        rows=rows,
        searches=searches.shown(rows),
        state=kind,
        states=states,
        filters=filters(narrow, only=("brand", "language")),
    )


@doing
def dismiss(request: HttpRequest, staff: Staff) -> HttpResponseBase:
    """Take a search off the list, or (`undo`) put it back."""
    words, language = request.POST.get("words", "")[:200], request.POST.get("language", "")
    if language not in BY_CODE:
        raise Http404
    if "undo" in request.POST:
        search_actions.recall_search(words, language=language, staff=staff)
        messages.success(request, _("“%(words)s” is on the list again.") % {"words": words})
    else:
        search_actions.dismiss_search(words, language=language, staff=staff)
        messages.success(request, _("“%(words)s” is off the list.") % {"words": words})
    return back(request)


def _own(staff: Staff) -> str:
    """Who works in one language sees that one first."""
    own = languages_of(staff)
    return own[0] if len(own) == 1 else ""
