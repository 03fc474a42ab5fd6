"""Mails that we wrote ourselves, as bytes, for the tests of the reader."""

from __future__ import annotations

import base64

HEAD = (
    b"From: Yuki Tanaka <yuki@customer.example>\r\nTo: Help <help@hoshi.example>\r\n"
    b"Subject: Withdrawal pending\r\nDate: Mon, 4 Jan 2027 10:00:00 +0900\r\n"
    b"Message-ID: <w1@customer.example>\r\nMIME-Version: 1.0\r\n"
)


def simple(body: bytes = b"Hello", *fields: bytes) -> bytes:
    """A mail of Yuki with further header fields."""
    return HEAD + b"".join(field + b"\r\n" for field in fields) + b"\r\n" + body


def multipart(kind: bytes, *parts: bytes) -> bytes:
    """A mail of Yuki with parts, each with its own headers."""
    inner = b"".join(b"--b1\r\n" + part + b"\r\n" for part in parts)
    return simple(inner + b"--b1--\r\n", b"Content-Type: multipart/" + kind + b'; boundary="b1"')


def part(content_type: bytes, body: bytes, *fields: bytes) -> bytes:
    """One part."""
    return b"Content-Type: " + content_type + b"\r\n" + b"".join(f + b"\r\n" for f in fields) + b"\r\n" + body


PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PICTURE = part(
    b'image/png; name="proof.png"',
    base64.encodebytes(PNG),
    b"Content-Transfer-Encoding: base64",
    b"Content-ID: <proof1>",
    b"Content-Disposition: inline",
)
HTML = part(b"text/html; charset=utf-8", '<p>Olá <b>Marta</b></p><img src="cid:proof1">'.encode())
PLAIN = part(b"text/plain; charset=utf-8", "Olá Marta".encode())

LANGUAGES = {
    "iso-2022-jp": "出金が反映されません。確認をお願いします。",
    "shift_jis": "本人確認の書類を送ります。①をご覧ください。",
    "euc-jp": "入金アドレスを間違えました。",
    "gb2312": "我的提现还没有到账，请帮我查询。",
    "gbk": "您好，请问充值需要多久？",
    "big5": "請問提領需要多久時間？",
    "ks_c_5601-1987": "출금이 지연되고 있습니다. 확인 부탁드립니다.",
    "euc-kr": "본인 인증이 되지 않습니다.",
    "koi8-r": "Здравствуйте, мой вывод средств завис.",
    "windows-1251": "Не могу войти в аккаунт.",
    "x-mac-cyrillic": "Помогите найти перевод.",
    "iso-8859-8-i": "שלום, המשיכה שלי תקועה",
    "windows-1252": "¿Dónde está mi retiro? Gasté 50 €",
    "iso-8859-15": "Où est mon dépôt de 20 € ?",
    "windows-1258": "Xin chào",
    "utf-16": "Não recebi o código 🙂",
    "utf-7": "Grüße aus Köln",
}
PYTHON_NAMES = {
    "ks_c_5601-1987": "cp949", "x-mac-cyrillic": "mac_cyrillic", "iso-8859-8-i": "iso8859_8", "shift_jis": "cp932",
}  # fmt: skip


def in_charset(charset: str) -> bytes:
    """A mail whose text and declared charset are those of LANGUAGES."""
    body = base64.encodebytes(LANGUAGES[charset].encode(PYTHON_NAMES.get(charset, charset)))
    return simple(
        body, f"Content-Type: text/plain; charset={charset}".encode(), b"Content-Transfer-Encoding: base64"
    )


EVERY_KIND = [
    simple(),
    *map(in_charset, LANGUAGES),
    multipart(b"alternative", PLAIN, HTML),
    multipart(b"related", HTML, PICTURE),
    multipart(b"mixed", PLAIN, part(b"message/rfc822", simple(b"inner"))),
    simple(b"before\r\nbegin 644 note.txt\r\n#0V%T\r\n`\r\nend\r\nafter"),
    b"From mallory Mon Jan  4 10:00:00 2027\nFrom: =?utf-8?q?M=C3?= =?utf-8?q?=A1?= <m@x.example>\n\nhi",
]
