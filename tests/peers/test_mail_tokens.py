"""Mailboxes that are opened by OAuth2: tokens end, are taken back, and the authorisation server goes away."""

from __future__ import annotations

from typing import Any

import pytest

from madoguchi.channels.email.examine import mailbox_problems
from madoguchi.channels.email.models import MailToken
from madoguchi.inbox.models import Delivery, Inbox, Message
from tests.peers.secure_mail import GOOD
from tests.peers.secure_post import KIM, SUPPORT, SecurePost

pytestmark = [pytest.mark.peers, pytest.mark.django_db(transaction=True)]


def opened(post: SecurePost, mechanism: str = "xoauth2") -> dict[str, str]:
    """The inbox reads and sends with tokens of this person's permission."""
    oauth = post.tokens.allows(SUPPORT)
    post.connects(
        imap={"host": GOOD, "port": post.secure.imaps_port, "tls": "tls", "auth": mechanism},
        smtp={"host": GOOD, "port": post.secure.submission_port, "tls": "starttls", "auth": mechanism},
        oauth2=oauth,
    )
    return oauth


@pytest.fixture
def asked(secure_post: SecurePost) -> Any:
    """How the authorisation server answered since the story began."""
    before = len(secure_post.tokens.asked())
    return lambda: secure_post.tokens.asked()[before:]


@pytest.mark.parametrize("mechanism", ["xoauth2", "oauthbearer"])
def test_mail_comes_and_goes_with_one_token(secure_post: SecurePost, asked: Any, mechanism: str) -> None:
    post = secure_post
    oauth = opened(post, mechanism)
    post.writes(KIM, SUPPORT, "Where is my deposit?", subject="Deposit")
    post.reads_until(Message.objects.exists)
    assert post.answers_kim().state == "sent"
    post.dovecot.await_mail(KIM)
    assert mailbox_problems() == (2, [])
    assert asked() == [200]
    row = MailToken.objects.get()
    kept = bytes(row.sealed) + bytes(Inbox.objects.get(id=post.cast.mail.id).secrets)
    assert oauth["refresh_token"].encode() not in kept
    assert oauth["client_secret"].encode() not in kept


def test_a_token_that_ended_is_renewed_once_and_the_refresh_token_moves_on(
    secure_post: SecurePost, asked: Any
) -> None:
    post = secure_post
    opened(post)
    assert mailbox_problems() == (2, [])
    post.tokens.ends_tokens()
    post.writes(KIM, SUPPORT, "Where is my deposit?", subject="Deposit")
    post.reads_until(Message.objects.exists)
    assert post.answers_kim().state == "sent"
    assert asked() == [200, 200]
    assert post.problem() == ""
    MailToken.objects.update(replace_at=None)  # as when its time has come
    assert mailbox_problems() == (2, [])
    assert asked() == [200, 200, 200]


def test_a_permission_taken_back_is_said_and_not_asked_for_again(secure_post: SecurePost, asked: Any) -> None:
    post = secure_post
    oauth = opened(post)
    post.tokens.withdraws(oauth["refresh_token"])
    post.writes(KIM, SUPPORT, "Where is my deposit?", subject="Deposit")
    post.reads_until(post.problem)
    assert "invalid_grant" in post.problem()
    assert "store the new refresh token" in post.problem()
    for _ in range(3):
        assert len(mailbox_problems()[1]) == 2
    assert post.answers_kim().state == "queued"
    assert "invalid_grant" in Delivery.objects.get().last_error
    assert asked() == [400]
    assert oauth["refresh_token"] not in post.problem()
    assert not Message.objects.filter(text="Where is my deposit?").exists()
    # She allows it anew: what waited comes once, and the answer leaves once.
    opened(post)
    post.reads_until(Message.objects.filter(text="Where is my deposit?").exists)
    post.delivers_again()
    post.dovecot.await_mail(KIM)
    assert post.answers_in_mailbox() == 1
    assert asked() == [400, 200]
    assert post.problem() == ""


def test_a_mailbox_that_refuses_even_new_tokens_makes_no_storm(secure_post: SecurePost, asked: Any) -> None:
    post = secure_post
    oauth = post.tokens.allows("somebody.else@hoshi.example")  # a good token of another account
    server = {"host": GOOD, "port": post.secure.imaps_port, "tls": "tls", "auth": "xoauth2"}
    post.connects(imap=server, oauth2=oauth)
    for _ in range(4):
        assert len(mailbox_problems()[1]) == 1
    assert "refuses even a new token" in mailbox_problems()[1][0]
    assert asked() == [200, 200]


def test_while_the_authorisation_server_is_away_it_is_asked_seldom(
    secure_post: SecurePost, asked: Any, settings: Any
) -> None:
    post = secure_post
    opened(post)
    post.tokens.goes_away(True)
    try:
        for _ in range(3):
            assert all("503" in one for one in mailbox_problems()[1])
        assert asked() == [503]
    finally:
        post.tokens.goes_away(False)
    settings.MAIL_TOKEN_RETRY_SECONDS = 0
    MailToken.objects.update(ask_again_at=None)  # as when its time has come
    assert mailbox_problems() == (2, [])
    assert asked() == [503, 200]


def test_token_addresses_inside_our_network_are_not_asked(
    secure_post: SecurePost, asked: Any, settings: Any
) -> None:
    settings.MAIL_HOSTS_INSIDE = []
    post = secure_post
    opened(post)
    assert all(
        "must be https" in one and "MADOGUCHI_MAIL_HOSTS_INSIDE" in one for one in mailbox_problems()[1]
    )
    oauth = post.tokens.allows(SUPPORT) | {"token_url": "https://localhost:1/token"}
    server = {"host": GOOD, "port": post.secure.imaps_port, "tls": "tls", "auth": "xoauth2"}
    post.connects(imap=server, oauth2=oauth)
    assert "network that is not public" in mailbox_problems()[1][0]
    assert asked() == []
