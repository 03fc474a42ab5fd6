"""Lena names real mail servers on the settings screen and is told whether they let her in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from madoguchi.audit.models import Entry
from madoguchi.channels.email.accounts import read_secrets
from madoguchi.inbox.models import Inbox
from madoguchi.people.models import Agent
from tests.cast import Cast
from tests.peers.mail import PASSWORD, MailWorld, mail_world

pytestmark = [pytest.mark.peers, pytest.mark.django_db(transaction=True)]
SUPPORT = "support@hoshi.example"
GIVEN = f'value="{PASSWORD}"'  # the word itself stands in labels


@pytest.fixture(scope="module")
def world() -> Iterator[MailWorld]:
    with mail_world() as world:
        yield world


@pytest.fixture
def lena(cast: Cast, settings: Any) -> Client:
    settings.MAIL_HOSTS_INSIDE = ["127.0.0.0/8"]
    browser = Client()
    browser.force_login(Agent.objects.get(id=cast.lena.agent_id).user)
    return browser


def fields(cast: Cast, world: MailWorld, **more: Any) -> dict[str, Any]:
    return {
        "address": SUPPORT,
        "name": "Support mail",
        "team": cast.front.id,
        "enabled": "on",
        "acknowledge": "on",
        "receive": "imap",
        "send": "own",
        "auth": "password",
        "imap_host": "127.0.0.1",
        "imap_port": world.dovecot.imap_port,
        "imap_tls": "none",
        "imap_user": SUPPORT,
        "imap_password": PASSWORD,
        "imap_folder": "INBOX",
        "smtp_host": "127.0.0.1",
        "smtp_port": world.smtp_port,
        "smtp_tls": "none",
        "do": "check",
    } | more


def tried(lena: Client, cast: Cast, world: MailWorld, **more: Any) -> str:
    answer = lena.post(f"/desk/settings/inboxes/email/{cast.mail.id}", fields(cast, world, **more))
    assert answer.status_code == 200, answer.content.decode()[-3000:]
    page = answer.content.decode()
    assert GIVEN not in page
    return page


def test_servers_that_let_her_in(lena: Client, cast: Cast, world: MailWorld) -> None:
    page = tried(lena, cast, world)
    assert "Reading works" in page
    assert "Sending works" in page
    box = Inbox.objects.get(id=cast.mail.id)
    assert read_secrets(box.secrets) == {"imap_password": PASSWORD}
    assert f"'{PASSWORD}'" not in str(box.settings)
    assert not any(f"'{PASSWORD}'" in str(entry.data) for entry in Entry.objects.all())
    # Later the password is neither shown nor asked for again.
    assert GIVEN not in lena.get(f"/desk/settings/inboxes/email/{box.id}").content.decode()
    assert "Reading works" in tried(lena, cast, world, imap_password="")


def test_servers_that_do_not(lena: Client, cast: Cast, world: MailWorld, caplog: Any) -> None:
    assert "refuses our sign-in" in tried(lena, cast, world, imap_password="not the password")
    assert "does not speak TLS" in tried(lena, cast, world, smtp_tls="tls")
    assert "Nothing answers at" in tried(lena, cast, world, imap_port=1)
    assert "STARTTLS" in tried(lena, cast, world, smtp_tls="starttls")
    assert f"'{PASSWORD}'" not in caplog.text
