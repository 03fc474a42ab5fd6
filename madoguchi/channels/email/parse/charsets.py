"""Bytes to text, whatever the mail calls its charset.

Names follow the WHATWG Encoding Standard where mail follows browsers (latin-1 means windows-1252, gb2312 means
gb18030 and so on), because that is what senders really send.
"""

from __future__ import annotations

import codecs
import functools
import re

from .charsets_asian import guess_asian

_ALIASES = {
    "us-ascii": "cp1252", "ascii": "cp1252", "ansi_x3.4-1968": "cp1252", "ansi_x3.110-1983": "cp1252",
    "646": "cp1252", "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "iso_8859-1": "cp1252", "latin1": "cp1252",
    "latin-1": "cp1252", "l1": "cp1252", "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gb_2312-80": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "cn-gb": "gb18030",
    "euc-cn": "gb18030", "cp936": "gb18030", "windows-936": "gb18030", "gb18030": "gb18030",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "ksc5601": "cp949", "uhc": "cp949",
    "windows-949": "cp949", "korean": "cp949", "iso-ir-149": "cp949",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "ms_kanji": "cp932",
    "windows-31j": "cp932", "cp943": "cp932", "x-euc-jp": "euc_jp", "cp51932": "euc_jp",
    "iso-2022-jp": "iso2022_jp", "iso-2022-jp-ms": "iso2022_jp", "cp50220": "iso2022_jp", "cp50221": "iso2022_jp",
    "big5": "cp950", "x-x-big5": "cp950", "cn-big5": "cp950", "big5-eten": "cp950",
    "iso-8859-8-i": "iso8859_8", "iso-8859-8-e": "iso8859_8", "logical": "iso8859_8", "visual": "iso8859_8",
    "iso-8859-6-i": "iso8859_6", "iso-8859-6-e": "iso8859_6",
    "x-mac-cyrillic": "mac_cyrillic", "x-mac-ukrainian": "mac_cyrillic", "macintosh": "mac_roman",
    "x-mac-roman": "mac_roman", "mac": "mac_roman", "x-mac-ce": "mac_latin2", "x-mac-greek": "mac_greek",
    "x-mac-turkish": "mac_turkish", "koi8": "koi8_r", "koi": "koi8_r", "cp-1251": "cp1251", "win-1251": "cp1251",
    "win": "cp1251", "unicode-1-1-utf-7": "utf_7", "x-unicode-2-0-utf-7": "utf_7", "unicode-1-1-utf-8": "utf_8",
    "x-unicode-2-0-utf-8": "utf_8", "utf8mb4": "utf_8", "unicode": "utf_16", "ucs-2": "utf_16",
    "iso-10646-ucs-2": "utf_16",
}  # fmt: skip
# Python codecs that are no charsets (escapes, host names) or that must never be reached from a mail.
_NO_CHARSETS = {
    "idna",
    "punycode",
    "unicode_escape",
    "raw_unicode_escape",
    "undefined",
    "mbcs",
    "oem",
    "palmos",
}
# Tried in turn where the first one fails on a strict reading.
_WIDER = {
    "iso2022_jp": ("iso2022_jp_2004", "iso2022_jp_ext"),
    "cp950": ("big5hkscs",),
    "euc_jp": ("euc_jis_2004",),
}
_C1_OF_1252 = {b: bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(0x80, 0xA0)}
_NAME = re.compile(r"[a-z0-9][a-z0-9_.:+-]{0,60}")
_GUESSES = [
    "utf_8", "cp1252", "cp1251", "koi8_r", "gb18030", "big5", "cp932", "euc_jp", "cp949", "cp1250", "cp1253",
    "cp1254", "cp1255", "cp1256",
]  # fmt: skip
_GUESS_BYTES = 8_192
_GUESS_HIGH_BYTES = 4


@functools.lru_cache(maxsize=512)
def codec_name(charset: str) -> str | None:
    """The Python codec for a charset name as mails write it, or None for a bogus or unknown one."""
    name = charset.strip().strip("\"'<>;,= ").lower()
    name = name.removeprefix("charset=").removeprefix("3d").strip("\"'")
    name = name.split("*", 1)[0].replace(" ", "-")
    if not _NAME.fullmatch(name):
        return None
    for candidate in (
        name,
        name.replace("_", "-"),
        re.sub(r"^(?:windows|win|x-cp|ibm|cp)[-_]?(?=\d)", "cp", name),
    ):
        if candidate in _ALIASES:
            return _ALIASES[candidate]
        try:
            info = codecs.lookup(candidate)
        except (LookupError, ValueError):
            continue
        python = info.name.replace("-", "_")
        if python not in _NO_CHARSETS and getattr(info, "_is_text_encoding", True):
            return _ALIASES.get(info.name, python)
    return None


def decode(data: bytes, charset: str | None) -> tuple[str, bool]:
    """The text of `data`, and whether it was read as declared. Never raises; unreadable bytes become U+FFFD."""
    if data.startswith(codecs.BOM_UTF8):
        return data[3:].decode("utf-8", "replace"), True
    codec = codec_name(charset) if charset else "utf_8"
    known = codec is not None
    if data.isascii() and b"\x1b" not in data and not _is_stateful(codec):
        return data.decode("ascii"), known
    if codec is None:
        return guess(data), False
    text = _strict(data, codec)
    if text is not None:
        return text, True
    if codec == "utf_8":
        return _broken_utf8(data), False
    return _strict(data, "utf_8") or data.decode(codec, "replace"), False


def guess(data: bytes) -> str:
    """Text of bytes without a usable charset: UTF-8, ISO-2022-JP, then what the letters look like."""
    for codec in ("utf_8", "iso2022_jp") if b"\x1b$" in data else ("utf_8",):
        text = _strict(data, codec)
        if text is not None:
            return text
    if asian := guess_asian(data[:_GUESS_BYTES]):
        return data.decode(asian, "replace")
    sample = data[:_GUESS_BYTES]
    if sum(byte > 0x7F for byte in sample) >= _GUESS_HIGH_BYTES:
        # Loaded only here: most mails never need it and it takes longer to import than to read a mail.
        from charset_normalizer import from_bytes

        best = from_bytes(sample, cp_isolation=_GUESSES, threshold=0.3).best()
        if best is not None:
            return data.decode(best.encoding, "replace")
    return _windows_1252(data)


def _strict(data: bytes, codec: str) -> str | None:
    if codec == "cp1252":
        text = None if max(data, default=0) >= 0x80 and _is_utf8_word(data) else _windows_1252(data)
        return text
    if codec == "utf_16" and data[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        codec = "utf_16_le" if data[1::2].count(0) > data[::2].count(0) else "utf_16_be"
    for candidate in (codec, *_WIDER.get(codec, ())):
        try:
            return data.decode(candidate).removeprefix("\ufeff")
        except (UnicodeError, LookupError):
            continue
    return None


def _is_stateful(codec: str | None) -> bool:
    return codec is not None and codec.startswith(("utf_16", "utf_32", "utf_7", "hz", "iso2022"))


def _is_utf8_word(data: bytes) -> bool:
    """Whether bytes that claim to be Latin are UTF-8 after all: real Latin text is almost never valid UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _windows_1252(data: bytes) -> str:
    """Windows-1252 as browsers read it: the five bytes that it leaves out stay control characters."""
    return data.decode("latin-1").translate(_C1_OF_1252)


def _broken_utf8(data: bytes) -> str:
    """Declared UTF-8 with errors: keep it if the good characters outweigh the bad, else it is something else."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(c > "\x7f" for c in text) - bad
    return text if good >= bad else guess(data)
