"""Single sign-on of agents by OpenID Connect: only verified addresses of our own domains come in."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import redirect

from madoguchi.audit import actions as audit
from madoguchi.people.models import Agent, Role, User

ROLE = "agent"


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth brings no types
    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Known: let in if still allowed. New: joined to the agent with this verified address, else made one."""
        if sociallogin.is_existing:
            if not (sociallogin.user.may_sign_in and hasattr(sociallogin.user, "agent")):
                self._refuse()
            return
        email = verified_address(sociallogin)
        if email is None:
            self._refuse()
        else:
            user = agent_for(email=email, name=str(sociallogin.account.extra_data.get("name") or ""))
            if user is None:
                self._refuse()
            sociallogin.connect(request, user)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def _refuse(self) -> None:
        raise ImmediateHttpResponse(redirect("socialaccount_login_error"))


def verified_address(sociallogin: Any) -> str | None:
    """The mail address that the issuer itself has verified, if it is of one of OIDC_DOMAINS; else None."""
    claims = sociallogin.account.extra_data
    claims = claims.get("userinfo") or claims.get("id_token") or claims
    email = str(claims.get("email") or "").strip().lower()
    domain = email.rpartition("@")[2]
    if claims.get("email_verified") is not True or not domain:
        return None
    return email if domain in {known.strip().lower() for known in settings.OIDC_DOMAINS} else None


@transaction.atomic
def agent_for(*, email: str, name: str) -> User | None:
    """The agent with this address, made on his first sign-in; None if it belongs to somebody who may not be one.

    A customer never becomes an agent by this: the two have different rights and must not share a sign-in.
    """
    user = User.objects.filter(email__iexact=email).first()
    if user is not None:
        return user if user.may_sign_in and hasattr(user, "agent") else None
    role = Role.objects.filter(key=ROLE).first()
    if role is None:
        return None
    user = User.objects.create_user(email, None, name=name[:150])
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    public_name = (name.split() or [email.partition("@")[0]])[0][:80]
    agent = Agent.objects.create(user=user, public_name=public_name, role=role)
    audit.record(actor=f"agent:{agent.id}", action="agent.joined-by-sso", subject=f"agent:{agent.id}")
    return user
