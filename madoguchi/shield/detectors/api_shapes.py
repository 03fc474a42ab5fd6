"""Credentials whose issuer documents their shape; the pattern runs only where its `hint` is in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from madoguchi.shield.contract import Confidence


@dataclass(frozen=True, slots=True)
class Shape:
    hint: str
    pattern: re.Pattern[str]
    entropy: float
    confidence: Confidence = "certain"


def _shape(hint: str, body: str, *, entropy: float = 3.0, confidence: Confidence = "certain") -> Shape:
    """A shape that no letter, digit, hyphen or underscore touches on either side."""
    pattern = re.compile(rf"(?<![A-Za-z0-9_-])(?P<token>{body})(?![A-Za-z0-9_-])")
    return Shape(hint, pattern, entropy, confidence)


_UUID = r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"

SHAPES = (
    # Coinbase Developer Platform: the key's name; its secret is a PEM block.
    _shape("organizations/", rf"organizations/{_UUID}/apiKeys/{_UUID}"),
    # Slack: bot, user, app, configuration, legacy tokens and incoming webhooks.
    _shape("xoxb-", r"xoxb-[0-9]{8,14}-[0-9]{8,14}(?:-[A-Za-z0-9-]{6,60}|[A-Za-z0-9-]{6,60})"),
    _shape("xoxb-", r"xoxb-[0-9]{8,14}-[A-Za-z0-9]{18,26}"),
    _shape("xox", r"xox[pe](?:-[0-9]{8,14}){3}-[A-Za-z0-9-]{28,36}"),
    _shape("xox", r"xox[os]-[0-9]{1,14}-[0-9]{1,14}-[0-9]{1,14}-[A-Fa-f0-9]{6,64}"),
    _shape("xox", r"xox[ar]-(?:[0-9]-)?[0-9A-Za-z-]{8,96}"),
    _shape("xoxe.", r"xoxe\.xox[bp]-[0-9]-[A-Za-z0-9]{140,180}"),
    _shape("xoxe-", r"xoxe-[0-9]-[A-Za-z0-9]{130,160}"),
    _shape("xapp-", r"xapp-[0-9]-[A-Za-z0-9]{5,20}-[0-9]{5,20}-[a-zA-Z0-9]{20,80}"),
    _shape(
        "hooks.slack.com",
        r"(?:https?://)?hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{40,64}",
    ),
    # Code hosts, clouds, model hosts, payment and mail providers.
    _shape("gh", r"gh[pousr]_[A-Za-z0-9]{36,76}"),
    _shape("github_pat_", r"github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"),
    _shape("glpat-", r"glpat-[A-Za-z0-9_-]{20,60}"),
    _shape("AKIA", r"AKIA[A-Z2-7]{16}"),
    _shape("ASIA", r"ASIA[A-Z2-7]{16}"),
    _shape("AIza", r"AIza[A-Za-z0-9_-]{35}", entropy=4.0),
    _shape("GOCSPX-", r"GOCSPX-[A-Za-z0-9_-]{28}"),
    _shape("hf_", r"hf_[A-Za-z]{34}", entropy=3.0),
    _shape("api_org_", r"api_org_[A-Za-z]{34}", entropy=3.0),
    _shape("sk-ant-", r"sk-ant-[a-z0-9]{3,8}-[A-Za-z0-9_-]{80,110}"),
    _shape("sk-", r"sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{20,200}", entropy=4.0),
    _shape("_live_", r"[rsp]k_live_[A-Za-z0-9]{16,120}"),
    _shape("_test_", r"[rs]k_test_[A-Za-z0-9]{16,120}"),
    _shape("whsec_", r"whsec_[A-Za-z0-9+/]{24,80}"),
    _shape("SG.", r"SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}"),
    _shape("npm_", r"npm_[A-Za-z0-9]{36}"),
    _shape("pypi-", r"pypi-AgE[A-Za-z0-9_-]{50,300}"),
    _shape("dop_v1_", r"dop_v1_[a-f0-9]{64}"),
    _shape("shp", r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}"),
    _shape("key-", r"key-[0-9a-f]{32}"),
    _shape("SK", r"SK[0-9a-f]{32}", confidence="likely"),
    # Telegram bots, Discord bots and webhooks, JSON Web Tokens (RFC 7519) with a signature.
    _shape(":AA", r"[0-9]{8,10}:AA[A-Za-z0-9_-]{33}"),
    _shape(
        "discord",
        r"https://(?:ptb\.|canary\.)?discord(?:app)?\.com/api/webhooks/[0-9]{15,22}/[A-Za-z0-9_-]{60,80}",
    ),
    _shape(
        ".",
        r"[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,45}",
        entropy=4.0,
        confidence="likely",
    ),
    _shape("eyJ", r"eyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{16,1000}"),
)
