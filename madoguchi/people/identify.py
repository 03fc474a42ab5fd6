"""The exchange says who is in front of us: its signed token becomes a customer."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from madoguchi.audit import actions as audit
from madoguchi.languages import CODES
from madoguchi.people.contract import Reader
from madoguchi.people.identity_keys import identity_keys
from madoguchi.people.models import Customer, Identity, Proof, UsedToken, User
from madoguchi.people.tokens import BadToken, Claims, read_token
from madoguchi.people.vip import vip_as_signed

# Keeps a second use out for a little longer than clocks may differ.
_REMEMBER = timedelta(minutes=5)


@transaction.atomic
def identify(token: str) -> Reader:
    """The customer whom the exchange's signed token names; the token is used up by this.

    The account becomes an identity of the channel `exchange`, proven by the sign-in there. It joins the customer with
    this account; else the one whose verified mail address the exchange confirms, if he has no account yet; else a new
    customer.

    Raises:
        BadToken: it is not signed by a key of IDENTITY_KEYS, has expired, lives too long, or was used before.
    """
    claims = _read(token)
    use_up(claims.jti, seconds=settings.IDENTITY_MAX_SECONDS)
    customer = _customer_of(claims)
    identity, _ = Identity.objects.get_or_create(
        channel="exchange",
        address=claims.account,
        defaults={
            "customer": customer,
            "name": claims.name,
            **_proven(),
        },
    )
    _confirm_mail(claims, identity.customer_id)
    if claims.vip is not None:
        vip_as_signed(customer_id=identity.customer_id, level=claims.vip)
    audit.record(
        actor=f"customer:{identity.customer_id}", action="sign-in.token", subject=f"identity:{identity.id}"
    )
    return Reader(
        customer_id=identity.customer_id,
        identity_id=identity.id,
        proof=identity.proof,
        language=claims.language if claims.language in CODES else (identity.customer.language or "en"),
    )


@transaction.atomic
def user_of_reader(*, reader: Reader) -> User:
    """The sign-in of a customer who has just proven who he is, made on the first time; it has no password."""
    customer = (
        Customer.objects.select_for_update(of=("self",)).select_related("user").get(id=reader.customer_id)
    )
    if customer.user:
        return customer.user
    mail = (
        Identity.objects.filter(customer=customer, channel="email", proof__gte=Proof.SIGNED_IN)
        .order_by("created_at")
        .first()
    )
    free = mail is not None and not User.objects.filter(email__iexact=mail.address).exists()
    # .invalid is never anybody's domain (RFC 2606, section 2): this sign-in gets no mail.
    own = hashlib.sha256(customer.id.bytes).hexdigest()[:24] + "@account.invalid"
    customer.user = User.objects.create_user(
        mail.address if mail and free else own, None, name=customer.name, language=customer.language
    )
    customer.save(update_fields=["user"])
    return customer.user


def identity_named(token: str) -> UUID | None:
    """The identity of the account that a signed token names, whether or not the token was used; None if unknown.

    Raises:
        BadToken: it is not signed by us, or has expired.
    """
    claims = _read(token)
    found = Identity.objects.filter(channel="exchange", address=claims.account)
    return found.values_list("id", flat=True).first()


def _read(token: str) -> Claims:
    return read_token(
        token,
        keys=identity_keys(),
        max_seconds=settings.IDENTITY_MAX_SECONDS,
        audience=settings.IDENTITY_AUDIENCE,
        issuer=settings.IDENTITY_ISSUER,
        vip_levels=settings.VIP_LEVELS,
    )


def use_up(jti: str, *, seconds: int) -> None:
    """A token opens once. Raises BadToken the second time."""
    expires = timezone.now() + timedelta(seconds=seconds) + _REMEMBER
    try:
        with transaction.atomic():
            UsedToken.objects.create(jti=jti, expires_at=expires)
    except IntegrityError:
        raise BadToken("used") from None


def _customer_of(claims: Claims) -> Customer:
    known = Customer.objects.filter(account=claims.account).first()
    if known:
        return known
    by_mail = _without_account(claims.email) if claims.email else None
    if by_mail is None:
        language = claims.language if claims.language in CODES else ""
        return Customer.objects.create(name=claims.name, language=language, account=claims.account)
    by_mail.account = claims.account
    by_mail.name = by_mail.name or claims.name
    by_mail.save(update_fields=["account", "name"])
    return by_mail


def _without_account(email: str) -> Customer | None:
    found = Identity.objects.filter(channel="email", address=email, customer__account__isnull=True)
    # Somebody who is staff is nobody's customer by a mail address.
    identity = found.exclude(customer__user__agent__isnull=False).select_related("customer").first()
    return identity.customer if identity else None


def _confirm_mail(claims: Claims, customer_id: UUID) -> None:
    """The verified address becomes one of his; one that is somebody else's stays there."""
    if not claims.email:
        return
    identity, _ = Identity.objects.get_or_create(
        channel="email",
        address=claims.email,
        defaults={
            "customer_id": customer_id,
            "name": claims.name,
            **_proven(),
        },
    )
    if identity.customer_id == customer_id and identity.proof < Proof.SIGNED_IN:
        identity.proof, identity.proved_at = Proof.SIGNED_IN, timezone.now()
        identity.save(update_fields=["proof", "proved_at"])


def _proven() -> dict[str, Any]:
    return {"proof": Proof.SIGNED_IN, "proved_at": timezone.now()}
