"""Agents and customers of Hoshi Exchange. Demo sign-ins never work in production."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from madoguchi.people.models import Agent, Customer, Identity, Proof, Role, Team, User
from madoguchi.people.vip import vip_as_signed

PASSWORD = "madoguchi-demo"  # noqa: S105 - refused where MADOGUCHI_ENV=production


class DemoAgent(NamedTuple):
    email: str
    name: str
    role: str
    teams: tuple[str, ...]
    language: str = "en"


AGENTS = (
    DemoAgent("admin@hoshi.example", "Hana Mori", "admin", ("front", "payments", "security", "vip")),
    DemoAgent("agent@hoshi.example", "Ada", "agent", ("front", "payments")),
    DemoAgent("vip-manager@hoshi.example", "Vikram", "agent", ("vip",)),
    DemoAgent("lead@hoshi.example", "Lena", "lead", ("front", "payments", "security")),
    DemoAgent("otto@hoshi.example", "Otto", "agent", ("security",)),
    DemoAgent("mina@hoshi.example", "Mina", "agent", ("front", "payments"), "ja"),
)


class DemoCustomer(NamedTuple):
    email: str
    name: str
    language: str
    time_zone: str
    country: str
    vip: int = 0


CUSTOMERS = (
    DemoCustomer("customer@hoshi.example", "Yuki Tanaka", "ja", "Asia/Tokyo", "JP"),
    DemoCustomer("vip-customer@hoshi.example", "Daniel Park", "en", "Asia/Singapore", "SG", vip=2),
)


def make_people() -> None:
    for demo in AGENTS:
        user = make_user(demo.email, demo.name, demo.language)
        agent = Agent.objects.create(
            user=user, public_name=demo.name, role=Role.objects.get(key=demo.role), languages=[demo.language]
        )
        agent.teams.set(Team.objects.filter(key__in=demo.teams))
    for person in CUSTOMERS:
        _make_customer(person)


def _make_customer(person: DemoCustomer) -> None:
    user = make_user(person.email, person.name, person.language)
    customer = Customer.objects.create(
        user=user,
        name=person.name,
        language=person.language,
        time_zone=person.time_zone,
        country=person.country,
    )
    Identity.objects.create(
        customer=customer, channel="email", address=user.email, name=user.name, proof=Proof.SIGNED_IN
    )
    vip_as_signed(customer_id=customer.id, level=person.vip)


def make_user(email: str, name: str, language: str) -> User:
    user = User.objects.create_user(email, name=name, language=language, is_demo=True)
    user.password = _hashed()
    user.save(update_fields=["password"])
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


@cache
def _hashed() -> str:
    """Everybody's password is the same and is public; a good hash takes a third of a second."""
    return make_password(PASSWORD)
