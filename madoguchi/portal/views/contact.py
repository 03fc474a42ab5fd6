"""The contact form: what it is about, then what happened, then what comes next."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from madoguchi.channels.web_form.actions import submit
from madoguchi.channels.web_form.forms import ContactForm
from madoguchi.channels.web_form.topics import BY_KEY, TOPICS, Topic
from madoguchi.company.queries import main_brand, schedule_of
from madoguchi.core.rate import allow
from madoguchi.helpcenter.actions.counting import count_contact
from madoguchi.helpcenter.queries.reading import article_number
from madoguchi.inbox.actions import Refused
from madoguchi.inbox.contract import Received
from madoguchi.inbox.queries import InboxFacts, inboxes_of_channel
from madoguchi.languages import to_supported
from madoguchi.people.contract import Reader
from madoguchi.people.queries import mail_of_customer
from madoguchi.portal.access import reader_of, source
from madoguchi.portal.counters import counters
from madoguchi.portal.help.searches import note_contact
from madoguchi.portal.views.limits import too_many

_SALT = "portal.sent"
_SENT_SECONDS = 86_400
PATH = 500
SEARCHED = 220


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponseBase:
    """Without a topic: the choice of one. With it: the form."""
    door = door_of_form()
    topic = BY_KEY.get(request.POST.get("topic") or request.GET.get("topic", ""))
    if door is None or topic is None:
        subject = request.GET.get("subject", "")[:200]
        context = {
            "section": "contact",
            "topics": TOPICS,
            "counters": counters(),
            "subject": subject,
            "searched": _searched(request),
            "door": door,
        }
        return render(request, "portal/contact_topic.html", context)
    reader = reader_of(request)
    knows = bool(reader and mail_of_customer(reader.customer_id))
    if request.method != "POST":
        form = ContactForm(topic=topic, knows_mail=knows, initial=_initial(request))
        return _form_page(request, form, topic, reader)
    wait = allow(f"form:{source(request)}", settings.RATE_FORM)
    if wait is not None:
        return too_many(request, wait)
    form = ContactForm(request.POST, request.FILES, topic=topic, knows_mail=knows)
    if not form.is_valid():
        return _form_page(request, form, topic, reader, status=422)
    try:
        answer = _send(form, door, topic, reader)
    except Refused as refused:
        form.add_error("text", str(refused))
        return _form_page(request, form, topic, reader, status=422)
    _count(request)
    return answer


def _count(request: HttpRequest) -> None:
    """What he had read, or searched for, before he wrote: it did not answer him."""
    if article_id := article_number(_article(request)):
        count_contact(article_id=article_id)
    note_contact(request, _searched(request))


@require_safe
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """The number and by when we answer. The address of this page is signed and names nobody."""
    try:
        reference, by, known = signing.loads(token, salt=_SALT, max_age=_SENT_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        raise Http404 from None
    door = door_of_form()
    schedule = schedule_of(door.calendar_id) if door else None
    zone = schedule.timezone if schedule else ZoneInfo("UTC")
    context = {
        "section": "contact",
        "reference": reference,
        "by": datetime.fromisoformat(by).astimezone(zone),
        "zone": zone.key,
        "known": known,
    }
    response = render(request, "portal/contact_sent.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _send(form: ContactForm, door: InboxFacts, topic: Topic, reader: Reader | None) -> HttpResponse:
    values = form.cleaned_data
    received, by = submit(
        door=door,
        once=values["once"],
        topic=topic.key,
        text=values["text"],
        email=values.get("email", ""),
        name=values.get("name", ""),
        subject=values["subject"],
        language=values["language"],
        fields=form.facts(),
        files=values["attachments"],
        reader=reader,
    )
    return to_sent(received, by, known=reader is not None)


def to_sent(received: Received, by: datetime, *, known: bool) -> HttpResponse:
    """To the page with the number; `known`: the customer is signed in."""
    token = signing.dumps([received.reference, by.isoformat(), known], salt=_SALT)
    return redirect("portal:sent", token=token)


def _form_page(
    request: HttpRequest, form: ContactForm, topic: Topic, reader: Reader | None, *, status: int = 200
) -> HttpResponse:
    mail = mail_of_customer(reader.customer_id) if reader else None
    context: dict[str, Any] = {
        "section": "contact",
        "form": form,
        "topic": topic,
        "mail": mail,
        "article": _article(request),
        "searched": _searched(request),
        "instant": f"{reverse('portal:help_suggest', args=[to_supported(get_language(), 'en')])}?for=contact",
        "files_lost": form.is_bound and bool(request.FILES),
        "megabytes": settings.FILE_BYTES // 1_000_000,
        "file_count": settings.FILES_PER_MESSAGE,
        "file_bytes": settings.FILE_BYTES,
    }
    return render(request, "portal/contact_form.html", context, status=status)


def _article(request: HttpRequest) -> str:
    return (request.POST.get("article") or request.GET.get("article", ""))[:120]


def _searched(request: HttpRequest) -> str:
    return (request.POST.get("searched") or request.GET.get("searched", ""))[:SEARCHED]


def _initial(request: HttpRequest) -> dict[str, str]:
    """What the customer brings along: his subject, and the way that he took through a guide."""
    path = request.GET.get("path", "")[:PATH]
    return {
        "subject": request.GET.get("subject", "")[:200],
        "language": get_language() or "en",
        "text": path.replace(" › ", "\n") + "\n\n" if path else "",
    }


def door_of_form() -> InboxFacts | None:
    """The brand's inbox for what is written on these pages."""
    brand = main_brand()
    return next(
        (door for door in inboxes_of_channel("web_form") if brand and door.brand_id == brand.id), None
    )
