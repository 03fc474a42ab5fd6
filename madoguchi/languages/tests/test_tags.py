from __future__ import annotations

import pytest

from madoguchi.languages import to_supported


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("zh-TW", "zh-hans"),
        ("zh_CN", "zh-hans"),
        ("zh-Hant-HK", "zh-hans"),
        ("zh", "zh-hans"),
        ("yue-HK", "zh-hans"),
        ("pt-BR", "pt"),
        ("es-419", "es"),
        ("ja-JP", "ja"),
        ("ja_JP.UTF-8", "ja"),
        ("ru_RU@euro", "ru"),
        ("en-GB-oxendict", "en"),
        ("de-CH", "ko"),
        ("zhx", "ko"),
        ("und", "ko"),
        ("*", "ko"),
        ("", "ko"),
        (None, "ko"),
        ("-" * 10_000, "ko"),
        ("ja" + "-x" * 5_000, "ja"),
    ],
)
def test_tag_finds_the_language_that_serves_it(tag: str | None, code: str) -> None:
    assert to_supported(tag, "ko") == code
