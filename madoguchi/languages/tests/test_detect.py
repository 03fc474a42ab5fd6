"""Short lines as customers type them into a chat."""

from __future__ import annotations

import time

import pytest

from madoguchi.languages import CODES, UNDETERMINED, detect

CHAT = {
    "en": [
        "hi",
        "any update?",
        "i cant log in",
        "it’s been 3 days",
        "sent USDT on the wrong network",
        "WHERE IS MY MONEY",
    ],
    "es": ["hola", "mi retiro sigue pendiente", "me robaron la cuenta", "no me llega el código", "¿urgente?"],
    "pt": [
        "oi",
        "bom dia",
        "cadê meu depósito",
        "não consigo entrar",
        "roubaram minha conta",
        "isso é golpe?",
    ],
    "ru": ["да", "где мой вывод", "USDT не пришли", "меня взломали"],
    "ko": ["네", "출금이 안돼요", "ㅠㅠ", "OTP 분실했어요", "BTC wallet 주소 오류"],
    "ja": [
        "はい",
        "出金できません",
        "ﾃｽﾄ",
        "Google Authenticator を紛失しました",
        "返金希望",
        "口座凍結",
        "2段階認証が届かない",
    ],
    "zh-hans": [
        "你好",
        "提现没到账",
        "USDT充错链了",
        "人工",
        "提現還沒到賬",
        "我想買の飲料在哪裡可以退款呢請問一下客服人員",
    ],
}


@pytest.mark.parametrize(("code", "line"), [(code, line) for code, lines in CHAT.items() for line in lines])
def test_chat_line(code: str, line: str) -> None:
    found, confidence = detect(line)
    assert found == code
    assert 0 < confidence <= 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "12345",
        "👍🎉",
        "0x52908400098527886E0F7030069857D2E4169EE7",
        "https://hoshi.example/hola/gracias",
        "BTC",
        "?!",
    ],
)
def test_text_without_words_is_undetermined(text: str) -> None:
    assert detect(text) == (UNDETERMINED, 0.0)


@pytest.mark.parametrize(
    "text",
    [
        "Wo ist mein Geld? Ich habe noch nichts auf dem Konto.",
        "Bonjour, je ne peux pas me connecter à mon compte",
        "أين أموالي؟",
        "Πού είναι τα χρήματά μου;",
        "เงินของฉันอยู่ที่ไหน",
        "Де мої гроші? Я чекаю вже дві години, і нічого немає",
    ],
)
def test_language_that_is_not_served_is_not_taken_for_another(text: str) -> None:
    assert detect(text)[0] == UNDETERMINED


def test_word_of_several_languages_is_no_certainty() -> None:
    assert detect("no")[1] < 0.6
    assert detect("了解")[1] < 0.95


def test_links_and_symbols_do_not_outvote_the_words() -> None:
    assert (
        detect("BTC ETH USDT gracias https://hoshi.example/where/is/the/withdrawal/of/the/money")[0] == "es"
    )


def test_mixed_text_is_in_the_language_of_most_of_it() -> None:
    assert detect("The error says 出金 and I do not know what it means, please help")[0] == "en"
    assert detect("エラーは “withdrawal suspended” と表示されます。どうすればいいですか")[0] == "ja"


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "a'" * 500_000, "и " * 500_000, "漢" * 1_000_000, "\ud800" * 9, "a1@" * 300_000]
)
def test_time_is_bounded_whatever_comes(text: str) -> None:
    started = time.process_time()
    code, confidence = detect(text)
    assert time.process_time() - started < 0.5
    assert code in (*CODES, UNDETERMINED)
    assert 0 <= confidence <= 1
