"""The judgement of a value against the list of official values. Nothing is resolved or fetched."""

from __future__ import annotations

from collections.abc import Iterable

from madoguchi.trust.lookalike.brands import Brand, brands_of
from madoguchi.trust.lookalike.contract import Judgement, Officials, Signal, Value
from madoguchi.trust.lookalike.distance import SLIP, distance
from madoguchi.trust.lookalike.hosts import PATH_HOSTS, Host, read_host
from madoguchi.trust.lookalike.labels import Label, like
from madoguchi.trust.lookalike.phones import is_number
from madoguchi.trust.lookalike.read import read
from madoguchi.trust.lookalike.words import has_lure

MAX_PATH_PARTS = 6
"""Parts of a path that are looked at on sites where pages are named there."""


class Judge:
    """Takes the official list apart once, then judges values against it."""

    def __init__(self, officials: Officials) -> None:
        self._officials = officials
        self._brands = brands_of(officials)

    def judge(self, text: str) -> Judgement:
        """What a pasted value is to this list: never a statement that it is harmless."""
        value = read(text)
        match value.kind:
            case "email":
                found = self._email(value)
            case "url" | "domain":
                found = self._address(value)
            case "phone":
                found = self._phone(value)
            case "handle":
                found = self._handle(value)
            case "name":
                found = self._name(value)
            case _:
                return _no(value, Signal.NOT_READ)
        if value.turned and found.verdict == "official":
            return _like(value, Signal.TURNED, found.of)
        return found

    def _address(self, value: Value) -> Judgement:
        host = read_host(value.host)
        if of := _domain(value.host, self._officials.domains):
            return _yes(value, Signal.LISTED if of == value.host else Signal.BELOW, of)
        if value.user and (of := self._shown(value.user)):
            return _like(value, Signal.BEFORE_AT, of, site=host.site)
        return (
            self._begins(value, host)
            or self._site(value, host)
            or self._path(value, host)
            or _no(value, Signal.NOT_LISTED)
        )

    def _email(self, value: Value) -> Judgement:
        ours = self._officials
        if value.normal in ours.emails:
            return _yes(value, Signal.LISTED, value.normal)
        if of := _domain(value.host, ours.mail_domains):
            return _yes(value, Signal.BELOW, of)
        if of := _domain(value.host, ours.domains):
            if ours.emails or ours.mail_domains:
                return _no(value, Signal.MAIL_NOT_LISTED, of)
            return _yes(value, Signal.BELOW, of)
        host = read_host(value.host)
        if of := next((_site_of(mail) for mail in ours.emails if _site_of(mail) == value.host), ""):
            return _no(value, Signal.MAIL_NOT_LISTED, of)
        if found := self._begins(value, host) or self._site(value, host):
            return found
        label = Label(value.user)
        brand = next((brand for brand in self._brands if like(label, brand)), None)
        if brand:
            return _like(value, Signal.IN_MAIL, brand.of, site=host.site)
        return _no(value, Signal.NOT_LISTED)

    def _phone(self, value: Value) -> Judgement:
        asked = value.digits.lstrip("+")
        if of := next((of for of in self._officials.phones if is_number(value.digits, of)), ""):
            return _yes(value, Signal.LISTED, of)
        for phone in self._officials.phones:
            if len(asked) >= 8 and distance(asked, phone.lstrip("+"), most=SLIP) <= SLIP:
                return _like(value, Signal.NUMBER, phone)
        return _no(value, Signal.NOT_LISTED)

    def _handle(self, value: Value) -> Judgement:
        ours = self._officials
        same = [of for of in ours.handles if of.rpartition(":")[2].lstrip("@") == value.name]
        if value.normal in ours.handles:
            return _yes(value, Signal.LISTED, value.normal)
        if same and not value.platform:
            return _yes(value, Signal.LISTED_HANDLE, same[0])
        if value.name in ours.names:
            return _yes(value, Signal.LISTED_NAME, value.name)
        if same:
            return _like(value, Signal.OTHER_PLATFORM, same[0])
        found = self._first(Label(value.name))
        if found is None:
            return _no(value, Signal.NOT_LISTED)
        brand, signal = found
        return _like(value, Signal.OTHER_PLATFORM if signal is Signal.OTHER_ENDING else signal, brand.of)

    def _name(self, value: Value) -> Judgement:
        if value.name in self._officials.names:
            return _yes(value, Signal.LISTED_NAME, value.name)
        return _no(value, Signal.NOT_LISTED)

    def _begins(self, value: Value, host: Host) -> Judgement | None:
        """`hoshi.example.evil.test`, and the same with hyphens for dots."""
        for of in self._officials.domains:
            after = value.host.removeprefix(of) if value.host.startswith(of) else ""
            if (after and not after[0].isalpha()) or value.host.startswith(f"{of.replace('.', '-')}."):
                return _like(value, Signal.BEGINS_LIKE, of, site=host.site)
        return None

    def _site(self, value: Value, host: Host) -> Judgement | None:
        if found := self._first(Label(host.label)):
            brand, signal = found
            return _like(value, Signal.FREE_HOST if host.free else signal, brand.of, site=host.site)
        for below in host.below:
            found = self._first(Label(below))
            if found and self._meant(found, host):
                return _like(value, Signal.IN_FRONT, found[0].of, site=host.site)
        return None

    def _meant(self, found: tuple[Brand, Signal], host: Host) -> bool:
        """An everyday word in front of somebody's site is that somebody's own affair."""
        brand, signal = found
        if brand.telling or host.free:
            return True
        return signal is not Signal.MISSPELT and (signal is not Signal.OTHER_ENDING or has_lure(host.label))

    def _path(self, value: Value, host: Host) -> Judgement | None:
        if value.host not in PATH_HOSTS:
            return None
        for part in value.path.split("/")[:MAX_PATH_PARTS]:
            if part and (found := self._first(Label(part))):
                return _like(value, Signal.FREE_HOST, found[0].of, site=host.site)
        return None

    def _shown(self, user: str) -> str:
        """The official domain that an address shows before its @."""
        shown = user.lower().split(":", 1)[0]
        if of := next((of for of in self._officials.domains if of in shown), ""):
            return of
        found = self._first(Label(shown))
        return found[0].of if found else ""

    def _first(self, label: Label) -> tuple[Brand, Signal] | None:
        """The name that is meant: one that stands there before one that is only nearly there."""
        nearly: tuple[Brand, Signal] | None = None
        for brand in self._brands:
            signal = like(label, brand)
            if signal and signal is not Signal.MISSPELT:
                return brand, signal
            if signal and nearly is None:
                nearly = brand, signal
        return nearly


def judge(text: str, officials: Officials) -> Judgement:
    """One value against a list; for many values, keep a `Judge`."""
    return Judge(officials).judge(text)


def _domain(host: str, ours: Iterable[str]) -> str:
    """The longest official domain that the host is or stands below."""
    return max((of for of in ours if host == of or host.endswith(f".{of}")), key=len, default="")


def _site_of(mail: str) -> str:
    return mail.rpartition("@")[2]


def _yes(value: Value, signal: Signal, of: str) -> Judgement:
    return Judgement(value, "official", signal, of)


def _like(value: Value, signal: Signal, of: str, *, site: str = "") -> Judgement:
    return Judgement(value, "look-alike", signal, of, site)


def _no(value: Value, signal: Signal, of: str = "") -> Judgement:
    return Judgement(value, "not-listed", signal, of)
