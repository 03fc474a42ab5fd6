"""Did this help? One tap, then a reason if it did not."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from madoguchi.core.rate import allow
from madoguchi.helpcenter.actions.counting import explain_feedback, give_feedback
from madoguchi.helpcenter.models.counts import REASONS
from madoguchi.helpcenter.queries import reading
from madoguchi.portal.access import sent_from_here, source
from madoguchi.portal.help.reader import audiences_of, in_language

_SALT = "madoguchi.help.feedback"


# The page is kept whole for everybody, so it cannot carry a token of one visitor; the sender's origin is checked.
@csrf_exempt
@require_POST
@in_language
def feedback(request: HttpRequest, language: str, slug: str) -> HttpResponseBase:
    found = reading.page(slug, language, audiences_of(request))
    if not isinstance(found, reading.Page) or not sent_from_here(request):
        raise Http404
    article = found.article
    values = {"language": language, "article": article, "reasons": REASONS}
    if allow(f"help-feedback:{source(request)}", settings.RATE_FEEDBACK) is not None:
        return render(request, "portal/help/_feedback.html", {**values, "state": "thanks"}, status=429)
    token = request.POST.get("token", "")
    if token:
        number = _number(token)
        if number is not None:
            explain_feedback(
                feedback_id=number,
                article_id=article.pk,
                reason=request.POST.get("reason", ""),
                words=request.POST.get("words", ""),
            )
        return render(request, _template(request), {**values, "state": "thanks"})
    if request.POST.get("helped") not in ("yes", "no"):
        return HttpResponseBadRequest()
    helped = request.POST["helped"] == "yes"
    number = give_feedback(article_id=article.pk, helped=helped, revision_id=article.live_revision_id)
    state = "thanks" if helped else "why"
    return render(
        request, _template(request), {**values, "state": state, "token": signing.dumps(number, salt=_SALT)}
    )


def _template(request: HttpRequest) -> str:
    return "portal/help/_feedback.html" if request.headers.get("HX-Request") else "portal/help/feedback.html"


def _number(token: str) -> int | None:
    try:
        return int(signing.loads(token, salt=_SALT, max_age=3600))
    except (signing.BadSignature, ValueError, TypeError):
        return None
