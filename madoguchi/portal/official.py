"""How an answer on "Is it really us?" is put into words. No answer ever says that something is harmless."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from madoguchi.trust.contract import Answer
from madoguchi.trust.lookalike import Judgement, Signal

_WHY: dict[Signal, str | Promise] = {
    Signal.LISTED: _("It is in our list."),
    Signal.BELOW: _("It belongs to %(of)s, which is in our list."),
    Signal.LISTED_HANDLE: _(
        "We have an account of this name: %(of)s. On other networks this name is not ours."
    ),
    Signal.LISTED_NAME: _(
        "Somebody of this name works here, but anybody can give it. Check the address too."
    ),
    Signal.NOT_LISTED: _("It is none of the addresses, numbers and accounts that we use."),
    Signal.MAIL_NOT_LISTED: _(
        "%(of)s is ours, but we send no mail from this address. Senders can be forged."
    ),
    Signal.NOT_READ: _(
        "We cannot read it as an address, a number or the name of an account. Copy it exactly, and paste it alone."
    ),
    Signal.OTHER_ENDING: _("It has our name under another ending: %(of)s is ours, this is not."),
    Signal.OTHER_LETTERS: _("It is written with other letters that look like those of %(of)s."),
    Signal.TURNED: _("It holds hidden characters that make it look like %(of)s."),
    Signal.BEFORE_AT: _("It shows %(of)s before an @ sign, but leads to %(site)s."),
    Signal.BEGINS_LIKE: _("It begins like %(of)s, but belongs to %(site)s."),
    Signal.FREE_HOST: _("It uses the name of %(of)s on a host where anybody can open a page."),
    Signal.WITH_WORDS: _("It puts something else beside the name of %(of)s."),
    Signal.MISSPELT: _("It is almost the name of %(of)s, with letters changed, added or left out."),
    Signal.IN_FRONT: _("It puts the name of %(of)s in front of %(site)s."),
    Signal.IN_MAIL: _("It uses the name of %(of)s for a mailbox at %(site)s."),
    Signal.OTHER_PLATFORM: _("It has the name of %(of)s, but is another account."),
    Signal.NUMBER: _("It is almost our number %(of)s."),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """`value` is what was understood; `why` one sentence; `now` what to do."""

    tone: str
    icon: str
    title: str | Promise
    value: str
    why: str
    now: tuple[str | Promise, ...]


_STOP = (
    _("Do not answer, sign in or pay there, and open no link from it."),
    _("If you have entered something there already, change your password now and write to us."),
)


def verdict(answer: Answer) -> Verdict:
    found = answer.judgement
    if found is None:
        return Verdict(
            "danger",
            "shield-alert",
            _("This looks like a secret"),
            "",
            str(
                _(
                    "What you pasted can open an account or a wallet. We have not kept it and do not show it again."
                )
            ),
            (
                _("Whoever asked you for it is not from us: we never ask for it."),
                _("If somebody else has seen it, move your funds to a new wallet, or change it now."),
            ),
        )
    why = str(_WHY[found.signal]) % {"of": _plain(found.of), "site": found.site}
    value = found.value.normal
    if found.verdict == "official":
        return Verdict("good", "stamp", _("This is in our official list"), value, why, _official(found))
    if found.verdict == "look-alike":
        return Verdict("danger", "shield-alert", _("Not ours, though it looks like ours"), value, why, _STOP)
    return Verdict("warn", "circle-question-mark", _("Not in our list"), value, why, _unlisted(found))


def _official(found: Judgement) -> tuple[str | Promise, ...]:
    sender = _("A sender or caller can be forged. We never ask for your password, codes or recovery phrase.")
    if found.value.kind in ("email", "phone", "name") or found.signal is Signal.LISTED_NAME:
        return (sender,)
    return (_("Type the address yourself, or open it from a bookmark."),)


def _unlisted(found: Judgement) -> tuple[str | Promise, ...]:
    if found.signal is Signal.NOT_READ:
        return (_("The list below shows everything that is ours."),)
    return (
        _("Take it that it is not from us: give it no codes, no documents and no money."),
        _("If it says that it is us, tell us about it."),
    )


def _plain(of: str) -> str:
    """An official value as it is shown: an account with its network in front."""
    network, colon, name = of.partition(":")
    return f"{network.capitalize()} @{name}" if colon else of
