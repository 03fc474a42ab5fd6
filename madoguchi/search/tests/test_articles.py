"""People look for help in their own words and scripts."""

from __future__ import annotations

import pytest

from madoguchi.languages.language import Language
from madoguchi.languages.registry import BY_CODE
from madoguchi.search.actions import forget_articles, index_articles, rebuild, set_synonyms
from madoguchi.search.analysis import analyser
from madoguchi.search.models import IndexedArticle, Scope
from madoguchi.search.queries import synonyms
from madoguchi.search.tests.shelf_of_articles import fill, keys, page, search

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "lang", "key"),
    [
        ("出金", "ja", "withdraw-ja"),
        ("提现", "zh", "withdraw-zh-hans"),
        ("提現", "zh-TW", "withdraw-zh-hans"),
        ("USDT 提现", "zh", "withdraw-zh-hans"),
        ("密码", "zh", "password-zh-hans"),
        ("密", "zh", "password-zh-hans"),
        ("출금", "ko", "withdraw-ko"),
        ("출금은 어떻게 하나요", "ko", "withdraw-ko"),
        ("вывода", "ru", "withdraw-ru"),
        ("retirar", "es", "withdraw-es"),
        ("sacar", "es", "withdraw-es"),
        ("contrasena", "es", "password-es"),
        ("saque", "pt", "withdraw-pt"),
        ("withdrawals", "en", "withdraw-en"),
        ("cash out", "en", "withdraw-en"),
        ("8817-ac3", "en", "fees-en"),
        ("trc20", "en", "withdraw-en"),
    ],
)  # fmt: skip
def test_everyone_finds_the_article_by_their_own_word(said: str, lang: str, key: str) -> None:
    fill()
    found = search(said, lang)
    assert keys(found)[0] == key
    assert all(hit.lang == found.hits[0].lang for hit in found.hits), "hits keep to the language asked for"
    assert found.ms > 0


def test_kim_mistypes_and_is_asked_what_she_meant() -> None:
    fill("en")
    found = search("withdrawl adress")
    assert keys(found)[0] == "withdraw-en"
    assert found.did_you_mean in ("withdraw address", "withdrawal address")
    assert search("withdrawal address").did_you_mean == ""
    assert search("8817-AC4").did_you_mean == "", "a reference is never taken for another one"
    assert search("出鈴", "ja").did_you_mean == ""


def test_a_sign_that_sounds_the_same_is_half_right() -> None:
    fill("zh-hans", "ko")
    assert keys(search("充直", "zh"))[0] == "deposit-zh-hans"
    assert keys(search("비멀번허", "ko"))[0] == "password-ko"
    assert search("鱻", "zh").hits == ()


def test_results_come_while_yuki_types() -> None:
    fill("en", "ja")
    assert keys(search("withdra", typing=True))[0] == "withdraw-en"
    assert keys(search("reset passw", typing=True))[0] == "password-en"
    assert keys(search("出", "ja", typing=True))[0] == "withdraw-ja"
    assert keys(search("withd ", typing=True)) == keys(search("withd")), "a finished word is not a beginning"


def test_marta_reads_why_an_article_was_found() -> None:
    fill("es", "zh-hans")
    hit = search("dirección de retiro", "es").hits[0]
    said = [hit.snippet[start:end] for start, end in hit.marks]
    assert "dirección" in said
    assert "Retirar" in said
    assert "<mark>dirección</mark>" in hit.snippet_html()
    chinese = search("提币地址", "zh").hits[0]
    assert {"提币", "地址"} <= {chinese.snippet[start:end] for start, end in chinese.marks}


def test_points_of_a_list_and_cells_of_a_table_are_shown_as_one_line() -> None:
    text = "- Day 90 | Withdrawals are closed |\n- Day 120 | Coins are sold"
    index_articles([page("closing", "en", "Closing", text)])
    (hit,) = search("withdrawals closed").hits
    assert "|" not in hit.snippet
    assert "Day 90 · Withdrawals are closed" in hit.snippet
    marked = {hit.snippet[start:end] for start, end in hit.marks}
    assert any("Withdrawals" in one for one in marked)


def test_what_editors_change_is_found_at_once() -> None:
    fill("en")
    assert search("staking").hits == ()
    assert index_articles([page("fees-en", "en", "Staking rewards", "Rewards are paid daily.")]) == 1
    assert keys(search("staking")) == ["fees-en"]
    assert "fees-en" not in keys(search("trading")), "the old text is gone"
    assert index_articles([page("fees-en", "en", "Staking rewards", "Rewards are paid daily.")]) == 0
    assert forget_articles(["fees-en"]) == 1
    assert search("staking").hits == ()
    scope = Scope.objects.get(lang="en")
    assert scope.articles == 3
    assert scope.words == sum(IndexedArticle.objects.values_list("words", flat=True))


def test_the_index_is_rebuilt_while_people_search() -> None:
    fill("en", "ja")
    before = search("withdraw address").hits
    IndexedArticle.objects.update(analyser="0")
    assert rebuild() == 7
    assert search("withdraw address").hits == before
    assert rebuild() == 0
    assert rebuild(everything=True) == 7
    assert keys(search("出金", "ja"))[0] == "withdraw-ja"


def test_editors_teach_words(settings: object) -> None:
    settings.SEARCH_REFRESH_SECONDS = 0  # type: ignore[attr-defined]
    fill("en")
    assert "withdraw-en" not in keys(search("moolah"))
    set_synonyms("en", synonyms("en") | {"withdraw": ["withdraw", "moolah out"]})
    assert keys(search("moolah out"))[0] == "withdraw-en"
    set_synonyms("en", {})
    assert search("moolah out").hits == ()


def test_a_region_and_a_category_narrow_the_search() -> None:
    index_articles(
        [
            page(
                "jp", "en", "Withdraw yen", "Withdraw to a bank in Japan.", regions=("JP",), category="fiat"
            ),
            page("br", "en", "Withdraw reais", "Withdraw with Pix.", regions=("BR", "PT"), category="fiat"),
            page("all", "en", "Withdraw crypto", "Withdraw to a wallet.", category="crypto"),
        ]
    )
    assert set(keys(search("withdraw"))) == {"jp", "br", "all"}
    assert set(keys(search("withdraw", region="PT"))) == {"br", "all"}
    assert keys(search("withdraw", region="JP", category="fiat")) == ["jp"]
    assert keys(search("withdraw", region="%", category="crypto")) == ["all"]


def test_use_and_freshness_decide_between_equals_only() -> None:
    index_articles(
        [
            page("old", "en", "Network fees", "What a network costs."),
            page("popular", "en", "Network fees", "What a network costs.", popularity=900.0),
            page("off", "en", "Addresses", "A network is named beside the address.", popularity=9_000_000.0),
        ]
    )
    assert keys(search("network fees")) == ["popular", "old", "off"]


def test_an_imported_title_that_only_repeats_the_text_counts_once() -> None:
    lead = "The northern harbour was built in the days of steam and copper and served"
    index_articles(
        [
            page("cut", "en", lead[:60], f"{lead} whale hunters."),
            page("true", "en", "Copper and steam", "How the northern harbour grew."),
        ]
    )
    assert keys(search("copper steam"))[0] == "true"
    assert not IndexedArticle.objects.get(key="cut").has_title


def test_another_language_is_offered_where_the_own_has_nothing() -> None:
    fill("en", "ja")
    index_articles([page("memo-en", "en", "What a memo is for", "XRP needs a memo: a destination tag.")])
    found = search("XRP memo", "ja")
    assert keys(found) == []
    assert [hit.key for hit in found.other_languages][:1] == ["memo-en"]
    assert keys(search("XRP memo", "ja", any_lang=True))[0] == "memo-en"
    assert keys(search("引き出し", "en", any_lang=True)), "a word of another language leads to its synonyms"


def test_an_eighth_language_needs_only_its_data(monkeypatch: pytest.MonkeyPatch) -> None:
    arabic = Language(
        code="ar", html_lang="ar", english_name="Arabic", endonym="العربية", iso_script="Arab", script="arabic",
        direction="rtl", stemmer="arabic", stopwords=frozenset(("من", "إلى", "كيف")),
    )  # fmt: skip
    monkeypatch.setitem(BY_CODE, "ar", arabic)
    analyser.cache_clear()
    index_articles(
        [
            page("withdraw-ar", "ar", "كيفية سحب العملات", "افتح المحفظة واختر السحب ثم تحقق من العنوان."),
            page("password-ar", "ar", "إعادة تعيين كلمة المرور", "اضغط على نسيت كلمة المرور."),
        ]
    )
    set_synonyms("ar", {"withdraw": ["سحب", "إخراج"]})
    assert keys(search("السَّحْب", "ar"))[0] == "withdraw-ar"
    assert keys(search("اخراج", "ar"))[0] == "withdraw-ar"
    assert keys(search("كلمة المرورر", "ar"))[0] == "password-ar"
    assert search("withdraw", "ar").hits[0].key == "withdraw-ar", "a word of another language leads here too"
    analyser.cache_clear()
