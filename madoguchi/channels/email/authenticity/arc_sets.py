"""The sets of an ARC chain: three fields an instance, whole and in order (RFC 8617, sections 4 and 5.2)."""

from __future__ import annotations

from dataclasses import dataclass

from .fields import Field, Message
from .tags import BadTags, number, read_tags

RESULTS, MESSAGE, SEAL = "arc-authentication-results", "arc-message-signature", "arc-seal"


class BrokenChain(ValueError):
    """The chain is not whole; the text says where."""


@dataclass(frozen=True, slots=True)
class ArcSet:
    """What one who passed the mail on has added; tags are those of the message signature and of the seal."""

    instance: int
    results: Field
    message: Field
    seal: Field
    message_tags: dict[str, str]
    seal_tags: dict[str, str]


def read_sets(message: Message, *, most: int) -> list[ArcSet]:
    """From the first instance to the last; none where the mail has no ARC field. Raises BrokenChain."""
    fields = {name: message.all(name) for name in (RESULTS, MESSAGE, SEAL)}
    count = max(len(found) for found in fields.values())
    if not count:
        return []
    if count > most:
        raise BrokenChain(f"the chain is longer than {most}")
    if any(len(found) != count for found in fields.values()):
        raise BrokenChain("a field is missing in the chain, or stands there twice")
    results = {_results_instance(one): one for one in fields[RESULTS]}
    messages, seals = _tagged(fields[MESSAGE]), _tagged(fields[SEAL])
    wanted = set(range(1, count + 1))
    if not set(results) == set(messages) == set(seals) == wanted:
        raise BrokenChain("the instances of the chain do not follow one another")
    return [
        ArcSet(at, results[at], messages[at][0], seals[at][0], messages[at][1], seals[at][1])
        for at in sorted(wanted)
    ]


def _tagged(fields: list[Field]) -> dict[int, tuple[Field, dict[str, str]]]:
    found = {}
    for one in fields:
        try:
            tags = read_tags(one.value.decode("utf-8", "replace"))
            found[number(tags, "i", digits=2) or 0] = (one, tags)
        except BadTags as error:
            raise BrokenChain(f"a field of the chain cannot be read: {error}") from error
    return found


def _results_instance(one: Field) -> int:
    """ARC-Authentication-Results begins with its instance; what follows is no list of tags."""
    name, _, value = one.text.partition(";")[0].partition("=")
    value = value.strip()
    known = name.strip() == "i" and value.isascii() and value.isdigit() and len(value) <= 2
    return int(value) if known else 0
