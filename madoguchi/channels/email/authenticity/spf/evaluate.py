"""The evaluation of SPF records: check_host() with its limits (RFC 7208, sections 4 to 6)."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from ..dns import Dns, DnsTrouble, Kind, NotAName, Records
from ..verdicts import SpfWord
from .grammar import BadRecord, Mechanism, Record, check_macros, read_record
from .macros import Address, Facts, expand, expand_name, reverse_name

# RFC 7208, section 4.6.4.
MOST_TERMS = 10
MOST_NAMES = 10
MOST_VOID = 2
_WORDS: dict[str, SpfWord] = {"+": "pass", "-": "fail", "~": "softfail", "?": "neutral"}


class PermanentProblem(Exception):
    """A limit is exceeded or a named record is missing: permerror. The text says which."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a domain's record says, by which term; `explained_by` is the exp= of that record, `domain` its domain."""

    word: SpfWord
    domain: str
    term: str = ""
    explained_by: str | None = None


class Evaluation:
    """One run for one mail: the limits count through all included and redirected records."""

    def __init__(self, dns: Dns, *, receiver: str, time: int) -> None:
        self._dns = dns
        self.receiver, self.time = receiver, time
        self._terms = self._void = 0

    def check_host(self, facts: Facts, domain: str) -> Result:
        """Raises DnsTrouble, BadRecord, PermanentProblem."""
        record = self._record(domain)
        if record is None:
            return Result("none", domain)
        for mechanism in record.mechanisms:
            if self._matches(mechanism, facts, domain):
                term = f"{mechanism.sign.strip('+')}{mechanism.name}"
                return Result(_WORDS[mechanism.sign], domain, term, record.explanation)
        if record.redirect is None:
            return Result("neutral", domain)
        self._count_term()
        target = expand_name(record.redirect, facts, domain)
        found = self.check_host(facts, target)
        if found.word == "none":
            raise PermanentProblem(f"{domain} points to {target[:80]}, which has no SPF record")
        return found

    def explanation(self, facts: Facts, found: Result) -> str:
        """The domain's words about a fail; empty where it has none that can be read (section 6.2)."""
        if found.explained_by is None:
            return ""
        try:
            texts = self._dns.ask(expand_name(found.explained_by, facts, found.domain), "TXT")
            if len(texts) != 1 or not texts[0].isascii():
                return ""
            check_macros(texts[0], explanation=True)
            return expand(texts[0], facts, found.domain)
        except (DnsTrouble, NotAName, BadRecord, PermanentProblem):
            return ""

    def validated_name(self, client: Address, domain: str) -> str:
        """The macro p: a name of the client that leads back to it, best one at or below `domain`."""
        names = self._validated(client)
        below = [name for name in names if _is_below(name, domain)]
        exact = [name for name in below if name.lower() == domain.lower()]
        return next(iter([*exact, *below, *names]), "unknown")

    def _record(self, domain: str) -> Record | None:
        try:
            texts = self._dns.ask(domain, "TXT")
        except NotAName:
            return None
        records = [text for text in texts if text.lower() == "v=spf1" or text.lower().startswith("v=spf1 ")]
        if len(records) > 1:
            raise PermanentProblem(f"{domain} has several SPF records")
        return read_record(records[0]) if records else None

    def _matches(self, mechanism: Mechanism, facts: Facts, domain: str) -> bool:
        if mechanism.name == "all":
            return True
        if mechanism.network is not None:
            return facts.client.version == mechanism.network.version and facts.client in mechanism.network
        self._count_term()
        target = expand_name(mechanism.domain, facts, domain) if mechanism.domain else domain
        match mechanism.name:
            case "include":
                return self._included(facts, target)
            case "exists":
                return bool(self._asked(target, "A"))
            case "ptr":
                return any(_is_below(name, target) for name in self._validated(facts.client))
            case "a":
                return self._is_address_of(target, mechanism, facts.client)
            case _:
                names = self._asked(target, "MX")
                if len(names) > MOST_NAMES:
                    raise PermanentProblem(f"{target[:80]} names more than {MOST_NAMES} mail servers")
                return any(self._is_address_of(name, mechanism, facts.client) for name in names if name)

    def _included(self, facts: Facts, target: str) -> bool:
        found = self.check_host(facts, target)
        if found.word == "none":
            raise PermanentProblem(f"{target[:80]} is included and has no SPF record")
        return found.word == "pass"

    def _is_address_of(self, name: str, mechanism: Mechanism, client: Address) -> bool:
        length = mechanism.four if client.version == 4 else mechanism.six
        return any(_in(client, address, length) for address in self._asked(name, _address_kind(client)))

    def _validated(self, client: Address) -> list[str]:
        """Names that point to the client and back (section 5.5); trouble means there are none."""
        try:
            names = self._asked(reverse_name(client), "PTR")[:MOST_NAMES]
        except DnsTrouble:
            return []
        return [name for name in names if self._leads_to(name, client)]

    def _leads_to(self, name: str, client: Address) -> bool:
        try:
            found = self._dns.ask(name, _address_kind(client))
        except (DnsTrouble, NotAName):
            return False
        return any(_in(client, address, client.max_prefixlen) for address in found)

    def _asked(self, name: str, kind: Kind) -> Records:
        try:
            found = self._dns.ask(name, kind)
        except NotAName:
            found = ()
        if not found:
            self._void += 1
            if self._void > MOST_VOID:
                raise PermanentProblem(f"more than {MOST_VOID} names in the record do not exist")
        return found

    def _count_term(self) -> None:
        self._terms += 1
        if self._terms > MOST_TERMS:
            raise PermanentProblem(f"the record needs more than {MOST_TERMS} DNS lookups")


def _address_kind(client: Address) -> Kind:
    return "A" if client.version == 4 else "AAAA"


def _in(client: Address, address: str, length: int) -> bool:
    try:
        network = ipaddress.ip_network((address, length), strict=False)
    except ValueError:
        return False
    return client.version == network.version and client in network


def _is_below(name: str, domain: str) -> bool:
    name, domain = name.lower().rstrip("."), domain.lower().rstrip(".")
    return name == domain or name.endswith(f".{domain}")
