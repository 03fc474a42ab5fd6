"""How the sign-in pages (allauth) behave here: closed to sign-up, quiet about who exists, fair about lock-outs."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from madoguchi.company.queries import main_brand
from madoguchi.core.crypto import decrypt, encrypt
from madoguchi.core.rate import allow
from madoguchi.jobs.actions import enqueue
from madoguchi.people.models import Agent, User
from madoguchi.people.second_factor import FACTORS

FRESH_SECONDS = 300


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth brings no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Agents come by invitation or single sign-on, customers by their first request or link."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """REMOTE_ADDR is the client already: the server looked behind the trusted proxies."""
        return str(request.META.get("REMOTE_ADDR", ""))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Attempts are counted per source, and per source and address; never per address alone.

        Who locks himself out by guessing at somebody's password therefore locks out nobody else.
        """
        source = self.get_client_ip(request)
        target = str(credentials.get("email", "")).strip().lower()
        self._counted = f"sign-in:{source}:{target}"
        if allow(self._counted, settings.RATE_SIGN_IN) is not None:
            raise self.validation_error("too_many_login_attempts")

    def pre_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse | None:
        """The last door of every way in: password, passkey, recovery code, single sign-on."""
        if not user.may_sign_in:
            clear_login(request)
            response: HttpResponse = self.respond_user_inactive(request, user)
            return response
        return super().pre_login(request, user, **more)  # type: ignore[no-any-return]

    def reauthenticate(self, user: User, password: str) -> bool:
        """The same person again, by the address he signs in with; counted like any other attempt."""
        again = self.authenticate(current.request, email=user.email, password=password)
        return again is not None and again.pk == user.pk

    def is_reauthentication_required(self, **more: Any) -> bool:
        """Who has just signed in is not asked twice."""
        records = get_authentication_records(current.request, current.request.user)
        signed_in = [record["at"] for record in records]
        return not signed_in or time.time() - max(signed_in) > FRESH_SECONDS

    def _rollback_login_failed_rl_usage(self) -> None:
        """Nothing to give back: `pre_authenticate` keeps its own count."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Agents to the desk, customers to their requests."""
        agent = hasattr(request.user, "agent")
        for name in ("desk:inbox", "portal:requests") if agent else ("portal:requests",):
            try:
                return reverse(name)
            except NoReverseMatch:
                continue
        return "/"

    def format_email_subject(self, subject: str) -> str:
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """As a job, so that the page answers equally fast whether a mail goes out or not."""
        brand = main_brand()
        values = {
            "request": current.request,
            "email": email,
            "current_site": {"name": brand.name if brand else "Madoguchi", "domain": settings.PUBLIC_URL},
        } | context
        mail = self.render_mail(template_prefix, email, values)
        enqueue(
            "people.send_mail",
            {
                "to": email,
                "subject": mail.subject,
                "text": str(mail.body),
                "language": get_language() or "en",
            },
        )

    def get_from_email(self) -> str:
        return str(settings.MAIL_FROM)


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth brings no types
    def _get_site_name(self) -> str:
        brand = main_brand()
        return brand.name if brand else str(current.request.get_host())

    def encrypt(self, text: str) -> str:
        """The secret of an authenticator app never stands in the database as it is."""
        return encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last second factor of an agent stays where one is required."""
        if not settings.AGENT_SECOND_FACTOR or authenticator.type not in FACTORS:
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS)
        return (
            others.exclude(pk=authenticator.pk).exists()
            or not Agent.objects.filter(user_id=authenticator.user_id).exists()
        )
