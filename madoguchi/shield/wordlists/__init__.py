"""Which word belongs to which list of which wallet, loaded on first use (about 45,000 words)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

BIP39_LANGUAGES = (
    "english",
    "japanese",
    "korean",
    "spanish",
    "chinese_simplified",
    "chinese_traditional",
    "french",
    "italian",
    "czech",
    "portuguese",
    "russian",
    "turkish",
)
MONERO_LANGUAGES = (
    "english",
    "spanish",
    "portuguese",
    "japanese",
    "russian",
    "chinese_simplified",
    "french",
    "german",
    "italian",
    "dutch",
)


@dataclass(frozen=True, slots=True)
class ListRule:
    """A word list and how long a run of its words must be before prose cannot explain it.

    Measured on 8.1 million English words: 12 of 12 BIP-39 words with 10 distinct never happen by chance.
    """

    name: str
    bit: int
    window: int
    distinct: int
    bip39: bool = False
    everyday: bool = False  # its words are so common that a run must also stand apart from prose


@dataclass(frozen=True, slots=True)
class Words:
    rules: tuple[ListRule, ...]
    member: dict[str, int]  # word → bit set of the lists that hold it
    index: dict[str, dict[str, int]]  # BIP-39 list name → word → its number
    prefixes: frozenset[str]  # first four letters of the English BIP-39 words (they are unique)


def normal(word: str) -> str:
    """One spelling per word: compatibility forms composed, case folded."""
    if word.isascii():
        return word.lower()
    # A Turkish dotted capital folds to an i with a dot above it.
    return unicodedata.normalize("NFKC", word).casefold().replace("i\u0307", "i")


@cache
def words() -> Words:
    """All lists in one dictionary; takes some tens of milliseconds once."""
    rules: list[ListRule] = []
    member: dict[str, int] = {}
    index: dict[str, dict[str, int]] = {}

    def add(rule: ListRule, listed: list[str]) -> None:
        rules.append(rule)
        for word in _spellings(listed):
            member[word] = member.get(word, 0) | rule.bit

    for language in BIP39_LANGUAGES:
        listed = _lines("mnemonic", f"wordlist/{language}.txt")
        index[language] = _spellings(listed)
        add(ListRule(language, 1 << len(rules), window=12, distinct=10, bip39=True), listed)
    for language in MONERO_LANGUAGES:
        rule = ListRule(f"monero_{language}", 1 << len(rules), window=13, distinct=11)
        add(rule, _lines(__name__, f"data/{rule.name}.txt"))
    slip39 = ListRule("slip39_english", 1 << len(rules), window=18, distinct=12)
    add(slip39, _lines(__name__, "data/slip39_english.txt"))
    electrum = ListRule("electrum_v1_english", 1 << len(rules), window=12, distinct=10, everyday=True)
    add(electrum, _lines(__name__, "data/electrum_v1_english.txt"))
    prefixes = frozenset(word[:4] for word in index["english"])
    return Words(tuple(rules), member, index, prefixes)


def _lines(package: str, name: str) -> list[str]:
    text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    text = text.replace("сно\ufffd\ufffdа", "снова")  # broken in mnemonic 0.21
    return [line.strip() for line in text.splitlines() if line.strip()]


def _spellings(listed: list[str]) -> dict[str, int]:
    """Each word as listed and, in Latin script, as typed without accents, with its number."""
    found = {normal(word): number for number, word in enumerate(listed)}
    for word, number in list(found.items()):
        if not word.isascii():
            dotted = word.replace("ı", "i")  # what an I typed in capitals folds to
            found.setdefault(dotted, number)
            plain = unicodedata.normalize("NFD", dotted).encode("ascii", "ignore").decode()
            if len(plain) == len(word):
                found.setdefault(plain, number)
    return found
