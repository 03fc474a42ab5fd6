"""Who a mail says it is from, read so that it cannot be read in two ways."""

from __future__ import annotations

from ..parse.addresses import parse_addresses
from .dns import NotAName
from .fields import Message
from .organization import plain_domain

_MOST_AUTHORS = 20


class NoOneAuthor(ValueError):
    """From names nobody, or more than one domain, or is not what is shown; the text says which."""


def author_domain(message: Message, shown: str) -> str:
    """The domain in From. `shown`: the sender as our reader shows it, who must be that of the one From field.

    Raises NoOneAuthor: such a mail proves nothing about anybody (RFC 7489, section 6.6.1).
    """
    fields = message.all("from")
    if len(fields) != 1:
        missing = message.problem or "the mail has no From field"
        raise NoOneAuthor("the mail has several From fields" if fields else missing)
    addresses = {one.address.lower() for one in parse_addresses(fields[0].text, _MOST_AUTHORS) if one.address}
    if shown.lower() not in addresses:
        raise NoOneAuthor("From can be read in more than one way")
    try:
        domains = {plain_domain(address.rpartition("@")[2]) for address in addresses if "@" in address}
    except NotAName as error:
        raise NoOneAuthor("From names no domain") from error
    if len(domains) != 1:
        raise NoOneAuthor("From names several domains" if domains else "From names no domain")
    return domains.pop()
