"""What the mails say, in the language of who reads them; written when they go out, so that it is true then."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from madoguchi.core.mail import MailProblem, send_mail_message
from madoguchi.helpcenter.models import Article
from madoguchi.helpcenter.notices.reviews import article_of, open_step
from madoguchi.jobs.contract import Permanent
from madoguchi.languages import BY_CODE
from madoguchi.people.contract import Addressee, Permission
from madoguchi.people.queries import addressee, name_of_user

COMMENT_CHARACTERS = 4_000


def send_asked(*, step_id: int, user_id: int) -> None:
    """To one who may publish: somebody asks for a review. Nothing goes out where it is decided already.

    Raises MailProblem, Permanent.
    """
    step = open_step(step_id)
    to = addressee(user_id, Permission.ARTICLES_PUBLISH)
    article = article_of(step.workflow_state) if step else None
    if step is None or to is None or article is None:
        return
    with translation.override(to.language or "en"):
        subject = _("For review: %(title)s") % {"title": _line(article.title)}
        _send(to, article, subject, "asked", by=_name(step.workflow_state.requested_by_id))


def send_decided(*, review_id: int, user_id: int | None) -> None:
    """To who asked: approved, or changes are wanted, with the reviewer's comment. Nobody hears of his own decision.

    Raises MailProblem, Permanent.
    """
    review = WorkflowState.objects.select_related("current_task_state")
    found = review.filter(pk=review_id).first()
    if found is None or found.requested_by_id is None or found.requested_by_id == user_id:
        return
    to, article = addressee(found.requested_by_id, Permission.ARTICLES_WRITE), article_of(found)
    step = found.current_task_state
    if to is None or article is None or step is None:
        return
    approved = found.status == WorkflowState.STATUS_APPROVED
    with translation.override(to.language or "en"):
        title = {"title": _line(article.title)}
        subject = _("Approved: %(title)s") % title if approved else _("Changes wanted: %(title)s") % title
        template = "approved" if approved else "rejected"
        _send(to, article, subject, template, by=_name(step.finished_by_id), comment=_quoted(step))


def _send(to: Addressee, article: Article, subject: str, template: str, **more: str) -> None:
    path = reverse("wagtailsnippets_helpcenter_article:edit", args=[article.pk])
    theirs = BY_CODE.get(article.language)
    context = {
        "name": _line(to.name) or to.email,
        "title": _line(article.title),
        "language": theirs.endonym if theirs else article.language,
        "url": settings.PUBLIC_URL + path,
        "brand": article.brand.name,
    }
    text = render_to_string(f"helpcenter/mail/{template}.txt", context | more)
    try:
        send_mail_message(to.email, subject, text, language=to.language or "en", from_name=article.brand.name)
    except MailProblem as problem:
        raise (Permanent(str(problem)) if problem.permanent else problem) from problem


def _name(user_id: int | None) -> str:
    """Empty where nobody did it, or he is gone."""
    return _line(name_of_user(user_id))


def _quoted(step: TaskState) -> str:
    """The comment with a mark before each line, so that it cannot pass for what we say."""
    lines = step.specific.get_comment().strip()[:COMMENT_CHARACTERS].splitlines()
    return "\n".join(f"> {line}" for line in lines)


def _line(text: str) -> str:
    return " ".join(text.split())
