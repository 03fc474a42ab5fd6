"""Ending sign-ins, and forgetting what they used up."""

from __future__ import annotations

from django.utils import timezone

from madoguchi.audit import actions as audit
from madoguchi.people.models import UsedToken, User


def sign_out_everywhere(*, user: User) -> None:
    """End every session of this user on every device."""
    user.sign_outs += 1
    user.save(update_fields=["sign_outs"])
    audit.record(actor=f"user:{user.pk}", action="sign-out.everywhere", subject=f"user:{user.pk}")


def forget_used_tokens() -> int:
    """Drop what has expired anyway; returns how many."""
    return UsedToken.objects.filter(expires_at__lt=timezone.now()).delete()[0]
