"""Customers sign in by a link that goes to their own mail address; there is no password to lose."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.db import transaction

from madoguchi.audit import actions as audit
from madoguchi.people.actions import recognise, user_of_reader
from madoguchi.people.contract import Reader
from madoguchi.people.identify import use_up
from madoguchi.people.models import Customer, Identity, Proof, User
from madoguchi.people.tokens import BadToken

_SALT = "people.sign-in-link"


def new_link_token(*, email: str) -> str:
    """The secret part of a sign-in link for this address."""
    return signing.dumps([email.strip().lower(), secrets.token_urlsafe(12)], salt=_SALT)


def read_link_token(token: str) -> str:
    """The address of a link, without using it up. Raises BadToken."""
    return _link(token)[0]


@transaction.atomic
def sign_in_by_link(*, token: str) -> User:
    """The customer who holds a link that went to his address; the link is used up by this.

    Raises:
        BadToken: not ours, too old, used before, or the address is an agent's: agents have a password and a second
            factor, which a mailbox must not get round.
    """
    email, jti = _link(token)
    use_up(f"link:{jti}", seconds=settings.SIGN_IN_LINK_MINUTES * 60)
    user = User.objects.filter(email__iexact=email).first()
    if user is not None and (not user.may_sign_in or hasattr(user, "agent")):
        raise BadToken("not-a-customer")
    identity_id = recognise(channel="email", address=email, proof=Proof.SIGNED_IN)
    identity = Identity.objects.select_related("customer__user").get(id=identity_id)
    if (
        identity.customer.user is None
        and user is not None
        and not Customer.objects.filter(user=user).exists()
    ):
        identity.customer.user = user
        identity.customer.save(update_fields=["user"])
    found = identity.customer.user or user_of_reader(reader=_reader(identity))
    if not found.may_sign_in or hasattr(found, "agent"):
        raise BadToken("not-a-customer")
    audit.record(
        actor=f"customer:{identity.customer_id}", action="sign-in.link", subject=f"identity:{identity.id}"
    )
    return found


def _link(token: str) -> tuple[str, str]:
    try:
        email, jti = signing.loads(token, salt=_SALT, max_age=settings.SIGN_IN_LINK_MINUTES * 60)
    except signing.SignatureExpired:
        raise BadToken("expired") from None
    except (signing.BadSignature, ValueError, TypeError):
        raise BadToken("malformed") from None
    return str(email), str(jti)


def _reader(identity: Identity) -> Reader:
    return Reader(customer_id=identity.customer_id, identity_id=identity.id, proof=identity.proof)
