"""A small help centre that the stories search, written for them."""

from __future__ import annotations

from typing import Any

from madoguchi.search.actions import index_articles
from madoguchi.search.contract import Article, Found, Passage, Query
from madoguchi.search.queries import search_articles

PAGES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "en": (
        ("withdraw", "How to withdraw crypto", "Open Wallet and choose Withdraw. Check the address and the network. Withdrawals of USDT on TRC-20 cost 1 USDT."),
        ("deposit", "My deposit has not arrived", "Deposits appear after the network has confirmed them. Look up the transaction id on an explorer."),
        ("password", "Reset your password", "Choose Forgot password and follow the link in the mail. Withdrawals are paused for 24 hours."),
        ("fees", "Fees", "Trading costs 0.1 %. The withdrawal fee depends on the network. Order 8817-AC3 shows an example."),
    ),
    "zh-hans": (
        ("withdraw", "如何提币", "打开钱包，选择提币。请核对地址和网络。USDT提币手续费为1 USDT。"),
        ("deposit", "充值没有到账", "网络确认之后充值才会到账。请在区块浏览器中查询交易编号。"),
        ("password", "重置密码", "点击忘记密码，并打开邮件中的链接。"),
    ),
    "ja": (
        ("withdraw", "暗号資産を出金する", "ウォレットを開き、出金を選びます。アドレスとネットワークを確認してください。"),
        ("deposit", "入金が反映されない", "ネットワークの承認後に入金が反映されます。"),
        ("password", "パスワードを再設定する", "パスワードを忘れた場合を選び、メールのリンクを開きます。"),
    ),
    "ko": (
        ("withdraw", "가상자산 출금 방법", "지갑을 열고 출금을 선택하세요. 주소와 네트워크를 확인하세요."),
        ("deposit", "입금이 도착하지 않았어요", "네트워크 확인 후 입금이 반영됩니다."),
        ("password", "비밀번호 재설정", "비밀번호 찾기를 누르고 메일의 링크를 여세요."),
    ),
    "es": (
        ("withdraw", "Cómo retirar criptomonedas", "Abra la billetera y elija Retirar. Compruebe la dirección y la red."),
        ("deposit", "Mi depósito no ha llegado", "Los depósitos aparecen cuando la red los confirma."),
        ("password", "Restablecer la contraseña", "Elija Olvidé mi contraseña y abra el enlace del correo."),
    ),
    "ru": (
        ("withdraw", "Как вывести криптовалюту", "Откройте кошелёк и выберите «Вывод». Проверьте адрес и сеть."),
        ("deposit", "Пополнение не пришло", "Пополнение появится после подтверждения сетью."),
        ("password", "Сброс пароля", "Нажмите «Забыли пароль» и откройте ссылку из письма."),
    ),
    "pt": (
        ("withdraw", "Como sacar criptomoedas", "Abra a carteira e escolha Sacar. Confira o endereço e a rede."),
        ("deposit", "Meu depósito não chegou", "Os depósitos aparecem depois que a rede os confirma."),
        ("password", "Redefinir a senha", "Escolha Esqueci a senha e abra o link do e-mail."),
    ),
}  # fmt: skip


def page(key: str, lang: str, title: str, text: str, **more: Any) -> Article:
    return Article(
        key=key, collection="helpcenter", lang=lang, title=title, passages=(Passage("", text),), **more
    )


def fill(*langs: str) -> None:
    """The help centre in some languages, or all."""
    for lang in langs or PAGES:
        index_articles(page(f"{key}-{lang}", lang, title, text) for key, title, text in PAGES[lang])


def search(text: str, lang: str = "en", **more: Any) -> Found:
    return search_articles(Query(text=text, lang=lang, **more))


def keys(found: Found) -> list[str]:
    return [hit.key for hit in found.hits]


def everything_said(found: Found) -> str:
    """All text that an answer shows."""
    hits = [*found.hits, *found.other_languages]
    return " ".join(
        [found.did_you_mean, *(f"{hit.key} {hit.title} {hit.heading} {hit.snippet}" for hit in hits)]
    )
