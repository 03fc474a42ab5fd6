"""Ordinary support messages pass untouched."""

import pytest

from madoguchi.shield import shield


@pytest.mark.parametrize(
    "text",
    [
        "how do I change my password?",
        "my password is wrong and I am locked out",
        "Password: forgotten, please help",
        "la contraseña es incorrecta, ¿qué hago?",
        "密码错误怎么办",
        "パスワードを忘れました。再設定したいです",
        "비밀번호는 어떻게 바꾸나요?",
        "Минуту, пароль не подходит",
        "error code 1021 when I log in",
        "promo code 2024 does not work",
        "the verification code never arrived, I waited 1500 minutes",
        "I turned on 2FA on 20310101",
        "order number: 4539578763621486",
        "I sent 150000 USDT on 2031-05-03 12:00:00",
        "uid 123456789012345, timestamp 1917171717171",
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq is my address",
        "send the token to 0x6B175474E89094C44Da98b954EedeAC495271d0F please",
        "fixed in commit 3f9c2b7a1d5e8f60718293a4b5c6d7e8f9012345",
        "see https://example.com/aB3dE5gH7jK9mN1pQ3sT5vW7 about the API secret",
        "very very very very very very very very very very very very very good",
        "我今天上午在你们的平台上买了一些比特币但是一直没有到账请帮我看一下",
        "Please note that the word list of a seed phrase has 2048 words; never share yours",
        "",
        "\ud800 broken",
    ],
)
def test_left_alone(text: str) -> None:
    shielded = shield(text)
    assert shielded.findings == ()
    assert shielded.text == text
    assert not shielded.masked


def test_offsets_count_code_points_after_characters_that_grow() -> None:
    text = "İ 😀 ½ my password is Katze!2031"
    (finding,) = shield(text).findings
    assert text[finding.start : finding.end] == "Katze!2031"
