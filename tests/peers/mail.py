"""Real mail servers for a test run: Postfix as everybody's MTA, Dovecot with everybody's mailboxes.

Dovecot holds the mailboxes of customers (any local part @kunde.example) and of ours (@hoshi.example); passwords are
`secret`. Postfix takes any mail from this machine and hands it on: to Dovecot's LMTP, or (host door.example) to ours.
"""

from __future__ import annotations

import imaplib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests import patience
from tests.tools.servers import free_port, wait_for_port

PASSWORD = "secret"
OURS = "hoshi.example"
THEIRS = "kunde.example"
DOOR = "door.example"
GREY = "grau.example"


@dataclass
class Dovecot:
    """Mailboxes by IMAP; can be killed and started again with its mails."""

    folder: Path
    imap_port: int
    lmtp_port: int
    users: tuple[str, ...]
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            ["/usr/sbin/dovecot", "-F", "-c", str(self.folder / "dovecot.conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_for_port(self.imap_port)
        wait_for_port(self.lmtp_port)

    def kill(self) -> None:
        """As a power cut would: the whole process group at once."""
        assert self.process is not None
        os.killpg(self.process.pid, 9)
        self.process.wait(patience.SECONDS)
        for pid_file in (self.folder / "run").glob("*.pid"):
            pid_file.unlink(missing_ok=True)

    def mails(self, user: str) -> list[bytes]:
        """All mails of a mailbox, oldest first."""
        with imaplib.IMAP4("127.0.0.1", self.imap_port, timeout=patience.SECONDS) as imap:
            imap.login(user, PASSWORD)
            imap.select("INBOX", readonly=True)
            numbers = imap.search(None, "ALL")[1][0].split()
            return [imap.fetch(n, "(BODY.PEEK[])")[1][0][1] for n in numbers]

    def await_mail(self, user: str, count: int = 1, *, seconds: float = patience.SECONDS) -> bytes:
        """The newest mail, once there are `count`."""
        end = time.monotonic() + seconds
        while len(found := self.mails(user)) < count:
            assert time.monotonic() < end, f"{user} has {len(found)} of {count} mails"
            time.sleep(0.05)
        return found[-1]

    def empty(self) -> None:
        for user in self.users:
            with imaplib.IMAP4("127.0.0.1", self.imap_port, timeout=patience.SECONDS) as imap:
                imap.login(user, PASSWORD)
                imap.select("INBOX")
                if imap.search(None, "ALL")[1][0]:
                    imap.store("1:*", "+FLAGS.SILENT", r"(\Deleted)")
                    imap.expunge()


@dataclass
class MailWorld:
    """Everything a mail story needs."""

    dovecot: Dovecot
    smtp_port: int
    door_port: int
    grey_port: int
    folder: Path
    extra: dict[str, str] = field(default_factory=dict)

    def log(self) -> str:
        path = self.folder / "postfix" / "maillog"
        return path.read_text() if path.exists() else ""

    def flush(self) -> None:
        """Let Postfix try deferred mail again now."""
        subprocess.run(["/usr/sbin/postqueue", "-c", str(self.folder / "postfix"), "-f"], check=False)


@contextmanager
def mail_world(
    *, dovecot_more: str = "", postfix_more: str = "", services: Sequence[str] = ()
) -> Iterator[MailWorld]:
    """Both servers, ready in about half a second; gone afterwards. What is given more goes behind their settings."""
    folder = Path(tempfile.mkdtemp(prefix="madoguchi-mail-"))
    folder.chmod(0o755)
    ports = _ports(5)
    dovecot = _dovecot(folder, ports[0], ports[1], dovecot_more)
    world = MailWorld(dovecot, ports[2], ports[3], ports[4], folder)
    postfix: subprocess.Popen[bytes] | None = None
    try:
        dovecot.start()
        postfix = _postfix(world, postfix_more, services)
        yield world
    finally:
        if postfix is not None:
            postfix.terminate()
            postfix.wait(patience.SECONDS)
        if dovecot.process is not None and dovecot.process.poll() is None:
            dovecot.process.terminate()
            dovecot.process.wait(patience.SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _ports(count: int) -> list[int]:
    first = free_port()
    ports = [first]
    while len(ports) < count:
        port = ports[-1] + 1
        with socket.socket() as taker:
            try:
                taker.bind(("127.0.0.1", port))
            except OSError:
                ports = [port + 1]
                continue
        ports.append(port)
    return ports


def _dovecot(folder: Path, imap_port: int, lmtp_port: int, more: str) -> Dovecot:
    names = ("marta", "kim", "yuki", "mallory")
    users = (*(f"{name}@{THEIRS}" for name in names), f"support@{OURS}", f"vip@{OURS}")
    home = folder / "mailboxes"
    home.mkdir()
    run = folder / "run"
    run.mkdir()
    if os.geteuid() == 0:
        shutil.chown(home, "mail", "mail")
    (folder / "passwd").write_text("".join(f"{user}:{{PLAIN}}{PASSWORD}::::::\n" for user in users))
    (folder / "passwd").chmod(0o644)
    identity = (
        "default_internal_user = dovecot\ndefault_login_user = dovenull\n"
        if os.geteuid() == 0
        else f"default_internal_user = {os.environ.get('USER', 'nobody')}\n"
    )
    (folder / "dovecot.conf").write_text(
        f"""
base_dir = {run}
log_path = {folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
{identity}mail_uid = mail
mail_gid = mail
first_valid_uid = 1
recipient_delimiter = +
mail_location = maildir:{home}/%u
lmtp_save_to_detail_mailbox = no
passdb {{
  driver = passwd-file
  args = username_format=%u {folder}/passwd
}}
userdb {{
  driver = static
  args = uid=mail gid=mail home={home}/%u allow_all_users=no
}}
service imap-login {{
  inet_listener imap {{
    port = {imap_port}
  }}
  inet_listener imaps {{
    port = 0
  }}
  process_min_avail = 0
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp_port}
  }}
}}
{more}"""
    )
    return Dovecot(folder, imap_port, lmtp_port, users)


def _postfix(world: MailWorld, more: str, own_services: Sequence[str]) -> subprocess.Popen[bytes]:
    conf = world.folder / "postfix"
    queue = world.folder / "queue"
    data = world.folder / "data"
    for each in (conf, queue, data):
        each.mkdir()
        each.chmod(0o755)
    shutil.chown(data, "postfix", "postfix")
    (conf / "transport").write_text(
        f"{DOOR} lmtp:inet:127.0.0.1:{world.door_port}\n{GREY} smtp:[127.0.0.1]:{world.grey_port}\n"
        f"{OURS} lmtp:inet:127.0.0.1:{world.dovecot.lmtp_port}\n{THEIRS} lmtp:inet:127.0.0.1:{world.dovecot.lmtp_port}\n"
    )
    (conf / "main.cf").write_text(
        f"""
compatibility_level = 3.6
queue_directory = {queue}
data_directory = {data}
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mta.example
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtpd_relay_restrictions = permit_mynetworks, reject
transport_maps = texthash:{conf}/transport
recipient_delimiter = +
alias_maps =
local_recipient_maps =
maillog_file = {conf}/maillog
maillog_file_prefixes = {world.folder}
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
delay_warning_time = 0
smtputf8_enable = yes
lmtp_destination_recipient_limit = 50
message_size_limit = 60000000
import_environment = MAIL_CONFIG={conf}
{more}
"""
    )
    services = [
        *own_services,
        f"127.0.0.1:{world.smtp_port} inet n - n - - smtpd",
        "pickup unix n - n 60 1 pickup",
        "cleanup unix n - n - 0 cleanup",
        "qmgr unix n - n 1 1 qmgr",
        "tlsmgr unix - - n 1000? 1 tlsmgr",
        "rewrite unix - - n - - trivial-rewrite",
        "bounce unix - - n - 0 bounce",
        "defer unix - - n - 0 bounce",
        "trace unix - - n - 0 bounce",
        "verify unix - - n - 1 verify",
        "flush unix n - n 1000? 0 flush",
        "proxymap unix - - n - - proxymap",
        "smtp unix - - n - - smtp",
        "lmtp unix - - n - - lmtp",
        "showq unix n - n - - showq",
        "error unix - - n - - error",
        "retry unix - - n - - error",
        "discard unix - - n - - discard",
        "anvil unix - - n - 1 anvil",
        "scache unix - - n - 1 scache",
        "postlog unix-dgram n - n - 1 postlogd",
    ]
    (conf / "master.cf").write_text("\n".join(services) + "\n")
    for path in (conf, conf / "main.cf", conf / "master.cf", conf / "transport"):
        shutil.chown(path, "root", "root")
    subprocess.run(["/usr/sbin/postfix", "-c", str(conf), "check"], check=False, capture_output=True)
    process = subprocess.Popen(
        ["/usr/lib/postfix/sbin/master", "-c", str(conf), "-d"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=queue,
        env={"PATH": os.environ["PATH"], "MAIL_CONFIG": str(conf)},
    )
    wait_for_port(world.smtp_port)
    return process
