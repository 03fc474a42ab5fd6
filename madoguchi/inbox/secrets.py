"""What the shield removed, by its name in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from madoguchi.shield.contract import STUB_NAMES, STUB_START

SECRETS = {
    "seed-phrase": _("recovery phrase removed"),
    "wif": _("private key removed"),
    "bip38": _("encrypted private key removed"),
    "extended-private-key": _("extended private key removed"),
    "private-key": _("private key removed"),
    "keystore": _("wallet file removed"),
    "api-credential": _("API key removed"),
    "totp-seed": _("authenticator key removed"),
    "one-time-code": _("one-time code removed"),
    "password": _("password removed"),
    "card": _("card number removed"),
    "iban": _("bank account removed"),
    "national-id": _("identity number removed"),
    "pem": _("private key file removed"),
}
# The stub that stands in a stored text → what the reader is told instead.
STUBS = {f"{STUB_START}{name}]": SECRETS[kind] for kind, name in STUB_NAMES.items()}


def named(text: str) -> str:
    """A line in which removed secrets are called by their names in the active language."""
    if STUB_START not in text:
        return text
    for stub, words in STUBS.items():
        text = text.replace(stub, f"[{words}]")
    return text
