from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from madoguchi.languages.scripts import Script


@dataclass(frozen=True, slots=True)
class Language:
    """A language that screens, articles and answers can be in.

    `code` is Django's (lower case), `html_lang` the BCP 47 tag, `iso_script` ISO 15924. `tags` are further
    BCP 47 tags, lower case, that this language serves; its own code and every region of it count already.
    `first_weekday` is 0 for Monday; `hour_cycle` is what a clock shows (CLDR).

    What follows tells the language from others of its script: `words` are frequent words (in scripts
    without spaces: pieces of text), `fragments` are beginnings ("th-"), middles ("lh") and endings ("-ing")
    of words, `letters` are letters that its neighbours lack.

    How search reads it: `stemmer` is a Snowball algorithm (empty: words as they stand), `stopwords` carry no
    meaning in a question, `endings` are (without accents, with them) where the stemmer needs the accents that
    searchers leave out, `particles` are endings that follow a noun without a space.
    """

    code: str
    html_lang: str
    english_name: str
    endonym: str
    iso_script: str
    script: Script
    direction: Literal["ltr", "rtl"] = "ltr"
    tags: tuple[str, ...] = ()
    first_weekday: int = 0
    hour_cycle: Literal["h12", "h23"] = "h23"
    words: frozenset[str] = frozenset()
    fragments: frozenset[str] = frozenset()
    letters: str = ""
    stemmer: str = ""
    stopwords: frozenset[str] = frozenset()
    endings: tuple[tuple[str, str], ...] = ()
    particles: tuple[str, ...] = ()
