"""How somebody becomes an agent: a link that works once, for a limited time, and is stored as a hash only."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madoguchi.audit import actions as audit
from madoguchi.jobs.actions import enqueue
from madoguchi.languages import CODES
from madoguchi.people.contract import Permission, Staff, StaffProblem
from madoguchi.people.models import Agent, Invitation, Role, Team, User
from madoguchi.people.permission import by, require
from madoguchi.people.seats import seat
from madoguchi.people.tokens import BadToken

_OPEN = {"accepted_at": None, "revoked_at": None}


@transaction.atomic
def invite(
    *,
    staff: Staff,
    email: str,
    public_name: str,
    role_id: int,
    team_ids: Iterable[int] = (),
    languages: Iterable[str] = (),
) -> UUID:
    """Ask somebody to become an agent; the link goes to his address. Raises StaffProblem."""
    require(staff, Permission.SETTINGS)
    email = email.strip().lower()
    _refuse_known(email)
    spoken = set(languages)
    invitation = Invitation.objects.create(
        email=email,
        public_name=" ".join(public_name.split())[:80],
        role=Role.objects.get(id=role_id),
        languages=[code for code in CODES if code in spoken],
        invited_by_id=staff.agent_id,
    )
    invitation.teams.set(Team.objects.filter(id__in=set(team_ids)))
    audit.record(
        actor=by(staff),
        action="agent.invite",
        subject=f"invitation:{invitation.id}",
        data={"role": invitation.role.key},
    )
    enqueue("people.send_invitation", {"invitation_id": str(invitation.id), "language": staff.language})
    return invitation.id


@transaction.atomic
def resend_invitation(*, staff: Staff, invitation_id: UUID) -> None:
    """A new link goes out by mail; the earlier one ends when it does. Raises StaffProblem."""
    invitation = _open(staff, invitation_id)
    _note(staff, invitation, "resend")
    enqueue("people.send_invitation", {"invitation_id": str(invitation.id), "language": staff.language})


@transaction.atomic
def link_to_hand_over(*, staff: Staff, invitation_id: UUID) -> str:
    """The token of a new link that staff hands over by another way; the earlier link ends. Raises StaffProblem."""
    invitation = _open(staff, invitation_id)
    _note(staff, invitation, "link")
    return _renew(invitation)


@transaction.atomic
def revoke_invitation(*, staff: Staff, invitation_id: UUID) -> None:
    """The link ends. Raises StaffProblem."""
    invitation = _open(staff, invitation_id)
    invitation.revoked_at, invitation.token_hash = timezone.now(), None
    invitation.save(update_fields=["revoked_at", "token_hash"])
    _note(staff, invitation, "revoke")


@transaction.atomic
def token_to_send(*, invitation_id: UUID) -> tuple[Invitation, str] | None:
    """A new token for the mail that carries it; None if the invitation is not open any more."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("invited_by")
        .filter(id=invitation_id, **_OPEN)
        .first()
    )
    return (invitation, _renew(invitation)) if invitation else None


def invitation_of(token: str) -> Invitation:
    """The open invitation behind a link. Raises BadToken, the same for every reason."""
    found = (
        Invitation.objects.select_related("role")
        .filter(token_hash=_hash(token), expires_at__gt=timezone.now(), **_OPEN)
        .first()
    )
    if found is None:
        raise BadToken("invitation")
    return found


@transaction.atomic
def accept_invitation(*, token: str, name: str, password: str, language: str) -> User:
    """The holder of the link becomes the agent who was invited. Raises BadToken."""
    found = invitation_of(token)
    # The claim: of two who hold the same link, one wins.
    claimed = Invitation.objects.filter(id=found.id, token_hash=_hash(token), **_OPEN).update(
        accepted_at=timezone.now(), token_hash=None
    )
    if not claimed or User.objects.filter(email__iexact=found.email).exists():
        raise BadToken("invitation")
    agent = seat(
        email=found.email,
        name=name or found.public_name,
        password=password,
        language=language,
        role=found.role,
        languages=found.languages,
    )
    agent.teams.set(found.teams.all())
    audit.record(actor=f"agent:{agent.id}", action="agent.join", subject=f"invitation:{found.id}")
    return agent.user


def _renew(invitation: Invitation) -> str:
    token = secrets.token_urlsafe(32)
    invitation.token_hash = _hash(token)
    invitation.expires_at = timezone.now() + timedelta(hours=settings.INVITATION_HOURS)
    invitation.save(update_fields=["token_hash", "expires_at"])
    return token


def _open(staff: Staff, invitation_id: UUID) -> Invitation:
    require(staff, Permission.SETTINGS)
    found = Invitation.objects.select_for_update(of=("self",)).filter(id=invitation_id, **_OPEN).first()
    if found is None:
        raise StaffProblem(_("This invitation is not open any more."))
    return found


def _note(staff: Staff, invitation: Invitation, act: str) -> None:
    audit.record(actor=by(staff), action=f"invitation.{act}", subject=f"invitation:{invitation.id}")


def _refuse_known(email: str) -> None:
    if Invitation.objects.filter(email__iexact=email, **_OPEN).exists():
        raise StaffProblem(_("This address has an open invitation. Send it again, or revoke it first."))
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        return
    if Agent.objects.filter(user=user).exists():
        raise StaffProblem(_("This address belongs to an agent already."))
    raise StaffProblem(_("This address signs in as a customer. An agent needs an address of his own."))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
