"""What every language needs. Add a code to CODES and see what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from madoguchi.languages import ALL, BY_CODE, CODES, LANGUAGES, Language, detect, to_supported

FACTS = Path(__file__).parents[1] / "facts"

GREETINGS = {
    "en": "Hello, my withdrawal has not arrived yet. Can someone please help me?",
    "zh-hans": "你好，我的提现还没有到账，可以帮我看一下吗？",
    "ja": "出金がまだ届いていません。確認していただけますか。",
    "ko": "출금이 아직 도착하지 않았어요. 확인해 주실 수 있나요?",
    "es": "Hola, mi retiro todavía no ha llegado. ¿Me pueden ayudar, por favor?",
    "ru": "Здравствуйте, вывод средств ещё не пришёл. Помогите, пожалуйста.",
    "pt": "Olá, meu saque ainda não chegou. Alguém pode me ajudar, por favor?",
}
"""One ordinary message per language, which a new language needs too."""


@pytest.mark.parametrize("language", ALL, ids=CODES)
def test_data_is_complete(language: Language) -> None:
    assert language.code == language.code.lower()
    assert language.html_lang.lower() == language.code, "html_lang is the code in the letter case of BCP 47"
    assert language.english_name
    assert language.endonym
    assert len(language.iso_script) == 4
    assert language.iso_script.istitle()
    assert (language.direction == "rtl") == (language.iso_script in ("Arab", "Hebr", "Thaa", "Syrc"))
    assert 0 <= language.first_weekday <= 6
    assert all(tag == tag.lower() and "_" not in tag for tag in language.tags)


@pytest.mark.parametrize("language", ALL, ids=CODES)
def test_language_that_shares_its_script_can_be_told(language: Language) -> None:
    neighbours = [other for other in ALL if other.script == language.script and other is not language]
    if neighbours:
        assert len(language.words) >= 150, f"{language.code} needs frequent words: it shares its script"
        assert language.fragments or language.letters
    assert all(word == word.casefold() for word in language.words)


@pytest.mark.parametrize("code", CODES)
def test_ordinary_message_is_told(code: str) -> None:
    assert code in GREETINGS, f"add an ordinary message in {code} to GREETINGS"
    found, confidence = detect(GREETINGS[code])
    assert found == code
    assert confidence > 0.9


def test_every_data_file_is_in_use_and_no_tag_is_claimed_twice() -> None:
    files = {path.stem.replace("_", "-") for path in FACTS.glob("*.py") if path.stem != "__init__"}
    assert files == set(CODES)
    tags = [tag for language in ALL for tag in language.tags]
    assert len(tags) == len(set(tags))
    assert [(code, BY_CODE[code].endonym) for code in CODES] == LANGUAGES


@pytest.mark.parametrize("code", CODES)
def test_every_code_serves_itself_in_any_spelling(code: str) -> None:
    assert to_supported(code, "xx") == code
    assert to_supported(BY_CODE[code].html_lang, "xx") == code
    assert to_supported(code.upper().replace("-", "_"), "xx") == code
