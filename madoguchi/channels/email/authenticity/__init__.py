"""Is a mail from whom it says it is from? SPF, DKIM, ARC and DMARC. The door is `check_authenticity`."""

from __future__ import annotations

from .arc import check_arc
from .dkim import check_dkim
from .dmarc import check_dmarc
from .dns import Dns, Lookup
from .fields import read_message
from .limits import DEFAULT_AUTH_LIMITS, AuthLimits
from .spf import check_spf
from .verdicts import Authenticity


def check_authenticity(
    raw: bytes,
    *,
    shown: str,
    lookup: Lookup,
    client: str = "",
    mail_from: str = "",
    helo: str = "",
    limits: AuthLimits = DEFAULT_AUTH_LIMITS,
) -> Authenticity:
    """All four verdicts on one raw mail; no exception, whatever the bytes and the DNS answer.

    shown: the sender's address as `parse_mail` reads it. client, mail_from, helo: the address that connected and what
    it said; where `client` is empty, SPF says none.
    """
    message = read_message(raw, limits=limits)
    dns = Dns(lookup, limits=limits)
    spf = check_spf(client, mail_from=mail_from, helo=helo, dns=dns)
    dkim = check_dkim(message, dns, limits=limits)
    dmarc = check_dmarc(message, shown=shown, spf=spf, dkim=dkim, dns=dns)
    return Authenticity(spf, dkim, check_arc(message, dns, limits=limits), dmarc)
