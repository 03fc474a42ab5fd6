"""Arabic words without what is written onto them: article, conjunction and the commonest endings.

Light stemming as in Larkey, Ballesteros & Connell, "Light Stemming for Arabic Information Retrieval" (2007): it leaves
the root alone, for words of one root often differ in meaning. Works on folded text (`fold`), where ة is ه and every
alef is bare.
"""

from __future__ import annotations

from functools import lru_cache

_ARTICLES = ("وبال", "وال", "بال", "كال", "فال", "ولل", "ال", "لل")
_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_AND = "و"
_LEAST, _LEAST_AFTER_AND = 2, 3
"""Letters that must be left."""

_COMMON = """
في من الى على عن مع هل ما ماذا متى كيف لماذا اين اي هذا هذه ذلك تلك هو هي انا نحن انت هم ان انه انها كان كانت
يكون تكون لا لم لن ليس قد لقد ثم او ام بل لكن كل بعض بعد قبل عند حتى اذا لو حيث الذي التي الذين يا لي له لها
لك لنا بي به بها عليه عليها فيه فيها منه منها اليه اليها كما كم ايضا غير بين وهو وهي وفي ومن
"""
STOPWORDS = frozenset(_COMMON.split())


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a folded word; one that is too short to lose anything stays."""
    if word.startswith(_AND) and not word.startswith(_ARTICLES) and len(word) > _LEAST_AFTER_AND:
        word = word[1:]
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _LEAST:
            word = word[len(article) :]
            break
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            word = word[: -len(ending)]
    return word
