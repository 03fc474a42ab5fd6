"""The first brand, team, calendar, inboxes and administrator of an installation.

Until there are settings on screen, edit this copy of your company and run it; running it again brings the rows up to
date and changes no password:

    .venv/bin/python deploy/company.py
"""

from __future__ import annotations

import json
from getpass import getpass

from madoguchi.core.crypto import encrypt
from madoguchi.site.cli._django import writing

ADMIN = ("hana@your-exchange.com", "Hana Mori")
LANGUAGES = ["en", "ja"]
# The mailbox to read; its inbox may also have an "smtp" server of its own. Empty where mail comes by LMTP.
MAILBOX = {"imap": {"host": "mail.your-exchange.com", "user": "support@your-exchange.com"}}
WORKDAYS = ("mon", "tue", "wed", "thu", "fri")


def main() -> None:
    from madoguchi.company.models import Brand, Calendar, LegalEntity
    from madoguchi.inbox.models import Inbox
    from madoguchi.people.models import Team

    entity, _ = LegalEntity.objects.update_or_create(name="Your Exchange Ltd.", defaults={"country": "JP"})
    brand, _ = Brand.objects.update_or_create(
        key="your-exchange",
        defaults={
            "name": "Your Exchange",
            "legal_entity": entity,
            "site": "https://your-exchange.com",
            "languages": LANGUAGES,
            "default_language": "en",
        },
    )
    office, _ = Calendar.objects.update_or_create(
        name="Office",
        defaults={"time_zone": "Asia/Tokyo", "hours": {day: [["09:00", "18:00"]] for day in WORKDAYS}},
    )
    front, _ = Team.objects.update_or_create(
        key="front", defaults={"name": "Front desk", "languages": LANGUAGES}
    )
    for channel, address, name, settings in (
        ("web_form", "your-exchange", "Contact form", {}),
        ("email", "support@your-exchange.com", "Support mail", MAILBOX),
        ("website_chat", "your-exchange", "Website chat", {"origins": ["https://your-exchange.com"]}),
    ):
        inbox, _ = Inbox.objects.update_or_create(
            channel=channel,
            address=address,
            defaults={
                "brand": brand,
                "name": name,
                "team": front,
                "calendar": office,
                "languages": LANGUAGES,
                "settings": settings,
            },
        )
        if "imap" in settings and not inbox.secrets:
            password = getpass(f"Password of the mailbox {address}: ")
            inbox.secrets = encrypt(json.dumps({"imap_password": password}).encode())
            inbox.save(update_fields=["secrets"])
    _administrator(front)


def _administrator(team: object) -> None:
    from madoguchi.people.contract import Permission
    from madoguchi.people.models import Agent, Role, User

    email, name = ADMIN
    role, _ = Role.objects.update_or_create(
        key="admin", defaults={"name": "Administrator", "permissions": [str(p) for p in Permission]}
    )
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, getpass(f"Password for {email}: "), name=name, language="en")
    agent, _ = Agent.objects.update_or_create(user=user, defaults={"public_name": name, "role": role})
    agent.teams.add(team)


if __name__ == "__main__":
    with writing("company"):
        main()
