"""The same mail servers with TLS and tokens: Dovecot and Postfix with certificates, and OAuth2 asked of a real server.

127.0.0.1 (localhost) has a good certificate, 127.0.0.2 one for another name, 127.0.0.3 one it signed itself.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.peers.certificates import Authority
from tests.peers.mail import MailWorld, mail_world
from tests.peers.mail_tokens import TokenServer, token_server
from tests.tools.servers import free_port

GOOD, OTHER_NAME, SELF_SIGNED = "localhost", "127.0.0.2", "127.0.0.3"


@dataclass
class SecureWorld:
    """Ports of the doors that speak TLS at once, and of those that offer STARTTLS."""

    mail: MailWorld
    ca_file: Path
    imaps_port: int
    imap_port: int
    smtps_port: int
    submission_port: int
    tokens: TokenServer


@contextmanager
def secure_world() -> Iterator[SecureWorld]:
    folder = Path(tempfile.mkdtemp(prefix="madoguchi-tls-"))
    folder.chmod(0o755)
    authority = Authority(folder)
    good = authority.issue("localhost", "127.0.0.1", file="good.pem")
    other = authority.issue("mail.other.example", file="other.pem")
    own = authority.issue_self_signed("127.0.0.3", file="own.pem")
    imaps, smtps, submission, auth = (free_port() for _ in range(4))
    signed_in = "-o smtpd_sasl_auth_enable=yes -o smtpd_relay_restrictions=permit_sasl_authenticated,reject"
    services = [
        f"{address}:{port} inet n - n - - smtpd {mode} {signed_in} -o smtpd_tls_chain_files={chain}"
        for address, chain in (("127.0.0.1", good), (OTHER_NAME, other), (SELF_SIGNED, own))
        for port, mode in (
            (smtps, "-o smtpd_tls_wrappermode=yes"),
            (submission, "-o smtpd_tls_security_level=encrypt"),
        )
    ]
    sasl = f"smtpd_sasl_type = dovecot\nsmtpd_sasl_path = inet:127.0.0.1:{auth}\nsmtpd_tls_auth_only = yes\n"
    try:
        with (
            token_server() as tokens,
            mail_world(
                dovecot_more=_dovecot(folder, good, other, own, imaps=imaps, auth=auth, tokens=tokens),
                postfix_more=sasl,
                services=services,
            ) as world,
        ):
            yield SecureWorld(
                world, authority.file, imaps, world.dovecot.imap_port, smtps, submission, tokens
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _dovecot(
    folder: Path, good: Path, other: Path, own: Path, *, imaps: int, auth: int, tokens: TokenServer
) -> str:
    (folder / "oauth2.conf").write_text(
        f"""
introspection_url = {tokens.introspection_url}
introspection_mode = post
force_introspection = yes
username_attribute = sub
active_attribute = active
active_value = true
"""
    )
    return f"""
listen = 127.0.0.1, {OTHER_NAME}, {SELF_SIGNED}
ssl = yes
ssl_cert = <{good}
ssl_key = <{good}
local {OTHER_NAME} {{
  ssl_cert = <{other}
  ssl_key = <{other}
}}
local {SELF_SIGNED} {{
  ssl_cert = <{own}
  ssl_key = <{own}
}}
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth2.conf
}}
service imap-login {{
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service auth {{
  inet_listener {{
    address = 127.0.0.1
    port = {auth}
  }}
}}
"""
