"""Which language a short text is in, told by its script, its frequent words and parts of its words.

Light enough for every chat line. A single line may not decide it ("no", "ok", 了解): callers weigh the
confidence against what they know of the conversation.
"""

from __future__ import annotations

from collections import defaultdict

from madoguchi.languages import others, scripts
from madoguchi.languages.han import japanese_share
from madoguchi.languages.language import Language
from madoguchi.languages.registry import ALL
from madoguchi.languages.scorer import Entry, Scorer
from madoguchi.languages.scripts import Script

UNDETERMINED = "und"
"""ISO 639-3: a language that we do not serve, or none at all."""

MAX_CHARACTERS = 2_000
MAX_WORDS = 60
ALONE = 0.95
"""How sure a script makes of the only language that we serve in it."""

Guess = tuple[str, float]
NOTHING: Guess = (UNDETERMINED, 0.0)


def detect(text: str) -> Guess:
    """The code of the language and how sure that is, from 0 to 1.

    A text without words is (UNDETERMINED, 0.0). Looks at the first MAX_CHARACTERS characters and MAX_WORDS
    words. Links, addresses, amounts and ticker symbols count for nothing.
    """
    text = text[:MAX_CHARACTERS]
    if text.isascii():
        return _of_script("latin", scripts.latin_words(text, most=MAX_WORDS))
    signs = scripts.signs(text)
    words = scripts.latin_words(text, most=MAX_WORDS)
    sizes = {script: scripts.size(script, len(found)) for script, found in signs.items()}
    known = sum(map(len, signs.values()))
    sizes["other"] = scripts.letters_of_no_known_script(text, scripts.latin_letters(text), known)
    sizes["latin"] = sum(map(len, words))
    eastern = sizes.get("han", 0.0) + sizes.get("japanese", 0.0)
    main = max(sizes, key=lambda script: sizes[script])
    if eastern and eastern >= sizes[main]:
        return _eastern(text, "".join(signs.get("han", ())), len(signs.get("japanese", ())))
    return _of_script(main, words if main == "latin" else scripts.words(text, most=MAX_WORDS))


def _eastern(text: str, ideographs: str, kana: int) -> Guess:
    japanese, chinese = _SERVED.get("japanese"), _SERVED.get("han")
    if not japanese or not chinese:
        served = japanese or chinese
        return (served[0].code if served else UNDETERMINED), ALONE
    share = japanese_share(text, ideographs, kana, japanese=japanese[0].words, chinese=chinese[0].words)
    return (japanese[0].code, share) if share > 0.5 else (chinese[0].code, 1 - share)


def _of_script(script: Script, words: list[str]) -> Guess:
    served = _SERVED.get(script, [])
    if not served:
        return (UNDETERMINED, ALONE) if words else NOTHING
    guess = _SCORERS[script].best(words) if words else NOTHING
    if script == "latin" or len(served) > 1 or (guess and guess[0] == UNDETERMINED):
        return guess or NOTHING
    return served[0].code, max(ALONE, guess[1] if guess else 0.0)


def _served() -> dict[Script, list[Language]]:
    served: dict[Script, list[Language]] = defaultdict(list)
    for language in ALL:
        served[language.script].append(language)
    return dict(served)


def _entry(language: Language) -> Entry:
    return language.code, language.words, language.fragments, language.letters


_SERVED = _served()
_NOT_SERVED: Entry = (UNDETERMINED, others.WORDS, frozenset(), others.LETTERS)
_SCORERS = {script: Scorer([*map(_entry, served), _NOT_SERVED]) for script, served in _SERVED.items()}
