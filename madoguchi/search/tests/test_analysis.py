"""How texts become terms."""

from __future__ import annotations

import pytest

from madoguchi.languages import CODES
from madoguchi.search.analysis import analyser, fold, sentences
from madoguchi.search.analysis.fold import fold_with_places
from madoguchi.search.dense.parallel import SENTENCES
from madoguchi.search.starter_synonyms import CONCEPTS


def terms(text: str, lang: str) -> list[str]:
    reader = analyser(lang)
    return [word.term for word in reader.words(reader.fold(text)) if not word.stop]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "Withdrawing 1,000.50 USDT via TRC-20", ["withdraw", "1000.50", "usdt", "via", "trc", "trc20", "20"]),
        ("en", "can't the e-mail", ["cant", "e", "email", "mail"]),
        ("en", "100usdt to 0xAbC123", ["100usdt", "100", "usdt", "0xabc123"]),
        ("zh-hans", "USDT提現", ["usdt", "提现"]),
        ("zh-hans", "码", ["码"]),
        ("ja", "出金する", ["出金", "金す", "する"]),
        ("ja", "ﾊﾟｽﾜｰﾄﾞ", ["パス", "スワ", "ワー", "ード"]),
        ("ko", "출금은", ["출금", "금은", "·출금"]),
        ("es", "verificaciones verificacion verificación", ["verif"] * 3),
        ("pt", "verificação verificacao", ["verific"] * 2),
        ("ru", "Ещё вывода", ["вывод"]),
        ("ar", "السَّلامُ ٢٠", ["سلام", "20"]),
        ("ar", "كيف أسحب أموالي من المحفظة؟", ["اسحب", "اموال", "محفظ"]),
        ("ar", "والسحب بالسحب للسحب سحوبات", ["سحب", "سحب", "سحب", "سحوب"]),
        ("ar-eg", "مـــحفظة محفظه محفظتها", ["محفظ", "محفظ", "محفظت"]),
        ("ar", "USDT عبر TRC-20", ["usdt", "عبر", "trc", "trc20", "20"]),
        ("xx", "word's ไทย", ["words", "ไท", "ทย"]),
    ],
)  # fmt: skip
def test_terms(lang: str, text: str, wanted: list[str]) -> None:
    assert terms(text, lang) == wanted


def test_folding_keeps_places() -> None:
    text = "ﬁné ㌔ Straße"
    folded, places = fold_with_places(text)
    assert folded == fold(text) == "fine キロ strasse"
    assert len(places) == len(folded)
    assert text[places[folded.index("strasse")]] == "S"


def test_sentences_end_in_every_script() -> None:
    text = "First one here. Second costs 1.5 USDT! 三番目の文です。次の文もあります。마지막 문장입니다.\nEnd"
    assert [text[start:end] for start, end in sentences(text)] == [
        "First one here.",
        "Second costs 1.5 USDT!",
        "三番目の文です。次の文もあります。",
        "마지막 문장입니다.",
        "End",
    ]
    assert max(end - start for start, end in sentences("x" * 5_000)) <= 600


def test_every_language_has_its_synonyms_and_sentences() -> None:
    assert set(SENTENCES) >= set(CODES)
    assert len({len(some) for some in SENTENCES.values()}) == 1
    for concept, languages in CONCEPTS.items():
        assert set(languages) >= set(CODES), f"{concept} lacks a language"
