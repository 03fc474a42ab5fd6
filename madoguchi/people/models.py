"""Agents with teams and roles; customers with their identities."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from madoguchi.core.ids import uuid7


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A person who can sign in; without a password only by link or single sign-on."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in, agent or customer."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    sign_outs = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_an_email")]

    def __str__(self) -> str:
        return self.email

    def get_full_name(self) -> str:
        """How the editor and mails of Django's apps name the person, who else would be his address there."""
        return self.name or self.email

    @property
    def may_sign_in(self) -> bool:
        """Active, and no demo user in a production installation."""
        return self.is_active and not (self.is_demo and settings.PRODUCTION)

    def _get_session_auth_hash(self, secret: bytes | None = None) -> str:
        """Changes with the password and with every "sign out everywhere", which ends all earlier sessions."""
        return salted_hmac(
            "madoguchi.people.session",
            f"{self.password}:{self.sign_outs}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()


class Role(models.Model):
    """What an agent may do, as names of permissions (people.contract.Permission).

    `offered` are those that the product has ever given it by itself: each once, so that one taken away stays away.
    """

    key = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=100)
    permissions = models.JSONField(default=list, blank=True)
    offered = models.JSONField(default=list, blank=True, editable=False)

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """Agents who share a queue."""

    key = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=100)
    languages = models.JSONField(_("languages"), default=list, blank=True)

    def __str__(self) -> str:
        return self.name


class Agent(models.Model):
    """A member of staff who answers customers under a public name."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="agent")
    public_name = models.CharField(_("name that customers see"), max_length=80)
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="agents")
    teams = models.ManyToManyField(Team, related_name="agents", blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    available = models.BooleanField(_("takes conversations"), default=True)
    preferences = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return self.public_name

    def may(self, permission: str) -> bool:
        """Whether the agent's role grants a permission (people.contract.Permission)."""
        return self.user.is_active and permission in self.role.permissions


class Invitation(models.Model):
    """A seat that waits for its agent: who holds the link chooses a password and takes it, once.

    Of the link only a hash is kept, and none before it is made; a new link ends the earlier one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("e-mail"))
    public_name = models.CharField(_("name that customers see"), max_length=80)
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="invitations")
    teams = models.ManyToManyField(Team, related_name="invitations", blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    token_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    invited_by = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="one_open_invitation_an_address",
            )
        ]

    def __str__(self) -> str:
        return self.email


class Customer(models.Model):
    """A person who asks; one row a person, however many addresses."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.OneToOneField(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="customer"
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    account = models.CharField(
        _("account at the exchange"), max_length=100, null=True, blank=True, unique=True
    )
    notes = models.TextField(_("notes"), blank=True)
    notifications = models.JSONField(default=dict, blank=True)
    # 0: no VIP. `vip_set_by` is "exchange" or "agent:<id>"; the database knows the defaults, for plain inserts.
    vip_level = models.PositiveSmallIntegerField(_("VIP level"), default=0, db_default=0)
    vip_set_by = models.CharField(max_length=60, blank=True, default="", db_default="")
    vip_set_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name or str(self.id)


class Proof(models.IntegerChoices):
    """How sure we are that an address belongs to who uses it."""

    ANONYMOUS = 0, _("anonymous")
    CLAIMED = 1, _("claimed")
    CHANNEL = 2, _("verified by the channel")
    SIGNED_IN = 3, _("signed in")
    STEPPED_UP = 4, _("stepped up")
    LIVE = 5, _("seen live")


class Identity(models.Model):
    """One address of a customer on one channel, with how it was proven."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="identities")
    channel = models.CharField(_("channel"), max_length=30)
    address = models.CharField(_("address"), max_length=320)
    name = models.CharField(_("name"), max_length=150, blank=True)
    proof = models.PositiveSmallIntegerField(_("proof"), choices=Proof, default=Proof.CLAIMED)
    proved_at = models.DateTimeField(null=True, blank=True)
    unreachable_since = models.DateTimeField(null=True, blank=True)
    unreachable_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "address"], name="one_identity_an_address")]

    def __str__(self) -> str:
        return f"{self.channel}:{self.address}"


class IdentityKey(models.Model):
    """A key with which the exchange signs who is in front of us; beside those of the setting IDENTITY_KEYS."""

    kid = models.CharField(max_length=40, unique=True)
    secret = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.kid


class UsedToken(models.Model):
    """The `jti` of a signed customer token, so that it opens one session only (RFC 7519, section 4.1.7)."""

    jti = models.CharField(max_length=128, primary_key=True)
    expires_at = models.DateTimeField(db_index=True)
