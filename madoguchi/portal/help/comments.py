"""A reader's comment on an article: it becomes a conversation with support."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from madoguchi.channels.web_form.actions import submit
from madoguchi.channels.web_form.forms import ContactForm
from madoguchi.channels.web_form.topics import COMMENT
from madoguchi.core.rate import allow
from madoguchi.helpcenter.contract import article_fields
from madoguchi.helpcenter.queries import reading
from madoguchi.inbox.actions import Refused
from madoguchi.inbox.queries import InboxFacts
from madoguchi.people.contract import Reader
from madoguchi.people.queries import mail_of_customer
from madoguchi.portal.access import reader_of, source
from madoguchi.portal.help.reader import audiences_of, in_language
from madoguchi.portal.views.contact import door_of_form, to_sent
from madoguchi.portal.views.limits import too_many


class CommentForm(ContactForm):
    """The contact form without what an article answers already: topic, subject, language."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, topic=COMMENT, **options)
        for name in ("subject", "language", "attachments"):
            del self.fields[name]
        text = self.fields["text"]
        text.label = _("Your comment")
        text.help_text = _(
            "What is wrong, missing or unclear, or how it went for you. Never send passwords, codes or phrases."
        )
        text.error_messages["required"] = _("Write your comment")


@require_http_methods(["GET", "HEAD", "POST"])
@in_language
def comment(request: HttpRequest, language: str, slug: str) -> HttpResponseBase:
    """A page of its own, so that the article's can be kept whole for everybody; works without JavaScript."""
    found = reading.page(slug, language, audiences_of(request))
    door = door_of_form()
    if found is None or door is None:
        raise Http404
    if isinstance(found, reading.Moved):
        return redirect("portal:help_comment", language=found.language, slug=found.slug)
    reader = reader_of(request)
    mail = mail_of_customer(reader.customer_id) if reader else None
    form = CommentForm(request.POST or None, knows_mail=mail is not None)
    values = {"section": "home", "language": language, "article": found.article, "form": form, "mail": mail}
    if request.method == "POST":
        wait = allow(f"comment:{source(request)}", settings.RATE_COMMENT)
        if wait is not None:
            return too_many(request, wait)
        if form.is_valid():
            try:
                return _send(form, door, found, language, reader)
            except Refused as refused:
                form.add_error("text", str(refused))
    response = render(request, "portal/help/comment.html", values, status=422 if form.errors else 200)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _send(
    form: CommentForm, door: InboxFacts, page: reading.Page, language: str, reader: Reader | None
) -> HttpResponseBase:
    values, article = form.cleaned_data, page.article
    received, by = submit(
        door=door,
        once=values["once"],
        topic=COMMENT.key,
        text=values["text"],
        email=values.get("email", ""),
        name=values.get("name", ""),
        subject=article.title,
        language=language,
        fields=article_fields(key=article.key, revision=article.live_revision_id, language=article.language),
        reader=reader,
    )
    return to_sent(received, by, known=reader is not None)
