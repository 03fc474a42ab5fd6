"""Making an agent, whichever way he came."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.account.models import EmailAddress

from madoguchi.people.models import Agent, Role, User


def seat(
    *, email: str, name: str, password: str, language: str, role: Role, languages: Iterable[str] = ()
) -> Agent:
    """A new sign-in with its agent; in the caller's transaction."""
    name = " ".join(name.split())[:80]
    user = User.objects.create_user(email, password, name=name, language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return Agent.objects.create(user=user, public_name=name, role=role, languages=list(languages))
