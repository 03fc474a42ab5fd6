"""The first administrator, and the way back in for one who lost everything: a link that a command prints.

Who can run the command can read the secret key and the database; so the link is signed rather than stored, which lets
the command run beside a server that holds the database.
"""

from __future__ import annotations

import secrets

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import signing
from django.db import transaction

from madoguchi.audit import actions as audit
from madoguchi.people.identify import use_up
from madoguchi.people.models import Agent, Role, UsedToken, User
from madoguchi.people.roles import OWNER, ensure_roles
from madoguchi.people.seats import seat
from madoguchi.people.tokens import BadToken

_SALT = "people.owner-link"


def new_owner_token(*, email: str) -> str:
    """The secret part of an owner's link."""
    return signing.dumps([email.strip().lower(), secrets.token_urlsafe(12)], salt=_SALT)


def read_owner_token(token: str) -> str:
    """The address of a link, without using it up. Raises BadToken."""
    email, jti = _read(token)
    if UsedToken.objects.filter(jti=f"owner:{jti}").exists():
        raise BadToken("used")
    return email


@transaction.atomic
def accept_ownership(*, token: str, name: str, password: str, language: str) -> User:
    """The holder becomes an administrator with this password.

    An agent with this address keeps his name and work; his second factor and sessions end, and he is active again.
    Raises BadToken, also where the address is a customer's.
    """
    email, jti = _read(token)
    use_up(f"owner:{jti}", seconds=settings.OWNER_LINK_MINUTES * 60)
    ensure_roles()
    role = Role.objects.get(key=OWNER)
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        agent = seat(email=email, name=name, password=password, language=language, role=role)
    else:
        agent = _back_in(user, role, password)
    audit.record(actor="system", action="agent.owner", subject=f"agent:{agent.id}")
    return agent.user


def _back_in(user: User, role: Role, password: str) -> Agent:
    agent = Agent.objects.select_related("user").filter(user=user).first()
    if agent is None:
        raise BadToken("customer")
    Authenticator.objects.filter(user=user).delete()
    agent.user.set_password(password)
    agent.user.is_active = True
    agent.user.sign_outs += 1
    agent.user.save(update_fields=["password", "is_active", "sign_outs"])
    agent.role = role
    agent.save(update_fields=["role"])
    return agent


def _read(token: str) -> tuple[str, str]:
    try:
        email, jti = signing.loads(token, salt=_SALT, max_age=settings.OWNER_LINK_MINUTES * 60)
    except (signing.BadSignature, ValueError, TypeError):
        raise BadToken("owner") from None
    return str(email), str(jti)
