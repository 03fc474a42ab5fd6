"""A mailbox: how its mail comes in and how answers go out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from madoguchi.channels.email.setup import TOKEN, Servers, known_secrets
from madoguchi.desk.settings.forms.inboxes import InboxForm
from madoguchi.inbox.queries import InboxFacts

TLS = (
    ("tls", _("TLS from the start")),
    ("starttls", "STARTTLS"),
    ("none", _("None: everything can be read on the way")),
)
SECRETS = ("imap_password", "smtp_password", "client_secret", "refresh_token")
_KEPT = _("One is stored. Leave this empty to keep it.")
_HOST = RegexValidator(r"\A[A-Za-z0-9._:-]{1,253}\Z", _("Write a name such as imap.example.com."))


def _one_of(label: object, *choices: tuple[str, object]) -> forms.ChoiceField:
    """Radio buttons; the first choice is the usual one."""
    return forms.ChoiceField(
        label=label,  # type: ignore[arg-type]  # a lazy translation is text when it is drawn
        widget=forms.RadioSelect,
        choices=choices,  # a lazy translation is text when it is drawn
        initial=choices[0][0],
    )


def _host(hint: object) -> forms.CharField:
    return forms.CharField(
        label=_("Server"),
        required=False,
        validators=[_HOST],
        help_text=hint,  # type: ignore[arg-type]  # a lazy translation is text when it is drawn
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )


def _port() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Port"),
        required=False,
        min_value=1,
        max_value=65_535,
        help_text=_("Empty: the usual one"),
    )


def _secret(label: object) -> forms.CharField:
    """Never filled in, never sent back: what is stored is not shown again."""
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        required=False,
        strip=False,
        max_length=4_000,
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"}),
    )


class EmailForm(InboxForm):
    address = forms.EmailField(
        label=_("Address"),
        max_length=254,
        help_text=_("To which customers write, such as support@example.com."),
    )
    receive = _one_of(
        _("How does mail come in?"),
        ("imap", _("Madoguchi reads a mailbox (IMAP)")),
        ("lmtp", _("Our mail server hands it over (LMTP)")),
    )
    send = _one_of(
        _("How do answers go out?"),
        ("own", _("By a mail server named here (SMTP)")),
        ("system", _("By the server of this installation")),
    )
    auth = _one_of(
        _("Sign in to these servers"),
        ("password", _("With a user name and a password")),
        ("token", _("With OAuth 2 (Microsoft 365, Gmail)")),
    )
    imap_host = _host(_("For example imap.example.com"))
    imap_port = _port()
    imap_tls = forms.ChoiceField(label=_("Encryption"), choices=TLS, required=False)
    imap_user = forms.CharField(label=_("User"), required=False, max_length=254)
    imap_password = _secret(_("Password"))
    imap_folder = forms.CharField(label=_("Folder"), required=False, max_length=200, initial="INBOX")
    smtp_host = _host(_("For example smtp.example.com"))
    smtp_port = _port()
    smtp_tls = forms.ChoiceField(label=_("Encryption"), choices=TLS, required=False, initial="starttls")
    smtp_user = forms.CharField(label=_("User"), required=False, max_length=254)
    smtp_password = _secret(_("Password"))
    token_url = forms.CharField(label=_("Token address"), required=False, max_length=500)
    client_id = forms.CharField(label=_("Client id"), required=False, max_length=500)
    client_secret = _secret(_("Client secret"))
    refresh_token = _secret(_("Refresh token"))
    scope = forms.CharField(label=_("Scope"), required=False, max_length=1_000)
    acknowledge = forms.BooleanField(
        label=_("Send a receipt"),
        required=False,
        initial=True,
        help_text=_("Who opens a conversation gets its number at once. Never to lists and machines."),
    )

    def __init__(self, *arguments: Any, facts: InboxFacts | None = None, **more: Any) -> None:
        super().__init__(*arguments, facts=facts, **more)
        known = known_secrets(facts)
        known = known | dict(known.get("oauth2") or {})
        if facts:
            self.initial = dict(self.initial) | _filled(facts, known)
        for name in SECRETS:
            if known.get(name):
                self.fields[name].help_text = _KEPT

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for mode, chosen, protocol in (("receive", "imap", "imap"), ("send", "own", "smtp")):
            if values.get(mode) == chosen:
                self._demand(values, f"{protocol}_host", f"{protocol}_tls")
                if protocol == "imap" or values.get("auth") == "token":
                    self._demand(values, f"{protocol}_user")
        if values.get("auth") == "token" and (values.get("receive") == "imap" or values.get("send") == "own"):
            self._demand(values, "token_url", "client_id")
        return values

    def _demand(self, values: dict[str, Any], *names: str) -> None:
        for name in names:
            if not values.get(name) and name not in self.errors:
                self.add_error(name, _("This is needed to reach the server."))

    def servers(self) -> Servers:
        data = self.cleaned_data

        def server(protocol: str, *names: str) -> dict[str, Any]:
            given = {name: data[f"{protocol}_{name}"] for name in ("host", "port", "tls", "user", *names)}
            return {name: value for name, value in given.items() if value or name == "user"}

        used = data["receive"] == "imap" or data["send"] == "own"
        return Servers(
            by_token=data["auth"] == "token" and used,
            imap=server("imap", "folder") if data["receive"] == "imap" else None,
            smtp=server("smtp") if data["send"] == "own" else None,
            secrets={name: data[name] for name in SECRETS},
            oauth2={name: data[name] for name in ("token_url", "client_id", "scope")},
        )


def _filled(facts: InboxFacts, known: dict[str, Any]) -> dict[str, Any]:
    imap, smtp = dict(facts.settings.get("imap") or {}), dict(facts.settings.get("smtp") or {})
    values: dict[str, Any] = {
        "address": facts.address,
        "receive": "imap" if imap else "lmtp",
        "send": "own" if smtp else "system",
        "auth": "token" if {imap.get("auth"), smtp.get("auth")} & set(TOKEN) else "password",
        "acknowledge": facts.settings.get("acknowledge", True) is not False,
    }
    for protocol, server in (("imap", imap), ("smtp", smtp)):
        values |= {f"{protocol}_{name}": value for name, value in server.items()}
    return values | {name: known[name] for name in ("token_url", "client_id", "scope") if name in known}
