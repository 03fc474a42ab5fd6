"""What people write about, in their own words, and what we need to know for each: data."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Field:
    """One more field of a topic. `kind`: text, code (monospaced, copied from elsewhere) or amount."""

    key: str
    label: str | Promise
    hint: str | Promise = ""
    kind: str = "text"
    suggestions: tuple[str, ...] = ()
    limit: int = 120


@dataclass(frozen=True, slots=True)
class Topic:
    """`warning` stands above the form where people are in danger."""

    key: str
    label: str | Promise
    hint: str | Promise
    icon: str
    fields: tuple[Field, ...] = ()
    warning: str | Promise = ""


ASSET = Field(
    "asset",
    _("Asset"),
    _("For example BTC"),
    suggestions=("BTC", "ETH", "USDT", "USDC", "XRP", "SOL"),
    limit=20,
)
AMOUNT = Field("amount", _("Amount"), kind="amount", limit=40)
NETWORK = Field(
    "network",
    _("Network"),
    _("The one you chose when you sent it"),
    suggestions=(
        "Bitcoin",
        "Ethereum (ERC-20)",
        "Tron (TRC-20)",
        "BNB Smart Chain (BEP-20)",
        "Solana",
        "XRP Ledger",
    ),
    limit=60,
)
TXID = Field(
    "txid",
    _("Transaction id"),
    _("Also called TXID or hash. You find it beside the withdrawal in the wallet or exchange you sent from."),
    kind="code",
    limit=200,
)
ORDER = Field("order", _("Order number"), kind="code", limit=80)
MARKET = Field("market", _("Market"), _("For example BTC/USDT"), limit=40)
WHEN = Field("when", _("When did you notice it?"), limit=80)

TOPICS = (
    Topic(
        "security",
        _("My account may be in danger"),
        _("A sign-in that was not you, a stolen telephone, a message that asks for your codes"),
        "shield-alert",
        (WHEN,),
        _("Change your password now and sign out other devices. Then tell us what you saw."),
    ),
    Topic(
        "deposits_withdrawals",
        _("Deposits and withdrawals"),
        _("Where it is, why it waits, a wrong network or a missing tag"),
        "wallet",
        (ASSET, AMOUNT, NETWORK, TXID),
    ),
    Topic(
        "account",
        _("Account and identity check"),
        _("Signing in, codes, documents, limits, closing the account"),
        "key-round",
    ),
    Topic(
        "trading",
        _("Trading and fees"),
        _("Orders, prices, fees, statements"),
        "arrow-up-down",
        (MARKET, ORDER),
    ),
    Topic(
        "products",
        _("Earn, cards and other products"),
        _("Staking, savings, cards, the app"),
        "layout-grid",
        (ASSET,),
    ),
)
BY_KEY = {topic.key: topic for topic in TOPICS}
# What a reader writes under an article: nobody chooses it from the list.
COMMENT = Topic("article_comment", _("Comment on an article"), "", "message-circle")
NAMED = BY_KEY | {COMMENT.key: COMMENT}
