"""The people every test knows. Their relations are the permission model.

Ada answers for the front desk and for payments; Otto only for security; Lena leads and sees everything.
Kim, Yuki and Marta are customers; Mallory writes what nobody should get away with.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from madoguchi.company.models import Brand
from madoguchi.inbox import actions as inbox
from madoguchi.inbox.contract import InboundMessage, Received
from madoguchi.inbox.models import Inbox
from madoguchi.people.contract import Permission, Staff
from madoguchi.people.models import Agent, Proof, Role, Team, User
from madoguchi.people.queries import staff_of

PASSWORD = "correct horse battery staple"


@dataclass
class Cast:
    """Who and what a story needs; made once per test."""

    brand: Brand
    front: Team
    payments: Team
    security: Team
    ada: Staff
    otto: Staff
    lena: Staff
    form: Inbox
    mail: Inbox
    chat: Inbox

    def says(self, who: str, text: str, *, door: Inbox | None = None, **more: Any) -> Received:
        """A customer says something through the inbox's own door; `who` is an address or a visitor's id."""
        door = door or self.chat
        channel = "email" if "@" in who else door.channel
        inbound = InboundMessage(
            external_id=more.pop("external_id", str(uuid.uuid4())),
            sender_channel=channel,
            sender_address=who,
            text=text,
            proof=more.pop("proof", Proof.CHANNEL),
            **more,
        )
        return inbox.receive(inbound, inbox_id=door.id)

    def answers(self, staff: Staff, reference: str, text: str, **more: Any) -> Any:
        """An agent answers."""
        return inbox.reply(
            staff=staff,
            reference=reference,
            text=text,
            client_id=more.pop("client_id", str(uuid.uuid4())),
            **more,
        )


def make_cast() -> Cast:
    brand = Brand.objects.create(key="hoshi", name="Hoshi Exchange", languages=["en", "ja"])
    front, payments, security = (
        Team.objects.create(key=key, name=name)
        for key, name in (("front", "Front desk"), ("payments", "Payments"), ("security", "Security"))
    )
    answer = [Permission.ANSWER]
    agent = _role("agent", "Agent", answer)
    lead = _role("lead", "Team lead", list(Permission))
    doors = {
        channel: Inbox.objects.create(brand=brand, channel=channel, name=name, address=address, team=front)
        for channel, name, address in (
            ("web_form", "Contact form", "hoshi"),
            ("email", "Support mail", "support@hoshi.example"),
            ("website_chat", "Website chat", "hoshi-demo"),
        )
    }
    return Cast(
        brand=brand,
        front=front,
        payments=payments,
        security=security,
        ada=_agent("ada@hoshi.example", "Ada", agent, front, payments),
        otto=_agent("otto@hoshi.example", "Otto", agent, security),
        lena=_agent("lena@hoshi.example", "Lena", lead),
        form=doors["web_form"],
        mail=doors["email"],
        chat=doors["website_chat"],
    )


def _role(key: str, name: str, permissions: list[Permission]) -> Role:
    """Made, or as the installation has it already, with these rights."""
    rights = [str(permission) for permission in permissions]
    return Role.objects.update_or_create(key=key, defaults={"name": name, "permissions": rights})[0]


def _agent(email: str, name: str, role: Role, *teams: Team) -> Staff:
    user = User.objects.create_user(email, PASSWORD, name=name)
    agent = Agent.objects.create(user=user, public_name=name, role=role)
    agent.teams.set(teams)
    return staff_of(agent)
