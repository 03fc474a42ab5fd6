"""Phrases that mail systems give as the reason, most telling first. Lower case, one space between words."""

from __future__ import annotations

import re

from madoguchi.channels.email.parse.bounces.codes import reason_of_code

_SPACES = re.compile(r"\s+")

PHRASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("mailbox full", (
        "mailbox full", "mailbox is full", "quota exceeded", "over quota", "overquota", "exceeded storage",
        "quota full",
        "mailbox size limit", "exceeding their quota", "exceeds quota", "storage quota",
        "mailfolder is full",
        "insufficient disk", "box space not enough", "disk quota", "full mailbox", "exceeded his quota",
        "is over quota",
        "exceeded their quota", "mail quota", "quota violation", "mailbox has exceeded", "inbox is full",
        "not enough space",
        "out of storage", "account is full", "user is over", "mailboxfull", "maildir over quota",
        "quota for mailbox",
        "メールボックスが一杯", "容量を超え", "邮箱已满", "信箱已滿", "boîte pleine", "postfach ist voll",
        "переполнен",
        "recipient overquota", "would exceed", "no space left", "mailbox exceeds",
        "receive any more messages",
        "exceeded limit", "storage limit", "용량", "maximum allowed storage", "caixa de correio cheia",
        "buzón lleno")),
    ("virus", ("virus", "malware", "infected")),
    ("too big", (
        "message too large", "too big", "exceeds size", "size limit", "message size exceed",
        "exceeds maximum",
        "message length exceeds", "message is larger", "maximum message size", "exceeded message size",
        "file too large",
        "mail size limit", "larger than the maximum", "larger than the current", "size exceeds",
        "max message size")),
    ("rate limited", (
        "too many connections", "rate limit", "too many messages", "throttl", "too many recipients",
        "sending limit",
        "rate that", "exceeded the maximum number", "daily limit", "too many concurrent", "connection limit",
        "too much mail", "too fast", "too many sessions", "deferred due to", "message rate",
        "connection frequency")),
    ("authentication", (
        "dmarc", "spf check", "fails spf", "spf fail", "spf record", "dkim", "authentication required",
        "not pass authentication", "unauthenticated", "did not pass", "auth failure",
        "sender policy framework",
        "authentication check", "authentication fail", "authentication-results")),
    ("spam", (
        "spam", "junk mail", "bulk mail", "unsolicited", "advertisement", "mail rejected by content",
        "looks like",
        "detected as", "considered unsolicited", "spamassassin", "high-probability")),
    ("blocked", (
        "blocked", "blacklist", "black list", "blocklist", "rbl", "dnsbl", "is listed", "listed by",
        "reputation",
        "bad reputation", "banned", "reverse dns", "ptr record", "no ptr", "rdns", "spamhaus", "open relay",
        "client host rejected", "client host", "poor reputation", "your ip", "blackholed",
        "cannot find your hostname",
        "use the smtp server of your isp", "helo command rejected", "sender ip", "connection refused by",
        "reverse lookup")),
    ("relay denied", ("relay", "relaying denied", "not a gateway")),
    ("moved", ("has moved", "user has moved", "moved to", "new address is", "please try <",
    "no longer at this address")),
    ("mailbox disabled", (
        "account has been disabled", "account disabled", "mailbox disabled", "disabled or discontinued",
        "suspended",
        "account is inactive", "inactive user", "mailbox unavailable due", "account is locked",
        "is disabled", "deactivated",
        "account inactive", "is inactive", "user disabled", "not active", "mailbox is inactive",
        "has been disabled",
        "account expired", "mailbox temporarily disabled", "account that you tried to reach is disabled",
        "frozen",
        "account closed", "account has been closed", "cuenta desactivada", "停用", "账号已被禁用")),
    ("user unknown", (
        "user unknown", "unknown user", "no such user", "user doesn't have",
        "userunknown",
        "unknown recipient", "no such recipient", "invalid recipient", "invalid mailbox", "no mailbox here",
        "recipient unknown", "not found in directory", "no such mailbox", "not a valid", "user not found",
        "recipnotfound",
        "unknown or illegal", "no such address", "unrouteable address", "invalid user",
        "not known here",
        "unknown local", "address unknown", "recipient not found", "unknown address",
        "bad destination mailbox",
        "recipient name is not recognized", "unknown mailbox", "user not known", "invalid address",
        "mailbox not found",
        "no account", "unknown account",
        "isn't a valid", "no user",
        "is not a known user", "user invalid", "no such person", "address does not", "address error",
        "addressee unknown",
        "invalid final delivery userid", "account not found", "is wrong or no longer valid",
        "resolver.adr", "nosuchuser",
        "couldn't be found", "wasn't found", "not our customer", "address not found",
        "unkown user",
        "there is no user", "recipient is not exist", "mailbox does not", "unknown to", "cannot find user",
        "no longer valid",
        "宛先が", "見つかりません", "リストにありません", "不存在", "存在しません", "用户不存在",
        "收件人不存在", "존재하지 않",
        "не существует", "не найден", "no existe", "não existe", "n'existe pas", "nicht bekannt",
        "unbekannt", "inconnu",
        "desconocido", "desconhecido", "not recognized", "user does not", "no matches to nameserver",

        "address is wrong", "no valid recipients", "name is not recognized",
        "is not valid")),
    ("host unknown", (
        "host unknown", "unknown host", "domain not found", "host not found", "name or service not known",
        "no mx",
        "domain does not exist", "name server", "unrouteable mail domain", "dns lookup failure", "nxdomain",
        "domain name not found", "no such domain", "cannot find any hostname", "couldn't find any host",
        "could not find",
        "no route to domain", "domain lookup failed", "cannot resolve", "could not resolve",
        "unknown domain",
        "invalid domain", "dns error", "host or domain name", "unable to route", "bad destination system",
        "illegal host",
        "could not find a gateway", "no such host", "mx record", "badly formatted", "domain isn't",
        "unresolvable")),
    ("not accepting mail", (
        "does not accept mail", "null mx", "nullmx", "not accepting mail", "does not accept any mail",
        "doesn't accept mail",
        "not accept messages", "no longer accept")),
    ("expired", (
        "message expired", "retry timeout", "delivery time expired", "queue too long", "retry time",
        "timed out in queue",
        "delivery timed out", "too long in queue", "been in the queue", "maximum delivery attempts",
        "could not be delivered for",
        "delivery expired", "expired", "aborted after", "delivery failed 20", "retries exhausted",
        "gave up", "give up",
        "attempts: ", "delivery timeout", "max retries")),
    ("network", (
        "connection timed out", "connection refused", "timed out", "timeout", "connection reset",
        "network is unreachable",
        "no route to host", "connection lost", "lost connection", "connection dropped",
        "unable to connect", "hop count",
        "could not connect", "not responding", "did not respond", "unreachable", "smtp connection",
        "too many hops",
        "mail loop", "loops back", "routing loop", "mail forwarding loop", "bad connection",
        "server unavailable", "loop detected",
        "connection closed", "establish", "connect to", "requests to connect", "unresponsive")),
    ("policy", (
        "policy", "not permitted", "not allowed", "prohibited", "violat", "restricted", "header error",
        "tls required", "must issue a starttls",
        "encryption", "message refused", "no resent-from", "bad sequence", "restriction")),
    ("user unknown", (
        "recipient address rejected", "rejected by server", "mailbox unavailable", "not listed in",
        "doesn't exist",
        "does not exist", "could not be found", "is not valid", "bad address", "check if address is correct",
        "recipient address is correct")),
    ("refused", (
        "access denied", "sender rejected", "rejected", "refused", "not accept", "not a member",
        "may not exist", "denied",
        "do not have permission", "not authorized", "unauthorized", "permission to post", "sender address",
        "bounce-back",
        "does not like recipient", "filtered", "undeliverable", "not member", "not in my list")),
    ("content", ("content", "attachment", "header", "format", "rfc 5322", "rfc5322", "rfc 2822",
    "message-id", "line too long")),
    ("system", (
        "internal error", "system error", "local error", "configuration error", "temporary failure",
        "server error", "i/o error",
        "unable to contact ldap", "command died", "exit status", "local configuration",
        "service unavailable", "pipe to", "panic",
        "died with", "temporarily", "unexpected", "command output", "program failure", "mailer")),
)  # fmt: skip


_GENERAL = ("", "refused", "policy", "system", "content", "network", "unknown")
_SURE = ("user unknown", "mailbox full", "too big", "moved", "host unknown")


def decide_reason(said: str, status: str, reply: str, context: str = "") -> str:
    """The reason in plain words: `said` is about the address, `context` the whole report."""
    by_code, worded = reason_of_code(status, reply), reason_in(said)
    if status[2:] in ("1.7", "1.8"):  # it is our own address that they do not like
        return "refused"
    if status and by_code in _SURE and worded in _GENERAL:
        return by_code
    return worded or (by_code if by_code != "unknown" else "") or reason_in(context) or by_code or "unknown"


def reason_in(text: str) -> str:
    """The reason that the words of `text` name, or ""."""
    low = _SPACES.sub(" ", text[:4000]).lower().replace("’", "'")
    for reason, phrases in PHRASES:
        if any(phrase in low for phrase in phrases):
            return reason
    return ""
