"""DMARC (RFC 7489): does the domain that people see in From stand behind the mail?"""

from __future__ import annotations

from .author import NoOneAuthor, author_domain
from .dns import Dns, DnsTrouble
from .fields import Message
from .organization import aligned
from .policy import Policy, find_policy
from .tags import BadTags
from .verdicts import Dkim, Dmarc, Spf


def check_dmarc(message: Message, *, shown: str, spf: Spf, dkim: Dkim, dns: Dns) -> Dmarc:
    """`shown` is the sender's address as the reader shows it."""
    try:
        domain = author_domain(message, shown)
    except NoOneAuthor as problem:
        return Dmarc("fail", str(problem))
    try:
        policy = find_policy(domain, dns)
    except DnsTrouble as trouble:
        return Dmarc("temperror", str(trouble), domain)
    except BadTags as problem:
        return Dmarc("permerror", f"the policy of {domain} cannot be read: {problem}", domain)
    if policy is None:
        return Dmarc("none", f"{domain} publishes no DMARC policy", domain)
    proofs = _proofs(domain, policy, spf, dkim)
    if proofs:
        return Dmarc("pass", f"{domain} stands behind it", domain, policy.wanted, proofs)
    if "temperror" in (spf.result, dkim.result):
        return Dmarc("temperror", "the DNS did not answer all questions", domain, policy.wanted)
    return Dmarc("fail", _missing(domain, spf, dkim), domain, policy.wanted)


def _proofs(domain: str, policy: Policy, spf: Spf, dkim: Dkim) -> tuple[str, ...]:
    by_dkim = any(aligned(one, domain, strict=policy.strict_dkim) for one in dkim.domains)
    by_spf = spf.result == "pass" and aligned(spf.domain, domain, strict=policy.strict_spf)
    return tuple(name for name, proved in (("dkim", by_dkim), ("spf", by_spf)) if proved)


def _missing(domain: str, spf: Spf, dkim: Dkim) -> str:
    others = [*dkim.domains, *([spf.domain] if spf.result == "pass" else [])]
    if others:
        return f"it is proven to come from {', '.join(dict.fromkeys(others))}, not from {domain}"
    return f"nothing proves that it comes from {domain}"
