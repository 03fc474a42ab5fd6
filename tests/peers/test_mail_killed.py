"""A process is killed while it reads a mailbox: another goes on, and every mail is there once."""

from __future__ import annotations

import json
import os
import signal
import smtplib
import subprocess
from collections.abc import Callable

import pytest

from tests import patience
from tests.patience import until
from tests.peers.mail import PASSWORD, MailWorld
from tests.site_server import Site

pytestmark = pytest.mark.peers
SUPPORT = "support@hoshi.example"
MAILS = 40
HALF = 20  # come while the first one reads; the others when it is gone
LEASE_SECONDS = 3


def test_another_process_takes_over_after_the_lease(
    mail_servers: MailWorld, new_site: Callable[..., Site]
) -> None:
    site = new_site(MADOGUCHI_MAILBOX_LEASE_SECONDS=str(LEASE_SECONDS), MADOGUCHI_MAIL_BATCH="3")
    connects(site, mail_servers)
    mail_servers.dovecot.empty()
    apart = bool(site.database)
    first = starts(site, apart)
    until(lambda: holder(site))
    doomed = holder(site)
    second = starts(site, apart) if apart else None
    post_mails(mail_servers, range(HALF))
    until(lambda: taken(site) >= 3)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    post_mails(mail_servers, range(HALF, MAILS))
    if second is None:  # SQLite has one writing process: the next one starts when the first is gone
        second = starts(site, apart)
    until(lambda: taken(site) >= MAILS)
    mail_servers.dovecot.await_mail(SUPPORT, MAILS)
    until(lambda: holder(site) not in ("", doomed))
    texts = [
        row[0]
        for row in site.rows("SELECT text FROM inbox_message WHERE substr(text, 1, 11) = 'killed mail'")
    ]
    assert sorted(texts) == sorted(f"killed mail {number}" for number in range(MAILS))
    until(lambda: site.rows("SELECT count(*) FROM channel_kit_rawpayload WHERE state <> 'done'") == [(0,)])
    second.terminate()
    assert second.wait(patience.SECONDS) == 0
    assert holder(site) == ""


def connects(site: Site, servers: MailWorld) -> None:
    imap = {"host": "127.0.0.1", "port": servers.dovecot.imap_port, "tls": "none", "user": SUPPORT}
    given = {"imap": imap, "secrets": {"imap_password": PASSWORD}}
    done = site.run("mailbox", "set", SUPPORT, input=json.dumps(given))
    assert PASSWORD not in done.stdout
    assert "1 of 1 servers let us in" in site.run("mailbox", "check").stdout


def starts(site: Site, apart: bool) -> subprocess.Popen[bytes]:
    if apart:
        name = f"worker{len(site.processes)}"
        site.processes[name] = site.spawn("worker")
    else:
        name = "serve"
        site.processes[name] = site.spawn("serve", "--port", str(site.port))
    return site.processes[name]


def post_mails(servers: MailWorld, numbers: range) -> None:
    with smtplib.SMTP("127.0.0.1", servers.smtp_port, timeout=patience.SECONDS) as server:
        for number in numbers:
            head = f"From: kim@kunde.example\r\nTo: {SUPPORT}\r\nSubject: Mail {number}\r\n"
            mail = f"{head}Message-ID: <killed{number}@kunde.example>\r\n\r\nkilled mail {number}\r\n"
            server.sendmail("kim@kunde.example", [SUPPORT], mail.encode())


def taken(site: Site) -> int:
    return int(
        site.rows("SELECT count(*) FROM inbox_message WHERE substr(text, 1, 11) = 'killed mail'")[0][0]
    )


def holder(site: Site) -> str:
    rows = site.rows("SELECT holder FROM email_channel_mailboxstate WHERE holder <> ''")
    return str(rows[0][0]) if rows else ""
