"""One plain sentence for each signal, in English; pages translate their own."""

from __future__ import annotations

from madoguchi.trust.lookalike.contract import MAX_VALUE, Judgement, Signal

SENTENCES: dict[Signal, str] = {
    Signal.LISTED: "It is in the list of official channels.",
    Signal.BELOW: "It belongs to {of}, which is in the list of official channels.",
    Signal.LISTED_HANDLE: "The list has an account of this name: {of}. Accounts of this name elsewhere are others'.",
    Signal.LISTED_NAME: "The list has this name, but anybody can give it: check the address or number too.",
    Signal.NOT_LISTED: "It is not in the list of official channels.",
    Signal.MAIL_NOT_LISTED: "{of} is in the list, but no mail is sent from this address.",
    Signal.NOT_READ: f"It cannot be read as an address, a number or a name of at most {MAX_VALUE} characters.",
    Signal.OTHER_ENDING: "It has the name of {of} under another ending.",
    Signal.OTHER_LETTERS: "It is written with other letters that look like those of {of}.",
    Signal.TURNED: "It holds hidden characters that make it look like {of}.",
    Signal.BEFORE_AT: "It shows {of} before an @, but leads to {site}.",
    Signal.BEGINS_LIKE: "It begins like {of}, but belongs to {site}.",
    Signal.FREE_HOST: "It uses the name of {of} on a host where anybody can open a page.",
    Signal.WITH_WORDS: "It puts something else beside the name of {of}.",
    Signal.MISSPELT: "It is almost the name of {of}, with letters changed, added or left out.",
    Signal.IN_FRONT: "It puts the name of {of} in front of {site}.",
    Signal.IN_MAIL: "It uses the name of {of} for a mailbox at {site}.",
    Signal.OTHER_PLATFORM: "It has the name of {of}, but is elsewhere.",
    Signal.NUMBER: "It is almost the number {of}.",
}


def reason(judgement: Judgement) -> str:
    return SENTENCES[judgement.signal].format(of=judgement.of, site=judgement.site)
