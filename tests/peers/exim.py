"""Exim as a second mail server: takes any mail from this machine and hands ours to our door, by LMTP or SMTP.

It refuses to run beside Postfix as a package, so it is unpacked, and runs with a configuration and a queue of its own.
What is for kunde.example goes to Dovecot, so that reports reach their senders.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import patience
from tests.peers.mail import DOOR, THEIRS
from tests.tools.servers import free_port, wait_for_port
from tests.tools.system_packages import unpacked

USER = "Debian-exim"  # its own name for itself, built into the program


@dataclass
class Exim:
    """`door` is where what is for door.example goes."""

    folder: Path
    port: int
    command: list[str]
    environment: dict[str, str]

    def waiting(self) -> int:
        """Mails in its queue."""
        return int(self._run("-bpc").stdout or 0)

    def flush(self) -> None:
        """Try again now whatever waits."""
        self._run("-qff")

    def log(self) -> str:
        path = self.folder / "log" / "mainlog"
        return path.read_text() if path.exists() else ""

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.command, *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=patience.SECONDS,
            check=False,
        )


@contextmanager
def exim(*, door_port: int, protocol: str, lmtp_port: int) -> Iterator[Exim]:
    """Ready in a moment; `protocol` (lmtp or smtp) is what it speaks with our door."""
    root = unpacked("exim4")
    try:
        user = pwd.getpwnam(USER)
    except KeyError:
        subprocess.run(["useradd", "--system", "--no-create-home", USER], check=True)
        user = pwd.getpwnam(USER)
    folder = Path(tempfile.mkdtemp(prefix="madoguchi-exim-"))
    folder.chmod(0o755)
    for name in ("spool", "log"):
        (folder / name).mkdir()
        os.chown(folder / name, user.pw_uid, user.pw_gid)
    port = free_port()
    program = str(root / "usr/sbin/exim4")
    configuration = folder / "exim.conf"
    configuration.write_text(_configuration(folder, program, port, door_port, protocol, lmtp_port))
    configuration.chmod(0o644)
    found = Exim(
        folder,
        port,
        [program, "-C", str(configuration)],
        {"PATH": os.environ["PATH"]},
    )
    process = subprocess.Popen(
        [*found.command, "-bdf", "-q10m"],
        env=found.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for_port(port)
        yield found
    finally:
        process.terminate()
        process.wait(patience.SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _configuration(
    folder: Path, program: str, port: int, door_port: int, protocol: str, lmtp_port: int
) -> str:
    return f"""
primary_hostname = exim.example
exim_path = {program}
keep_environment =
spool_directory = {folder}/spool
log_file_path = {folder}/log/%slog
pid_file_path = {folder}/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port}
tls_advertise_hosts =
smtputf8_advertise_hosts = *
accept_8bitmime = true
message_size_limit = 60M
acl_smtp_rcpt = take
qualify_domain = exim.example
never_users =
deliver_drop_privilege = true

begin acl
take:
  accept hosts = 127.0.0.1

begin routers
door:
  driver = manualroute
  domains = {DOOR}
  transport = to_door
  route_list = * 127.0.0.1
  self = send
mailboxes:
  driver = manualroute
  domains = {THEIRS}
  transport = to_mailboxes
  route_list = * 127.0.0.1
  self = send

begin transports
to_door:
  driver = smtp
  protocol = {protocol}
  port = {door_port}
  allow_localhost
  hosts_try_fastopen =
to_mailboxes:
  driver = smtp
  protocol = lmtp
  port = {lmtp_port}
  allow_localhost
  hosts_try_fastopen =

begin retry
* * F,1h,1s
"""
