"""SPF (RFC 7208): may this address send mail for this domain? The door is `check_spf`."""

from __future__ import annotations

import ipaddress
import time

from ..dns import Dns, DnsTrouble, NotAName, labels
from ..verdicts import Spf, SpfWord
from .evaluate import Evaluation, PermanentProblem, Result
from .grammar import BadRecord
from .macros import Facts

LONGEST_EXPLANATION = 500
# RFC 5321, section 4.5.3.1, allows 256; macros repeat these texts.
LONGEST_PATH = 512


def check_spf(
    client: str, *, mail_from: str, helo: str, dns: Dns, receiver: str = "unknown", now: int | None = None
) -> Spf:
    """`client` is the address that connected, `mail_from` the envelope's sender, empty for a report.

    `receiver` is our host, `now` seconds of Unix: both are for explanations alone.
    """
    try:
        address = ipaddress.ip_address(client.partition("%")[0])
    except ValueError:
        return Spf("none", "the client's address is not known")
    if len(mail_from) > LONGEST_PATH or len(helo) > LONGEST_PATH:
        return Spf("none", "the envelope's sender or HELO is too long")
    local, _, domain = mail_from.strip("<> ").rpartition("@")
    domain = (domain or helo).lower().removesuffix(".")
    if not _is_domain(domain):
        return Spf("none", "neither the envelope's sender nor HELO names a domain", domain)
    plain = getattr(address, "ipv4_mapped", None) or address
    evaluation = Evaluation(dns, receiver=receiver, time=int(time.time()) if now is None else now)
    facts = Facts(
        client=plain,
        sender=f"{local or 'postmaster'}@{domain}",
        helo=helo,
        receiver=receiver,
        time=evaluation.time,
        validated=lambda of: evaluation.validated_name(plain, of),
    )
    return _judged(evaluation, facts, domain)


def _judged(evaluation: Evaluation, facts: Facts, domain: str) -> Spf:
    try:
        found = evaluation.check_host(facts, domain)
    except DnsTrouble as trouble:
        return Spf("temperror", str(trouble), domain)
    except (BadRecord, PermanentProblem) as problem:
        return Spf("permerror", str(problem), domain)
    explanation = evaluation.explanation(facts, found) if found.word == "fail" else ""
    return Spf(found.word, _reason(found, facts, domain), domain, explanation[:LONGEST_EXPLANATION])


def _reason(found: Result, facts: Facts, domain: str) -> str:
    why: dict[SpfWord, str] = {
        "none": f"{domain} says nothing about who may send for it",
        "pass": f"{facts.client} may send for {domain}",
        "fail": f"{facts.client} may not send for {domain}",
        "softfail": f"{facts.client} probably may not send for {domain}",
        "neutral": f"{domain} does not say whether {facts.client} may send for it",
    }
    text = why[found.word]
    return f"{text} ({found.term})" if found.term else text


def _is_domain(domain: str) -> bool:
    try:
        return len(labels(domain)) > 1 and not domain.startswith("[")
    except NotAName:
        return False
