"""Mail servers by TLS: certificates are checked, and whoever is not who he should be learns no password."""

from __future__ import annotations

from typing import Any

import pytest

from madoguchi.channels.email.examine import mailbox_problems, server_problem
from madoguchi.inbox.models import Delivery, Message
from madoguchi.site.doctor import examine
from tests.peers.eavesdropper import eavesdropper
from tests.peers.mail import PASSWORD, MailWorld
from tests.peers.secure_mail import GOOD, OTHER_NAME, SELF_SIGNED
from tests.peers.secure_post import KIM, SUPPORT, SecurePost

pytestmark = [pytest.mark.peers, pytest.mark.django_db(transaction=True)]
WRONG = [(OTHER_NAME, "for another name"), (SELF_SIGNED, "not signed by an authority that is trusted here")]


def imap(post: SecurePost, tls: str, host: str = GOOD) -> dict[str, Any]:
    ports = {"tls": post.secure.imaps_port, "starttls": post.secure.imap_port}
    return {"host": host, "port": ports[tls], "tls": tls}


def smtp(post: SecurePost, tls: str, host: str = GOOD) -> dict[str, Any]:
    ports = {"tls": post.secure.smtps_port, "starttls": post.secure.submission_port}
    return {"host": host, "port": ports[tls], "tls": tls}


def doctor_on_mailboxes() -> dict[str, Any]:
    return next(finding for finding in examine() if finding["name"] == "mailboxes")


@pytest.mark.parametrize("tls", ["tls", "starttls"])
def test_mail_comes_and_goes_by_tls_and_nobody_on_the_line_learns_anything(
    secure_post: SecurePost, tls: str
) -> None:
    post = secure_post
    reading, sending = imap(post, tls), smtp(post, tls)
    with eavesdropper(reading["port"]) as near_imap, eavesdropper(sending["port"]) as near_smtp:
        reading["port"], sending["port"] = near_imap.port, near_smtp.port
        post.connects(imap=reading, smtp=sending, imap_password=PASSWORD, smtp_password=PASSWORD)
        post.writes(KIM, SUPPORT, "Where is my deposit?", subject="Deposit")
        post.reads_until(Message.objects.exists)
        assert post.answers_kim().state == "sent"
        post.dovecot.await_mail(KIM)
        assert mailbox_problems() == (2, [])
    assert near_imap.connections
    assert near_smtp.connections
    for line in (near_imap, near_smtp):
        assert not line.heard(PASSWORD)
        assert "AUTH" not in line.commands()
        assert "LOGIN" not in line.commands()
    assert post.problem() == ""
    assert post.answers_in_mailbox() == 1


@pytest.mark.parametrize(("host", "words"), WRONG)
@pytest.mark.parametrize("tls", ["tls", "starttls"])
def test_a_server_with_wrong_papers_is_left_before_the_password(
    secure_post: SecurePost, tls: str, host: str, words: str
) -> None:
    post = secure_post
    post.connects(
        imap=imap(post, tls, host), smtp=smtp(post, tls, host), imap_password=PASSWORD, smtp_password=PASSWORD
    )
    post.writes(KIM, SUPPORT, "Where is my deposit?", subject="Deposit")
    post.reads_until(post.problem)
    assert words in post.problem()
    message = post.answers_kim()
    assert message.state == "queued"
    assert words in Delivery.objects.get().last_error
    assert post.problem().startswith("Answers cannot be sent: ")
    asked, found = mailbox_problems()
    assert (asked, len(found)) == (2, 2)
    assert all(one.startswith(f"{SUPPORT}: ") and words in one and PASSWORD not in one for one in found)
    assert not Message.objects.filter(text="Where is my deposit?").exists()
    assert post.answers_in_mailbox() == 0
    assert not doctor_on_mailboxes()["ok"]
    # The operator corrects the name: what waited comes once, and the answer leaves once.
    post.connects(imap=imap(post, tls), smtp=smtp(post, tls), imap_password=PASSWORD, smtp_password=PASSWORD)
    seen = doctor_on_mailboxes()
    assert seen["ok"]
    assert "but not when they were last used" in seen["what"]
    assert words in seen["what"]
    post.reads_until(Message.objects.filter(text="Where is my deposit?").exists)
    post.delivers_again()
    post.dovecot.await_mail(KIM)
    assert post.answers_in_mailbox() == 1
    assert Message.objects.filter(text="Where is my deposit?").count() == 1
    assert post.problem() == ""
    assert doctor_on_mailboxes()["what"] == "2 servers of inboxes let us in"


def test_an_authority_of_ones_own_counts_only_where_it_is_named(
    secure_post: SecurePost, settings: Any
) -> None:
    post = secure_post
    settings.CA_FILE = ""
    post.connects(
        imap=imap(post, "tls"), smtp=smtp(post, "tls"), imap_password=PASSWORD, smtp_password=PASSWORD
    )
    assert all("MADOGUCHI_CA_FILE" in one for one in mailbox_problems()[1])
    own = {"ca_file": str(post.secure.ca_file)}
    post.connects(
        imap=imap(post, "tls") | own,
        smtp=smtp(post, "tls") | own,
        imap_password=PASSWORD,
        smtp_password=PASSWORD,
    )
    assert mailbox_problems() == (2, [])
    gone = {"ca_file": "/nowhere/authority.pem"}
    post.connects(imap=imap(post, "tls") | gone, imap_password=PASSWORD)
    assert "/nowhere/authority.pem cannot be read" in mailbox_problems()[1][0]


@pytest.mark.parametrize("protocol", ["imap", "smtp"])
def test_somebody_who_takes_starttls_away_learns_nothing(secure_post: SecurePost, protocol: str) -> None:
    post = secure_post
    settings = imap(post, "starttls") if protocol == "imap" else smtp(post, "starttls")
    with eavesdropper(settings["port"], strips=True) as somebody:
        settings["port"] = somebody.port
        post.connects(**{protocol: settings}, **{f"{protocol}_password": PASSWORD})
        asked, found = mailbox_problems()
        if protocol == "smtp":
            assert post.answers_kim().state == "queued"
    assert asked == 1
    assert "offers no STARTTLS although it is demanded" in found[0]
    assert somebody.connections
    assert not somebody.heard(PASSWORD)
    assert not somebody.heard("Here is your answer")
    assert "AUTH" not in somebody.commands()
    assert "LOGIN" not in somebody.commands()


def test_servers_without_starttls_are_named(secure_post: SecurePost, mail_servers: MailWorld) -> None:
    post = secure_post
    plain = {"host": "127.0.0.1", "tls": "starttls"}
    post.connects(
        imap=plain | {"port": mail_servers.dovecot.imap_port},
        smtp=plain | {"port": mail_servers.smtp_port},
        imap_password=PASSWORD,
        smtp_password=PASSWORD,
    )
    assert [("offers no STARTTLS" in one) for one in mailbox_problems()[1]] == [True, True]


def test_the_wrong_kind_of_tls_is_named(secure_post: SecurePost) -> None:
    post = secure_post
    post.connects(
        imap=imap(post, "starttls") | {"tls": "tls"},
        smtp=smtp(post, "starttls") | {"tls": "tls"},
        imap_password=PASSWORD,
        smtp_password=PASSWORD,
    )
    assert all("does not speak TLS at this port" in one for one in mailbox_problems()[1])


def test_the_server_of_the_whole_installation_is_held_to_the_same(secure_post: SecurePost) -> None:
    port = secure_post.secure.submission_port
    assert server_problem(f"smtp://support%40hoshi.example:{PASSWORD}@localhost:{port}?starttls=1") == ""
    assert "another name" in server_problem(f"smtp://u:{PASSWORD}@{OTHER_NAME}:{port}?starttls=1")
    wrong = server_problem(f"smtp://support%40hoshi.example:wrong@localhost:{port}?starttls=1")
    assert "refuses our sign-in" in wrong
