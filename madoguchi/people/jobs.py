"""Mails about signing in, and forgetting used tokens."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from madoguchi.company.queries import main_brand
from madoguchi.core.mail import MailProblem, send_mail_message
from madoguchi.core.rate import allow
from madoguchi.jobs.contract import Permanent, every, job
from madoguchi.people.actions import forget_used_tokens
from madoguchi.people.invitations import token_to_send
from madoguchi.people.mail_links import new_link_token
from madoguchi.people.models import User


@job("people.send_link")
def send_link(*, email: str, language: str, then: str = "") -> None:
    """The sign-in link for whoever reads this mailbox; agents are told where they sign in instead.

    The link is made here, so that a job that waits holds no key to anything.
    """
    if allow(f"sign-in-mail:{email}", settings.RATE_SIGN_IN_MAIL) is not None:
        return
    user = User.objects.filter(email__iexact=email).first()
    brand = main_brand()
    agent = user is not None and hasattr(user, "agent")
    path = (
        "/accounts/login/" if agent else f"/sign-in/{new_link_token(email=email)}{then and f'?next={then}'}"
    )
    with translation.override(language):
        context = {
            "agent": agent,
            "url": settings.PUBLIC_URL + path,
            "minutes": settings.SIGN_IN_LINK_MINUTES,
            "brand": brand.name if brand else "Madoguchi",
        }
        _send(email, _("Your sign-in link"), "people/mail/link.txt", context, language)


@job("people.send_mail")
def send_mail(*, to: str, subject: str, text: str, language: str) -> None:
    """A notice about an account, written by the sign-in pages."""
    brand = main_brand()
    try:
        send_mail_message(to, subject, text, language=language, from_name=brand.name if brand else "")
    except MailProblem as problem:
        raise (Permanent(str(problem)) if problem.permanent else problem) from problem


@job("people.send_invitation")
def send_invitation(*, invitation_id: str, language: str) -> None:
    """The link by which somebody becomes an agent, made here, so that a waiting job holds no key to anything."""
    made = token_to_send(invitation_id=UUID(invitation_id))
    if made is None:
        return
    invitation, token = made
    brand = main_brand()
    with translation.override(language):
        context = {
            "name": invitation.public_name,
            "by": invitation.invited_by.public_name,
            "url": settings.PUBLIC_URL + reverse("accept_invitation", args=[token]),
            "hours": settings.INVITATION_HOURS,
            "brand": brand.name if brand else "Madoguchi",
        }
        subject = _("%(by)s invites you to the desk of %(brand)s") % context
        _send(invitation.email, subject, "people/mail/invitation.txt", context, language)


@job("people.tell_factor_reset")
def tell_factor_reset(*, user_id: int, by: str) -> None:
    """An agent hears that his second factor was taken away, so that nobody does it behind his back."""
    user = User.objects.filter(id=user_id, is_active=True).first()
    if user is None:
        return
    brand = main_brand()
    language = user.language or "en"
    with translation.override(language):
        context: dict[str, object] = {
            "name": user.name,
            "by": by,
            "brand": brand.name if brand else "Madoguchi",
        }
        _send(
            user.email, _("Your second factor was reset"), "people/mail/factor_reset.txt", context, language
        )


@every("people.forget_used_tokens", seconds=3_600)
def forget() -> None:
    forget_used_tokens()


def _send(to: str, subject: str, template: str, context: dict[str, object], language: str) -> None:
    try:
        send_mail_message(
            to,
            subject,
            render_to_string(template, context),
            language=language,
            from_name=str(context["brand"]),
        )
    except MailProblem as problem:
        raise (Permanent(str(problem)) if problem.permanent else problem) from problem
